"""What an annex prints, taken from the plan, the tables and the facilities it was given."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from html import escape
from typing import Literal, cast

from actions.models import (
    ActionSheet,
    BudgetLine,
    Committee,
    FinancingTable,
    Indicator,
    Plan,
    PlanItem,
    SheetActor,
    TableCell,
)
from conventions.document import model
from conventions.models import Annex
from ctg.typography import join
from partners.models import Facility


def annex(stored: Annex, plan: Plan | None) -> model.Annex:
    """The annex with its own matter, by kind; without any, it is announced and not present.

    `plan` must have been loaded with `for_document`.
    """
    kind = stored.kind
    facilities = [link.facility for link in stored.facility_links.all()]
    made = model.Annex(
        key=stored.key,
        title=stored.title,
        kind=cast(model.AnnexKind, kind),
        html=stored.body,
        with_previous=stored.with_previous,
        plan=tuple(plan_nodes(plan)) if plan and kind == Annex.Kind.PLAN else (),
        sheets=tuple(sheets(plan)) if plan and kind == Annex.Kind.SHEETS else (),
        tables=tuple(table(link.table) for link in stored.table_links.all()),
        facilities=tuple(facility(item) for item in facilities),
        committees=tuple(map(committee, plan.committees.all()))
        if plan and kind == Annex.Kind.COMMITTEES
        else (),
    )
    matter = (made.html, made.plan, made.sheets, made.tables, made.facilities, made.committees)
    return replace(made, kind=_kind(made), present=any(matter))


def _kind(made: model.Annex) -> model.AnnexKind:
    """A text given tables or facilities is no longer only a text."""
    if made.kind == "text" and made.tables:
        return "tables"
    return "facilities" if made.kind == "text" and made.facilities else made.kind


# The plan


class _Tree:
    """Items and sheets of a plan, by what they stand under. Sub-levels come before actions."""

    def __init__(self, plan: Plan) -> None:
        self.items: dict[int | None, list[PlanItem]] = {}
        self.sheets: dict[int | None, list[ActionSheet]] = {}
        for item in plan.items.all():
            self.items.setdefault(item.parent_id, []).append(item)
        for sheet in plan.sheets.all():
            self.sheets.setdefault(sheet.item_id, []).append(sheet)

    def nodes(self, parent: int | None = None) -> Iterator[model.PlanNode]:
        for item in self.items.get(parent, []):
            yield _item_node(item, tuple(self.nodes(item.pk)))
        for sheet in self.sheets.get(parent, []):
            yield _action_node(sheet)

    def in_order(self, parent: int | None = None) -> Iterator[ActionSheet]:
        for item in self.items.get(parent, []):
            yield from self.in_order(item.pk)
        yield from self.sheets.get(parent, [])


def plan_nodes(plan: Plan) -> Iterator[model.PlanNode]:
    """The tree of the plan, actions at its leaves."""
    return _Tree(plan).nodes()


def sheets(plan: Plan) -> Iterator[model.Sheet]:
    """The action sheets in the order of the plan; mere lines of the plan have none."""
    return (_sheet(sheet) for sheet in _Tree(plan).in_order() if sheet.has_sheet)


def _item_node(item: PlanItem, children: tuple[model.PlanNode, ...]) -> model.PlanNode:
    return model.PlanNode(
        code=item.code,
        title=item.title,
        level=cast(model.Level, item.level),
        children=children,
        schedule=item.schedule_text,
        partners=(item.actors_text,) if item.actors_text else (),
        indicators=_labels(item.indicators.all()),
        commitment=item.commitment,
        key=item.key,
    )


def _action_node(sheet: ActionSheet) -> model.PlanNode:
    return model.PlanNode(
        code=sheet.code,
        title=sheet.title,
        level="action",
        schedule=sheet.schedule_text,
        leads=_actors(sheet, SheetActor.Role.LEAD),
        partners=_actors(sheet, SheetActor.Role.PARTNER),
        indicators=_labels(sheet.indicators.all()),
        key=sheet.key,
    )


def _labels(indicators: Iterable[Indicator]) -> tuple[str, ...]:
    return tuple(indicator.label for indicator in indicators)


def _actors(sheet: ActionSheet, role: SheetActor.Role) -> tuple[str, ...]:
    return tuple(actor.label for actor in sheet.actors.all() if actor.role == role)


def _sheet(sheet: ActionSheet) -> model.Sheet:
    return model.Sheet(
        key=sheet.key,
        code=sheet.sheet_code or sheet.code,
        title=sheet.printed_title,
        ancestors=tuple(_ancestors(sheet)),
        theme=sheet.theme,
        context=sheet.context,
        goals=sheet.goals,
        description=_description(sheet),
        steps=tuple(
            model.Step(step.text, step.schedule_text, _labels(step.indicators.all()))
            for step in sheet.steps.all()
        ),
        leads=_actors(sheet, SheetActor.Role.LEAD),
        partners=_actors(sheet, SheetActor.Role.PARTNER),
        audience=sheet.audience,
        territory=sheet.territory or join(town.name for town in sheet.municipalities.all()),
        schedule=sheet.schedule_text,
        status=sheet.get_status_display(),
        indicators=_labels([item for item in sheet.indicators.all() if item.step_id is None]),
        watch_points=tuple(point.text for point in sheet.watch_points.all()),
        budget=tuple(_budget(sheet)),
    )


def _ancestors(sheet: ActionSheet) -> Iterator[str]:
    lineage = sheet.item.lineage() if sheet.item else []
    for item in lineage:
        if not (sheet.operational_objective and item.level == PlanItem.Level.OPERATIONAL):
            yield item.label
    if sheet.operational_objective:
        yield f"Objectif opérationnel – {sheet.operational_objective}"


def _description(sheet: ActionSheet) -> str:
    note = f"<p>Financement : {escape(sheet.funding_note)}</p>" if sheet.funding_note else ""
    return f"{sheet.description}{note}{sheet.appendix}"


def _budget(sheet: ActionSheet) -> Iterator[model.BudgetRow]:
    """One row per funder, amounts of a year added up; a year with nothing decided has none."""
    rows: dict[str, dict[int, Decimal | None]] = {}
    for line in sheet.budget_lines.all():
        years = rows.setdefault(_funder(line), {})
        year = line.year or 0
        if line.amount is not None:
            years[year] = (years.get(year) or Decimal(0)) + line.amount
        else:
            years.setdefault(year, None)
    for funder, years in rows.items():
        yield model.BudgetRow(funder, tuple(sorted(years.items())))


def _funder(line: BudgetLine) -> str:
    return " – ".join(part for part in (line.funder_label, line.nature) if part)


# Tables, facilities, committees


def table(stored: FinancingTable) -> model.Table:
    """The printed grid; a place without a cell is an empty one."""
    columns = list(stored.columns.all())
    rows = []
    for row in stored.rows.all():
        cells = {cell.column_id: cell for cell in row.cells.all()}
        rows.append(
            model.Row(
                label=row.label,
                kind=cast(model.RowKind, row.kind),
                of_which=row.of_which,
                measure=cast(Literal["", "amount", "count", "text"], row.measure),
                cells=tuple(_cell(cells.get(column.pk)) for column in columns),
            )
        )
    return model.Table(
        title=stored.title,
        columns=tuple(
            model.Column(column.label, column.group, cast(model.Measure, column.kind))
            for column in columns
        ),
        rows=tuple(rows),
        row_heading=stored.row_heading,
        unit=stored.unit_note,
        source=stored.source,
        notes=tuple(line for line in stored.notes.splitlines() if line.strip()),
        key=stored.key,
    )


def _cell(cell: TableCell | None) -> model.Cell:
    if cell is None:
        return model.Cell()
    return model.Cell(
        text=cell.text,
        amount=cell.amount,
        qualifier=cast(model.Qualifier, cell.qualifier),
        second_amount=cell.second_amount,
        second_qualifier=cast(model.Qualifier, cell.second_qualifier),
    )


def facility(stored: Facility) -> model.Facility:
    """A line of the annex of facilities, as the directory has it now."""
    address = (stored.address_line1, stored.address_line2)
    return model.Facility(
        operator=stored.operator_label,
        name=stored.name,
        kind=stored.get_kind_display(),
        activity=stored.activity,
        address=", ".join(line for line in address if line),
        postcode=stored.postcode,
        municipality=stored.municipality_name,
        capacity=stored.capacity,
    )


def committee(stored: Committee) -> model.Committee:
    """A body with its seats in order."""
    return model.Committee(
        name=stored.name,
        members=tuple(
            model.CommitteeMember(
                function=member.function
                or (str(member.organisation) if member.organisation else member.group),
                group=member.group,
                consultative=member.consultative,
            )
            for member in stored.members.all()
        ),
        role=stored.role + stored.notes,
        frequency=stored.frequency,
        secretariat=stored.secretariat,
    )
