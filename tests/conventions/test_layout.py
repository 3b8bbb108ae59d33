"""The rules of page layout: widths, orientation, signatures, marks."""

from contextlib import closing
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given, strategies as st

from conventions.document.model import Annex, Article, Document, Notice, Table
from conventions.writers.annexes import annexes
from conventions.writers.composer import Composer
from conventions.writers.fitting import cut_at_turns, fit_tables
from conventions.writers.front import Contents, Entry
from conventions.writers.layout import cover_density, grid, mark, signature_tables
from conventions.writers.pdf import to_pdf
from tests.conventions.samples import small

CELLS = st.lists(st.text(max_size=200), min_size=1, max_size=6)


@given(st.lists(CELLS, min_size=1, max_size=20), st.sets(st.integers(0, 20)))
def test_widths_share_the_whole_page(columns, figures):
    layout = grid(columns, figures=figures)
    assert len(layout.widths) == len(columns)
    assert sum(layout.widths) == pytest.approx(100, abs=0.2)
    assert all(width > 0 for width in layout.widths)


def test_a_column_of_sentences_is_wider_than_a_column_of_codes():
    layout = grid([["N°", "1.1"], ["Action", "Ouvrir un guichet unique pour toutes les familles"]])
    assert layout.widths[1] > 4 * layout.widths[0]


@pytest.mark.parametrize(("columns", "landscape"), [(4, False), (6, False), (10, True)])
def test_a_page_is_turned_for_many_columns_of_words(columns, landscape):
    assert grid([["Accueil de loisirs", "Service commun"]] * columns).landscape is landscape


def test_a_page_is_turned_for_long_cells_before_they_become_towers():
    assert grid([["Rôle", "mot " * 120]] * 5).landscape


def test_columns_that_hold_nowhere_are_set_in_smaller_type():
    assert grid([["Intercommunalités"]] * 14).tight


@given(st.lists(st.integers(), min_size=1, max_size=60))
def test_signatures_keep_their_order_in_tables_of_nine_at_most(blocks):
    tables = signature_tables(blocks)
    assert [
        block for table in tables for row in table for block in row if block is not None
    ] == blocks
    assert all(len(row) == 3 for table in tables for row in table)
    sizes = [len(table) for table in tables]
    assert max(sizes) <= 3
    assert max(sizes) - min(sizes) <= 1


@pytest.mark.parametrize(("count", "rows"), [(1, [1]), (9, [3]), (10, [2, 2]), (21, [3, 2, 2])])
def test_signature_tables_are_even(count, rows):
    assert [len(table) for table in signature_tables(list(range(count)))] == rows


@pytest.mark.parametrize(("parties", "css"), [(2, ""), (9, ""), (21, "crowded"), (36, "packed")])
def test_the_cover_makes_room_for_its_parties(parties, css):
    assert cover_density(parties) == css


@pytest.mark.parametrize(
    ("entries", "title", "css"),
    [
        (20, "Objet", ""),
        (30, "Objet", "dense"),
        (42, "Objet", "packed"),
        (60, "Objet", "dense"),
        (
            25,
            "Les champs d’intervention de la commune de Massegros Causses Gorges et du Département",
            "dense",
        ),
    ],
)
def test_the_contents_close_their_lines_rather_than_leave_a_few_alone(entries, title, css):
    assert Contents([Entry("", title, "x")] * entries, []).css == css


@pytest.mark.parametrize(
    ("name", "designation", "letters"),
    [
        ("Caisse d’allocations familiales de la Nièvre", "la Caf", "Caf"),
        ("Mutualité sociale agricole du Languedoc", "la MSA", "MSA"),
        ("Commune de Chanac", "la commune de Chanac", "Ch"),
        ("Communauté de communes Aubrac Lot", "la communauté de communes", "AL"),
        ("Centre communal d’action sociale de Blain", "", "Bl"),
        ("Commune", "", "Co"),
    ],
)
def test_a_party_without_a_logo_is_shown_by_its_letters(name, designation, letters):
    assert mark(name, designation) == letters


def table(rows: list[list[str]], head: str = "") -> str:
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table>{head}<tbody>{body}</tbody></table>"


def test_a_text_without_a_table_is_left_as_it_is():
    assert fit_tables("<p>a &amp; b</p>") == "<p>a &amp; b</p>"


def test_a_table_without_a_head_gets_widths_and_a_rule_above():
    html = fit_tables(table([["Instance", "Rythme"], ["Comité de pilotage", "Deux fois par an"]]))
    assert html.count("<col ") == 2
    assert 'class="headless"' in html


def test_a_wide_table_is_cut_out_of_its_text():
    wide = table([["Accueil de loisirs sans hébergement"] * 12] * 2)
    pieces = list(cut_at_turns(fit_tables(f"<p>Avant &lt;</p>{wide}<p>Après</p>")))
    assert [turned for _, turned in pieces] == [False, True, False]
    assert "Avant &lt;" in pieces[0][0]
    assert "<table" in pieces[1][0]
    assert "Après" in pieces[2][0]


def test_totals_stand_out_and_very_tall_rows_may_be_cut():
    html = fit_tables(table([["Crèche", "mot " * 500], ["Total général", "12"]]))
    assert '<tr class="tall">' in html
    assert '<tr class="subtotal">' in html


def test_what_was_recognised_in_a_text_is_not_printed_a_second_time():
    held = Annex(
        "a1", "Moyens", html="<p>Le tableau est dans le texte.</p>", tables=(Table("Moyens"),)
    )

    def kinds(annex):
        printed = annexes(Composer(Document("CTG", annexes=(annex,))))
        return [block.kind for block in printed[0].blocks]

    assert kinds(held) == ["text"]
    assert kinds(replace(held, kind="tables")) == ["text", "table"]
    assert kinds(replace(held, html="")) == ["table"]


def test_a_value_at_the_end_of_a_line_leaves_the_words_before_it_on_theirs():
    text = (
        "<p>Chaque partie peut mettre fin à sa participation à la convention, moyennant un préavis de"
        ' <span data-var="preavis"></span>. Sa décision est notifiée à toutes les autres parties.</p>'
    )
    document = small(articles=(Article("fin", "Résiliation", text),), notice=Notice(3))
    with closing(pypdfium2.PdfDocument(to_pdf(document).pdf)) as file:
        printed = "\n".join(page.get_textpage().get_text_range() for page in file)
    lines = [" ".join(line.split()) for line in printed.splitlines()]
    assert [line for line in lines if line.startswith("Chaque")] == [
        "Chaque partie peut mettre fin à sa participation à la convention, moyennant un préavis de"
    ]
