"""The paths of the French guide, walked on the demonstration data; bin/screenshots keeps the pictures it shows.

Without CTG_PICTURES, the folder to fill, nothing is written: the paths are walked all the same.
"""

import os
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from conventions.models import Convention
from partners.models import Account
from tests.browser.conftest import PHONE
from tests.conventions import word_files

WIDE = {"width": 1280, "height": 800}


@pytest.fixture
def demonstration(transactional_db):
    call_command("load_demo", verbosity=0)


@pytest.fixture
def keep():
    """A function that keeps a picture of 256 colours, under 100 kB, where the guide looks for it."""
    folder = os.environ.get("CTG_PICTURES")

    def keep_picture(page, name):
        page.wait_for_load_state("networkidle")
        if not folder:
            return
        page.wait_for_timeout(700)
        target = Path(folder) / f"{name}.png"
        page.screenshot(path=target)
        Image.open(target).convert("RGB").quantize(256, kmeans=3).save(target, optimize=True)

    return keep_picture


@pytest.fixture
def person(demonstration):
    return lambda name: Account.objects.get(email=f"{name}@demo.example")


def aubrac():
    return Convention.objects.get(reference="aubrac-2024")


def block(address):
    return reverse("conventions:block", args=["aubrac-2024", address])


def write(page, words):
    text = page.locator("#bloc-form .ed--bloc [contenteditable=true]")
    text.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def tab(page, name):
    page.get_by_role("tab", name=name).click()
    expect(page.get_by_role("tabpanel", name=name)).to_be_visible()


def saved(page):
    expect(page.locator("#etat-enregistrement")).to_contain_text("enregistré à", timeout=20_000)


def test_finding_ones_way(person, page_as, keep):
    page = page_as(viewport=WIDE)
    page.goto(reverse("login"))
    keep(page, "connexion")
    page = page_as(person("claire.vidal"), WIDE)
    page.goto("/")
    keep(page, "conventions")
    page.goto(reverse("conventions:reading", args=["aubrac-2024"]))
    keep(page, "convention")
    page.goto(reverse("admin:conventions_convention_change", args=[aubrac().pk]))
    keep(page, "saisie")
    page.goto(reverse("admin:index"))
    keep(page, "administration")
    page.goto(f"{reverse('admin:partners_organisation_changelist')}?q=chanac")
    page.get_by_role("link", name="Commune de Chanac").click()
    keep(page, "organisme")
    page = page_as(person("claire.vidal"), PHONE)
    page.goto(block("article-objectifs"))
    keep(page, "telephone")


def test_a_convention_is_set_up_from_a_model(person, page_as, keep):
    call_command("load_territories", verbosity=0)
    call_command("load_library", verbosity=0)
    page = page_as(person("ines.blanchard"), WIDE)
    page.goto(reverse("conventions:create"))
    page.get_by_role("searchbox", name="Nom de l’intercommunalité").fill("forcalquier")
    page.get_by_role("button", name="Choisir").first.wait_for()
    keep(page, "nouvelle-territoire")
    page.get_by_role("button", name="Choisir").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Les parties")
    keep(page, "nouvelle-parties")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Période et clauses")
    keep(page, "nouvelle-clauses")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Créer la convention").click()
    page.wait_for_url("**/conventions/*-20*/")
    expect(page.get_by_role("navigation", name="Plan de la convention")).to_contain_text("Objet")


def test_a_text_is_written_together(person, page_as, keep):
    page, other = page_as(person("claire.vidal"), WIDE), page_as(person("camille.martin"), WIDE)
    page.goto(block("article-objectifs"))
    write(page, " Le comité de pilotage en suit l’avancement deux fois par an.")
    saved(page)
    keep(page, "atelier")
    tab(page, "Aperçu")
    expect(page.get_by_role("tabpanel")).to_contain_text("en suit l’avancement deux fois par an")
    keep(page, "atelier-apercu")
    tab(page, "Historique")
    page.locator("#panel details summary").first.click()
    expect(page.locator("#panel ins").first).to_be_visible()
    keep(page, "atelier-historique")

    other.goto(block("article-objectifs"))
    write(other, " Il est renouvelé chaque année.")
    saved(other)
    write(page, " Il est publié chaque année.")
    expect(page.get_by_role("button", name="Garder mon texte")).to_be_visible(timeout=20_000)
    keep(page, "atelier-deux-textes")
    page.get_by_role("button", name="Garder mon texte").click()
    saved(page)
    expect(page.locator("#bloc-form [contenteditable=true]:focus")).to_have_count(1)

    discussed = page.locator("#plan a[data-bloc]", has=page.locator(".compte")).first
    discussed.click()
    tab(page, "Commentaires")
    expect(page.locator("#panel .fil, #panel .proposition").first).to_be_visible()
    page.get_by_role("link", name="Tous", exact=True).press("Enter")
    expect(page.get_by_role("link", name="Tous", exact=True)).to_be_focused()
    page.get_by_role("link", name="Ouverts").press("Enter")
    expect(page.get_by_role("link", name="Ouverts")).to_be_focused()
    keep(page, "atelier-commentaires")


def test_a_word_file_comes_back(person, page_as, keep, tmp_path):
    page = page_as(person("claire.vidal"), WIDE)
    page.goto(reverse("conventions:word-import", args=["aubrac-2024"]))
    with page.expect_download() as download:
        page.get_by_role("link", name="Exportez la convention en Word").click()
    changed = word_files.tracked("del", "quatre") + word_files.tracked("ins", "cinq")
    data = word_files.replace(
        download.value.path().read_bytes(),
        "les parties retiennent quatre objectifs communs",
        word_files.split_run("les parties retiennent ", changed, " objectifs communs"),
    )
    path = tmp_path / "aubrac-relu.docx"
    path.write_bytes(data)
    page.get_by_label("Fichier Word (.docx)").set_input_files(path)
    page.get_by_role("button", name="Comparer et proposer les changements").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 suggestion")
    keep(page, "word-retour")
