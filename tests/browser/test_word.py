"""A Word round trip, as a writer and a reader of the file live it."""

import pytest
from django.urls import reverse

from conventions.models import Article
from tests.browser.conftest import PHONE
from tests.conventions import word_files
from tests.conventions.factories import ArticleFactory, ConventionFactory
from tests.partners.factories import MembershipFactory


@pytest.fixture
def adviser(transactional_db):
    return MembershipFactory()


@pytest.fixture
def convention(adviser):
    convention = ConventionFactory(owner=adviser.organisation, reference="val-2024")
    ArticleFactory(
        convention=convention, key="argent", title="Financement", body="<p>À parts égales.</p>"
    )
    return convention


def test_a_file_goes_out_comes_back_and_its_change_is_accepted(
    page_as, adviser, convention, tmp_path, assert_accessible
):
    page = page_as(adviser.account)
    page.goto(reverse("conventions:word-import", args=["val-2024"]))
    assert_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Exportez la convention en Word").click()
    data = download.value.path().read_bytes()
    inside = word_files.tracked("del", "égales") + word_files.tracked("ins", "inégales")
    edited = word_files.replace(
        data, "À parts égales.", word_files.split_run("À parts ", inside, ".")
    )
    path = tmp_path / "relu.docx"
    path.write_bytes(edited)
    page.get_by_label("Fichier Word (.docx)").set_input_files(path)
    page.get_by_role("button", name="Comparer et proposer les changements").click()
    assert page.get_by_role("heading", level=1).inner_text() == "1 suggestion sur 1 article"
    assert page.get_by_text("modifié dans Word par Léa Martin").is_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Article 1", exact=False).click()
    page.get_by_role("button", name="Accepter").click()
    page.wait_for_load_state("networkidle")
    assert Article.objects.get().body == "<p>À parts inégales.</p>"


def test_a_refusal_is_read_on_a_phone(page_as, adviser, convention, tmp_path, assert_accessible):
    page = page_as(adviser.account, PHONE)
    page.goto(reverse("conventions:word-import", args=["val-2024"]))
    path = tmp_path / "courses.docx"
    path.write_bytes(b"Du pain.")
    page.get_by_label("Fichier Word (.docx)").set_input_files(path)
    page.get_by_role("button", name="Comparer et proposer les changements").click()
    assert page.get_by_text("n’est pas un document Word").is_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
