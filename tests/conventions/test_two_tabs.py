"""The administration open twice on the same texts: what the page has not shown is never overwritten unseen."""

import pytest

from conventions.models import Article
from tests.conventions.backoffice import edit, page_data, page_of, text_of
from tests.conventions.factories import (
    AnnexFactory,
    ArticleFactory,
    LegalBasisFactory,
    PartyFactory,
)
from tests.partners.factories import MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(convention):
    return ArticleFactory(convention=convention, title="Objet", body="<p>Avant.</p>")


def test_the_second_tab_is_refused_with_both_texts(client, article):
    data = page_data(client.get(edit(article)))
    assert client.post(edit(article), data | {"body": "<p>Le premier.</p>"}).status_code == 302
    refused = client.post(edit(article), data | {"body": "<p>Le second.</p>"})
    assert refused.status_code == 200
    words = text_of(refused)
    assert "Voici les deux textes" in words
    assert "premier" in words
    assert "second" in words
    article.refresh_from_db()
    assert article.body == "<p>Le premier.</p>"


def test_saving_again_once_both_were_shown_keeps_mine(client, article):
    data = page_data(client.get(edit(article)))
    client.post(edit(article), data | {"body": "<p>Le premier.</p>"})
    refused = client.post(edit(article), data | {"body": "<p>Le second.</p>"})
    assert client.post(edit(article), page_data(refused)).status_code == 302
    article.refresh_from_db()
    assert article.body == "<p>Le second.</p>"


def test_two_tabs_that_changed_two_fields_are_both_kept(client, article):
    data = page_data(client.get(edit(article)))
    client.post(edit(article), data | {"body": "<p>Le premier.</p>"})
    assert client.post(edit(article), data | {"title": "Mon titre"}).status_code == 302
    article.refresh_from_db()
    assert (article.title, article.body) == ("Mon titre", "<p>Le premier.</p>")


def test_a_fault_elsewhere_does_not_make_one_forget_what_was_not_shown(client, article):
    data = page_data(client.get(edit(article)))
    client.post(edit(article), data | {"body": "<p>Le premier.</p>"})
    faulty = client.post(edit(article), data | {"title": ""})
    assert faulty.status_code == 200
    assert client.post(edit(article), page_data(faulty) | {"title": "Mon titre"}).status_code == 302
    article.refresh_from_db()
    assert (article.title, article.body) == ("Mon titre", "<p>Le premier.</p>")


def test_a_third_who_writes_meanwhile_is_shown_too(client, article):
    data = page_data(client.get(edit(article)))
    client.post(edit(article), data | {"body": "<p>Le premier.</p>"})
    refused = page_data(client.post(edit(article), data | {"body": "<p>Le second.</p>"}))
    Article.objects.filter(pk=article.pk).update(body="<p>Le troisième.</p>")
    again = client.post(edit(article), refused)
    assert again.status_code == 200
    assert "troisième" in text_of(again)


def test_the_same_text_sent_twice_is_no_conflict(client, article):
    data = page_data(client.get(edit(article))) | {"body": "<p>Le même.</p>"}
    assert [client.post(edit(article), data).status_code for _ in range(2)] == [302, 302]


def test_an_annex_and_a_party_follow_the_same_rule(client, convention):
    for block, field, values in [
        (AnnexFactory(convention=convention), "body", ("<p>Un.</p>", "<p>Deux.</p>")),
        (PartyFactory(convention=convention), "designation", ("la Caf", "la Caisse")),
    ]:
        data = page_data(client.get(edit(block)))
        assert client.post(edit(block), data | {field: values[0]}).status_code == 302
        refused = client.post(edit(block), data | {field: values[1]})
        assert refused.status_code == 200, block
        assert "Voici les deux textes" in text_of(refused)
        block.refresh_from_db()
        assert getattr(block, field) == values[0]


def test_the_page_of_a_convention_follows_it_field_by_field(client, convention):
    basis = LegalBasisFactory(convention=convention, text="le code rural")
    town = MunicipalityFactory()
    data = page_data(client.get(page_of(convention))) | {"municipalities": []}
    first = data | {"preamble": "<p>Un.</p>", "legal_bases-0-text": "le code civil"}
    first |= {"municipalities": [town.pk]}
    assert client.post(page_of(convention), first).status_code == 302
    other = data | {"title": "Un autre titre"}
    assert client.post(page_of(convention), other).status_code == 302
    convention.refresh_from_db()
    basis.refresh_from_db()
    assert convention.title == "Un autre titre"
    assert convention.preamble == "<p>Un.</p>"
    assert basis.text == "le code civil"
    assert list(convention.municipalities.all()) == [town]
    refused = client.post(page_of(convention), data | {"legal_bases-0-text": "le code du travail"})
    assert refused.status_code == 200
    assert "le code civil" in text_of(refused)
    refused = client.post(page_of(convention), data | {"preamble": "<p>Deux.</p>"})
    assert refused.status_code == 200
    convention.refresh_from_db()
    assert convention.preamble == "<p>Un.</p>"


@pytest.mark.parametrize(
    "forged", ["", "{", "[]", '{"article-1": 3}', "null", '{"article-%s": []}']
)
def test_a_forged_field_breaks_nothing(client, article, forged):
    data = page_data(client.get(edit(article)))
    forged = forged.replace("%s", str(article.pk))
    assert client.post(edit(article), data | {"etat": forged, "title": "x"}).status_code == 302


def test_the_words_of_a_locked_clause_are_not_changed_here_either(client, convention):
    article = ArticleFactory(convention=convention, body="<p>Du modèle.</p>", is_locked=True)
    basis = LegalBasisFactory(convention=convention, text="le code rural", is_locked=True)
    page = client.get(edit(article))
    client.post(edit(article), page_data(page) | {"title": "x", "body": "<p>Forcé.</p>"})
    data = page_data(client.get(page_of(convention))) | {"municipalities": []}
    client.post(page_of(convention), data | {"legal_bases-0-text": "autre chose"})
    article.refresh_from_db()
    basis.refresh_from_db()
    assert article.body == "<p>Du modèle.</p>"
    assert basis.text == "le code rural"
