"""Forcalquier, 2022: no designations but one, names and functions interleaved, fiches, stamps inside annexes."""

import pytest

from tests.conventions.reading import day, people, seed, signing, warned


@pytest.fixture
def document(seeds):
    return seed(seeds, "forcalquier")


def test_title_subtitle_and_period(document):
    assert document.title == "CONVENTION TERRITORIALE GLOBALE"
    assert document.subtitle == (
        "TERRITOIRE DE LA COMMUNAUTE DE COMMUNES PAYS DE FORCALQUIER MONTAGNE DE LURE 2022 - 2024"
    )
    assert (document.period.start, document.period.end) == (day("2022-01-01"), day("2024-12-31"))
    assert document.notice.months == 6
    assert document.territory.name == "Communauté de Communes Pays de Forcalquier Montagne de Lure"


def test_six_parties_without_sides(document):
    assert [(p.line, p.side, p.article, p.name, p.designation) for p in document.parties] == [
        (21, None, "la", "Caisse d'Allocations Familiales des Alpes de Haute-Provence", "la Caf"),
        (27, None, "la", "Mutualité Sociale Agricole Alpes Vaucluse", ""),
        (31, None, "la", "Communauté de Communes Pays de Forcalquier Montagne de Lure", ""),
        (32, None, "la", "Commune de Forcalquier", ""),
        (33, None, "la", "Commune de Limans", ""),
        (34, None, "la", "Commune de Saint-Etienne les Orgues", ""),
    ]


def test_functions_that_stand_after_the_names_and_one_person_in_two_capacities(document):
    assert [people(party) for party in document.parties] == [
        [
            ("M.", "Thierry AUTARD", "directeur"),
            ("M.", "Alain PICOZZI", "président du Conseil d'Administration"),
        ],
        [
            ("Mme", "Corinne GARREAU", "directrice générale"),
            ("Mme", "Marie-Claude SALIGNON", "présidente du Conseil d'Administration"),
        ],
        [("M.", "David GEHANT", "président")],
        [("M.", "David GEHANT", "maire")],
        [("M.", "Nicolas FURET", "maire")],
        [("Mme", "Patricia PAUL", "maire")],
    ]


def test_deciding_bodies_without_a_date(document):
    assert [p.decision and (p.decision.body, p.decision.on) for p in document.parties] == [
        None, None, ("conseil communautaire", None), *[("conseil municipal", None)] * 3,
    ]  # fmt: skip


def test_eleven_legal_bases_bullets_and_all(document):
    assert [b.line for b in document.legal_bases] == [38, 40, 42, 44, 46, 48, 50, 52, 53, 54, 55]
    blanks = {w.line for w in document.warnings if "Blanc à compléter" in w.message}
    assert blanks == {50, 52, 53, 54, 55, 779}


def test_fourteen_articles_with_lists_nested_by_indent(document):
    assert [a.printed_number for a in document.articles] == [str(n) for n in range(1, 15)]
    assert document.articles[11].title == "LA FIN DE LA CONVENTION"
    fourth = document.articles[3].html
    assert "vie sociale :</p><ul><li><p>Poursuivre la structuration" in fourth
    assert "<h3>1) La coordination territoriale</h3>" in fourth
    assert "<h4>1.1 - Coordonner les actions entre partenaires et structures</h4>" in fourth
    assert "<em>augmentation des phénomènes de violence" in fourth
    assert "✓" not in document.articles[2].html


def test_six_annexes_the_last_to_be_filled_in(document):
    assert [(a.printed_label, a.line, a.present) for a in document.annexes] == [
        ("1", 361, True), ("2", 368, True), ("3", 388, True), ("4", 718, True), ("5", 750, True),
        ("6", 777, False),
    ]  # fmt: skip
    assert document.annexes[5].html == "<p>Insérer les délibérations</p>"
    assert warned(document, line=779, says="Insérer les délibérations")


def test_stamps_are_put_aside_with_their_words(document):
    for line in (519, 767):
        [message] = warned(document, line=line)
        assert "Publié le 09/02/2023" in message
        assert "004-210401782-20230216-2023_005ANN-DE" in message
    assert not any("en préfecture" in annex.html for annex in document.annexes)


def test_cells_that_hold_lists_become_lists(document):
    third = document.annexes[2].html
    assert "<td><p>engagement citoyen</p><ul><li><p>Favoriser l'émergence" in third
    assert "list-style" not in third


def test_closing_in_as_many_copies_as_signatories(document):
    closing = document.closing
    assert (closing.place, closing.on, closing.line) == ("Digne les bains", day("2022-11-09"), 322)
    assert (closing.copies, closing.copies_as_parties) == (None, True)


def test_names_and_functions_interleaved_are_paired(document):
    names = [party.name for party in document.parties]
    assert [(function, name, party) for _, function, name, party in signing(document)] == [
        ("Le Directeur", "Thierry AUTARD", names[0]),
        ("Le Président du Conseil d'Administration", "Alain Picozzi", names[0]),
        ("La Directrice Générale", "Corinne GARREAU", names[1]),
        ("La Présidente du Conseil d'Administration", "Marie-Claude SALIGNON", names[1]),
        ("Le Président", "David GEHANT", names[2]),
        ("Le Maire", "David GEHANT", names[3]),
        ("Le Maire", "Nicolas FURET", names[4]),
        ("Le Maire", "Patricia PAUL", names[5]),
    ]


def test_names_of_towns_in_the_front_are_kept_aside(document):
    assert [(p.line, p.text) for p in document.unread] == [
        (5, "Ville de FORCALQUIER"), (9, "Mairie de Saint Etienne les Orgues"),
    ]  # fmt: skip
