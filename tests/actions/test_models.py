import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import RestrictedError

from actions import outline
from actions.models import ActionSheet, Indicator, Plan, PlanItem, SheetActor
from tests.actions.factories import (
    ActionSheetFactory,
    BudgetLineFactory,
    CommitteeMemberFactory,
    FinancingTableFactory,
    IndicatorFactory,
    PlanFactory,
    PlanItemFactory,
    SheetActorFactory,
    StepFactory,
    TableColumnFactory,
    WatchPointFactory,
)
from tests.partners.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


def chain(plan, depth):
    item = None
    for _ in range(depth):
        item = PlanItemFactory(plan=plan, parent=item)
    return item


def test_every_order_may_be_changed_in_one_transaction():
    ordered = [
        model
        for model in Plan._meta.apps.get_app_config("actions").get_models()
        if any(field.name == "position" for field in model._meta.fields)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'u' AND condeferrable AND condeferred"
        )
        deferred = {name for (name,) in cursor}
    for model in ordered:
        names = {
            c.name
            for c in model._meta.constraints
            if isinstance(c, models.UniqueConstraint) and "position" in c.fields
        }
        assert names <= deferred, model
        assert names, model


@transaction.atomic
def stored_at_once(plan):
    PlanItemFactory(plan=plan, position=1)
    connection.check_constraints()


def test_two_first_levels_cannot_hold_one_place():
    plan = PlanFactory()
    stored_at_once(plan)
    with pytest.raises(IntegrityError, match="actions_planitem_position"):
        stored_at_once(plan)


def test_codes_follow_the_positions_unless_printed():
    plan = PlanFactory()
    PlanItemFactory(plan=plan)
    second = PlanItemFactory(plan=plan)
    below = PlanItemFactory(plan=plan, parent=second)
    action = ActionSheetFactory(item=below)
    printed = ActionSheetFactory(item=below, printed_code="6-3")
    assert [second.code, below.code, action.code, printed.code] == ["2", "2.1", "2.1.1", "6-3"]


def test_actions_are_numbered_after_the_levels_beside_them():
    top = PlanItemFactory()
    PlanItemFactory(plan=top.plan, parent=top)
    action = ActionSheetFactory(item=top)
    assert action.code == "1.2"
    assert ActionSheet.objects.with_codes().get(pk=action.pk).code == "1.2"
    assert [node.code for node in outline.tree(top.plan)[0].walk()] == ["1", "1.1", "1.2"]


def test_a_plan_has_four_levels_at_most():
    plan = PlanFactory()
    fourth = chain(plan, 4)
    with pytest.raises(ValidationError, match="quatre niveaux au plus"):
        PlanItem(plan=plan, parent=fourth, title="Trop bas").full_clean()
    with pytest.raises(IntegrityError, match="actions_planitem_four_levels"), transaction.atomic():
        PlanItemFactory(plan=plan, parent=fourth)


def test_a_level_cannot_stand_under_itself():
    low = chain(PlanFactory(), 3)
    top = low.parent.parent
    top.parent = low
    with pytest.raises(ValidationError, match="lui-même"):
        top.full_clean()


def test_a_level_of_another_plan_is_refused():
    item = PlanItem(plan=PlanFactory(), parent=PlanItemFactory(), title="Ailleurs")
    with pytest.raises(ValidationError, match="autre plan"):
        item.full_clean()
    with pytest.raises(ValidationError, match="autre plan"):
        ActionSheet(plan=PlanFactory(), item=PlanItemFactory(), title="Ailleurs").full_clean()


def test_moving_a_branch_moves_the_depth_of_all_it_holds():
    plan = PlanFactory()
    top, other = PlanItemFactory(plan=plan), PlanItemFactory(plan=plan)
    child = PlanItemFactory(plan=plan, parent=top)
    outline.place(top, under=other, to=1)
    child.refresh_from_db()
    assert (top.depth, child.depth) == (2, 3)
    assert [node.code for node in outline.tree(plan)[0].walk()] == ["1", "1.1", "1.1.1"]


def test_a_branch_too_high_for_its_new_place_stays_where_it_is():
    plan = PlanFactory()
    third = chain(plan, 3)
    tall = chain(plan, 2).parent
    with pytest.raises(ValidationError, match="quatre niveaux"):
        outline.place(tall, under=third, to=1)
    tall.refresh_from_db()
    assert (tall.parent, tall.position) == (None, 2)


def test_an_objective_that_holds_actions_is_not_deleted():
    action = ActionSheetFactory()
    with pytest.raises(RestrictedError):
        action.item.delete()
    plan = action.plan
    plan.delete()
    assert not Plan.objects.filter(pk=plan.pk).exists()


