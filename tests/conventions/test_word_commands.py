"""Word files at the command line: read, taken over, written."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from conventions.models import Convention
from conventions.readers.docx.lines import text_of
from conventions.readers.files import Unreadable, load
from conventions.writers.docx import to_docx
from tests.conventions import samples, word_files
from tests.conventions.factories import ArticleFactory, ConventionFactory


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "val.docx"
    path.write_bytes(to_docx(samples.sample()))
    return path


def test_a_word_file_is_read_as_a_convention(file):
    document = load(file)
    assert document.title == "Convention territoriale globale de services aux familles"
    assert [article.title for article in document.articles] == [
        article.title.replace("'", "’") for article in samples.ARTICLES
    ]
    assert [article.printed_number for article in document.articles][:2] == ["1", "2"]
    assert len(document.parties) == len(samples.PARTIES)
    assert len(document.legal_bases) == len(samples.BASES)
    assert document.period.end.year == 2028


def test_notes_lists_and_tables_survive_the_reading(file):
    html = load(file).articles[0].html
    assert "<ul>" in html
    assert "data-note=" in html
    assert any("<table>" in annex.html for annex in load(file).annexes)


def test_numbers_that_word_computes_are_told():
    body = (
        word_files.paragraph(
            "Heading2", "Objet", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        )
        + word_files.paragraph("Heading2", "Moyens")
        + word_files.paragraph("Heading2", "Durée")
    )
    data = word_files.rewrite(
        word_files.to_docx_of_nothing(), lambda xml: xml.replace("</w:body>", f"{body}</w:body>")
    )
    lines = text_of(data).replace("\u00a0", " ").splitlines()
    assert [line for line in lines if line.startswith("Article")] == [
        "Article 1er : Objet",
        "Article 2 : Moyens",
        "Article 3 : Durée",
    ]


def test_a_file_that_is_no_convention_says_what_is_missing(tmp_path):
    path = tmp_path / "courses.docx"
    path.write_bytes(word_files.foreign("# Liste de courses", "Du pain."))
    with pytest.raises(Unreadable, match="ne ressemble pas à une convention"):
        load(path)


@pytest.mark.django_db
def test_a_word_file_is_taken_over(file):
    out = StringIO()
    call_command("import_convention", str(file), stdout=out)
    convention = Convention.objects.get()
    assert convention.articles.count() == len(samples.ARTICLES)
    assert convention.import_record.source_name == "val.docx"
    assert "Article 1er" in convention.import_record.source_text.replace("\u00a0", " ")


@pytest.mark.django_db
def test_a_stored_convention_is_written_in_word(tmp_path):
    convention = ConventionFactory()
    ArticleFactory(convention=convention)
    path = tmp_path / "sortie.docx"
    call_command(
        "render_convention", convention.reference, output=str(path), docx=True, stdout=StringIO()
    )
    assert "Objet de la convention" in word_files.words(path.read_bytes())
    assert "PROJET" in word_files.words(path.read_bytes())
    call_command(
        "render_convention",
        convention.reference,
        output=str(path),
        docx=True,
        final=True,
        stdout=StringIO(),
    )
    assert "Version définitive" in word_files.words(path.read_bytes())


@pytest.mark.django_db
def test_a_folder_that_is_not_there_is_said(tmp_path):
    convention = ConventionFactory()
    with pytest.raises(CommandError, match="le dossier n’existe pas"):
        call_command(
            "render_convention",
            convention.reference,
            output=str(tmp_path / "x" / "y.docx"),
            docx=True,
        )
