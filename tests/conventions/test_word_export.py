"""A convention as a .docx, read in its XML."""

import re
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from conventions.document.model import Annex, Article, Document
from conventions.document.references import Context
from conventions.document.texts import rich_texts
from conventions.readers.docx.archive import W
from conventions.writers.docx import to_docx
from tests.conventions import samples, word_files
from tests.conventions.word_files import BODY, fold, paragraphs, parts


@pytest.fixture(scope="module")
def whole():
    return to_docx(samples.sample())


@pytest.fixture(scope="module")
def files(whole):
    return parts(whole)


def test_every_text_of_the_document_is_in_the_file(whole):
    document = samples.sample()
    said = re.sub(r"\s", "", word_files.words(whole))
    context = Context(document, 10**30)
    for text in rich_texts(document):
        for line in re.split(r"[\n\t]|\[.*?\]", context.text(text.html)):
            assert re.sub(r"\s|1\d{30}", "", line) in said, text.where


def test_the_parties_the_tables_and_the_signatures_are_in_the_file(whole):
    said = fold(word_files.words(whole))
    for words in (
        "La Caisse d’allocations familiales des Hautes-Terres, représentée par",
        "Il est convenu ce qui suit",
        "Fait à Montaury, le 28 mars 2024, en neuf exemplaires originaux.",
        "Crèche – Montaury",
        "(voix consultative)",
        "Association Les Galopins de Fontbrune",
    ):
        assert fold(words) in said


def test_every_part_is_well_formed_and_named_by_the_content_types(files):
    for name, content in files.items():
        etree.fromstring(content.encode())
        if not name.endswith(".rels") and name != "[Content_Types].xml":
            assert (
                f'PartName="/{name}"' in files["[Content_Types].xml"]
                or name == "customXml/item1.xml"
            )


def test_every_relationship_leads_somewhere(files):
    told = re.findall(r'r:id="([^"]+)"', files[BODY])
    known = dict(
        re.findall(r'Id="([^"]+)"[^>]*Target="([^"]+)"', files["word/_rels/document.xml.rels"])
    )
    assert set(told) <= set(known)
    for target in known.values():
        if not target.startswith(("http", "mailto")):
            assert target.removeprefix("../") in files or f"word/{target}" in files


def test_bookmarks_are_unique_closed_and_short(files):
    tree = etree.fromstring(files[BODY].encode())
    starts = list(tree.iter(f"{W}bookmarkStart"))
    names = [mark.get(f"{W}name") for mark in starts]
    ids = [mark.get(f"{W}id") for mark in starts]
    assert len(set(names)) == len(names)
    assert len(set(ids)) == len(ids)
    assert sorted(ids) == sorted(mark.get(f"{W}id") for mark in tree.iter(f"{W}bookmarkEnd"))
    assert all(len(name) <= 40 and re.fullmatch(r"_ctg_\w+", name) for name in names)


def test_links_inside_lead_to_a_bookmark(files):
    anchors = set(re.findall(r'w:anchor="([^"]+)"', files[BODY]))
    names = set(re.findall(r'w:name="([^"]+)"', files[BODY]))
    assert anchors
    assert anchors <= names


def test_articles_are_headings_that_word_numbers(whole, files):
    titles = [words for style, words in paragraphs(whole) if style == "Heading2"]
    assert titles == [re.sub("'", "’", article.title) for article in samples.ARTICLES]
    style = re.search(r'w:styleId="Heading2">.*?</w:style>', files["word/styles.xml"])[0]
    assert '<w:numId w:val="2"/>' in style
    assert '<w:outlineLvl w:val="1"/>' in style
    assert 'w:lvlText w:val="Article %1."' in files["word/numbering.xml"]
    assert 'w:lvlText w:val="Article 1er."' in files["word/numbering.xml"]
    assert files[BODY].count('<w:numId w:val="1"/>') == 1


def test_parts_and_annexes_are_headings_of_the_first_level(whole):
    titles = [fold(words) for style, words in paragraphs(whole) if style == "Heading1"]
    assert titles[:5] == ["Les parties", "Visas", "Préambule", "Articles", "Signatures"]
    assert titles[5].startswith("Annexe 1 – Plan d’actions du 1er avril 2024")


def test_notes_are_real_footnotes(files):
    calls = re.findall(r'<w:footnoteReference w:id="(\d+)"/>', files[BODY])
    assert len(calls) == len(set(calls)) == str(samples.ARTICLES).count("data-note")
    notes = etree.fromstring(files["word/footnotes.xml"].encode())
    assert set(calls) <= {note.get(f"{W}id") for note in notes}
    assert "Le diagnostic a été présenté" in files["word/footnotes.xml"]


