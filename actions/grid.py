"""A financing table as a grid: reading it for the rules, writing its cells, pasting a block."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from actions import funding, pasting
from actions.models import FinancingTable, TableCell, TableColumn, TableRow

MOST_CELLS = 2500  # what one page can send at once


def columns_of(table: FinancingTable) -> list[funding.Column]:
    return [column_value(column) for column in table.columns.all()]


def column_value(column: TableColumn) -> funding.Column:
    kind = cast(funding.Measure, column.kind)
    return funding.Column(column.label, column.group, kind, column.is_total)


def measure_of(row: TableRow, column: TableColumn) -> funding.Measure:
    """What a cell holds: what its row says, else what its column says."""
    return cast(funding.Measure, row.measure or column.kind)


def rows_of(table: FinancingTable) -> list[funding.Row]:
    """The rows as plain values, with an empty cell wherever none is stored."""
    columns = [column.pk for column in table.columns.all()]
    return [row_value(row, columns) for row in table.rows.all()]


def row_value(row: TableRow, columns: list[int]) -> funding.Row:
    stored = {cell.column_id: cell_value(cell) for cell in row.cells.all()}
    return funding.Row(
        kind=cast(funding.RowKind, row.kind),
        of_which=row.of_which,
        measure=cast(funding.Measure, row.measure) if row.measure else None,
        cells=tuple(stored.get(key, funding.Cell(qualifier="empty")) for key in columns),
        label=row.label,
    )


def cell_value(cell: TableCell) -> funding.Cell:
    return funding.Cell(
        text=cell.text,
        amount=cell.amount,
        qualifier=cast(funding.Qualifier, cell.qualifier),
        second_amount=cell.second_amount,
        second_qualifier=cast(funding.Qualifier, cell.second_qualifier),
        note=cell.note,
    )


def compare(table: FinancingTable) -> list[funding.Comparison]:
    """The printed totals of a stored table beside the computed ones."""
    return funding.compare(columns_of(table), rows_of(table))


def write_cells(row: TableRow, texts: Mapping[TableColumn, str]) -> None:
    """Store the texts of one row, with the amounts read in them; an empty text leaves no cell.

    Cells of other columns are left alone.
    """
    with transaction.atomic():
        row.cells.filter(column__in=[column.pk for column in texts]).delete()
        TableCell.objects.bulk_create(_cells(row, texts))


def reread(table: FinancingTable) -> None:
    """Read the amounts again: the content of a column or of a row may have been declared anew."""
    changed = []
    for cell in TableCell.objects.filter(row__table=table).select_related("row", "column"):
        before = cell_value(cell)
        read = funding.parse_cell(cell.text, measure_of(cell.row, cell.column))
        values = _stored(read) | {"text": cell.text}
        if values != asdict(before):
            for name, value in values.items():
                setattr(cell, name, value)
            changed.append(cell)
    TableCell.objects.bulk_update(
        changed, ["amount", "qualifier", "second_amount", "second_qualifier", "note"]
    )


def paste(table: FinancingTable, block: pasting.Block) -> int:
    """Add the rows of a pasted block under those of the table, and the columns it lacks.

    Returns how many rows were added. Raises ValidationError when the table would grow too large.
    """
    with transaction.atomic():
        columns = list(table.columns.all())
        lacking = range(len(columns), len(block.columns))
        rows = table.rows.count() + len(block.rows)
        if rows * max(len(columns), len(block.columns)) > MOST_CELLS:
            raise ValidationError(
                f"Le tableau dépasserait {MOST_CELLS} cases : répartissez-le en plusieurs tableaux."
            )
        columns += [
            TableColumn.objects.create(
                table=table,
                group=block.groups[place] if block.groups else "",
                label=block.columns[place],
                kind=block.measures[place],
            )
            for place in lacking
        ]
        if block.heading and not table.row_heading:
            table.row_heading = block.heading
            table.save(update_fields=["row_heading"])
        last = table.rows.aggregate(last=Max("position"))["last"] or 0
        added = TableRow.objects.bulk_create(
            TableRow(
                table=table,
                position=position,
                label=line.label,
                kind=line.kind,
                of_which=line.of_which,
            )
            for position, line in enumerate(block.rows, start=last + 1)
        )
        TableCell.objects.bulk_create(
            cell
            for row, line in zip(added, block.rows, strict=True)
            for cell in _cells(row, dict(zip(columns, line.cells, strict=False)))
        )
    return len(added)


def _cells(row: TableRow, texts: Mapping[TableColumn, str]) -> list[TableCell]:
    """The cells worth storing: an empty text leaves none."""
    cells = []
    for column, text in texts.items():
        read = funding.parse_cell(text, measure_of(row, column))
        if read.text:
            cells.append(TableCell(row=row, column=column, **_stored(read)))
    return cells


def _stored(cell: funding.Cell) -> dict[str, object]:
    values = asdict(cell)
    values["note"] = cell.note[:500]
    return values
