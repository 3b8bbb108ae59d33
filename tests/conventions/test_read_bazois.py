"""Bazois, 2016: two sides, blank deliberation dates, financing tables, signatures without names."""

import pytest

from tests.conventions.reading import day, people, seed, signing, warned


@pytest.fixture
def document(seeds):
    return seed(seeds, "bazois")


def test_title_and_period_that_runs_from_the_signature(document):
    assert (document.title, document.kind, document.subtitle) == (
        "CONVENTION TERRITORIALE GLOBALE", "ctg", "",
    )  # fmt: skip
    assert document.period.from_signature
    assert (document.period.start, document.period.end) == (None, day("2020-12-31"))
    assert "figurant ci-dessous jusqu'au 31 décembre 2020 inclus" in document.period.text
    assert (document.notice.months, document.notice.form) == (
        3, "lettre recommandée avec avis de réception",
    )  # fmt: skip


def test_fifteen_municipalities_one_kept_as_printed(document):
    assert document.territory.name == "Communauté de Communes du Bazois"
    assert document.territory.department == "Nièvre"
    assert document.territory.municipalities == (
        "Achun", "Alluy", "Aunay-en-Bazois", "Biches", "Brinay", "Chouigny",
        "Châtillon-en-Bazois-en-Bazois", "Dun-sur-Grandry", "Limanton", "Montapas", "Mont-et-Marré",
        "Montigny-sur-Canne", "Ougny", "Tamnay-en-Bazois", "Tintury",
    )  # fmt: skip
    assert warned(document, line=44, says="Châtillon-en-Bazois-en-Bazois")
    assert warned(
        document, line=44, says="Virgule absente entre « Tamnay-en-Bazois » et « Tintury »"
    )


def test_five_parties_on_two_sides(document):
    assert [
        (p.line, p.side, p.article, p.gender, p.name, p.designation) for p in document.parties
    ] == [
        (9, 1, "la", "f", "Caisse des Allocations Familiales de la Nièvre", "la Caf"),
        (10, 1, "la", "f", "Caisse d'Assurance Retraite et de la santé au Travail", "la CARSAT"),
        (
            11,
            1,
            "la",
            "f",
            "Caisse Régionale de Mutualité Sociale agricole de Bourgogne",
            "la CRMSAB",
        ),
        (12, 1, "le", "m", "Conseil Départemental de la Nièvre", "le Conseil Départemental"),
        (16, 2, "la", "f", "Communauté de Communes du Bazois", "Communauté de Communes du Bazois"),
    ]


def test_representatives_before_whom_the_function_stands(document):
    assert [people(party) for party in document.parties] == [
        [
            ("M.", "Rakotorina", "président de son Conseil d'Administration"),
            ("M.", "Buchon", "directeur par intérim"),
        ],
        [("M.", "Lebelle", "directeur")],
        [
            ("M.", "Bossong", "président de son Conseil d'Administration"),
            ("M.", "Boissière", "directeur"),
        ],
        [("M.", "Joly", "président")],
        [("Mme", "Dominique Joyeux", "présidente")],
    ]


def test_deciding_acts_with_their_date_or_the_blank_told(document):
    acts = [
        party.decision and (party.decision.body, party.decision.on) for party in document.parties
    ]
    assert acts == [
        ("Conseil d'Administration", day("2016-10-14")),
        None,
        ("Conseil d'Administration", None),
        ("Commission permanente", None),
        ("Conseil Communautaire", None),
    ]
    for line in (11, 12, 16):
        assert warned(document, line=line, says="laissée en blanc")
        assert warned(document, line=line, says="Blanc à compléter")


def test_ten_legal_bases_without_their_final_mark(document):
    assert [basis.line for basis in document.legal_bases] == [*range(22, 42, 2)]
    assert document.legal_bases[2].html.startswith("la loi n° 82-213 du 2 mars 1982")
    assert not any(basis.html.endswith((";", ".")) for basis in document.legal_bases)


def test_fifteen_articles(document):
    assert [a.printed_number for a in document.articles] == [str(n) for n in range(1, 16)]
    assert [a.line for a in document.articles][:3] == [85, 99, 139]
    assert document.articles[11].title == "Evaluation"


def test_emphasis_superscripts_and_numbered_lists(document):
    second, seventh = document.articles[1].html, document.articles[6].html
    assert "<strong>d'aider les familles à concilier vie professionnelle" in second
    assert "réponse de 1<sup>er</sup> niveau" in second
    assert "<ol><li><p>Consolider et Maintenir la fréquentation" in seventh
    assert "<strong>3 actions prioritaires</strong>" in seventh
    assert "article 94" not in [a.title for a in document.articles]


def test_annexes_are_in_the_file_but_no_list_announces_them(document):
    assert [(a.printed_label, a.line, a.announced, a.present) for a in document.annexes] == [
        ("1", 464, False, False),
        ("2", 466, False, True),
        ("3", 479, False, True),
        ("4", 600, False, True),
        ("5", 637, False, True),
    ]
    assert (
        document.annexes[1].title
        == "conventionnements existants par thématique pour le territoire du Bazois"
    )
    assert warned(document, line=464, says="sans contenu")


def test_tables_stay_tables(document):
    third = document.annexes[2].html
    assert "<td><p>Contrat Enfance Jeunesse</p></td>" in third
    assert '<th colspan="3"><p>Montant versé (année réalisation)</p></th>' in third
    assert "<td><p>41 478.97 + PRÊT DE 3 000</p></td>" in third
    assert "<em>(dont 30 000 € environ pour l'école" in third
    assert "<p>* hors Allocation Rentrée Scolaire (ARS)</p>" in third
    assert '<span data-note="Le Programme Prévention Santé Seniors Bourgogne' in third


def test_closing(document):
    closing = document.closing
    assert (closing.place, closing.on) == ("Chatillon en Bazois", day("2016-11-03"))
    assert (closing.copies, closing.pages, closing.annex_count) == (5, 11, 7)
    assert not closing.copies_as_parties


def test_signature_blocks_without_names(document):
    names = [party.name for party in document.parties]
    assert signing(document) == [
        ("La Caf de la Nièvre", "Le Président", "", names[0]),
        ("La Caf de la Nièvre", "Le Directeur Intérimaire", "", names[0]),
        ("La communauté de communes du Bazois", "La Présidente", "", names[4]),
        ("La CARSAT Bourgogne- Franche Comté", "Le Directeur", "", names[1]),
        ("Le Conseil départemental de la Nièvre", "Le Président", "", names[3]),
        ("LA CRMSA Bourgogne", "Président", "", names[2]),
        ("LA CRMSA Bourgogne", "Directeur", "", names[2]),
    ]
