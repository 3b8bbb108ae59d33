"""The guided set-up in a browser: by the keyboard alone, back and forth, many communes, a double click, a phone."""

import pytest
from playwright.sync_api import expect

from conventions import library
from conventions.models import Convention
from tests.browser.conftest import PHONE
from tests.conventions.wizard import URL, Forcalquier
from tests.partners.factories import MembershipFactory, MunicipalityFactory

STEPS = ("Nouvelle convention", "Les parties", "Période et clauses", "La convention est prête")


@pytest.fixture
def place(transactional_db):
    library.load()
    return Forcalquier()


@pytest.fixture
def adviser(place):
    return MembershipFactory(organisation=place.caf).account


def is_at(page, step):
    expect(page.get_by_role("heading", level=1)).to_contain_text(STEPS[step - 1])


def test_a_draft_is_set_up_by_the_keyboard_alone(adviser, page_as, assert_accessible):
    page = page_as(adviser)
    page.goto("/")
    page.get_by_role("link", name="Nouvelle convention").press("Enter")
    assert_accessible(page)
    expect(page.get_by_role("searchbox", name="Nom de l’intercommunalité")).to_be_focused()
    page.keyboard.type("st etienne les orgues")
    expect(page.locator("#resultats")).to_contain_text("dont Saint-Étienne-les-Orgues")
    page.get_by_role("button", name="Choisir").press("Enter")
    for step in (2, 3):
        is_at(page, step)
        assert_accessible(page)
        page.get_by_role("button", name="Continuer").press("Enter")
    is_at(page, 4)
    assert_accessible(page)
    page.get_by_role("button", name="Créer la convention").press("Enter")
    page.wait_for_url("**/conventions/pays-de-forcalquier-*/")
    assert Convention.objects.get().articles.exists()


def test_back_and_forward_keep_what_was_ticked(place, adviser, page_as):
    page = page_as(adviser)
    page.goto(f"{URL}?epci={place.area.pk}&aller=parties")
    is_at(page, 2)
    page.get_by_role("button", name="Aucune (Communes)").click()
    expect(page.get_by_text("0 sur 4")).to_be_visible()
    page.get_by_role("checkbox", name="Commune de Limans").check()
    page.get_by_role("button", name="Continuer").click()
    is_at(page, 3)
    page.get_by_role("textbox", name="Sous-titre").fill("du pays de Lure")
    expect(page.get_by_text("d’après la durée").filter(has_text="31 décembre")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("checkbox", name="Commune de Limans")).to_be_checked()
    page.go_forward()
    expect(page.get_by_role("textbox", name="Sous-titre")).to_have_value("du pays de Lure")
    page.get_by_role("button", name="Revenir").click()
    is_at(page, 2)
    expect(page.get_by_role("checkbox", name="Commune de Limans")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Commune de Lurs")).not_to_be_checked()
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("textbox", name="Sous-titre")).to_have_value("du pays de Lure")


def test_a_hundred_and_fifty_communes_are_filtered(place, adviser, page_as, assert_accessible):
    for rank in range(146):
        MunicipalityFactory(
            name=f"Sainte-Tulle {rank}",
            department=place.department,
            intermunicipality=place.area,
        )
    page = page_as(adviser, PHONE)
    page.goto(f"{URL}?epci={place.area.pk}&aller=parties")
    expect(page.get_by_text("0 sur 150")).to_be_visible()
    page.get_by_role("searchbox", name="Filtrer les 150 lignes").fill("ste tulle 14")
    expect(page.get_by_role("checkbox", name="Commune de Limans")).to_be_hidden()
    page.get_by_role("button", name="Toutes (Communes)").click()
    expect(page.get_by_text("7 sur 150")).to_be_visible()  # 14, 140 … 145
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert_accessible(page)


def test_a_double_click_creates_one_convention(place, adviser, page_as):
    page = page_as(adviser)
    page.goto(f"{URL}?epci={place.area.pk}&aller=bilan")
    is_at(page, 4)
    page.get_by_role("button", name="Créer la convention").dblclick()
    page.wait_for_url("**/conventions/pays-de-forcalquier-*/")
    assert Convention.objects.count() == 1
