"""Sending what was written: once, and never so heavy that it would be lost."""

import pytest
from playwright.sync_api import expect

from conventions.models import Article
from tests.conventions.backoffice import add, edit
from tests.conventions.factories import ArticleFactory, ConventionFactory
from tests.partners.factories import MembershipFactory


@pytest.fixture
def adviser(transactional_db):
    return MembershipFactory()


@pytest.fixture
def convention(adviser):
    return ConventionFactory(owner=adviser.organisation)


def test_a_second_click_does_not_add_a_second_article(page_as, adviser, convention):
    page = page_as(adviser.account)
    page.goto(add(Article, convention))
    page.get_by_role("textbox", name="Titre").fill("Durée")
    page.evaluate(
        "() => { const b = document.querySelector('[name=_save]'); b.click(); b.click(); b.click() }"
    )
    page.wait_for_url("**/convention/**")
    assert Article.objects.filter(title="Durée").count() == 1


def test_a_text_too_heavy_to_be_sent_is_kept(page_as, adviser, convention):
    article = ArticleFactory(convention=convention, body="<p>Avant.</p>")
    page = page_as(adviser.account)
    page.goto(edit(article))
    page.evaluate("() => { document.getElementById('id_body').value = 'mot '.repeat(10_000_000) }")
    page.locator("[name=_save]").click()
    expect(page.get_by_role("alert")).to_contain_text("plus que les 10 Mo admis")
    assert page.evaluate("() => document.getElementById('id_body').value.length") == 40_000_000
    article.refresh_from_db()
    assert article.body == "<p>Avant.</p>"
