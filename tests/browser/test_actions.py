"""The back office of the plans, worked with the keyboard and the mouse."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from actions import grid, pasting
from actions.models import TableRow
from tests.actions.factories import (
    ActionSheetFactory,
    CommitteeMemberFactory,
    FinancingTableFactory,
    IndicatorFactory,
    PlanFactory,
    PlanItemFactory,
    SheetActorFactory,
    StepFactory,
)
from tests.browser.conftest import DESKTOP, PHONE
from tests.partners.factories import AccountFactory, MembershipFactory, OrganisationFactory

TABLE = "Nature\t2014\t2015\nREAAP\t1 800 €\t1 800 €\nFamilles\t1 500 €\tà déterminer\nTotal\t3 400 €\t\n"


@pytest.fixture
def plan(transactional_db):
    caf = OrganisationFactory(caf=True)
    plan = PlanFactory(name="Plan du Bazois", organisations=[caf])
    for title in ("Aider les aidants", "Informer sur le logement"):
        item = PlanItemFactory(plan=plan, title=title)
        for number in (1, 2):
            ActionSheetFactory(item=item, title=f"{title}, action {number}")
    return plan


@pytest.fixture
def adviser(plan):
    account = AccountFactory(is_staff=True)
    MembershipFactory(account=account, organisation=plan.organisations.get(), role="caf_adviser")
    return account


def order(page):
    return page.locator(".plan-node .plan-title > a").all_inner_texts()


def test_an_action_goes_down_by_its_button_and_keeps_the_focus(page_as, adviser, plan):
    page = page_as(adviser)
    page.goto(reverse("admin:actions_plan_change", args=[plan.pk]))
    page.get_by_role("button", name="Descendre 1.1").press("Enter")
    expect(page.locator(".plan-tree-status")).to_contain_text("Déplacé")
    expect(page.locator(".plan-tree-status")).to_have_text("Déplacé : 1.2")
    assert order(page)[1:3] == ["Aider les aidants, action 2", "Aider les aidants, action 1"]
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Monter 1.2"
    page.reload()
    assert order(page)[1] == "Aider les aidants, action 2"


def test_an_action_is_dragged_to_another_objective(page_as, adviser, plan):
    page = page_as(adviser)
    page.goto(reverse("admin:actions_plan_change", args=[plan.pk]))
    nodes = page.locator(".plan-node.is-action")
    nodes.nth(0).locator(".plan-grip").drag_to(nodes.nth(2).locator(".plan-title"))
    expect(page.locator(".plan-tree-status")).to_contain_text("Déplacé")
    moved = plan.sheets.get(title="Aider les aidants, action 1")
    assert moved.item.title == "Informer sur le logement"


def test_the_rows_of_a_sheet_are_added_and_moved(page_as, adviser, plan):
    sheet = plan.sheets.first()
    for name in ("Caf", "MSA"):
        SheetActorFactory(sheet=sheet, name=name)
    page = page_as(adviser)
    page.goto(reverse("admin:actions_actionsheet_change", args=[sheet.pk]))
    actors = page.locator("#actors-group")
    actors.get_by_role("button", name="Monter cette ligne").nth(1).click()
    actors.locator(".add-row a").click()
    page.locator("#id_actors-3-name").fill("CCB")
    page.locator("[name=_continue]").click()
    page.wait_for_load_state()
    assert [one.name for one in sheet.actors.all()] == ["MSA", "Caf", "CCB"]


def test_a_table_is_typed_and_its_total_is_checked_at_once(page_as, adviser, plan):
    table = FinancingTableFactory(plan=plan)
    grid.paste(table, pasting.read(TABLE))
    column = table.columns.first()
    page = page_as(adviser)
    page.goto(reverse("admin:actions_financingtable_change", args=[table.pk]))
    assert "écart" in page.locator(".verdict-wrong").inner_text()
    page.locator("#rows-group .add-row a").click()
    page.locator("#id_rows-6-label").fill("Vacances")
    page.locator(f"#id_rows-6-cell_{column.pk}").fill("100 €")
    for _ in range(4):
        page.locator("#rows-6").get_by_role("button", name="Monter cette ligne").click()
    page.locator("[name=_continue]").click()
    page.wait_for_load_state()
    assert [row.label for row in TableRow.objects.filter(table=table)] == [
        "REAAP",
        "Familles",
        "Vacances",
        "Total",
    ]
    assert page.locator(".verdict-wrong").count() == 0


@pytest.mark.parametrize("window", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_page_of_a_plan_is_accessible_and_fits(
    page_as, adviser, plan, assert_accessible, window
):
    sheet = plan.sheets.first()
    IndicatorFactory(sheet=sheet, step=StepFactory(sheet=sheet))
    SheetActorFactory(sheet=sheet, organisation=plan.organisations.get())
    table = FinancingTableFactory(plan=plan)
    grid.paste(table, pasting.read(TABLE))
    committee = CommitteeMemberFactory(committee__plan=plan).committee
    page = page_as(adviser, window)
    for obj in (plan, plan.items.first(), sheet, table, committee):
        name = obj._meta.model_name
        page.goto(reverse(f"admin:actions_{name}_change", args=[obj.pk]))
        assert_accessible(page)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{name}: {wide} pixels too wide"
        page.goto(reverse(f"admin:actions_{name}_add") + f"?plan={plan.pk}")
        assert_accessible(page)
