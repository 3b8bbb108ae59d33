"""Aubrac Lot Causses Tarn, 2024: begins with a council's deliberation, annexes announced and absent."""

import pytest

from tests.conventions.reading import day, people, seed, signing, warned


@pytest.fixture
def document(seeds):
    return seed(seeds, "aubrac")


def test_title_period_notice_and_territory(document):
    assert document.title == "CONVENTION TERRITORIALE GLOBALE DE SERVICES AUX FAMILLES"
    assert document.kind == "ctg"
    assert (document.period.start, document.period.end) == (day("2024-01-01"), day("2028-12-31"))
    assert not document.period.from_signature
    assert document.notice.months == 3
    assert document.notice.form == "lettre recommandée avec avis de réception"
    assert document.territory.name == "Communauté de communes Aubrac Lot Causses Tarn"
    assert document.territory.department == "Lozère"
    assert document.territory.municipalities == ()


def test_nine_parties_with_their_designations(document):
    assert [(p.line, p.article, p.name, p.gender, p.designation) for p in document.parties] == [
        (92, "la", "Caisse Commune de Sécurité Sociale de la Lozère", "f", "la CCSS"),
        (
            98, "la", "Communauté de communes Aubrac Lot Causses Tarn", "f",
            "la communauté de communes Aubrac Lot Causses Tarn",
        ),
        (104, "la", "Commune de Chanac", "f", "la commune de Chanac"),
        (110, "la", "Commune de Masegros Causses Gorges", "f", "la commune de Masegros Causses Gorges"),
        (116, "la", "Commune de La Canourgue", "f", "la commune de La Canourgue"),
        (
            122, "la", "Commune de Banassac Canilhac-Canilhac", "f",
            "la commune de La Banassac Canilhac-Canilhac",
        ),
        (
            128, "la", "Direction des Services Départementaux de l'Education Nationale de la Lozère",
            "f", "le DSDEN",
        ),
        (134, "le", "Département de la Lozère", "m", "le Département"),
        (140, "la", "Mutualité Sociale Agricole du Languedoc", "f", "la MSA"),
    ]  # fmt: skip
    assert {party.side for party in document.parties} == {None}
    assert all(party.decision is None for party in document.parties)


def test_representatives_two_of_them_for_the_ccss(document):
    assert [people(party) for party in document.parties] == [
        [
            ("M.", "Philippe ROCHOUX", "président de son conseil"),
            ("M.", "Nicolas PERRIN", "directeur"),
        ],
        [("M.", "Jean-Claude SALEIL", "président")],
        [("Mme", "Florence FERNANDEZ", "adjointe au Maire")],
        [("M.", "Jean-Paul POURQUIER", "maire")],
        [("M.", "Claude MALZAC", "maire")],
        [("M.", "David RODRIGUES", "maire")],
        [("M.", "Alexandre FALCO", "directeur")],
        [("Mme", "Sophie PANTEL", "présidente")],
        [("Mme", "Marie-Agnès GARCIA", "directrice générale")],
    ]


def test_legal_bases_and_preamble(document):
    assert [basis.line for basis in document.legal_bases] == [*range(193, 213, 2)]
    assert document.legal_bases[1].html == "le Code de l'action sociale et des familles"
    assert document.preamble.startswith(
        "<p>La Convention Territoriale Globale (CTG) est un document"
    )
    assert document.preamble.endswith(
        "<p>Son organisation et son fonctionnement sont détaillés en annexe 6.</p>"
    )


def test_nineteen_articles_with_their_titles(document):
    assert [a.printed_number for a in document.articles] == [str(n) for n in range(1, 20)]
    assert document.articles[0].line == 230
    assert document.articles[0].title == (
        "OBJET DE LA CONVENTION TERRITORIALE GLOBALE DE SERVICE AUX FAMILLES"
    )
    assert document.articles[18].title == "CONFIDENTIALITE"


def test_lists_without_bullets_and_nested_lists(document):
    assert "<li><p>Promouvoir les valeurs de la République : citoyenneté, laïcité ;</p></li>" in (
        document.articles[2].html
    )
    fourth = document.articles[3].html
    assert (
        "<li><p>Sur le secteur de la petite enfance et de l'enfance tant auprès :</p><ul><li>"
        in fourth
    )


def test_the_footnote_stands_where_it_is_called(document):
    [note] = document.footnotes
    assert (note.mark, note.line) == ("1", 475)
    assert '<span data-note="Le montant de référence' in document.articles[11].html
    assert "Le montant de référence" not in document.articles[12].html


def test_the_truncated_sentence_is_kept(document):
    assert (
        "<p>Les supports communs font apparaître les logos de chacune des pa</p>"
        in document.articles[14].html
    )


