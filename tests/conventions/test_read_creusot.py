"""Creusot bassin nord, 2022: scanned and noisy, twenty-one parties, signatures in two columns."""

import pytest

from tests.conventions.reading import day, people, seed, signing, warned

COMMUNES = (
    ("du Creusot", "M.", "David MARTI"),
    ("des Bizots", "M.", "Jean-Paul LUARD"),
    ("du Breuil", "Mme", "Chantal CORDELIER"),
    ("de Charmoy", "M.", "Gilbert COULON"),
    ("d’Ecuisses", "M.", "Eric JANNOT"),
    ("d’Essertenne", "M.", "Marc MAILLIOT"),
    ("de Marmagne", "M.", "Didier LAUBERAT"),
    ("de Montcenis", "M.", "Thierry BUISSON"),
    ("de Montchanin", "M.", "Jean Yves VERNOCHET"),
    ("de Morey", "M.", "Kadder ATTEYE"),
    ("de Perreuil", "M.", "Enio SALCE"),
    ("de Saint Firmin", "M.", "Georges LACOUR"),
    ("de Saint Julien-sur-Dheune", "M.", "Guy MIKOLAJSKI"),
    ("de Saint Laurent d’Andenay", "M.", "Felix MORENO"),
    ("de Saint Micaud", "M.", "Sébastien CIRON"),
    ("de Saint Pierre de Varennes", "M.", "Gérard DURAND"),
    ("de Saint Sernin du Bois", "Mme", "Pascale FALLOURD"),
    ("de Saint Symphorien de Marmagne", "M.", "Jean PISSELOUP"),
    ("de Torcy", "M.", "Philippe PIGEAU"),
)


@pytest.fixture
def document(seeds):
    return seed(seeds, "creusot")


def test_it_is_told_to_be_scanned_and_kept_as_it_is(document):
    assert warned(document, line=1, says="numérisé")
    assert "Sabne-et-Loire" in document.parties[0].name
    assert "I'enfant" in document.preamble


def test_title_in_the_middle_of_the_parties(document):
    assert document.title == "Convention territoriale globale de services aux familles"
    assert document.kind == "ctg"


def test_period_from_the_signature(document):
    assert document.period.from_signature
    assert document.period.end == day("2026-12-31")
    assert (document.notice.months, document.notice.form) == (
        3, "lettre recommandée avec avis de réception",
    )  # fmt: skip
    assert document.territory.name == "Communauté urbaine Creusot Montceau"
    assert document.territory.department == ""


def test_twenty_one_parties_from_cut_lines(document):
    caf, epci, *communes = document.parties
    assert (caf.name, caf.article, caf.designation, caf.line) == (
        "Caisse d’Allocations Familiales de Sabne-et-Loire", "la", "la Caf", 8,
    )  # fmt: skip
    assert people(caf) == [("Mme", "Cécile ALADAME", "directrice")]
    assert (epci.name, epci.designation) == ("Communauté urbaine Creusot Montceau", "la CUCM")
    assert people(epci) == [("M.", "David MARTI", "président")]
    assert [(p.name, *people(p)[0]) for p in communes] == [
        (f"commune {of}", civility, name, "maire") for of, civility, name in COMMUNES
    ]
    assert all(p.article == "la" and p.gender == "f" for p in document.parties)


def test_designations_and_deciding_acts(document):
    caf, epci, *communes = document.parties
    assert caf.decision is None
    assert (epci.decision.body, epci.decision.on) == ("conseil communautaire", day("2022-12-14"))
    assert {(p.decision.body, p.decision.on) for p in communes} == {("conseil municipal", None)}
    assert communes[1].designation == "la Commune des Bizots"
    assert communes[13].designation == "la Commune de Saint-Laurent-d’Andenay"


def test_eight_legal_bases_over_several_lines(document):
    assert [b.line for b in document.legal_bases] == [122, 123, 125, 128, 131, 132, 134, 137]
    assert document.legal_bases[3].html == (
        "la loi n°® 2004-809 du 13 ao(it 2004 relative aux droits et libertés des communes, "
        "des départements et des régions"
    )


def test_eleven_articles_behind_stray_signs(document):
    assert [(a.printed_number, a.line) for a in document.articles] == [
        ("1", 198), ("2", 221), ("3", 369), ("4", 508), ("5", 1130), ("6", 1149), ("7", 1168),
        ("8", 1178), ("9", 1195), ("10", 1206), ("11", 1220),
    ]  # fmt: skip
    assert (
        document.articles[0].title
        == "Objet de la convention territoriale globale de services aux familles"
    )
    assert document.articles[3].title == (
        "Les axes de travail repérés et le plan d’actions décliné en référence sur chacune des thématiques"
    )
    assert [(u.line, u.text) for u in document.unread] == [
        (140, "N . L"), (141, "s"), (197, "\\"), (198, "s"), (224, "="), (368, "i"), (369, "s"), (1130, "&"),
        (1149, "N"),
    ]  # fmt: skip


def test_paragraphs_are_joined_again(document):
    assert "<p>La Caf développe une offre globale de services" in document.preamble
    assert "ainsi que de l'accompagnement des familles.</p>" in document.preamble
    assert (
        "<li><p>Faciliter la relation parentale, favoriser le développement de I'enfant et soutenir les jeunes.</p>"
        in (document.preamble)
    )
    assert "la date de signature figurant ci-dessous jusqu’au" in document.articles[8].html
    assert "<h3>1.1 Une tendance démographique a la baisse</h3>" in document.articles[
        1
    ].html.replace("h4>", "h3>")


def test_four_annexes(document):
    assert [(a.printed_label, a.line, a.present) for a in document.annexes] == [
        ("1", 1336, True), ("2", 1788, True), ("3", 2140, True), ("4", 2669, True),
    ]  # fmt: skip
    assert document.annexes[0].title == (
        "document de présentation de la démarche a la conférence des maires du 29/04/21"
    )


def test_closing_without_a_date(document):
    closing = document.closing
    assert (closing.place, closing.on, closing.pages) == ("Le Creusot", None, 29)
    assert (closing.copies, closing.annex_count) == (None, None)
    assert warned(document, line=1228, says="date de signature")


def test_twenty_one_signatures_in_two_columns(document):
    blocks = signing(document)
    assert len(blocks) == 21
    assert blocks[0][1:] == ("La Directrice", "Cécile ALADAME", document.parties[0].name)
    assert blocks[1][1:] == ("Le Président", "David MARTI", document.parties[1].name)
    by_party = {party: name.split()[-1] for _, _, name, party in blocks[2:]}
    assert by_party == {f"commune {of}": name.split()[-1] for of, _, name in COMMUNES}
    assert ("Le Maire", "David MARTI") in {(function, name) for _, function, name, _ in blocks}
