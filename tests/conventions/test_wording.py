import datetime as dt

import pytest
from hypothesis import given, strategies as st

from conventions.document import wording
from conventions.document.model import (
    Annex,
    Closing,
    Decision,
    Document,
    LegalBasis,
    Party,
    Period,
    Representative,
)

N, F = "\u00a0", "\u202f"


def man(name="Nicolas PERRIN", function="directeur"):
    return Representative(name, "M.", function)


def woman(name="Sophie PANTEL", function="présidente"):
    return Representative(name, "Mme", function)


def clause(**facts):
    values = {"key": "p", "name": "Caisse commune", "article": "la", "gender": "f"}
    return wording.party_clause(Party(**(values | facts))).text


def test_a_party_is_introduced_with_its_agreements():
    text = clause(
        name="Communauté de communes Aubrac Lot Causses Tarn",
        designation="la communauté de communes",
        representatives=(man("Jean-Claude SALEIL", "président"),),
        decision=Decision("conseil communautaire", dt.date(2023, 10, 12)),
    )
    assert text == (
        "La Communauté de communes Aubrac Lot Causses Tarn, représentée par son président, "
        f"M.{N}Jean-Claude SALEIL, dûment autorisé par délibération du conseil communautaire du "
        f"12{N}octobre 2023, ci-après dénommée «{N}la communauté de communes{N}»"
    )


def test_two_representatives_are_authorised_together():
    text = clause(representatives=(man("A", "président de son conseil"), man("B", "Directeur")))
    assert text == (
        f"La Caisse commune, représentée par le président de son conseil, M.{N}A, et par son directeur, M.{N}B, "
        "dûment autorisés à signer la présente convention"
    )


@pytest.mark.parametrize(
    ("facts", "extract"),
    [
        ({"representatives": (woman(function="adjointe au maire"),)}, "par son adjointe au maire"),
        ({"representatives": (woman(),)}, "par sa présidente"),
        (
            {"representatives": (man(function="Président du Conseil d’Administration"),)},
            "par le président du conseil d’administration",
        ),
        ({"representatives": (woman(),)}, "dûment autorisée à signer"),
        ({"representatives": (woman(), woman("B"))}, "dûment autorisées"),
        ({"representatives": (woman(), man())}, "dûment autorisés"),
        ({"representatives": (Representative("X", "", "maire"),)}, "dûment autorisée"),
        ({"representatives": (Representative("Joly", "M."),)}, f"représentée par M.{N}Joly"),
        ({"representatives": (Representative("", "", "maire"),)}, "par son maire, dûment"),
        (
            {"representatives": (man(function="président du conseil d’administration"),)},
            "par le président du conseil",
        ),
        (
            {"article": "les", "number": "p", "representatives": (man(),), "gender": "m"},
            "représentés par leur directeur",
        ),
        ({"name": "Le Creusot", "article": "", "representatives": (man(),)}, "Le Creusot, "),
        ({"article": "l’", "name": "État", "gender": "m"}, "L’État"),
    ],
)
def test_every_word_agrees(facts, extract):
    assert extract in clause(**facts)


def test_what_is_not_known_is_not_said():
    assert clause() == "La Caisse commune"
    assert clause(designation="la Caf") == f"La Caisse commune, ci-après dénommée «{N}la Caf{N}»"


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (
            Decision("Commission permanente", dt.date(2023, 9, 1), "D3", "décision"),
            f"par décision n°{N}D3 de la commission permanente du 1er{N}septembre 2023",
        ),
        (Decision("son conseil municipal"), "par délibération du conseil municipal"),
        (Decision("assemblée"), "par délibération de l’assemblée"),
        (Decision("conseils municipaux"), "par délibération des conseils municipaux"),
        (Decision(on=dt.date(2024, 2, 3)), f"par délibération du 3{N}février 2024"),
        (Decision(reason="service de l’État"), "à signer la présente convention"),
        (None, "à signer la présente convention"),
    ],
)
def test_the_deciding_act_is_said_as_far_as_it_is_known(decision, words):
    assert clause(representatives=(man(),), decision=decision).endswith(f"dûment autorisé {words}")


def parties(*sides):
    return Document(
        "T", parties=tuple(Party(f"p{n}", f"P{n}", side=side) for n, side in enumerate(sides))
    )


def marks(document):
    groups = wording.party_groups(document)
    return [([clause.end for clause in group.clauses], group.closing) for group in groups]


def test_sides_are_named_when_both_are_there():
    assert marks(parties(1, 1, 2)) == [([f"{F};", ","], "d’une part,"), ([","], "d’autre part.")]


def test_parties_without_two_sides_follow_each_other():
    assert marks(parties(None, None)) == [([f"{F};", "."], "")]
    assert marks(parties(1, 1)) == [([f"{F};", "."], "")]
    assert marks(Document("T")) == []