def test_eleven_annexes_announced_none_in_the_file(document):
    assert [
        (a.printed_label, a.announced, a.present, a.with_previous) for a in document.annexes
    ] == [
        ("1a", True, False, False),
        ("1b", True, False, True),
        ("1c", True, False, True),
        ("1d", True, False, True),
        ("1f", True, False, True),
        ("2", True, False, False),
        ("2b", True, False, True),
        ("3", True, False, False),
        ("4", True, False, False),
        ("5", True, False, False),
        ("6", True, False, False),
    ]
    assert [a.kind for a in document.annexes[-4:]] == ["text", "sheets", "facilities", "committees"]
    assert document.annexes[0].kind == "deliberation"
    assert warned(document, line=183, says="Annexe 3 annoncée, absente du fichier")


def test_closing_has_no_date_but_nine_copies(document):
    closing = document.closing
    assert (closing.place, closing.on, closing.copies, closing.line) == (
        "La Canourgue",
        None,
        9,
        541,
    )
    assert warned(document, line=542, says="date de signature")


def test_scattered_signatures_are_put_together(document):
    ccss, epci = (
        "Caisse Commune de Sécurité Sociale de la Lozère",
        "Communauté de communes Aubrac Lot Causses Tarn",
    )
    assert signing(document) == [
        ("La CCSS", "Le Directeur", "Nicolas PERRIN", ccss),
        ("La CCSS", "Le Président", "Philippe ROCHOUX", ccss),
        ("La " + epci, "Le Président", "Jean-Claude SALEIL", epci),
        ("La Commune de Chanac", "L'adjointe au Maire", "Florence FERNANDEZ", "Commune de Chanac"),
        (
            "La Commune de Masegros Causses Gorges", "Le Maire", "Jean-Paul POURQUIER",
            "Commune de Masegros Causses Gorges",
        ),
        ("La Commune de La Canorgue", "Le Maire", "Claude MALZAC", "Commune de La Canourgue"),
        (
            "La Commune de Banassac Canilhac", "Le Maire", "David RODRIGUES",
            "Commune de Banassac Canilhac-Canilhac",
        ),
        (
            "La Direction des Services Départementaux de l'Education Nationale", "Le Directeur",
            "Alexandre FALCO",
            "Direction des Services Départementaux de l'Education Nationale de la Lozère",
        ),
        ("Le Département de la Lozère", "La Présidente", "Sophie PANTEL", "Département de la Lozère"),
        (
            "La Mutualité Sociale Agricole", "La Directrice Générale", "Marie-Agnès GARCIA",
            "Mutualité Sociale Agricole du Languedoc",
        ),
    ]  # fmt: skip


def test_the_deliberation_before_the_convention(document):
    [act] = document.deliberations
    assert (act.number, act.on, act.line) == ("D23.080", day("2023-10-12"), 3)
    assert act.organisation == "COMMUNAUTE DE COMMUNES AUBRAC LOT CAUSSES TARN"
    assert act.subject == "APPROBATION DE LA CONVENTION TERRITORIALE GLOBALE"
    assert (act.in_office, act.present, act.voters) == (34, 24, 30)
    assert (act.votes_for, act.votes_against, act.abstentions) == (27, 0, 0)
    assert act.act_identifier == "048-200069268-20231012-D23_080-DE"
    assert {act.sent_on, act.received_on, act.published_on} == {day("2023-10-24")}
    assert (
        "<strong>Où l'exposé et après en avoir délibéré Le Conseil communautaire,</strong>"
        in act.html
    )


def test_the_vote_adds_up_with_proxies_and_those_who_stood_aside(document):
    [act] = document.deliberations
    assert act.proxies == (
        ("RODRIGUES David", "VALENTIN Denis"),
        ("LAFON Madeleine", "FABRE Jean"),
        ("SALENDRES Jean-Sébastien", "BONICEL Pascale"),
        ("CITERIN-NORMANDIN Sylvie", "POUGET Valérie"),
        ("ROCHEREAU-POUGET Bernadette", "BLANC Sébastien"),
        ("POURQUIER Jean-Paul", "SALEIL Jean-Claude"),
    )
    assert act.absent == ("POQUET Pascal", "DE SOUSA Guy", "MALZAC Claude", "CAYREL Jean-Claude")
    assert act.not_taking_part == ("Philippe ROCHOUX", "Colette RODIER", "Jérôme JACQUES")
    assert act.voters == act.present + len(act.proxies) == act.votes_for + len(act.not_taking_part)
    assert act.in_office == act.present + len(act.proxies) + len(act.absent)


def test_blanks_stay_out_and_are_told_with_their_line(document):
    lines = {w.line for w in document.warnings if "Blanc à compléter" in w.message}
    assert lines == {169, 173, 203, 205, 207, 209, 211, 542}


def test_what_has_no_place_is_kept_word_for_word(document):
    kept = {passage.line: passage.text for passage in document.unread}
    assert kept[84].split("\n") == [
        "Direction des services départementaux", "de l'éducation nationale", "de la Lozère"
    ]  # fmt: skip
    assert kept[191] == "PROJET"
    assert kept[144].startswith("Sommaire\nArticle préliminaire : Préambule")
    assert warned(document, line=154, says="MASSEGROS")
