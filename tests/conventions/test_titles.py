import datetime as dt

import pytest

from conventions.document.model import Closing, Decision, Document, Party, Period, Territory
from conventions.document.titles import reference, title_and_subtitle


@pytest.mark.parametrize(
    ("title", "subtitle", "expected"),
    [
        (
            "CONVENTION TERRITORIALE GLOBALE DE SERVICES AUX FAMILLES",
            "",
            ("Convention territoriale globale", "de services aux familles"),
        ),
        (
            "CONVENTION DE PARTENARIAT",
            "du « Réseau des acteurs sociaux »",
            ("Convention de partenariat", "du « Réseau des acteurs sociaux »"),
        ),
        ("Protocole d’accord", "", ("Protocole d’accord", "")),
        ("", "", ("Convention", "")),
    ],
)
def test_usual_titles_take_their_usual_case(title, subtitle, expected):
    assert title_and_subtitle(Document(title, subtitle=subtitle)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (
            {
                "territory": Territory("Communauté de communes Aubrac Lot Causses Tarn"),
                "period": Period(dt.date(2024, 1, 1)),
            },
            "aubrac-lot-causses-tarn-2024",
        ),
        (
            {
                "territory": Territory("Communauté de Communes du Bazois"),
                "closing": Closing(on=dt.date(2016, 11, 3)),
            },
            "bazois-2016",
        ),
        (
            {
                "subtitle": "du « Réseau des acteurs sociaux »",
                "parties": (Party("p", "CCAS", decision=Decision(on=dt.date(2013, 12, 1))),),
            },
            "reseau-acteurs-sociaux-2013",
        ),
        ({"territory": Territory("Communauté d’agglomération de l’Étang " + "x" * 90)}, None),
        ({}, "convention"),
    ],
)
def test_a_reference_is_the_territory_and_the_first_year(facts, expected):
    found = reference(Document("", **facts))
    assert found == expected or (expected is None and len(found) <= 64)
    assert found.isascii()
