"""What a visitor without an account sees."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.partners.factories import PASSWORD, AccountFactory


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("path", ["/connexion/", "/accessibilite/", "/donnees-personnelles/"])
def test_a_public_page_is_accessible_and_fits(page_as, assert_accessible, path, viewport):
    page = page_as(viewport=viewport)
    page.goto(path)
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_account_logs_in_with_its_address_and_password(page_as):
    account = AccountFactory()
    page = page_as()
    page.goto("/")
    page.get_by_label("Adresse électronique").fill(account.email)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page).to_have_url("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
