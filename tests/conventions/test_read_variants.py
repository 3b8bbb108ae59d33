"""Other ways of writing the same: addresses in the clause, titles below « Article 1er », signatures side by side."""

import pytest

from conventions.readers.text import read
from tests.conventions.reading import day, people, signing

TEXT = """Convention territoriale globale
de services aux familles
2023-2027
entre

La Caisse d'allocations familiales de la Vienne, 41 rue du Pont à Poitiers, représentée par Madame Tania
CONTI, Directrice,
dûment autorisée à signer la présente convention,
Ci-après dénommée « la Caf »,

ET

La Communauté d'agglomération de Grand Poitou, représentée par son Président, M. Jean-Pierre ABELARD,
autorisé par délibération
n° 2023-45 du conseil communautaire en date du 12 juin 2023,
ci-après désignée « Grand Poitou »,

ET

L'association Les Petits Loups, dont le siège est à Naintré, représentée par sa présidente, Mme Anne-Marie de la TOUR,

ci-après dénommée « l'association » ;

Vu le Code de l'action sociale et des familles ;
Considérant la volonté commune des parties ;

IL A ETE CONVENU ET ARRETE CE QUI SUIT :

PRÉAMBULE

Les parties veulent travailler ensemble.

Article 1er

Objet de la convention

Le présent texte dit ce que les parties feront.

Article 2 - Les champs d'intervention

2-1 La petite enfance

Un texte.

Article 4. Durée

La convention est conclue pour une durée de cinq ans à compter du 1er janvier 2023.
Elle peut être résiliée moyennant un préavis de six (6) mois par courrier recommandé.

Fait à Châtellerault, le 15 juin 2023, en trois exemplaires originaux

Pour la Caf de la Vienne                 Pour Grand Poitou
La Directrice                            Le Président
Tania CONTI                              Jean-Pierre ABELARD

Pour l'association
La Présidente
Anne-Marie de la TOUR

Annexe I - Diagnostic

Un texte.
"""


@pytest.fixture(scope="module")
def document():
    return read(TEXT.encode())


def test_the_address_is_no_part_of_the_name_and_is_kept_aside(document):
    assert [(p.article, p.name, p.gender, p.designation) for p in document.parties] == [
        ("la", "Caisse d'allocations familiales de la Vienne", "f", "la Caf"),
        ("la", "Communauté d'agglomération de Grand Poitou", "f", "Grand Poitou"),
        ("l’", "association Les Petits Loups", "f", "l'association"),
    ]
    assert [p.line for p in document.unread] == [6, 20]
    assert "41 rue du Pont à Poitiers" in document.unread[0].text


def test_people_with_particles_and_numbered_acts(document):
    assert [people(p)[0] for p in document.parties] == [
        ("Mme", "Tania CONTI", "directrice"),
        ("M.", "Jean-Pierre ABELARD", "président"),
        ("Mme", "Anne-Marie de la TOUR", "présidente"),
    ]
    decision = document.parties[1].decision
    assert (decision.number, decision.body, decision.on) == (
        "2023-45", "conseil communautaire", day("2023-06-12"),
    )  # fmt: skip


def test_title_and_subtitle(document):
    assert document.title == "Convention territoriale globale de services aux familles"
    assert document.subtitle == "2023-2027"


def test_a_whereas_is_not_a_visa(document):
    assert [basis.kind for basis in document.legal_bases] == ["vu", "considerant"]


def test_titles_below_the_number_and_a_number_that_is_skipped(document):
    assert [(a.printed_number, a.title) for a in document.articles] == [
        ("1", "Objet de la convention"), ("2", "Les champs d'intervention"), ("4", "Durée"),
    ]  # fmt: skip
    assert document.articles[1].html.startswith("<h3>2-1 La petite enfance</h3>")
    assert any("« Article 4 »" in w.message for w in document.warnings)


def test_durations_and_notices_in_words(document):
    assert (document.period.start, document.period.end) == (day("2023-01-01"), day("2027-12-31"))
    assert (document.notice.months, document.notice.form) == (6, "courrier recommandé")


def test_signatures_side_by_side(document):
    assert [(name, party) for _, _, name, party in signing(document)] == [
        ("Tania CONTI", "Caisse d'allocations familiales de la Vienne"),
        ("Jean-Pierre ABELARD", "Communauté d'agglomération de Grand Poitou"),
        ("Anne-Marie de la TOUR", "association Les Petits Loups"),
    ]
    assert document.closing.copies == 3


def test_annexes_in_roman_numbers(document):
    assert [(a.printed_label, a.title) for a in document.annexes] == [("I", "Diagnostic")]
