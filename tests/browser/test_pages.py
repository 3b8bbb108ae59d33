"""The first journey: the Caf adviser corrects the name of a commune once, and reads it corrected everywhere."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from conventions.demo.accounts import PASSWORD
from conventions.models import Convention
from partners.models import Account, Organisation
from tests.browser.conftest import PHONE


@pytest.fixture
def demonstration(transactional_db):
    call_command("load_demo", verbosity=0)


def test_a_commune_corrected_once_is_corrected_in_every_article(demonstration, page_as):
    page = page_as()
    page.goto(reverse("login"))
    page.get_by_label("Adresse électronique").fill("claire.vidal@demo.example")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    page.get_by_role("link", name="Aubrac Lot Causses Tarn").click()
    page.get_by_role("link", name="Lecture").click()
    deed = page.get_by_role("article", name="Texte de la convention")
    expect(deed).to_contain_text("la commune de Chanac")
    times = deed.inner_text().count("commune de Chanac")

    chanac = Organisation.objects.get(legal_name="Commune de Chanac")
    page.goto(reverse("admin:partners_organisation_change", args=[chanac.pk]))
    page.get_by_role("textbox", name="Nom complet").fill("Commune de Chanac-sur-Lot")
    page.get_by_role("button", name="Enregistrer", exact=True).click()

    page.goto(reverse("conventions:reading", args=["aubrac-2024"]))
    assert deed.inner_text().count("commune de Chanac-sur-Lot") == times
    for article in page.get_by_role("article").locator("section h2:has(.n)").all():
        assert "de Chanac " not in article.inner_text() + " "


def test_the_list_is_filtered_while_one_types(demonstration, page_as, assert_accessible):
    page = page_as(Account.objects.get(email="camille.martin@demo.example"))
    page.goto(reverse("conventions:list"))
    assert_accessible(page)
    page.get_by_label("Rechercher", exact=True).fill("saint etienne les orgues")
    expect(page.get_by_role("row")).to_have_count(2)
    expect(page.get_by_role("row").last).to_contain_text("Pays de Forcalquier")
    assert "q=saint" in page.url


def test_the_pages_fit_a_phone(demonstration, page_as, assert_accessible):
    page = page_as(Account.objects.get(email="camille.martin@demo.example"), PHONE)
    addresses = [reverse("conventions:list")]
    for one in Convention.objects.all():
        addresses += [
            one.get_absolute_url(),
            reverse("conventions:reading", args=[one.reference]),
        ]
    for address in addresses:
        page.goto(address)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address


def test_the_outline_opens_on_a_phone_and_leads_to_an_article(demonstration, page_as):
    page = page_as(Account.objects.get(email="camille.martin@demo.example"), PHONE)
    page.goto(Convention.objects.get(reference="aubrac-2024").get_absolute_url())
    outline = page.get_by_role("navigation", name="Plan de la convention")
    link = outline.get_by_role("link", name="Durée, reconduction, résiliation")
    expect(link).to_be_hidden()
    outline.get_by_text("Plan de la convention").click()
    link.click()
    expect(page.get_by_role("heading", name="Article 17")).to_be_focused()
    assert page.url.endswith("/blocs/article-duree/")


def test_one_leaves_by_the_account_menu(demonstration, page_as, assert_accessible):
    page = page_as(Account.objects.get(email="sophie.delmas@demo.example"))
    page.goto(reverse("conventions:list"))
    page.get_by_text("Sophie Delmas").first.click()
    assert_accessible(page)
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_role("heading", name="Se connecter")).to_be_visible()
