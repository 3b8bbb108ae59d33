"""Two states of a text shown as one."""

import re

import nh3
import pytest
from hypothesis import given, settings, strategies as st

from conventions.document.model import Article, Document
from conventions.document.pieces import KIND_WORDS
from conventions.document.redline import changed, redline, words
from conventions.document.references import Context
from ctg import richtext
from ctg.markup import parse, serialise, words_of
from ctg.richtext import note, reference, variable


def rejected(html):
    """The words of the text before."""
    return _read(html, "ins")


def accepted(html):
    """The words of the text after."""
    return _read(html, "del")


def _read(html, dropped):
    root = parse(html)
    for element in list(root.iter(dropped, "span", "p")):
        if element.tag == dropped or element.get("class") == "remarque":
            element.drop_tree()
    return said(serialise(root))


def said(html):
    """The letters, in order, without spaces."""
    text = richtext.to_text(
        html,
        variable=richtext.label,
        reference=lambda kind, key: (f"renvoi à {KIND_WORDS[kind]}", ""),
    )
    return re.sub(r"\s", "", text)


def is_clean(html):
    attributes = {name: {*allowed, "class"} for name, allowed in richtext.ATTRIBUTES.items()}
    classed = {tag: attributes.get(tag, {"class"}) for tag in richtext.TAGS}
    tags = {*richtext.TAGS, "ins", "del"}
    kept = nh3.clean(html, tags=tags, attributes=classed, link_rel=None)
    return words_of(parse(kept)) == words_of(parse(html)) and serialise(parse(kept)) == html


SENTENCES = [
    "La Caf verse 1 200 € à la commune.",
    "L’article 3 s’applique « sans délai » ; il est revu chaque année !",
    "Les parties se réunissent le 31 décembre 2024.",
    "Elles désignent un comité de pilotage et un comité technique.",
]


def test_the_same_text_shows_no_change():
    html = f"<p>{SENTENCES[0]}</p><ul><li>un</li></ul>"
    assert not re.search("<(ins|del)", redline(html, html))
    assert not changed(html, html)
    assert words(html, html) == (0, 0)


def test_a_changed_word_is_shown_whole():
    assert redline("<p>selon l’article 3, dû</p>", "<p>selon l’annexe 3, dû</p>") == (
        "<p>selon <del>l’article\u00a03</del><ins>l’annexe\u00a03</ins>, dû</p>"
    )


def test_swapped_paragraphs_are_said_to_have_moved():
    one, two = (f"<p>{sentence}</p>" for sentence in SENTENCES[:2])
    shown = redline(one + two, two + one)
    assert "[déplacé plus haut]" in shown
    assert "[vient de plus bas]" in shown
    assert words(one + two, two + one) == (0, 0)


def test_an_inserted_paragraph_leaves_its_neighbours_alone():
    before = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    after = before.replace("</p>", "</p><p>Une phrase toute nouvelle.</p>", 1)
    shown = redline(before, after)
    assert shown.count("<ins>") == 1
    assert "<del>" not in shown
    assert '<p class="ajoute"><ins>Une phrase toute nouvelle.</ins></p>' in shown


def test_a_nested_list_stays_a_list():
    before = "<ul><li>un<ul><li>a</li></ul></li><li>deux</li></ul>"
    after = "<ul><li>un<ul><li>a</li><li>b</li></ul></li></ul>"
    assert redline(before, after) == (
        '<ul><li>un<ul><li>a</li><li class="ajoute"><ins>b</ins></li></ul></li>'
        '<li class="retire"><del>deux</del></li></ul>'
    )


TABLE = "<table><tbody><tr><th>Commune</th><th>2024</th></tr><tr><td>Chanac</td><td>12</td></tr></tbody></table>"


def test_an_added_row_and_column_stay_in_one_table():
    after = (
        "<table><tbody><tr><th>Commune</th><th>2023</th><th>2024</th></tr>"
        "<tr><td>Chanac</td><td>11</td><td>12</td></tr>"
        "<tr><td>Mende</td><td>20</td><td>21</td></tr></tbody></table>"
    )
    shown = redline(TABLE, after)
    rows = parse(shown).findall(".//tr")
    assert [len(row) for row in rows] == [3, 3, 3]
    assert rows[2].get("class") == "ajoute"
    assert rows[0][1].get("class") == "ajoute"
    assert shown.count("<table") == 1


def test_a_removed_column_still_leaves_rows_of_one_length():
    after = TABLE.replace("<th>2024</th>", "").replace("<td>12</td>", "")
    after = after.replace("</tbody>", "<tr><td>Mende</td></tr></tbody>")
    rows = parse(redline(TABLE, after)).findall(".//tr")
    assert [len(row) for row in rows] == [2, 2, 2]


def test_a_table_cut_up_otherwise_is_shown_twice():
    after = TABLE.replace("<td>Chanac</td><td>12</td>", '<td colspan="2">Chanac</td>')
    shown = redline(TABLE, after)
    assert "[ancien tableau]" in shown
    assert "[nouveau tableau]" in shown