def test_dates_come_from_the_printed_schedule_when_it_says_them():
    sheet = ActionSheetFactory(schedule_text="2016/2019")
    assert (sheet.starts_on, sheet.due_on) == (dt.date(2016, 1, 1), dt.date(2019, 12, 31))
    typed = ActionSheetFactory(schedule_text="selon les travaux", due_on=dt.date(2018, 6, 30))
    assert (typed.starts_on, typed.due_on) == (None, dt.date(2018, 6, 30))


def test_an_action_is_late_when_its_date_is_past_and_nobody_closed_it():
    late = ActionSheetFactory(schedule_text="2016")
    ActionSheetFactory(item=late.item, schedule_text="2016", status="done")
    ActionSheetFactory(item=late.item, schedule_text="")
    assert list(ActionSheet.objects.late(on=dt.date(2017, 1, 1))) == [late]
    assert late.is_late(on=dt.date(2017, 1, 1))
    assert not late.is_late(on=dt.date(2016, 12, 31))


@pytest.mark.parametrize(
    ("make", "constraint"),
    [
        (lambda: SheetActorFactory(name=""), "actions_sheetactor_someone"),
        (lambda: BudgetLineFactory(funder_name=""), "actions_budgetline_says_something"),
        (lambda: BudgetLineFactory(year=20), "actions_budgetline_real_year"),
        (
            lambda: CommitteeMemberFactory(group="", function=""),
            "actions_committeemember_someone",
        ),
        (
            lambda: PlanFactory(ends_on=dt.date(2010, 1, 1)),
            "actions_plan_ends_after_start",
        ),
        (
            lambda: PlanItemFactory(commitment_due_on=dt.date(2023, 3, 31)),
            "actions_planitem_due_needs_commitment",
        ),
    ],
)
def test_what_means_nothing_is_refused_by_the_database(make, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make()


def test_an_indicator_follows_one_thing():
    item = PlanItemFactory()
    action = ActionSheetFactory(item=item)
    assert IndicatorFactory(sheet=action).plan == item.plan
    with pytest.raises(IntegrityError, match="actions_indicator_one_owner"), transaction.atomic():
        IndicatorFactory(sheet=action, item=item)
    stranger = Indicator(
        plan=item.plan, sheet=action, step=StepFactory(sheet=ActionSheetFactory()), label="Autre"
    )
    with pytest.raises(ValidationError, match="celle de l’action"):
        stranger.full_clean()


def test_an_actor_is_named_as_printed_or_as_known():
    assert SheetActorFactory(name="Élus ruraux").label == "Élus ruraux"
    caf = OrganisationFactory(caf=True)
    assert SheetActor(name="", organisation=caf).label == caf.legal_name


def fill(plan, count):
    for _ in range(count):
        item = PlanItemFactory(plan=plan, parent=PlanItemFactory(plan=plan))
        IndicatorFactory(sheet=None, item=item)
        for _ in range(2):
            action = ActionSheetFactory(item=item)
            step = StepFactory(sheet=action)
            IndicatorFactory(sheet=action, step=step)
            SheetActorFactory(sheet=action)
            WatchPointFactory(sheet=action)
            BudgetLineFactory(sheet=action)
        table = FinancingTableFactory(plan=plan)
        TableColumnFactory(table=table)
        CommitteeMemberFactory(committee__plan=plan)


def read_all(pk):
    plan = Plan.objects.for_document().get(pk=pk)
    for top in outline.tree(plan):
        for node in top.walk():
            assert node.code == node.obj.code
            [one.label for one in node.obj.indicators.all()]
    for sheet in plan.sheets.all():
        [one.label for step in sheet.steps.all() for one in step.indicators.all()]
        [one.label for one in sheet.actors.all()]
        [(one.text, one.level) for one in sheet.watch_points.all()]
        [one.funder_label for one in sheet.budget_lines.all()]
        list(sheet.municipalities.all())
    for table in plan.tables.all():
        [(list(table.columns.all()), list(row.cells.all())) for row in table.rows.all()]
    for committee in plan.committees.all():
        [str(member) for member in committee.members.all()]
    return list(plan.organisations.all()), list(plan.indicators.all())


def test_a_whole_plan_is_read_in_a_constant_number_of_queries(django_assert_num_queries):
    small, large = PlanFactory(), PlanFactory()
    fill(small, 1)
    fill(large, 4)
    with django_assert_num_queries(22, exact=False) as captured:
        read_all(small.pk)
    with django_assert_num_queries(len(captured)):
        read_all(large.pk)
