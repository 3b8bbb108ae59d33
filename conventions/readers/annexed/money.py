"""Grids of an annex → financing tables: headings, sections, totals, amounts and their qualifiers."""

import re
from dataclasses import replace
from typing import Literal

from conventions.document.model import Cell, Column, Row, RowKind, Table
from conventions.readers import tables
from conventions.readers.annexed.amounts import cell
from conventions.readers.blocks import Block
from conventions.readers.dates import plain
from conventions.readers.inline import clean

MAX_ROWS = 400
ColumnKind = Literal["amount", "count", "text"]
_YEAR = re.compile(r"(?:19|20)\d\d")
_SOURCE = re.compile(r"^\s*source\s*:\s*", re.IGNORECASE)


def read(blocks: list[Block], annex_title: str = "") -> tuple[Table, ...]:
    """The tables among the blocks; each with the text that stands before and the notes that stand after."""
    found: list[Table] = []
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and blocks[end].kind == "row":
            end += 1
        if end == at:
            at += 1
            continue
        title = _title(blocks, at) or annex_title
        source, notes = _under(blocks, end)
        for grid in tables.grids(blocks[at:end]):
            table = _table(grid, title)
            if table:
                found.append(table)
        if found and (source or notes):
            found[-1] = replace(found[-1], source=source, notes=notes)
        at = end
    return tuple(found)


def _title(blocks: list[Block], at: int) -> str:
    """The heading or the short line just before."""
    for block in reversed(blocks[max(at - 2, 0) : at]):
        text = clean(block.text)
        if block.kind != "row" and len(text) < 160 and not text.startswith("*"):
            return text.strip(" :")
    return ""


def _under(blocks: list[Block], end: int) -> tuple[str, tuple[str, ...]]:
    source, notes = "", []
    for block in blocks[end : end + 3]:
        text = block.text.strip()
        if _SOURCE.match(text):
            source = clean(_SOURCE.sub("", text))
        elif text.startswith("*") and not text.startswith("**"):
            notes.append(text)
        else:
            break
    return source, tuple(notes)


def _table(grid: list[list[str]], title: str) -> Table | None:
    """None for a grid that is no table of amounts, counts or agreements."""
    heads = _heads(grid)
    body = grid[heads:]
    if not body or len(grid) > MAX_ROWS or not 2 <= len(grid[0]) <= tables.MAX_COLUMNS:
        return None
    width = 1 + max((at for row in grid for at, text in enumerate(row[1:]) if text), default=0) + 1
    read_rows = [[cell(text) for text in row[1:width]] for row in body]
    if not _is_financial(read_rows):
        return None
    columns = _columns(grid[:heads], width, read_rows)
    return Table(
        title=title,
        columns=columns,
        rows=_rows(body, read_rows),
        row_heading=clean(grid[0][0]) if heads else "",
    )


def _heads(grid: list[list[str]]) -> int:
    heads = tables.heading_rows(grid)
    if not heads and len(grid) > 1 and not grid[0][0] and tables.filled(grid[0]):
        return 1
    years = tables.filled(grid[0][1:])
    return heads or int(bool(years) and all(_YEAR.fullmatch(c) for c in years))


def _is_financial(rows: list[list[Cell]]) -> bool:
    """Amounts in a third of what is filled, or cells that say « pas de convention »."""
    filled = [c for row in rows for c in row if c.text]
    amounts = sum(1 for c in filled if c.amount is not None or c.qualifier == "undecided")
    return bool(filled) and (
        amounts * 3 >= len(filled) or any(c.qualifier == "none" for c in filled)
    )


def _columns(heads: list[list[str]], width: int, rows: list[list[Cell]]) -> tuple[Column, ...]:
    """Labels from the last heading row; a group stands over the columns until the next one."""
    labels = heads[-1] if heads else [""] * width
    groups = heads[0] if len(heads) > 1 else [""] * width
    out, group = [], ""
    for at in range(1, width):
        group = groups[at] or (group if len(heads) > 1 else "")
        cells = [row[at - 1] for row in rows if row[at - 1].text]
        out.append(
            Column(clean(labels[at]), clean(group), _column_kind(cells, f"{group} {labels[at]}"))
        )
    return tuple(out)


def _column_kind(cells: list[Cell], label: str) -> ColumnKind:
    amounts = [c for c in cells if c.amount is not None]
    if not amounts or len(amounts) * 2 < len(cells):
        return "text" if cells else "amount"
    counted = re.search(r"\b(?:beneficiaires|nombre|effectif)", plain(label))
    return "count" if counted else "amount"


def _rows(grid: list[list[str]], cells: list[list[Cell]]) -> tuple[Row, ...]:
    out: list[Row] = []
    partial = False
    for texts, held in zip(grid, cells, strict=True):
        label = clean(re.sub(r"<[^>]{0,60}>", "", texts[0]))
        kind = _row_kind(label, held)
        if re.match(r"(?:nombre|sous.?total|total)\b", plain(label)):
            partial = False
        out.append(Row(label, kind, partial, tuple(held)))
        partial = partial or bool(re.search(r"\bdont\s*:?\s*$", plain(label)))
    return tuple(out)


def _row_kind(label: str, cells: list[Cell]) -> RowKind:
    bare = plain(label)
    if re.match(r"sous.?total", bare):
        return "subtotal"
    if bare.startswith("total"):
        return "total"
    return "section" if label and len(cells) == 1 and not cells[0].text else "line"
