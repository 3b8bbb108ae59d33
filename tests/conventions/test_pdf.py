"""The printed convention, read back from the file: one rich convention is printed once for most of these tests."""

import io
import re
from dataclasses import dataclass, replace
from functools import cached_property

import pikepdf
import pypdfium2
import pytest
from django.core.management import CommandError, call_command

from conventions.document.model import Article, Party, SignatureBlock
from conventions.writers.html import to_html
from conventions.writers.pdf import to_pdf
from ctg.pdf import Limits, RenderRefused
from tests.conventions import samples
from tests.conventions.factories import ArticleFactory, ConventionFactory, SignatoryFactory

DRAFT_MARK = "sans valeur d’engagement"


@dataclass
class Printed:
    """A printed convention and its words, page by page."""

    pdf: bytes
    warnings: tuple[str, ...] = ()

    @cached_property
    def file(self) -> pypdfium2.PdfDocument:
        return pypdfium2.PdfDocument(self.pdf)

    @cached_property
    def pages(self) -> list[str]:
        return [clean(page.get_textpage().get_text_range()) for page in self.file]

    @cached_property
    def text(self) -> str:
        return "\n".join(self.pages)

    def page_of(self, words: str, start: int = 1) -> int:
        """The number of the first page from `start` on that holds these words."""
        return next(n for n, text in enumerate(self.pages, 1) if n >= start and words in text)

    def height_of(self, words: str, page: int) -> float:
        """How far up the page the words stand, 0 at the foot and 1 at the head."""
        sheet = self.file[page - 1]
        found = sheet.get_textpage().search(words).get_next()
        assert found is not None, words
        return sheet.get_textpage().get_charbox(found[0])[1] / sheet.get_height()


def clean(text: str) -> str:
    """Words without the marks of hyphenation and the kinds of space."""
    text = re.sub(r"[\u2010\ufffe\xad]\s*", "", text)
    return re.sub(r"[ \u00a0\u202f\r\n]+", " ", text)


def printed(document) -> Printed:
    rendered = to_pdf(document)
    return Printed(rendered.pdf, rendered.warnings)


@pytest.fixture(scope="module")
def whole() -> Printed:
    return printed(samples.sample())


@pytest.fixture(scope="module")
def draft() -> Printed:
    """Twenty-one parties, a draft, and hostile rich text."""
    parties = tuple(
        Party(f"p{n}", f"Commune de Saint-Loup-{n}", "la", designation=f"la commune {n}")
        for n in range(1, 22)
    )
    hostile = """<p>Avant</p><script>alert(1)</script><style>p{display:none}</style>
    <p class="couverture" style="position:fixed;top:0" id="sommaire">Milieu</p><img src="file:///etc/passwd">
    <table><tr><td colspan="50" onclick="x()">Case</td></tr></table><a href="javascript:x()">Après</a>"""
    document = samples.small(
        parties=parties,
        signatures=tuple(
            SignatureBlock(party.name, "Dominique MARTY", "maire") for party in parties
        ),
        articles=(Article("a", "Titre <script>alert(2)</script>propre", hostile),),
        legal_bases=(),
        draft=True,
    )
    return printed(document)


# Pages


def test_nothing_is_to_be_said_about_the_rich_convention(whole):
    assert whole.warnings == ()


def test_every_page_but_the_cover_says_its_number_and_the_total(whole):
    total = len(whole.pages)
    assert "page 1 /" not in whole.pages[0]
    for number, text in enumerate(whole.pages[1:], start=2):
        assert f"page {number} / {total}" in text


def test_the_sentence_before_the_signatures_counts_the_real_pages(whole):
    assert f"La présente convention comporte {len(whole.pages)} pages et six annexes." in whole.text


def test_the_contents_give_the_page_of_every_part(whole):
    contents = whole.pages[1]
    for title, words in (
        ("Les parties", "neuf parties désignées ci-après"),
        ("Objet de la convention", "Les parties se donnent un cap partagé"),
        ("Moyens mobilisés", "chaque collectivité maintient son soutien"),
        ("Signatures", "Fait à Montaury"),
        ("Fiches-actions", "Les familles appellent en moyenne"),
        ("Équipements et services soutenus", "Les Galopins de Fontbrune"),
        ("Comités", "une personne qualifiée"),
    ):
        number = re.search(rf"{title}[ .]+(\d+)", contents)
        assert number is not None, title
        assert int(number[1]) == whole.page_of(words, start=3)


