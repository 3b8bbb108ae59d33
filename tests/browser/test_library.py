"""The clause of a block in the atelier: told, read, its newer text taken, without a mouse."""

import pytest
from django.urls import reverse

from conventions import library
from conventions.blocks import Address
from conventions.models import Clause, ConventionTemplate
from partners.models import Membership
from tests.conventions.factories import ConventionFactory, PartyFactory
from tests.partners.factories import MembershipFactory, OrganisationFactory


@pytest.fixture
def written(transactional_db):
    library.load()
    membership = MembershipFactory(role=Membership.Role.ADMINISTRATOR)
    convention = ConventionFactory(owner=membership.organisation, preamble="")
    for organisation in (membership.organisation, OrganisationFactory(msa=True)):
        PartyFactory(convention=convention, organisation=organisation, designation="")
    library.write(convention, ConventionTemplate.objects.get(code="ctg"), ["resiliation"])
    clause = Clause.objects.get(code="evaluation")
    last = clause.versions.first()
    library.publish(clause, last.title, last.body.replace("un an", "deux ans"), "Plus tôt")
    return convention, membership.account


def test_a_newer_clause_is_taken_from_the_atelier(written, page_as, violations):
    convention, account = written
    page = page_as(account)
    article = convention.articles.get(source__clause__code="evaluation")
    where = [convention.reference, str(Address.of(article))]
    page.goto(reverse("conventions:block", args=where))
    summary = page.locator("details.clause-bloc > summary")
    summary.wait_for()
    summary.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Voir la différence avec le texte du bloc").click()
    assert page.locator(".clause-bloc ins").first.inner_text() == "deux ans"
    assert violations(page) == []
    page.get_by_role("button", name="Prendre le nouveau texte").click()
    page.get_by_text("Le texte de la clause est repris.").wait_for()
    article.refresh_from_db()
    assert "deux ans" in article.body


def test_the_pages_of_the_library_are_accessible_and_fit_a_phone(written, page_as, violations):
    convention, account = written
    page = page_as(account)
    page.set_viewport_size({"width": 390, "height": 800})
    for code in ("evaluation", "donnees"):
        article = convention.articles.get(source__clause__code=code)
        where = [convention.reference, str(Address.of(article))]
        for name in ("clause", "insert-clause"):
            page.goto(reverse(f"conventions:{name}", args=where))
            assert violations(page) == [], (code, name)
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
