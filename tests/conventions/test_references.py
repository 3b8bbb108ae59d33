import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from conventions.document.linking import link
from conventions.document.model import Annex, Article, Decision, Document, Notice, Territory
from conventions.document.references import Context, broken, catalogue, targets
from conventions.document.texts import rich_texts
from conventions.readers.text import read
from ctg import richtext
from partners.grammar import fold
from tests.conventions import samples
from tests.conventions.strategies import PEOPLE, written


def linked(html, **facts):
    document = Document("T", parties=PEOPLE, articles=(Article("a1", "Objet", html, "1"),), **facts)
    return link(document).articles[0].html


def names(html, **facts):
    return [
        node.name or f"{node.kind}:{node.key}"
        for node in richtext.live_nodes(linked(html, **facts))
    ]


def said(document):
    """The words of every text, without case, accents, hyphens, kinds of space, or the « er » of a first article."""
    context = Context(document)
    return [re.sub(r"\b1er\b", "1", fold(context.text(text.html))) for text in rich_texts(document)]


@given(written)
@settings(deadline=None)
def test_linking_changes_no_word(document):
    assert said(link(document)) == said(document)


@given(written)
@settings(deadline=None)
def test_linking_twice_changes_nothing_more(document):
    once = link(document)
    assert link(once) == once


@given(written)
@settings(deadline=None)
def test_what_is_linked_leads_somewhere_and_stays_allowed(document):
    once = link(document)
    assert [item for item in broken(once) if item.node.name != "periode"] == []
    for text in rich_texts(once):
        clean = richtext.sanitise_inline if text.inline else richtext.sanitise
        assert list(richtext.live_nodes(clean(text.html))) == list(richtext.live_nodes(text.html))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("avec la Caf", ["partie:caf1"]),
        ("La Caf soutient", ["Partie:caf1"]),
        ("LES CHAMPS DE LA CAF", ["PARTIE:caf1.de"]),
        ("l’aide du Département et au département", ["partie:dep1.de", "partie:dep1.a"]),
        ("le Département de la Nièvre", ["partie:dep1.nom"]),
        ("la caisse d'allocations familiales de la Nièvre", ["partie:caf1.nom"]),
        ("la commune de Banassac Canilhac", ["partie:com1"]),
        ("de la Commune de Banassac-Canilhac", ["partie:com1.de"]),
        ("la commune d’Ecuisses", ["partie:com2"]),
        ("aux habitants du Creusot", ["partie:com3.nom.de"]),
        ("la commune de Banassac-Canilhac-le-Haut", []),
        ("« la Caf »", []),
        ("la Cafétéria", []),
        ("Caf", []),
        ("<a href='https://caf.fr'>la Caf</a>", []),
    ],
)
def test_parties_are_linked_when_they_are_named_for_sure(text, found):
    assert names(f"<p>{text}</p>") == found


def test_the_longest_name_wins_and_the_words_around_stay():
    html = linked("<p>Vu la commune de <em>Chanac</em>, la commune de Banassac–Canilhac.</p>")
    assert html == (
        '<p>Vu la commune de <em>Chanac</em>, <span data-var="partie:com1"></span>.</p>'
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("voir l’article 1er", ["article:a1"]),
        ("(Article 2)", ["article:a2"]),
        ("articles 1 et 2", ["article:a1.n", "article:a2.n"]),
        ("articles 1er à 3", ["article:a1.n", "article:a3.n"]),
        ("l’annexe 1b de la présente convention", ["annex:x2"]),
        ("annexes 1a, 1b et 2", ["annex:x1.n", "annex:x2.n", "annex:x3.n"]),
        ("l’annexe 2 du présent document", ["annex:x3"]),
        ("article 94 de la loi", []),
        ("article 2 de la loi", []),
        ("article 2 du Code", []),
        ("l’article 3, alinéa 2 du décret", []),
        ("article 2.1", []),
        ("article L. 263-1", []),
        ("annexe 9", []),
        ("annexes 2 et 9", []),
        ("« l’annexe 2 »", []),
        ("Annexe 2 : les fiches", []),
        ("annexe 2e", []),
    ],
)
def test_mentions_of_this_convention_are_linked(text, found):
    html = link(_three_blocks(f"<p>{text}</p>")).articles[0].html
    assert [f"{node.kind}:{node.key}" for node in richtext.live_nodes(html)] == found


def _three_blocks(html):
    return Document(
        "T",
        articles=(
            Article("a1", "Objet", html, "1er"),
            Article("a2", "B", "", "2"),
            Article("a3", "C", "", "3"),
        ),
        annexes=(
            Annex("x1", "A", printed_label="1a"),
            Annex("x2", "B", with_previous=True, printed_label="1b"),
            Annex("x3", "C", printed_label="2"),
        ),
    )