def test_the_contents_list_the_sheets_and_what_is_not_joined(whole):
    assert re.search(r"1\.1\.1 Ouvrir un guichet unique[ .]+\d", whole.pages[1])
    assert re.search(r"Annexe 6 Délibérations[ .]+non jointe", whole.pages[1])


def test_the_cover_shows_logos_and_the_letters_of_those_who_have_none(whole):
    cover = whole.pages[0]
    assert "Convention territoriale globale" in cover
    assert "1er avril 2024 – 31 décembre 2028" in cover
    assert "Entre les neuf parties signataires" in cover
    assert "MSA" in cover
    with pikepdf.open(io.BytesIO(whole.pdf)) as file:
        images = file.pages[0].Resources.XObject
        alternatives = [
            str(o.Alt) for o in file.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o
        ]
    assert len(images) >= 1
    assert "Logo\u00a0: Communauté de communes du Val d’Ance" in alternatives


def test_the_running_head_names_the_convention_and_the_part(whole):
    page = whole.page_of("chaque collectivité maintient son soutien", start=3)
    assert "Convention territoriale globale – Val d’Ance" in whole.pages[page - 1]
    assert "Article 2" in whole.pages[page - 1]


# Text


def test_live_nodes_say_what_they_must(whole):
    assert "conclue du 1er avril 2024 au 31 décembre 2028" in whole.text
    assert "La contribution de la Caf est de 93 305 € par an" in whole.text
    assert "Le plan figure en annexe 1 et les moyens à l’article 2." in whole.text


def test_french_typography_is_applied_throughout():
    html = to_html(samples.sample(), pages=12)
    assert "«\u00a0Un tiers\u00a0» d’entre eux" in html
    assert "93\u202f305\u00a0€" in html
    assert "45\u202f%" in html
    assert "services existants\u202f;" in html
    assert "1<sup>er</sup>\u00a0février" in html
    assert "M<sup>me</sup>" in html
    assert "12\u00a0pages" in html


def test_a_note_stands_at_the_foot_of_the_page_that_calls_it(whole):
    call = whole.page_of("un cap partagé")
    assert "Le diagnostic a été présenté" in whole.pages[call - 1]
    assert whole.height_of("Le diagnostic a", call) < 0.2


def test_parties_are_introduced_by_side(whole):
    assert "d’une part," in whole.text
    assert "d’autre part." in whole.text
    assert "ci-après dénommé « le Département »" in whole.text


# Tables


def test_the_head_of_a_long_table_is_repeated_on_each_of_its_pages(whole):
    first = whole.page_of("Financement des services, 2023 et 2024")
    second = whole.page_of("La Roche-aux-Moines", start=first)
    assert second > first
    for number in (first, second):
        assert "Réalisé" in whole.pages[number - 1]
        assert "Collectivités" in whole.pages[number - 1]


def test_figures_are_spaced_by_thousands_and_stand_on_the_right(whole):
    assert "108 000 117 000 81 000" in whole.text


def test_a_table_of_ten_columns_is_printed_on_a_landscape_page(whole):
    page = whole.page_of("Où les familles trouvent chaque service")
    sheet = whole.file[page - 1]
    assert sheet.get_width() > sheet.get_height()
    portrait = [
        n for n in range(len(whole.file)) if whole.file[n].get_width() < whole.file[n].get_height()
    ]
    assert len(portrait) == len(whole.pages) - 1


def test_an_action_sheet_shows_fields_steps_money_and_watch_points(whole):
    card = whole.pages[whole.page_of("Le nombre de places limite") - 1]
    for words in (
        "1.1.1 – Ouvrir un guichet unique",
        "Pilote",
        "Juin 2024",
        "13 500",
        "à déterminer",
        "Points de vigilance",
    ):
        assert words in card


def test_the_plan_shows_its_levels(whole):
    page = whole.pages[whole.page_of("Publier un guide des familles") - 1]
    assert "Axe 1 – Accueillir les enfants près de chez eux" in page
    assert "Objectif stratégique 1.1 – Rendre l’offre lisible" in page


# Signatures


def test_nine_signatures_stand_together(whole):
    names = [block.name for block in samples.signature_blocks()]
    page = whole.pages[whole.page_of("Fait à Montaury") - 1]
    assert all(name in page for name in names)


