"""What is told apart inside annexes: plans, sheets, financing tables, facilities, committees."""

from decimal import Decimal

import pytest

from conventions.readers.annexed.amounts import cell
from tests.conventions.reading import seed


def table(document, start):
    [found] = [t for a in document.annexes for t in a.tables if t.row_heading.startswith(start)]
    return found


def row(found, label):
    [held] = [r for r in found.rows if r.label.startswith(label)]
    return held


@pytest.mark.parametrize(
    ("text", "amount", "qualifier", "second"),
    [
        ("62 191€", "62191", "", None),
        ("7971 €", "7971", "", None),
        ("184 489,72", "184489.72", "", None),
        ("41 478.97 + PRÊT DE 3 000", "41478.97", "", "3000"),
        ("7000 +Prêt de 3000", "7000", "", "3000"),
        ("A déterminer", None, "undecided", None),
        ("25 000 € par an environ", "25000", "about", None),
        ("PS 2014: 27 341,34", "27341.34", "", None),
        ("Non encore liquidé Droit de 26 900,65", "26900.65", "unsettled", None),
        ("Estimé à 35 038,72", "35038.72", "forecast", None),
        ("15 350€* (*350 € attribués pour un forum)", "15350", "", None),
        ("Pas de convention, aide aux allocataires", None, "none", None),
        ("Environ 590 personnes âgées impliquées dans les actions du centre", "590", "about", None),
        ("charte « quali'accueil 58 »", None, "", None),
        ("1) citoyenneté et utilité sociale", None, "", None),
        ("0", "0", "", None),
        ("", None, "empty", None),
    ],
)
def test_a_cell_is_an_amount_a_qualifier_or_a_text(text, amount, qualifier, second):
    read = cell(text)
    assert read.text == text
    assert read.amount == (Decimal(amount) if amount else None)
    assert read.qualifier == qualifier
    assert read.second_amount == (Decimal(second) if second else None)
    assert read.second_qualifier == ("loan" if second else "")


def test_financing_tables_of_bazois(seeds):
    document = seed(seeds, "bazois")
    assert [len(a.tables) for a in document.annexes] == [0, 1, 7, 0, 0]
    services = table(document, "Nature de prestation")
    assert services.title.startswith("3.1 Moyens mobilisés par la Caf")
    assert [(r.kind, r.label) for r in services.rows][5:] == [
        ("section", "Contrat Enfance Jeunesse"),
        ("line", "Module enfance"),
        ("line", "Module jeunesse"),
        ("total", "Total"),
    ]
    assert row(services, "Total").cells[0].amount == 351960
    grants = table(document, "Nature de subventions")
    assert [c.label for c in grants.columns] == ["2014", "2015", "2016", "2017"]
    assert [c.qualifier for c in row(grants, "Subvention aide").cells] == [
        "",
        "",
        "undecided",
        "undecided",
    ]


def test_partial_breakdowns_sources_and_notes(seeds):
    document = seed(seeds, "bazois")
    [benefits] = [t for t in document.annexes[2].tables if t.source]
    assert benefits.source.startswith("données Caf issues de la Base Communale Allocataire 2014")
    assert benefits.notes == ("* hors Allocation Rentrée Scolaire (ARS)",)
    assert [r.of_which for r in benefits.rows] == [False, *[True] * 7, False, False]


def test_two_levels_of_headings(seeds):
    table_of_towns = table(seed(seeds, "bazois"), "Données Carsat")
    assert [(c.label, c.group[:12], c.kind) for c in table_of_towns.columns] == [
        ("2013", "Bénéficiaire", "count"), ("2014", "Bénéficiaire", "count"), ("2015", "Bénéficiaire", "count"),
        ("2013", "Montant vers", "amount"), ("2014", "Montant vers", "amount"), ("2015", "Montant vers", "amount"),
    ]  # fmt: skip
    assert len(table_of_towns.rows) == 16
    assert {c.qualifier for c in row(table_of_towns, "Brinay").cells} == {"empty"}
    assert row(table_of_towns, "Brinay").kind == "line"
    assert [c.amount for c in row(table_of_towns, "TOTAL").cells] == [
        20,
        18,
        18,
        16252,
        14313,
        11168,
    ]


def test_every_row_holds_a_cell_a_column(seeds):
    for annex in seed(seeds, "bazois").annexes:
        for found in annex.tables:
            assert {len(r.cells) for r in found.rows} == {len(found.columns)}


def test_the_plan_of_bazois_is_twelve_objectives(seeds):
    plan = seed(seeds, "bazois").annexes[3].plan
    assert [node.code for node in plan] == [str(n) for n in range(1, 13)]
    assert {node.level for node in plan} == {"general"}
    assert [child.code for child in plan[11].children] == ["11-3", "11-4"]
    first = plan[0].children[0]
    assert (first.code, first.title, first.schedule) == (
        "1-1", "renouveler le contrat enfance jeunesse", "JUILLET 2016",
    )  # fmt: skip
    assert (first.leads, first.indicators) == (
        ("CAF", "MSA", "CCB"),
        ("Evolution de la fréquentation",),
    )


