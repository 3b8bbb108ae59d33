"""Seeing the deed while it is written: the paper beside the text."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conventions import drafting, previewing
from conventions.assembling import assemble
from conventions.models import Article
from conventions.writers import front
from conventions.writers.passages import MEMORY, passages
from tests.conventions.factories import (
    AnnexFactory,
    ArticleFactory,
    LegalBasisFactory,
    PartyFactory,
)
from tests.partners.factories import AccountFactory, MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_remembered():
    MEMORY.clear()
    previewing._RECENT.clear()


@pytest.fixture
def convention(convention):
    PartyFactory(convention=convention)
    LegalBasisFactory(convention=convention)
    first = ArticleFactory(convention=convention, key="objet")
    ArticleFactory(convention=convention, key="duree", title="Durée", body="<p>Cinq ans.</p>")
    cited = f'<span data-ref="{first.key}" data-kind="article"></span>'
    ArticleFactory(
        convention=convention, key="suivi", title="Suivi", body=f"<p>Voir l’{cited}.</p>"
    )
    AnnexFactory(convention=convention, key="diag")
    return convention


def url(name, convention, *more):
    return reverse(f"conventions:{name}", args=[convention.reference, *more])


def shown(client, convention, **data):
    return client.get(url("preview", convention), data).content.decode()


def changes(client, convention, known=None, address="generalites", **typed):
    """What the page is sent when it has the passages `known` (name → digest)."""
    data = typed | ({"connus": json.dumps(known)} if known else {})
    answer = client.post(url("preview-passages", convention, address), data)
    assert answer.status_code == 200
    return answer.json()


def plain(html):
    return html.replace("<sup>", "").replace("</sup>", "").replace("\u00a0", " ")


def digests(answer):
    return {name: passage["digest"] for name, passage in answer["passages"].items()}


# On paper


def test_the_page_and_its_fragment_hold_the_whole_deed(client, convention):
    page = shown(client, convention, bloc="article-duree")
    fragment = client.get(
        url("preview", convention), headers={"hx-request": "true"}
    ).content.decode()
    for html in (page, fragment):
        for words in (
            "Les parties",
            "Vu le Code",
            "Article 1er",
            "Cinq ans.",
            "Fait à",
            "Annexe 1",
        ):
            assert words in plain(html)
    assert "<html" in page
    assert "<html" not in fragment
    assert fragment.lstrip().startswith('<section id="panel"')
    assert 'data-adresse="article-duree"' in page


def test_an_address_that_is_none_is_no_block_in_hand(client, convention):
    assert 'data-bloc-en-main=""' in shown(client, convention, bloc="<script>")


def test_the_paper_costs_the_same_however_long_the_convention(client, convention):
    def cost(address, **data):
        with CaptureQueriesContext(connection) as queries:
            client.post(address, data) if data else client.get(address)
        return len(queries)

    few = cost(url("preview", convention))
    few_passages = cost(url("preview-passages", convention, "generalites"), connus="{}")
    for _ in range(5):
        ArticleFactory(convention=convention)
        AnnexFactory(convention=convention)
        PartyFactory(convention=convention)
    assert cost(url("preview", convention)) == few
    assert cost(url("preview-passages", convention, "generalites"), connus="{}") == few_passages


def test_only_what_changed_is_sent(client, convention):
    known = digests(changes(client, convention))
    assert changes(client, convention, known)["passages"] == {}
    Article.objects.filter(key="duree").update(body="<p>Six ans.</p>")
    answer = changes(client, convention, known)
    assert list(answer["passages"]) == ["article-duree"]
    assert "Six ans." in answer["passages"]["article-duree"]["html"]


def test_what_cites_a_moved_article_is_sent_with_it(client, convention):
    known = digests(changes(client, convention))
    drafting.move(Article.objects.get(key="duree"), "1")
    answer = changes(client, convention, known)
    assert set(answer["passages"]) == {"article-objet", "article-duree", "article-suivi"}
    assert "article 2" in plain(answer["passages"]["article-suivi"]["html"])
    order = [name for name in answer["order"] if name.startswith("article")]
    assert order == ["article-duree", "article-objet", "article-suivi"]


def test_what_is_removed_leaves_the_order(client, convention):
    known = digests(changes(client, convention))
    drafting.remove(Article.objects.get(key="objet"))
    answer = changes(client, convention, known)
    assert "article-objet" not in answer["order"]
    assert "rompu" in answer["passages"]["article-suivi"]["html"]


def test_words_not_stored_yet_are_shown_and_not_stored(client, convention):
    known = digests(changes(client, convention))
    answer = changes(
        client, convention, known, "article-duree", title="Durée", body="<p>Dix ans.</p>"
    )
    assert list(answer["passages"]) == ["article-duree"]
    assert "Dix ans." in answer["passages"]["article-duree"]["html"]
    assert Article.objects.get(key="duree").body == "<p>Cinq ans.</p>"
    back = changes(client, convention, digests(answer))
    assert "Cinq ans." in back["passages"]["article-duree"]["html"]


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("generalites", {"title": "Des mots neufs"}),
        ("generalites", {"territory_name": "Des mots neufs"}),
        ("preambule", {"preamble": "<p>Des mots neufs</p>"}),
        ("annexe-diag", {"body": "<p>Des mots neufs</p>"}),
        ("cloture", {"closing_place": "Des mots neufs"}),
    ],
)
def test_every_block_is_shown_as_it_is_typed(client, convention, address, typed):
    known = digests(changes(client, convention))
    sent = changes(client, convention, known, address, **typed)["passages"]
    assert any("mots neufs" in passage["html"] for passage in sent.values())


def test_a_script_typed_is_not_shown(client, convention):
    body = '<p onclick="x()">Ici<script>alert(1)</script></p>'
    html = changes(client, convention, None, "article-duree", body=body)["passages"]
    assert "<script" not in html["article-duree"]["html"]
    assert "onclick" not in html["article-duree"]["html"]


def test_a_text_too_heavy_is_refused_in_french(client, convention):
    address = url("preview-passages", convention, "article-duree")
    answer = client.post(address, {"body": "<p>" + "a" * 5_000_000})
    assert answer.status_code == 422
    assert answer.json()["message"]


@pytest.mark.parametrize("known", ["", "pas du JSON", "[1]", '{"article-duree": 3}'])
def test_whatever_is_said_to_be_known_is_answered(client, convention, known):
    address = url("preview-passages", convention, "generalites")
    assert client.post(address, {"connus": known}).json()["passages"]["article-duree"]


def test_a_block_that_is_none_does_not_exist(client, convention):
    assert client.post(url("preview-passages", convention, "article")).status_code == 404
    assert client.get(url("preview-passages", convention, "generalites")).status_code == 405


def test_a_passage_is_rendered_once_for_what_it_says(convention, monkeypatch):
    rendered = []
    printed = front.printed_article
    monkeypatch.setattr(
        front,
        "printed_article",
        lambda composer, article: rendered.append(article.key) or printed(composer, article),
    )
    passages(assemble(convention))
    assert rendered == ["objet", "duree", "suivi"]
    rendered.clear()
    passages(assemble(convention))
    assert rendered == []
    Article.objects.filter(key="objet").update(title="But")
    passages(assemble(convention))
    assert rendered == ["objet"]


def test_what_is_remembered_is_what_would_be_rendered(convention):
    steps = [
        lambda: Article.objects.filter(key="objet").update(title="But"),
        lambda: drafting.move(Article.objects.get(key="suivi"), "1"),
        lambda: drafting.remove(Article.objects.get(key="objet")),
        lambda: AnnexFactory(convention=convention, key="plan"),
        lambda: PartyFactory(convention=convention),
        lambda: LegalBasisFactory(convention=convention),
    ]
    for step in steps:
        passages(assemble(convention))
        step()
        document = assemble(convention)
        remembered = passages(document)
        MEMORY.clear()
        assert remembered == passages(document)


# Who sees


@pytest.mark.parametrize(
    ("method", "name", "more"),
    [
        ("get", "preview", ()),
        ("post", "preview-passages", ("generalites",)),
        ("post", "preview-ask", ()),
        ("get", "preview-progress", ()),
    ],
)
def test_the_preview_of_others_does_not_exist(client, convention, method, name, more):
    client.force_login(AccountFactory())
    assert getattr(client, method)(url(name, convention, *more)).status_code == 404
    client.logout()
    assert getattr(client, method)(url(name, convention, *more)).status_code == 302


def test_a_party_sees_what_it_will_sign(client, convention):
    party = convention.parties.get()
    client.force_login(MembershipFactory(organisation=party.organisation).account)
    assert "Cinq ans." in shown(client, convention)
    assert client.post(url("preview-ask", convention)).status_code == 302