@pytest.mark.parametrize(
    ("before", "after", "remark"),
    [
        ("<p>le mot dit</p>", "<p>le <strong>mot</strong> dit</p>", "mis en gras"),
        ("<p>le <em>mot</em> dit</p>", "<p>le mot dit</p>", "n’est plus en italique"),
        ("<p>Objet du texte</p>", "<h3>Objet du texte</h3>", "devient : titre"),
        ("<ul><li>un</li></ul>", "<ol><li>un</li></ol>", "devient : liste numérotée"),
        ("<ol><li>un</li></ol>", '<ol type="a"><li>un</li></ol>', "autre numérotation"),
        (
            '<p><a href="https://caf.fr">site</a></p>',
            '<p><a href="https://msa.fr">site</a></p>',
            "autre adresse de lien",
        ),
    ],
)
def test_what_changes_without_a_word_is_said(before, after, remark):
    shown = redline(before, after)
    assert f"[{remark}]" in shown
    assert "<ins>" not in shown
    assert changed(before, after)


def test_live_nodes_are_read_as_the_text_prints_them():
    document = Document("CTG", articles=(Article("a1", "Objet", ""), Article("a2", "Durée", "")))
    before = f"<p>Voir l’{reference('article', 'a1')}.</p>"
    after = f"<p>Voir l’{reference('article', 'a2')} et l’{reference('article', 'perdu')}.</p>"
    shown = accepted(redline(before, after, Context(document)))
    assert shown == "Voirl’article2etl’[renvoirompu]."


def test_a_typed_text_that_becomes_computed_is_said():
    assert "[désormais calculé]" in redline("<p>la période</p>", f"<p>la {variable('periode')}</p>")
    assert "[autre renvoi]" in redline(
        f"<p>{reference('article', 'a')}</p>", f"<p>{reference('article', 'b')}</p>"
    )


def test_a_changed_footnote_is_visible():
    shown = redline(f"<p>mot{note('voir le bilan')}</p>", f"<p>mot{note('voir le rapport')}</p>")
    assert "<del>" in shown
    assert "bilan" in rejected(shown)
    assert "rapport" in accepted(shown)


def test_a_title_stays_on_one_line():
    shown = redline("Objet de la convention", "Objet du texte", inline=True)
    assert "<p" not in shown
    assert accepted(shown) == "Objetdutexte"


def test_what_is_forbidden_does_not_pass():
    shown = redline("<p>a</p>", '<p onclick="x()">b<script>alert(1)</script></p><img src=x>')
    assert shown == '<p class="retire"><del>a</del></p><p class="ajoute"><ins>b</ins></p>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>" + "mot " * 40_000 + "</p>", "<p>" + "mot autre " * 20_000 + "</p>"),
        ("<p>" + "." * 150_000 + "</p>", "<p>" + ".a" * 75_000 + "</p>"),
        ("<ul>" + "<li>un</li>" * 8000 + "</ul>", "<ul>" + "<li>deux</li>" * 8000 + "</ul>"),
        ("<p>un deux trois</p>" * 8000, "<p>un deux quatre</p>" * 8000),
    ],
    ids=["one paragraph", "no space", "a list", "paragraphs alike"],
)
def test_the_longest_texts_are_compared_too(before, after):
    shown = redline(before, after)
    assert rejected(shown) == said(before)
    assert accepted(shown) == said(after)


INLINE = st.sampled_from(
    [
        *SENTENCES,
        "un <strong>mot gras</strong> ici",
        "le 1<sup>er</sup> janvier",
        f"pendant {variable('periode')} entière",
        f"voir {reference('article', 'a1')}",
        f"avec une note{note('dite ailleurs')} ici",
        "deux<br>lignes",
        "",
    ]
)
PARAGRAPHS = st.builds("<p>{}</p>".format, INLINE)
ITEMS = st.lists(st.builds("<li>{}</li>".format, INLINE), min_size=1, max_size=4).map("".join)
LISTS = st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["ul", "ol"]), ITEMS)
NESTED = st.builds("<ul><li>{}{}</li></ul>".format, INLINE, LISTS)


@st.composite
def tables(draw):
    width = draw(st.integers(1, 3))
    rows = draw(st.lists(st.lists(INLINE, min_size=width, max_size=width), min_size=1, max_size=3))
    cells = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    return f"<table><tbody>{cells}</tbody></table>"


TITLES = st.builds("<h3>{}</h3>".format, st.sampled_from(SENTENCES))
TEXTS = st.lists(st.one_of(PARAGRAPHS, LISTS, NESTED, tables(), TITLES), max_size=6).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
def test_taking_or_leaving_every_change_gives_either_text(before, after):
    shown = redline(before, after)
    if "[ancien tableau]" not in shown:
        assert sorted(rejected(shown)) == sorted(said(richtext.sanitise(before)))
        assert sorted(accepted(shown)) == sorted(said(richtext.sanitise(after)))
    assert is_clean(shown)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_no_text_differs_from_itself(text):
    assert not re.search("<(ins|del)|remarque", redline(text, text))
    assert words(text, text) == (0, 0)