def test_heads_of_tables_are_repeated_and_cells_merged(files):
    tree = etree.fromstring(files[BODY].encode())
    for table in tree.iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.findall(f"{W}tr"):
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc")]
            assert (
                sum(int(span.get(f"{W}val")) if span is not None else 1 for span in spans)
                == columns
            )
            assert all(cell[-1].tag == f"{W}p" for cell in row.findall(f"{W}tc"))
    assert "<w:tblHeader/>" in files[BODY]
    assert '<w:vMerge w:val="restart"/>' in files[BODY]


def test_lists_are_real_and_nested(files):
    assert re.search(r'<w:ilvl w:val="1"/><w:numId w:val="\d+"/>', files[BODY])
    numbers = set(re.findall(r'<w:numId w:val="(\d+)"/>', files[BODY]))
    assert numbers <= set(re.findall(r'<w:num w:numId="(\d+)"', files["word/numbering.xml"]))


def test_a_list_keeps_its_letters_and_its_first_number():
    html = '<ol type="a"><li>un</li></ol><ol start="4"><li>quatre</li></ol>'
    files = parts(to_docx(samples.small(articles=(Article("k", "T", html),))))
    assert 'w:numFmt w:val="lowerLetter"' in files["word/numbering.xml"]
    assert '<w:start w:val="4"/>' in files["word/numbering.xml"]


def test_the_language_is_french_and_the_page_is_a4(files):
    assert 'w:lang w:val="fr-FR"' in files["word/styles.xml"]
    assert 'w:w="11906" w:h="16838"' in files[BODY]
    assert 'w:w="16838" w:h="11906" w:orient="landscape"' in files[BODY]


def test_pages_bear_the_title_the_version_and_their_number(files):
    heads = {name: text for name, text in files.items() if name.startswith("word/header")}
    assert any("Val d’Ance" in text for text in heads.values())
    assert "Version 2 du 20 mars 2024" in fold(files["word/footer-high.xml"])
    assert "NUMPAGES" in files["word/footer-high.xml"]


def test_the_contents_are_a_field_with_a_line_for_every_heading(whole, files):
    assert 'TOC \\o "1-2"' in files[BODY]
    lines = [fold(words) for style, words in paragraphs(whole) if style in ("TOC1", "TOC2")]
    assert any(line.startswith("Article 1er. Objet de la convention") for line in lines)
    assert any(line.startswith("Annexe 4 – Équipements") for line in lines)
    linked = re.findall(r'<w:pStyle w:val="TOC[12]"/>.*?</w:p>', files[BODY])
    told = [line for line in linked if "w:anchor=" not in line]
    assert len(told) == 1  # the annex that is not joined


def test_the_number_of_pages_is_left_to_word(whole, files):
    assert files[BODY].count("NUMPAGES") >= 1
    assert "0000000" not in word_files.words(whole)


def test_what_is_missing_is_marked_and_never_left_out():
    blank = Article(
        "k",
        "Durée",
        '<p>Jusqu’au <span data-var="periode.fin"></span>, voir <span data-ref="x" data-kind="article"></span>.</p>',
    )
    data = to_docx(samples.small(articles=(blank,), period=samples.Period()))
    assert "[à compléter" in word_files.words(data)
    assert "[renvoi rompu]" in word_files.words(data)


def test_the_same_document_gives_the_same_bytes(whole):
    assert to_docx(samples.sample()) == whole


def test_a_convention_of_nothing_is_a_file_all_the_same():
    data = to_docx(Document(title="Convention"))
    assert zipfile.is_zipfile(__import__("io").BytesIO(data))
    assert "aucune partie n’est désignée" in word_files.words(data)


def test_a_text_of_many_shapes_makes_a_sound_file():
    html = (
        "<h3>Un <em>titre</em></h3><blockquote><p>cité</p></blockquote><hr>"
        "<p>H<sub>2</sub>O et <s>rien</s> <u>là</u><br>"
        '<a href="https://exemple.fr/?a=1&amp;b=2">lien</a></p>'
        '<table><caption>Deux</caption><tbody><tr><th rowspan="2">A</th>'
        "<td>1</td></tr><tr><td><ul><li>x</li></ul></td></tr></tbody></table>"
    )
    document = samples.small(
        articles=(Article("k", "T &amp; U", html),), annexes=(Annex("a", "<em>B</em>", html=html),)
    )
    files = parts(to_docx(document))
    for content in files.values():
        etree.fromstring(content.encode())
    assert (
        'Target="https://exemple.fr/?a=1&amp;b=2" TargetMode="External"'
        in files["word/_rels/document.xml.rels"]
    )


def test_signs_that_xml_refuses_are_left_out():
    document = replace(samples.small(), title="Convention\x0b territoriale")
    assert "Convention territoriale" in word_files.words(to_docx(document))
