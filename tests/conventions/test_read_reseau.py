"""Réseau des acteurs sociaux, 2014: a partnership of six social centres, not a CTG; no visa, no annex."""

import pytest

from tests.conventions.reading import day, people, seed, signing, warned


@pytest.fixture
def document(seeds):
    return seed(seeds, "reseau")


def test_it_is_a_partnership(document):
    assert document.title == "CONVENTION DE PARTENARIAT"
    assert document.subtitle == "du « Réseau des acteurs sociaux »"
    assert document.kind == "partnership"
    assert (document.legal_bases, document.annexes, document.deliberations) == ((), (), ())


def test_the_end_of_the_period_is_computed_and_said_so(document):
    assert (document.period.start, document.period.end) == (day("2014-01-01"), day("2016-12-31"))
    assert document.period.text.endswith("(fin calculée : 31 décembre 2016)")
    assert warned(document, line=209, says="Fin de période calculée")
    assert (document.notice.months, document.notice.form) == (
        3, "lettre recommandée avec accusé de réception",
    )  # fmt: skip


def test_six_municipalities_from_the_preamble(document):
    assert document.territory.municipalities == (
        "Blain", "Bouvron", "La Chevallerai", "Fay-de-Bretagne", "Le Gâvre", "Notre-Dame-des-Landes",
    )  # fmt: skip


def test_six_parties_five_of_them_d_une_part(document):
    assert [(p.line, p.side, p.article, p.gender, p.name) for p in document.parties] == [
        (line, side, "le", "m", f"centre communal d'action sociale de {town}")
        for line, side, town in (
            (11, 1, "Blain"), (15, 1, "Bouvron"), (19, 1, "Le Gâvre"), (23, 1, "La Chevallerai"),
            (27, 1, "Fay de Bretagne"), (31, 2, "Notre Dame des Landes"),
        )
    ]  # fmt: skip


def test_representatives_and_dated_acts(document):
    assert [people(p)[0] for p in document.parties] == [
        ("M.", "Daniel LEROUX", "président"),
        ("M.", "Marcel VERGER", "président"),
        ("M.", "Jean Philippe COMBE", "président"),
        ("Mme", "Elisabeth CRUAUD", "présidente"),
        ("Mme", "Edith SARDAIS", "présidente"),
        ("M.", "Jean Paul NAUD", "président"),
    ]
    assert {p.decision.body for p in document.parties} == {"centre communal d'action sociale"}
    assert [p.decision.on for p in document.parties] == [
        day("2013-12-11"), day("2013-12-19"), day("2013-12-18"), day("2013-10-28"),
        day("2013-11-26"), day("2013-12-11"),
    ]  # fmt: skip


def test_eleven_articles_with_sub_headings(document):
    assert [a.printed_number for a in document.articles] == [str(n) for n in range(1, 12)]
    fourth = document.articles[3].html
    assert "<h3>4.1 Avance des fonds</h3>" in fourth
    assert "<h4>4.2.1 - Le rôle du CCAS de Blain</h4>" in fourth
    assert document.articles[10].title == "Durée de la convention / Date d'effet"


def test_numbered_list_with_bullets_inside_in_italics(document):
    assert "<ol><li><p><em>La création d'un groupe « Dynamique InterCCAS »" in document.preamble
    assert ":</em></p><ul><li><p><em>La création d'un formulaire" in document.preamble


def test_closing_and_blocks_without_names(document):
    assert (document.closing.place, document.closing.on) == ("Fay-de-Bretagne", day("2014-01-24"))
    assert document.closing.copies is None
    assert signing(document) == [
        (f"le CCAS {town}", "Le Président", "", party.name)
        for town, party in zip(
            ("de BLAIN", "de BOUVRON", "LE GAVRE", "de LA CHEVALLERAISS", "de FAY DE BRETAGNE",
             "de NOTRE DAME DES LANDES"),
            document.parties,
            strict=True,
        )
    ]  # fmt: skip


def test_nothing_is_left_unread(document):
    assert document.unread == ()