def test_twenty_one_signatures_stand_in_whole_tables(draft):
    pages = [text for text in draft.pages if "Dominique MARTY" in text]
    assert [text.count("Dominique MARTY") for text in pages] == [9, 12]


def test_the_cover_holds_twenty_one_parties_and_all_their_names(draft):
    assert "vingt et une parties signataires" in draft.pages[0]
    assert all(f"Saint-Loup-{n}" in draft.pages[0].replace(" ", "") for n in range(1, 22))
    assert "Sommaire" in draft.pages[1]


# Drafts


def test_a_draft_is_marked_on_every_page_and_a_final_version_on_none(whole, draft):
    assert "PROJET" in draft.pages[0]
    assert all(DRAFT_MARK in text for text in draft.pages[1:])
    assert "PROJET" not in whole.text


# The file


def test_the_file_is_tagged_and_its_outline_follows_the_document(whole):
    with pikepdf.open(io.BytesIO(whole.pdf)) as file:
        assert file.Root.Lang == "fr"
        assert file.docinfo["/Title"] == "Convention territoriale globale – Val d’Ance"
        assert str(file.docinfo["/CreationDate"]).startswith("D:20240328")
        titles = [item.title for item in file.open_outline().root]
        articles = [item.title for item in file.open_outline().root[4].children]
        fonts = {
            str(o.BaseFont)
            for o in file.objects
            if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o
        }
    assert titles[:4] == ["Sommaire", "Les parties", "Visas", "Préambule"]
    assert "Annexe 1 Plan d’actions du 1er avril 2024 au 31 décembre 2028" in map(clean, titles)
    assert "Article 1er – Objet de la convention" in map(clean, articles)
    assert all(re.search("Liberation|DejaVu", font) for font in fonts)


def test_the_same_document_gives_the_same_bytes():
    document = samples.small()
    assert to_pdf(document).pdf == to_pdf(document).pdf


def test_hostile_rich_text_is_harmless(draft):
    assert "Avant Milieu Case Après" in draft.text.replace("Sommaire", "")
    assert "Titre propre" in draft.text
    assert "alert" not in draft.text
    with pikepdf.open(io.BytesIO(draft.pdf)) as file:
        uris = [
            str(a.get("/A", {}).get("/URI", ""))
            for page in file.pages
            for a in page.get("/Annots", [])
        ]
    assert not any(uris)


def test_a_text_that_breaks_its_own_rules_is_refused_in_french():
    deep = "<blockquote>" * 60 + "x"
    with pytest.raises(RenderRefused, match="(?i)imbri|niveau"):
        to_pdf(samples.small(preamble=deep))


def test_too_many_pages_are_refused_in_french():
    with pytest.raises(RenderRefused, match="dépasse 2\u00a0pages"):
        to_pdf(samples.small(), limits=Limits(pages=2))


# What is missing


def test_an_empty_convention_is_printed_with_its_blanks():
    document = replace(
        samples.small(),
        parties=(),
        signatures=(),
        legal_bases=(),
        articles=(),
        territory=samples.Territory(),
    )
    result = printed(document)
    assert "Sommaire" in result.text
    assert "Signatures" not in result.text


# The command


@pytest.mark.django_db
def test_a_stored_convention_is_written_with_its_pages_counted(capsys, tmp_path):
    party = SignatoryFactory().party
    ArticleFactory(convention=party.convention)
    output = tmp_path / "convention.pdf"
    call_command("render_convention", party.convention.reference, "--final", output=str(output))
    result = Printed(output.read_bytes())
    assert f"{len(result.pages)}\u00a0pages" in capsys.readouterr().out
    assert "Objet de la convention" in result.text
    assert "PROJET" not in result.text


@pytest.mark.django_db
def test_an_unknown_reference_is_one_french_sentence(tmp_path):
    with pytest.raises(CommandError, match="Aucune convention n’a la référence «\u00a0X\u00a0»"):
        call_command("render_convention", "X", output=str(tmp_path / "x.pdf"))


@pytest.mark.django_db
def test_a_place_where_nothing_can_be_written_is_one_french_sentence(tmp_path):
    reference = ConventionFactory().reference
    with pytest.raises(CommandError, match="le dossier n’existe pas"):
        call_command("render_convention", reference, output=str(tmp_path / "absent" / "x.pdf"))
