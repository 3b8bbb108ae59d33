"""Financing tables ready to print: heads on one or two lines, rows by group, marks explained below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from conventions.document.model import BudgetRow, Cell, Column, Row, Table
from conventions.writers.layout import LONGEST_FIGURE, PORTRAIT, Grid, grid
from ctg import typography
from ctg.typography import NBSP, french

CARD = 156.0  # mm, inside an action sheet
SHORT_GROUP = 15  # rows of a group that is never cut

MARKS = {
    "about": ("(e)", "montant estimé"),
    "forecast": ("(p)", "montant prévisionnel"),
    "loan": ("(prêt)", ""),
}
WORDS = {
    "undecided": "à déterminer",
    "unsettled": "non liquidé",
    "none": "pas de convention",
    "empty": "",
}


ROW_STYLES = {"section": "axis", "subtotal": "subtotal", "total": "total"}


@dataclass(frozen=True, slots=True)
class Head:
    label: str
    colspan: int = 1
    rowspan: int = 1
    css: str = ""


@dataclass(frozen=True, slots=True)
class PrintedCell:
    text: str
    mark: str = ""
    figure: bool = False


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """`across` is the number of columns a heading spans, 0 for a line with cells."""

    label: str
    css: str = ""
    cells: tuple[PrintedCell, ...] = ()
    across: int = 0


@dataclass(slots=True)
class Group:
    rows: list[PrintedRow] = field(default_factory=list)
    css: str = ""


@dataclass(frozen=True, slots=True)
class PrintedTable:
    title: str
    unit: str
    heads: list[list[Head]]
    groups: list[Group]
    below: list[str]
    grid: Grid

    @property
    def is_short(self) -> bool:
        """Short enough to be kept on one page."""
        return sum(len(group.rows) for group in self.groups) <= SHORT_GROUP


def financing(table: Table, *, width: float = PORTRAIT) -> PrintedTable:
    """A financing table with its heads on one or two lines, its rows by group and its notes."""
    amounts = [
        amount
        for row in table.rows
        for cell in row.cells
        for amount in (cell.amount, cell.second_amount)
    ]
    cents = any(amount % 1 for amount in amounts if amount is not None)
    figures = {index + 1 for index, column in enumerate(table.columns) if _is_numeric(table, index)}
    rows = [_row(table, row, figures, cents=cents) for row in table.rows]
    texts = _texts(table, rows)
    return PrintedTable(
        title=french(table.title),
        unit=french(table.unit),
        heads=_heads(table, figures),
        groups=_groups(table, rows),
        below=_below(table),
        grid=grid(texts, figures=figures, width=width),
    )


def _is_numeric(table: Table, index: int) -> bool:
    """A column of amounts or counts, unless most of its cells are words."""
    if table.columns[index].kind == "text":
        return False
    cells = [
        row.cells[index] for row in table.rows if index < len(row.cells) and row.cells[index].text
    ]
    wordy = sum(len(_printed(cell, cents=False).text) > 18 for cell in cells)
    return wordy * 4 <= len(cells)


def _texts(table: Table, rows: Sequence[PrintedRow]) -> list[list[str]]:
    lines = [row for row in rows if not row.across]
    columns = [[french(table.row_heading), *(row.label for row in lines)]]
    for index, column in enumerate(table.columns):
        cells = [f"{row.cells[index].text} {row.cells[index].mark}".strip() for row in lines]
        columns.append([french(column.label), *cells])
    return columns


def _heads(table: Table, figures: set[int]) -> list[list[Head]]:
    """One line of heads, or two when columns are grouped; none when no column is named."""
    if not any(column.label or column.group for column in table.columns) and not table.row_heading:
        return []
    grouped = any(column.group for column in table.columns)
    first = [Head(french(table.row_heading), rowspan=2 if grouped else 1)]
    second: list[Head] = []
    index = 0
    while index < len(table.columns):
        column = table.columns[index]
        css = "n" if index + 1 in figures else ""
        span = 1
        if not column.group:
            first.append(Head(french(column.label), rowspan=2 if grouped else 1, css=css))
        else:
            span = _span(table, index)
            first.append(Head(french(column.group), colspan=span, css="group" if span > 1 else css))
            for place in range(index, index + span):
                second.append(
                    Head(
                        french(table.columns[place].label), css="n" if place + 1 in figures else ""
                    )
                )
        index += span
    return [first, second] if grouped else [first]


def _span(table: Table, index: int) -> int:
    """How many columns from `index` on share its group."""
    end = index + 1
    while end < len(table.columns) and table.columns[end].group == table.columns[index].group:
        end += 1
    return end - index


def _row(table: Table, row: Row, figures: set[int], *, cents: bool) -> PrintedRow:
    cents = cents and row.measure != "count"
    cells = [_printed(cell, cents=cents) for cell in row.cells]
    cells += [PrintedCell("")] * (len(table.columns) - len(cells))
    for place, cell in enumerate(cells):
        if place + 1 in figures and len(cell.text) <= LONGEST_FIGURE:
            cells[place] = replace(cell, figure=True)  # « à déterminer » under the amounts
    label = french(row.label)
    if row.kind == "section" and not any(cell.text for cell in cells):
        return PrintedRow(label, css="axis", across=len(table.columns) + 1)
    if row.of_which:
        label = label if label.lower().startswith("dont") else f"dont {label}"
        return PrintedRow(label, "of-which", tuple(cells))
    return PrintedRow(label, ROW_STYLES.get(row.kind, ""), tuple(cells))


FIGURE = re.compile(r"[\d\s\u00a0\u202f.,€+−-]*")


def _printed(cell: Cell, *, cents: bool) -> PrintedCell:
    """The amount where the cell holds nothing else, the printed text otherwise."""
    leftover = FIGURE.sub("", cell.text)
    if cell.amount is not None and (not leftover or cell.qualifier in MARKS):
        text = typography.number(cell.amount, 2 if cents else 0)
        mark = MARKS.get(cell.qualifier, ("", ""))[0]
        if cell.second_amount is not None:
            second = typography.number(cell.second_amount, 2 if cents else 0)
            mark = f"{mark} + {second}{NBSP}{MARKS.get(cell.second_qualifier, ('', ''))[0]}".strip()
        return PrintedCell(text, mark, figure=True)
    text = french(cell.text) or WORDS.get(cell.qualifier, "")
    return PrintedCell(text, figure=bool(text) and not FIGURE.sub("", text) or text in ("–", "-"))


def _groups(table: Table, rows: Sequence[PrintedRow]) -> list[Group]:
    """Rows by tbody: a section opens one, a subtotal closes it, a total stands alone."""
    groups = [Group()]
    for row in rows:
        if groups[-1].rows and row.css in ("axis", "total"):
            groups.append(Group())
        groups[-1].rows.append(row)
        if row.css in ("subtotal", "total"):
            groups.append(Group())
    groups = [group for group in groups if group.rows]
    for group in groups:
        group.rows = _with_parts(group.rows)
        if len(groups) > 1 and len(group.rows) <= SHORT_GROUP:
            group.css = "short"
    if groups and not table.columns:
        groups[0].css += " headless"
    return groups


def _with_parts(rows: list[PrintedRow]) -> list[PrintedRow]:
    """Tie the « dont » lines to the line they belong to."""
    tied = []
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        css = row.css
        if following is not None and following.css == "of-which":
            css = f"{css} goes-on" if css == "of-which" else f"{css} with-parts".strip()
        tied.append(PrintedRow(row.label, css, row.cells, row.across))
    return tied


def _below(table: Table) -> list[str]:
    """Source, legend of the marks used, notes."""
    lines: list[str] = []
    if table.source:
        lines.append(french(f"Source : {table.source}"))
    used = {cell.qualifier for row in table.rows for cell in row.cells if cell.amount is not None}
    legend = [
        f"{mark} {meaning}" for name, (mark, meaning) in MARKS.items() if name in used and meaning
    ]
    if legend:
        lines.append(french(f"Lecture : {' ; '.join(legend)}."))
    return lines + [french(note) for note in table.notes]


def budget(rows: Sequence[BudgetRow]) -> PrintedTable:
    """The budget of an action sheet: a line a funder, a column a year, totals where there is something to add."""
    years = sorted({year for row in rows for year, _ in row.amounts})
    lines = [(row.funder, [dict(row.amounts).get(year) for year in years]) for row in rows]
    if len(rows) > 1:
        sums = [
            sum((amounts[place] or Decimal(0) for _, amounts in lines), Decimal(0))
            for place in range(len(years))
        ]
        lines.append(("Total", list(sums)))
    columns = [Column(str(year) if year else "Montant") for year in years]
    if len(years) > 1:
        columns.append(Column("Total"))
        lines = [
            (label, [*amounts, sum((amount or Decimal(0) for amount in amounts), Decimal(0))])
            for label, amounts in lines
        ]
    printed = tuple(
        Row(
            label,
            "subtotal" if place == len(rows) else "line",
            cells=tuple(map(_budget_cell, amounts)),
        )
        for place, (label, amounts) in enumerate(lines)
    )
    return financing(Table("", tuple(columns), printed, row_heading="Financeur"), width=CARD)


def _budget_cell(amount: Decimal | None) -> Cell:
    return Cell(amount=amount, qualifier="undecided" if amount is None else "")
