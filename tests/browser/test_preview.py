"""The paper beside the text follows the block in hand and shows words as they are typed; then the pages of the PDF."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from conventions.models import Article
from partners.models import Account
from tests.browser.conftest import PHONE

IN_SIGHT = """(block) => {
    const sheet = document.getElementById("apercu-papier").getBoundingClientRect()
    const { top } = block.getBoundingClientRect()
    return top >= sheet.top - 1 && top < sheet.bottom
}"""


@pytest.fixture
def demonstration(transactional_db):
    call_command("load_demo", verbosity=0)


def atelier(page, key):
    article = reverse("conventions:block", args=["aubrac-2024", f"article-{key}"])
    page.goto(f"{article}?onglet=apercu")
    return page.get_by_role("region", name="Toute la convention")


def test_the_paper_shows_the_words_as_they_are_typed(demonstration, page_as, assert_accessible):
    page = page_as(Account.objects.get(email="claire.vidal@demo.example"))
    paper = atelier(page, "duree")
    block = paper.locator("[data-adresse=article-duree]")
    expect(block).to_have_class("en-main")
    assert block.evaluate(IN_SIGHT)
    assert_accessible(page)

    sizes = []
    page.on(
        "response",
        lambda answer: sizes.append(answer) if "/apercu/article-" in answer.url else None,
    )
    page.locator("#bloc .ProseMirror").last.click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Des mots tout neufs. ")
    expect(block).to_contain_text("Des mots tout neufs.")
    assert block.evaluate(IN_SIGHT)
    assert len(sizes[0].body()) < 8_000
    expect(page.locator("#etat-enregistrement")).to_contain_text("nregistré à", timeout=15_000)
    assert (
        "Des mots tout neufs."
        in Article.objects.get(key="duree", convention__reference="aubrac-2024").body
    )
    expect(block).to_contain_text("Des mots tout neufs.")


def test_the_pages_of_the_pdf_come_by_themselves(demonstration, page_as, assert_accessible, worker):
    page = page_as(Account.objects.get(email="claire.vidal@demo.example"))
    atelier(page, "duree")
    page.get_by_role("link", name="Pages du PDF").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert_accessible(page)
    worker()
    first = page.get_by_alt_text("Page 1 sur")
    expect(first).to_be_visible()
    assert first.evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 1000
    assert_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger").click()
    assert download.value.suggested_filename == "aubrac-2024.pdf"


def test_the_preview_fits_a_phone(demonstration, page_as, assert_accessible):
    page = page_as(Account.objects.get(email="claire.vidal@demo.example"), PHONE)
    for view in ("texte", "pdf"):
        page.goto(f"{reverse('conventions:preview', args=['aubrac-2024'])}?vue={view}")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
