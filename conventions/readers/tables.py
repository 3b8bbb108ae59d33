"""Rows of tab-separated cells → tables. Cells may hold leftovers of HTML (`<p>`, `<ul>`, `<i>`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from conventions.readers.inline import Notes, rich

if TYPE_CHECKING:
    from conventions.readers.blocks import Block

MAX_COLUMNS = 40
_RULER = re.compile(r"^[\s:|-]*-{2,}[\s:|-]*$")
_TAGS = re.compile(r"<(/?)(p|ul|ol|li|div|br)\b[^<>]{0,200}>", re.IGNORECASE)
_ITEM = re.compile(r"(?:^|(?<=\s))[-▪▶►•]\s*(?=\S)|(?<=[a-zéè)»])-\s(?=[A-ZÉÈÊ])")
_AMOUNT = re.compile(r"\d[\d\s.,]*(?:€|%|euros?)?\s*$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")


def cells(text: str) -> list[str]:
    return [cell.strip() for cell in text.split("\t")]


def grids(blocks: list[Block]) -> list[list[list[str]]]:
    """Rows of equal length; a new grid where a blank line stands and the shape or the heading changes."""
    out: list[list[list[str]]] = []
    for block in blocks:
        row = cells(block.text)
        if all(not cell or _RULER.match(cell) for cell in row):
            continue
        fresh = not out or (block.apart and not _goes_on(out[-1], row))
        if fresh:
            out.append([])
        out[-1].append(row)
    out = [part for grid in out for part in _cut(grid)]
    for grid in out:
        width = max((at + 1 for row in grid for at, cell in enumerate(row) if cell), default=1)
        for row in grid:
            row[width:] = []
            row.extend([""] * (width - len(row)))
    return out


def _cut(grid: list[list[str]]) -> list[list[list[str]]]:
    """A row of years under a label opens another table in the same grid."""
    starts = [0] + [
        at
        for at, row in enumerate(grid)
        if at > 1
        and row[0]
        and len(filled(row[1:])) > 1
        and all(_YEAR.fullmatch(c) for c in filled(row[1:]))
    ]
    return [grid[a:b] for a, b in zip(starts, [*starts[1:], len(grid)], strict=True)]


def filled(row: list[str]) -> list[str]:
    return [cell for cell in row if cell]


def _goes_on(grid: list[list[str]], row: list[str]) -> bool:
    """After a blank line (a page's end), rows of the same shape go on, unless the heading comes again."""
    if max(len(r) for r in grid) != len(row):
        return False
    shared = sum(1 for a, b in zip(grid[0], row, strict=False) if a and a == b)
    return shared * 2 < len([cell for cell in row if cell])


def heading_rows(grid: list[list[str]]) -> int:
    """How many of the first rows are headings: 0, 1, or 2 when groups stand over years."""
    if len(grid) < 2 or len(grid[0]) > MAX_COLUMNS:
        return 0
    first = [cell for cell in grid[0] if cell]
    if not first or any(_AMOUNT.match(cell) and not _YEAR.match(cell) for cell in first):
        return 0
    if sum(len(cell) for cell in first) > 60 * len(first):
        return 0
    second = grid[1]
    if (
        not second[0]
        and grid[0][0]
        and len(grid) > 2
        and all(_YEAR.match(c) for c in second if c)
        and any(second)
    ):
        return 2
    return 1


def html(blocks: list[Block], notes: Notes | None) -> str:
    return "".join(_table(grid, notes) for grid in grids(blocks))


def _table(grid: list[list[str]], notes: Notes | None) -> str:
    heads = heading_rows(grid)
    rows = []
    for at, row in enumerate(grid):
        if at < heads:
            rows.append(_heading(row, notes, spanning=heads == 2 and at == 0))
        else:
            rows.append("".join(f"<td>{cell_html(cell, notes)}</td>" for cell in row))
    return "<table><tbody>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</tbody></table>"


def _heading(row: list[str], notes: Notes | None, *, spanning: bool) -> str:
    out = []
    at = 0
    while at < len(row):
        span = 1
        while spanning and row[at] and at + span < len(row) and not row[at + span]:
            span += 1
        attribute = f' colspan="{span}"' if span > 1 else ""
        out.append(f"<th{attribute}>{cell_html(row[at], notes)}</th>")
        at += span
    return "".join(out)


def cell_html(text: str, notes: Notes | None) -> str:
    """Block rich text of a cell; always one paragraph at least."""
    if not _TAGS.search(text):
        return f"<p>{rich(text, notes)}</p>"
    out: list[str] = []
    at, listing = 0, 0
    for found in [*_TAGS.finditer(text), None]:
        piece = text[at : found.start() if found else len(text)].strip()
        if piece:
            out.append(_listing(piece, notes) if listing else f"<p>{rich(piece, notes)}</p>")
        if found is None:
            break
        at = found.end()
        if found[2].lower() in ("ul", "ol"):
            listing = max(listing + (-1 if found[1] else 1), 0)
        elif found[2].lower() == "p":
            listing = 0 if not found[1] else listing
    return "".join(out) or "<p></p>"


def _listing(text: str, notes: Notes | None) -> str:
    """« - un - deux » → a list; what precedes the first mark stays a paragraph."""
    pieces = _ITEM.split(text)
    head = f"<p>{rich(pieces[0], notes)}</p>" if pieces[0].strip() else ""
    items = "".join(
        f"<li><p>{rich(piece, notes)}</p></li>" for piece in pieces[1:] if piece.strip()
    )
    return head + (f"<ul>{items}</ul>" if items else "")