def test_references_follow_a_block_that_moves():
    document = link(_three_blocks("<p>voir l’article 2 et l’annexe 2</p>"))
    moved = replace(
        document, articles=(document.articles[1], document.articles[0], document.articles[2])
    )
    assert (
        Context(moved).text(document.articles[0].html)
        == "voir l’article\u00a01er et l’annexe\u00a02"
    )


def test_a_printed_number_leads_to_the_block_that_bears_it():
    document = _three_blocks("<p>l’annexe 7</p>")
    seventh = replace(document.annexes[2], printed_label="7")
    document = link(replace(document, annexes=(*document.annexes[:2], seventh)))
    assert Context(document).text(document.articles[0].html) == "l’annexe\u00a02"


def test_a_number_printed_twice_is_left_alone():
    document = _three_blocks("<p>l’annexe 2</p>")
    twice = (*document.annexes, replace(document.annexes[2], key="x4"))
    assert "data-ref" not in link(replace(document, annexes=twice)).articles[0].html


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("partie:dep1", "le Département"),
        ("Partie:dep1.de", "Du Département"),
        ("PARTIE:dep1.a", "AU DÉPARTEMENT"),
        ("partie:com3.nom.a", "au Creusot"),
        ("partie:caf1.nom.nu", "Caisse d’allocations familiales de la Nièvre"),
        ("parties", "cinq parties"),
        ("annexes", "aucune annexe"),
        ("pages", None),
        ("periode", None),
        ("communes", None),
        ("partie:inconnue", None),
        ("partie:caf1.acte", None),
        ("preavis", None),
        ("preavis.forme", None),
        ("communes.nombre", None),
        ("n’importe quoi", None),
    ],
)
def test_variables_say_what_the_document_holds(name, value):
    assert Context(Document("T", parties=PEOPLE)).variable(name) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("parties.liste", "la Caf et le Département"),
        ("Parties.liste", "La Caf et le Département"),
        ("communes.nombre", "deux communes"),
        ("preavis", "trois mois"),
        ("preavis.forme", "lettre recommandée"),
        ("partie:caf1.acte", "la décision n° 12 du conseil d’administration du 3\u00a0mars 2026"),
        ("Partie:dep1.acte", None),
    ],
)
def test_lists_notice_and_acts_are_said_as_clauses_need_them(name, value):
    act = Decision("Conseil d’administration", dt.date(2026, 3, 3), "12", "décision")
    department = replace(PEOPLE[1], decision=Decision("commission permanente"))
    document = Document(
        "T",
        notice=Notice(3, "lettre recommandée"),
        territory=Territory("Morvan", municipalities=("Lormes", "Brassy")),
        parties=(replace(PEOPLE[0], decision=act), department),
    )
    assert Context(document).variable(name) == value


def test_the_page_count_is_known_once_laid_out():
    assert Context(Document("T"), pages=12).variable("pages") == "12\u00a0pages"


def test_the_menu_offers_every_variable_once_with_its_value():
    choices = catalogue(samples.sample())
    assert len({choice.name for choice in choices}) == len(choices)
    by_name = {choice.name: choice for choice in choices}
    assert by_name["partie:caf.de"].value == "de la Caf"
    assert by_name["partie:caf.de"].label == "La Caf : désignation, avec « de »"
    context = Context(samples.sample())
    for choice in choices:
        assert choice.value == (context.variable(choice.name) or "")


def test_the_menu_offers_every_block():
    document = samples.sample()
    offered = targets(document)
    assert offered[0].label == "Article 1er – Objet de la convention"
    context = Context(document)
    for target in offered:
        assert context.reference(target.kind, target.key)[0] == target.text


def test_broken_nodes_are_told_with_their_place():
    html = f"<p>{richtext.reference('annex', 'perdue')} {richtext.variable('partie:x')}</p>"
    found = broken(Document("T", articles=(Article("a", "Objet", html),)))
    assert [(item.where, item.node.key or item.node.name) for item in found] == [
        ("article 1er", "perdue"),
        ("article 1er", "partie:x"),
    ]


@pytest.mark.parametrize(
    "name",
    ["aubrac-lot-causses-tarn-2024", "bazois-2016", "creusot-bassin-nord-2022", "forcalquier-2022"],
)
def test_the_real_documents_gain_links_and_lose_no_word(seeds, name):
    document = read((seeds / f"{name}.txt").read_bytes(), name)
    once = link(document)
    assert link(once) == once
    assert broken(once) == []

    def bare(lines):
        return [re.sub(r"annexe \w+", "annexe", line) for line in lines]

    assert bare(said(once)) == bare(said(document))
    assert sum(text.html.count("data-var") for text in rich_texts(once)) > 20
