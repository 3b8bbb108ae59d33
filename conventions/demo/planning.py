"""From the plan of a data module to its rows: levels, actions, tables, committees."""

from actions import grid
from actions.models import (
    ActionSheet,
    BudgetLine,
    Committee,
    CommitteeMember,
    FinancingTable,
    Indicator,
    Plan,
    PlanItem,
    SheetActor,
    Step,
    TableColumn,
    TableRow,
    WatchPoint,
)
from conventions.demo import facts
from conventions.demo.directory import Operators, stored
from conventions.document.notation import rich_text

Tables = dict[str, FinancingTable]


def build_plan(fact: facts.Plan, parties: Operators) -> tuple[Plan, Tables]:
    """Store a plan, and return it with its tables by key. `parties` are the organisations by key."""
    plan = stored(Plan(name=fact.name, starts_on=fact.starts_on, ends_on=fact.ends_on))
    plan.organisations.set(parties.values())
    for one in fact.levels:
        _node(one, plan, None, parties)
    tables = {one.key: _table(one, plan) for one in fact.tables}
    for committee in fact.committees:
        _committee(committee, plan)
    return plan, tables


def _node(
    fact: facts.Level | facts.Action, plan: Plan, parent: PlanItem | None, parties: Operators
) -> None:
    if isinstance(fact, facts.Action):
        _action(fact, plan, parent, parties)
        return
    item = stored(
        PlanItem(
            plan=plan,
            parent=parent,
            level=fact.level,
            printed_code=fact.code,
            title=fact.title,
            schedule_text=fact.schedule,
            actors_text=fact.actors,
            commitment=fact.commitment,
            commitment_due_on=fact.commitment_due_on,
        )
    )
    for label in fact.indicators:
        stored(Indicator(plan=plan, item=item, label=label))
    for below in fact.below:
        _node(below, plan, item, parties)


def _action(fact: facts.Action, plan: Plan, item: PlanItem | None, parties: Operators) -> None:
    sheet = ActionSheet(
        plan=plan,
        item=item,
        printed_code=fact.code,
        title=fact.title,
        has_sheet=bool(fact.context or fact.goals or fact.description or fact.steps),
        theme=fact.theme,
        context=rich_text(fact.context),
        goals=rich_text(fact.goals),
        description=rich_text(fact.description),
        audience=fact.audience,
        territory=fact.territory,
        schedule_text=fact.schedule,
        status=fact.status,
    )
    if fact.key:
        sheet.key = fact.key
    stored(sheet)
    _actors(fact, sheet, parties)
    for label in fact.indicators:
        stored(Indicator(plan=plan, sheet=sheet, label=label))
    for one in fact.steps:
        step = stored(Step(sheet=sheet, text=one.text, schedule_text=one.schedule))
        for label in one.indicators:
            stored(Indicator(plan=plan, sheet=sheet, step=step, label=label))
    for text in fact.watch:
        stored(WatchPoint(sheet=sheet, text=text))
    for nature, amount, note in fact.budget:
        stored(BudgetLine(sheet=sheet, nature=nature, amount=amount, note=note))


def _actors(fact: facts.Action, sheet: ActionSheet, parties: Operators) -> None:
    """Parties are told by their key and printed under their short name, the others as they are written."""
    for role, names in (
        (SheetActor.Role.LEAD, fact.leads),
        (SheetActor.Role.PARTNER, fact.partners),
    ):
        for name in names:
            known = parties.get(name)
            stored(
                SheetActor(
                    sheet=sheet,
                    role=role,
                    organisation=known,
                    name=known.short_name if known else name,
                )
            )


def _table(fact: facts.Table, plan: Plan) -> FinancingTable:
    table = stored(
        FinancingTable(
            plan=plan,
            title=fact.title,
            row_heading=fact.row_heading,
            unit_note=fact.unit,
            source=fact.source,
            notes="\n".join(fact.notes),
        )
    )
    columns = [
        stored(
            TableColumn(
                table=table, label=one.label, group=one.group, kind=one.kind, is_total=one.is_total
            )
        )
        for one in fact.columns
    ]
    for one in fact.rows:
        row = stored(
            TableRow(
                table=table,
                label=one.label,
                kind=one.kind,
                of_which=one.of_which,
                depth=one.depth,
                measure=one.measure,
            )
        )
        if one.cells:
            grid.write_cells(row, dict(zip(columns, one.cells, strict=True)))
    return table


def _committee(fact: facts.Committee, plan: Plan) -> None:
    committee = stored(
        Committee(
            plan=plan,
            name=fact.name,
            kind=fact.kind,
            role=rich_text(fact.role),
            frequency=fact.frequency,
            secretariat=fact.secretariat,
        )
    )
    for seat in fact.members:
        stored(
            CommitteeMember(
                committee=committee,
                group=seat.group,
                function=seat.function,
                consultative=seat.consultative,
            )
        )
