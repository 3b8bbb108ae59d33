"""Which columns of a table answer to which of another, so that both can be shown as one table."""

from collections import Counter
from collections.abc import Iterator

from conventions.document.aligning import Pair, align, likeness
from conventions.document.pieces import Node


def rows(table: Node) -> Iterator[Node]:
    """The rows of a table, of its head first."""
    for child in table.children:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody"):
            yield from child.children


def columns(before: Node, after: Node) -> list[Pair] | None:
    """The pairs of columns, None at the side where one is missing; None when no such pairs can be told.

    Tables whose cells are merged, or whose rows are of several lengths, have columns only when nothing moves.
    """
    widths = {len(row.children) for row in rows(before)}, {len(row.children) for row in rows(after)}
    if max(map(len, widths)) > 1 or not all(widths):
        return _unmoved(before, after)
    if _merged(before) or _merged(after):
        return _unmoved(before, after)
    return list(_aligned(_columns(before), _columns(after)))


def _unmoved(before: Node, after: Node) -> list[Pair] | None:
    """Cells answer one to one when both tables are cut up the same way."""
    if [_shape(row) for row in rows(before)] != [_shape(row) for row in rows(after)]:
        return None
    widest = max((len(row.children) for row in rows(after)), default=0)
    return [(rank, rank) for rank in range(widest)]


def _shape(row: Node) -> list[dict[str, str]]:
    return [dict(cell.attributes) for cell in row.children]


def _merged(table: Node) -> bool:
    return any(cell.attributes for row in rows(table) for cell in row.children)


def _columns(table: Node) -> list[list[Node]]:
    return [list(cells) for cells in zip(*(row.children for row in rows(table)), strict=True)]


def _aligned(before: list[list[Node]], after: list[list[Node]]) -> Iterator[Pair]:
    if len(before) == len(after):
        return iter([(rank, rank) for rank in range(len(after))])
    said = [[_words(column) for column in columns] for columns in (before, after)]
    marks = [["".join(cell.mark for cell in column) for column in side] for side in (before, after)]
    return align(marks[0], marks[1], lambda i, j: likeness(said[0][i], said[1][j]))


def _words(column: list[Node]) -> Counter[str]:
    return sum((cell.words for cell in column), Counter())