@pytest.mark.parametrize(
    ("designation", "full", "of"),
    [
        ("la Caf", "la Caf", "de la Caf"),
        ("Le Département", "le Département", "du Département"),
        ("l'Agglo", "l’Agglo", "de l’Agglo"),
        ("les communes", "les communes", "des communes"),
        ("CCB", "la CCB", "de la CCB"),
        ("", "la Caisse commune", "de la Caisse commune"),
    ],
)
def test_designations_take_their_forms(designation, full, of):
    phrase = wording.designation_phrase(
        Party("p", "Caisse commune", "la", "f", designation=designation)
    )
    assert (phrase.full, phrase.of) == (full, of)


def test_a_gender_is_read_in_the_name_when_it_was_not_given():
    assert (
        wording.name_phrase(Party("p", "Communauté urbaine")).agree("représenté") == "représentée"
    )
    assert wording.name_phrase(Party("p", "Département")).agree("représenté") == "représenté"


def test_visas_open_and_close():
    basis = LegalBasis("v", "le Code")
    assert wording.legal_basis_html(basis, last=False) == f"Vu le Code{F};"
    whereas = LegalBasis("c", "que tout est dit", "considerant")
    assert wording.legal_basis_html(whereas, last=True) == "Considérant que tout est dit."


DAY, LAST = dt.date(2024, 1, 1), dt.date(2028, 12, 31)


@pytest.mark.parametrize(
    ("period", "phrase"),
    [
        (Period(DAY, LAST), f"du 1er{N}janvier 2024 au 31{N}décembre 2028"),
        (
            Period(None, LAST, from_signature=True),
            f"de la date de sa signature au 31{N}décembre 2028",
        ),
        (Period(None, LAST), f"jusqu’au 31{N}décembre 2028"),
        (Period(DAY), f"à compter du 1er{N}janvier 2024"),
        (Period(from_signature=True), "à compter de la date de sa signature"),
        (Period(), None),
    ],
)
def test_the_period_is_said_as_far_as_it_is_known(period, phrase):
    assert wording.period_phrase(period) == phrase


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (DAY, LAST, "cinq ans"),
        (DAY, dt.date(2024, 12, 31), "un an"),
        (DAY, dt.date(2024, 6, 30), "six mois"),
        (dt.date(2022, 11, 9), dt.date(2024, 12, 31), "deux ans, un mois et vingt-trois jours"),
        (dt.date(2024, 1, 31), dt.date(2024, 2, 28), "un mois"),
        (DAY, DAY, "un jour"),
        (LAST, DAY, None),
        (None, LAST, None),
    ],
)
def test_the_duration_counts_both_ends(start, end, words):
    assert wording.duration(Period(start, end)) == words


@given(st.dates(dt.date(2000, 1, 1), dt.date(2050, 1, 1)), st.integers(1, 12))
def test_whole_years_are_counted_in_years(start, years):
    if (start.month, start.day) == (2, 29):
        start = start.replace(day=28)
    end = start.replace(year=start.year + years) - dt.timedelta(days=1)
    words = wording.duration(Period(start, end))
    assert words in (f"{wording.number_in_words(years)} ans", "un an")


@pytest.mark.parametrize(
    ("closing", "sentence"),
    [
        (
            Closing("La Canourgue", dt.date(2023, 11, 27), 9),
            f"Fait à La Canourgue, le 27{N}novembre 2023, en neuf exemplaires originaux.",
        ),
        (
            Closing("Le Creusot", dt.date(2024, 1, 1), 1),
            f"Fait au Creusot, le 1er{N}janvier 2024, en un exemplaire original.",
        ),
        (
            Closing("Les Bizots", copies_as_parties=True),
            "Fait aux Bizots, le [date à compléter], en autant d’exemplaires originaux que de signataires.",
        ),
        (Closing("Blain"), "Fait à Blain, le [date à compléter]."),
        (
            Closing(copies=2),
            "Fait à [lieu à compléter], le [date à compléter], en deux exemplaires originaux.",
        ),
    ],
)
def test_the_closing_sentence(closing, sentence):
    assert wording.closing_text(closing) == sentence


def test_the_closing_shows_what_is_missing_and_escapes_the_rest():
    html = wording.closing_html(Closing("A <b>"))
    assert 'Fait à A &lt;b&gt;, le <span class="blanc">[date à compléter]</span>' in html


@pytest.mark.parametrize(
    ("annexes", "pages", "sentence"),
    [
        (6, 16, f"La présente convention comporte 16{N}pages et six annexes."),
        (1, 1, f"La présente convention comporte 1{N}page et une annexe."),
        (0, 12, f"La présente convention comporte 12{N}pages et aucune annexe."),
        (21, None, "La présente convention comporte vingt et une annexes."),
    ],
)
def test_pages_and_annexes_are_counted(annexes, pages, sentence):
    document = Document("T", annexes=tuple(Annex(f"x{n}", "") for n in range(annexes)))
    assert wording.counts_sentence(document, pages) == sentence
