"""Two states of a whole document, compared block by block."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from conventions.document.comparing import compare
from conventions.document.model import Annex, Article, Closing, Document, LegalBasis, Party, Period


@pytest.fixture
def document():
    return Document(
        "Convention territoriale globale",
        parties=(Party("caf", "Caf de la Lozère", "la"), Party("cc", "communauté", "la")),
        legal_bases=(LegalBasis("v1", "le code"),),
        preamble="<p>Avant.</p>",
        articles=tuple(Article(key, f"Titre {key}", f"<p>Texte {key}.</p>") for key in "abcd"),
        annexes=(Annex("x", "Diagnostic"),),
    )


def told(before, after):
    return [(change.what, change.label) for change in compare(before, after)]


def test_a_document_does_not_differ_from_itself(document):
    assert compare(document, document) == ()


def test_an_added_article_is_told_and_those_it_pushes_are_not(document):
    new = Article("n", "Nouveau", "<p>Neuf.</p>")
    after = replace(document, articles=(document.articles[0], new, *document.articles[1:]))
    (change,) = compare(document, after)
    assert (change.what, change.label, change.key) == ("added", "Article 2", "n")
    assert change.texts == (("titre", "", "Nouveau"), ("texte", "", "<p>Neuf.</p>"))


def test_a_removed_article_keeps_the_label_it_had(document):
    after = replace(document, articles=document.articles[1:])
    assert told(document, after) == [("removed", "Article 1er")]


def test_only_what_moved_is_told_to_have_moved(document):
    a, b, c, d = document.articles
    after = replace(document, articles=(b, c, d, a))
    (change,) = compare(document, after)
    assert (change.what, change.label, change.was) == ("moved", "Article 4", "Article 1er")


def test_a_changed_text_comes_with_both_states(document):
    a, *rest = document.articles
    after = replace(document, articles=(replace(a, html="<p>Autre.</p>"), *rest))
    (change,) = compare(document, after)
    assert change.what == "changed"
    assert change.texts == (("texte", "<p>Texte a.</p>", "<p>Autre.</p>"),)
    assert not change.facts


def test_facts_that_change_are_told(document):
    caf, cc = document.parties
    after = replace(
        document,
        period=Period(dt.date(2024, 1, 1)),
        parties=(replace(caf, designation="la Caf"), cc),
        preamble="<p>Après.</p>",
        closing=Closing("Mende"),
    )
    assert told(document, after) == [
        ("changed", "Généralités"),
        ("changed", "La Caf"),
        ("changed", "Préambule"),
        ("changed", "Clôture"),
    ]


@given(st.permutations("abcdef"), st.permutations("abcdef"), st.integers(0, 6), st.integers(0, 6))
def test_every_block_is_accounted_for_once(first, second, kept, left):
    before = Document("x", articles=tuple(Article(key, key, "") for key in first[:kept]))
    after = Document("x", articles=tuple(Article(key, key, "") for key in second[:left]))
    changes = compare(before, after)
    by_what = {what: {c.key for c in changes if c.what == what} for what in ("added", "removed")}
    assert by_what["added"] == set(second[:left]) - set(first[:kept])
    assert by_what["removed"] == set(first[:kept]) - set(second[:left])
    assert len({change.key for change in changes}) == len(changes)
