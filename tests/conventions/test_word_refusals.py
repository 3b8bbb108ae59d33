"""Files that are no Word files, or not to be opened: each is refused in one sentence."""

import io
import re
import zipfile

import pytest

from conventions.readers.docx import archive
from conventions.readers.source import Unreadable


def zipped(**files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "est vide"),
        (b"   ", "est vide"),
        (b"%PDF-1.7 ...", "n’est pas un document Word"),
        (b"PK\x03\x04 abime", "n’est pas un document Word"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "ancien fichier Word"),
        (b"\xd0\xcf\x11\xe0" + archive.ENCRYPTED, "mot de passe"),
        (zipped(a="b"), "est une archive"),
        (zipped(**{"xl/workbook.xml": "<a/>", "[Content_Types].xml": "<a/>"}), "classeur Excel"),
        (zipped(**{"content.xml": "<a/>"}), "LibreOffice"),
        (zipped(**{"[Content_Types].xml": "<a/>", "word/document.xml": "<a"}), "abîmé"),
        (
            zipped(**{"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}),
            "n’a pas de texte",
        ),
        (
            zipped(
                **{
                    "[Content_Types].xml": "<a/>",
                    "word/document.xml": "<a/>",
                    "word/vbaProject.bin": "x",
                }
            ),
            "macros",
        ),
        (
            zipped(
                **{
                    "[Content_Types].xml": "<a/>",
                    "word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
                }
            ),
            "n’est pas un document Word ordinaire",
        ),
        (b"PK" + b"0" * 20_000_001, "20 Mo"),
    ],
)
def test_what_is_no_word_file_is_refused_in_one_sentence(data, reason):
    with pytest.raises(Unreadable, match=reason) as refusal:
        archive.Archive(data, "relu.docx")
    assert len(re.findall(r"\.(?=\s|$)", str(refusal.value))) == 1
    assert "«\u00a0relu.docx\u00a0»" in str(refusal.value) or "« relu.docx »" in str(refusal.value)


def test_an_archive_that_unfolds_without_end_is_not_opened(monkeypatch):
    monkeypatch.setattr(archive, "MAX_UNPACKED", 1_000_000)
    bomb = zipped(
        **{"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>", "word/x": b"0" * 2_000_000}
    )
    assert len(bomb) < 10_000
    with pytest.raises(Unreadable, match="démesuré"):
        archive.Archive(bomb)


def test_a_part_beside_the_text_that_is_damaged_is_refused():
    words = '<w:document xmlns:w="{}"><w:body/></w:document>'.format(archive.W.strip("{}"))
    content = "".join(f"<item{rank}/>" for rank in range(200))
    parts = {"[Content_Types].xml": "<a/>", "word/document.xml": words}
    data = bytearray(zipped(**parts, **{"customXml/item1.xml": f"<a>{content}</a>"}))
    start = data.index(b"customXml/item1.xml") + len("customXml/item1.xml")
    data[start : start + 40] = bytes(255 - byte for byte in data[start : start + 40])
    opened = archive.Archive(bytes(data), "relu.docx")
    with pytest.raises(Unreadable, match="abîmé"):
        opened.anywhere(r"customXml/item\d+\.xml")