def test_the_outlined_plan_of_forcalquier_has_two_themes_to_come(seeds):
    plan = seed(seeds, "forcalquier").annexes[2].plan
    assert [(node.code, [child.code for child in node.children]) for node in plan] == [
        ("1", ["1.1"]), ("2", ["2.1", "2.2"]), ("3", ["3.1"]), ("4", ["4.1", "4.2"]), ("5", []), ("6", []),
        ("7", ["7-1"]),
    ]  # fmt: skip
    assert plan[4].commitment == (
        "Les fiches action feront l’objet d’un avenant au plus tard le 31 mars 2023"
    )


def test_fifteen_facilities_of_forcalquier(seeds):
    facilities = seed(seeds, "forcalquier").annexes[1].facilities
    assert len(facilities) == 15
    fifth = facilities[4]
    assert (fifth.operator, fifth.name) == (
        "Commune de Saint Etienne les Orgues", "Extrasco ST Etienne les Orgues",
    )  # fmt: skip
    assert (fifth.kind, fifth.activity) == ("Accueil de loisirs sans hébergement", "Extrascolaire")
    assert fifth.address == "ECOLE COMMUNALE, 1 RUE DE L ARBOUX, LE VILLAGE"
    assert (fifth.postcode, fifth.municipality) == ("04230", "St Etienne les Orgues")
    assert {f.municipality for f in facilities} == {
        "Forcalquier",
        "Limans",
        "Sigonce",
        "St Etienne les Orgues",
    }


def test_sheets_of_forcalquier_with_their_steps_and_indicators(seeds):
    sheets = seed(seeds, "forcalquier").annexes[2].sheets
    assert [s.code for s in sheets] == ["1.1", "2.1", "2.2", "3.1", "4.1", "4.2", "7.1"]
    second = sheets[1]
    assert second.title == "Conforter l'accès aux services et aux droits"
    assert [(len(step.indicators), step.schedule) for step in second.steps] == [
        (3, "A partir du deuxième trimestre 2023"), (1, "A partir du deuxième trimestre 2023"), (3, ""),
    ]  # fmt: skip
    assert second.audience == "L'ensemble de la population du territoire"
    assert second.context.startswith("<p>Le diagnostic a mis en évidence :</p><ul>")
    assert sheets[4].indicators == (
        "Le nombre de structures ACM",
        "L'évolution de l'activité horaire",
    )


def test_sheets_of_a_scanned_file(seeds):
    sheets = seed(seeds, "creusot").annexes[3].sheets
    assert [(s.theme, s.code, s.schedule) for s in sheets] == [
        ("PETITE ENFANCE", "1", "2023"),
        ("PETITE ENFANCE", "2", "2023"),
        ("PETITE ENFANCE", "3", "2024"),
        ("L’ACCOMPAGNEMENT DES ENFANTS EN SITUATION DE HANDICAP ET LEURS FAMILLES", "1", "2023"),
        ("ENFANCE ET JEUNESSE", "1", "2024"),
        ("ENFANCE ET JEUNESSE", "2", "2024"),
        ("ANIMATION DE LA VIE SOCIALE", "1", "2023"),
        ("ANIMATION DE LA VIE SOCIALE", "2", "2024"),
        ("ANIMATION DE LA VIE SOCIALE", "3", "2025"),
    ]
    assert sheets[7].leads == ("Le chargé de coopération référent", "Elus", "Associations")
    assert sheets[7].watch_points[0] == "La multiplication des temps de réunions"
    assert [step.text for step in sheets[7].steps] == [
        "Recenser les acteurs pouvant intégrer un réseau AVS",
        "Recenser les moyens matériels",
        "Organiser des temps de rencontres",
    ]
    assert sheets[6].ancestors[1] == (
        "Objectif stratégique : Renforcer la dynamique de co-construction avec les habitants"
    )


def test_committees_with_who_sits_for_whom(seeds):
    steering, technical = seed(seeds, "bazois").annexes[4].committees
    assert (steering.name, steering.frequency) == ("Comité de pilotage", "à minima une fois par an")
    assert [m.group for m in steering.members].count(
        "Pour la communauté de communes du Bazois"
    ) == 3
    assert steering.members[-1].function == "Le directeur du centre social"
    assert "l'animation et le secrétariat" in steering.secretariat
    assert (technical.name, technical.frequency) == ("Comité technique", "à minima une fois par an")
    assert technical.members[1].group == "Pour la Caf"
    assert technical.members[1].function == "le conseiller technique du territoire"
    steering, technical = seed(seeds, "forcalquier").annexes[3].committees
    assert len(steering.members) == 6
    assert steering.members[0].group == "Pour la communauté de communes et les communes"
    assert steering.role.startswith("<ul><li><p>Définit le périmètre du partenariat")


def test_the_whole_text_of_an_annex_stays_beside_what_is_told_apart(seeds):
    for name in ("bazois", "forcalquier", "creusot"):
        for annex in seed(seeds, name).annexes:
            assert annex.kind == "text" or not annex.present
            assert annex.html or not annex.present
