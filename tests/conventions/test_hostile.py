"""What nobody types but somebody sends: every door of the atelier answers, and none breaks."""

import pytest
from django.urls import reverse

from conventions.models import Article, Convention
from tests.conventions.factories import (
    AnnexFactory,
    ArticleFactory,
    LegalBasisFactory,
    PartyFactory,
)

pytestmark = pytest.mark.django_db

ENDLESS = "9" * 6000  # more digits than Python reads


@pytest.fixture
def convention(convention):
    PartyFactory(convention=convention, organisation=convention.owner, key="caf")
    for key in ("objet", "duree", "suivi"):
        ArticleFactory(convention=convention, key=key, title=key)
    AnnexFactory(convention=convention, key="diag")
    LegalBasisFactory(convention=convention, key="code")
    return convention


def url(name, convention, *args):
    return reverse(f"conventions:{name}", args=[convention.reference, *args])


def test_a_place_without_end_is_the_last(client, convention):
    client.post(url("move-block", convention, "article-objet"), {"vers": ENDLESS})
    assert Article.objects.get(key="objet").position == 3


def test_a_block_is_added_after_a_key_that_is_none(client, convention):
    sent = {"nature": "article", "apres": "\0", "cle": "0123456789"}
    assert client.post(url("add-block", convention), sent).status_code == 302
    assert Article.objects.get(key="0123456789").position == 4


@pytest.mark.parametrize("number", [ENDLESS, "9" * 18, "-1", "²", "\0"])
def test_nobody_has_an_impossible_number(client, convention, number):
    sent = client.post(url("add-party", convention), {"organisme": number})
    assert sent.status_code == 404
    to = url("add-signatory", convention, "partie-caf")
    assert client.post(to, {"mandat": number}).status_code == 404


@pytest.mark.parametrize("address", ["xxx", "partie", "article-", "article-objet", "preambule"])
def test_only_a_party_has_signatories(client, convention, address):
    assert client.post(url("add-signatory", convention, address)).status_code == 404


@pytest.mark.parametrize("address", ["generalites", "partie-caf", "cloture"])
@pytest.mark.parametrize("gesture", ["reprendre", "deverrouiller"])
def test_what_comes_from_no_clause_has_no_gesture_on_it(client, convention, address, gesture):
    sent = client.post(url("clause", convention, address), {"geste": gesture})
    assert sent.status_code == 404


@pytest.mark.parametrize("address", ["preambule", "visa-code", "article-objet", "annexe-diag"])
@pytest.mark.parametrize("gesture", ["reprendre", "deverrouiller"])
def test_a_text_typed_by_hand_stays_as_it_is(client, convention, address, gesture):
    said = Convention.objects.get().preamble
    sent = client.post(url("clause", convention, address), {"geste": gesture})
    assert sent.status_code == 302
    assert Convention.objects.get().preamble == said


def test_an_impossible_clause_is_not_found(client, convention):
    sent = client.post(url("insert-clause", convention, "article-objet"), {"clause": "\0"})
    assert sent.status_code == 404


def test_passages_nested_without_end_are_not_known(client, convention):
    sent = client.post(url("preview-passages", convention, "preambule"), {"connus": "[" * 90_000})
    assert sent.status_code == 200
    assert sent.json()["passages"]
