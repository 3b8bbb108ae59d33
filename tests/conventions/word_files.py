"""What an editor does to a .docx, done on its bytes; what a file of the outside looks like."""

import io
import re
import zipfile
from collections.abc import Callable

from lxml import etree

from conventions.readers.docx import comparing, returned
from conventions.readers.docx.archive import Archive, W
from conventions.writers.docx import to_docx

BODY = "word/document.xml"


def parts(data):
    """Every part of the archive as text, by path."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def packed(files):
    """An archive of those parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def rewrite(data, change: Callable[[str], str], part=BODY):
    """The file with one part changed."""
    files = parts(data)
    files[part] = change(files[part])
    return packed(files)


def replace(data, old, new, part=BODY):
    """The file with some words of its XML replaced; they must be there, once."""
    assert parts(data)[part].count(old) == 1, f"{parts(data)[part].count(old)} × {old}"
    return rewrite(data, lambda xml: xml.replace(old, new), part)


def paragraphs(data):
    """(style, words) of every paragraph, in reading order."""
    tree = etree.fromstring(parts(data)[BODY].encode())
    for paragraph in tree.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        words = "".join(paragraph.itertext(f"{W}t"))
        yield style.get(f"{W}val") if style is not None else "", words


def words(data):
    """All the words a reader sees, notes included, with one kind of blank."""
    text = "".join(
        "".join(etree.fromstring(parts(data)[part].encode()).itertext(f"{W}t", f"{W}p"))
        for part in (BODY, "word/footnotes.xml")
    )
    return fold(text)


def fold(text):
    return re.sub(r"\s+", " ", text)


def block(data, title, *, last=False):
    """The XML of the paragraphs from the heading `title` to the next heading of an article or of a part."""
    xml = parts(data)[BODY]
    starts = [
        found.start()
        for found in re.finditer(r"<w:p><w:pPr><w:pStyle w:val=\"Heading[12]\"/>", xml)
    ]
    start = max(at for at in starts if at < xml.index(f">{title}<"))
    following = [at for at in starts if at > start]
    end = following[0] if following and not last else xml.index("</w:body>")
    return xml[start:end]


def paragraph(style, text, extra=""):
    look = f'<w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>'
    return f'<w:p>{look}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def tracked(kind, text, *, author="Léa Martin", on="2026-03-03T10:00:00Z"):
    """A tracked insertion (`ins`) or deletion (`del`), as runs; put it between runs."""
    tag = "t" if kind == "ins" else "delText"
    return (
        f'<w:{kind} w:id="900" w:author="{author}" w:date="{on}"><w:r><w:{tag} xml:space="preserve">{text}</w:{tag}>'
        f"</w:r></w:{kind}>"
    )


def split_run(before, inside, after):
    """What stands instead of `before…after` when something is put in the middle of a run."""
    return f'{before}</w:t></w:r>{inside}<w:r><w:t xml:space="preserve">{after}'


def comparison(document, data):
    """What the file changes in the document it was exported from."""
    exported = returned.read(Archive(to_docx(document)))
    return comparing.compare(document, exported, returned.read(Archive(data, "relu.docx")))


def foreign(*lines):
    """A file that another software wrote: plain paragraphs, headings where lines open with « # »."""
    body = "".join(
        paragraph("Heading1", line.removeprefix("# "))
        if line.startswith("# ")
        else paragraph("Normal", line)
        for line in lines
    )
    files = parts(to_docx_of_nothing())
    keep = {
        name: text
        for name, text in files.items()
        if not name.startswith(("customXml", "docProps/custom"))
    }
    keep[BODY] = re.sub(
        r"(<w:body>).*(</w:body>)", rf"\g<1>{body}\g<2>", keep[BODY], flags=re.DOTALL
    )
    return packed(keep)


def to_docx_of_nothing():
    from conventions.document.model import Document

    return to_docx(Document(title="Convention"))
