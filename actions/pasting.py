"""A block copied from a spreadsheet, as columns and rows of a financing table. Plain rules."""

import csv
import io
import re
from dataclasses import dataclass

from actions.funding import Measure, RowKind, parse_cell

MOST_COLUMNS = 40
MOST_ROWS = 400

_SUBTOTAL = re.compile(r"sous[\s-]*total\b", re.IGNORECASE)
_TOTAL = re.compile(r"total\b", re.IGNORECASE)
_OF_WHICH = re.compile(r"[\s–-]*dont\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PastedRow:
    label: str
    cells: tuple[str, ...]
    kind: RowKind = "line"
    of_which: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """`heading` is the title of the first column; each row has as many cells as `columns`.

    `groups` holds the title that neighbouring columns share, as many as `columns` when titles stand on two lines.
    """

    heading: str
    columns: tuple[str, ...]
    measures: tuple[Measure, ...]
    rows: tuple[PastedRow, ...]
    groups: tuple[str, ...] = ()


def read(text: str, *, with_titles: bool = True) -> Block:
    """Read tab-separated lines; the first column holds the labels of the rows.

    Raises ValueError, with a French sentence, when the text is no table or too large a one.
    """
    lines = _lines(text)
    width = max((len(line) for line in lines), default=0)
    if width < 2:
        raise ValueError(
            "Ce texte n’est pas un tableau : copiez au moins deux colonnes depuis votre tableur."
        )
    if width - 1 > MOST_COLUMNS or len(lines) > MOST_ROWS:
        raise ValueError(
            f"Ce tableau est trop grand : {MOST_COLUMNS} colonnes et {MOST_ROWS} lignes au plus."
        )
    lines = [line + [""] * (width - len(line)) for line in lines]
    titles = lines.pop(0) if with_titles else [""] * width
    groups: tuple[str, ...] = ()
    if with_titles and lines and _shares_titles(titles, lines[0]):
        groups, titles = _spread(titles[1:]), [titles[0], *lines.pop(0)[1:]]
    columns = tuple(title or f"Colonne {rank}" for rank, title in enumerate(titles[1:], start=1))
    rows = tuple(_row(line) for line in lines)
    measures = tuple(_measure([row.cells[i] for row in rows]) for i in range(width - 1))
    return Block(titles[0], columns, measures, rows, groups)


def _shares_titles(first: list[str], second: list[str]) -> bool:
    """Whether the second line titles the columns too: no label, a title each, under titles that merge cells."""
    merged = bool(first[1]) and not all(first[1:])
    return merged and not second[0] and all(second[1:])


def _spread(titles: list[str]) -> tuple[str, ...]:
    """Titles over merged cells, given to every column below: A, "", B → A, A, B."""
    spread: list[str] = []
    for title in titles:
        spread.append(title or spread[-1])
    return tuple(spread)


def _lines(text: str) -> list[list[str]]:
    if "\t" not in text:
        return []
    reader = csv.reader(io.StringIO(text), delimiter="\t", quotechar='"')
    try:
        cleaned = [[" ".join(cell.split()) for cell in row] for row in reader]
    except csv.Error as error:
        raise ValueError("Ce texte est illisible : copiez de nouveau les cellules.") from error
    return [row for row in cleaned if any(row)]


def _row(line: list[str]) -> PastedRow:
    label, cells = line[0], tuple(line[1:])
    if _SUBTOTAL.match(label):
        return PastedRow(label, cells, "subtotal")
    if _TOTAL.match(label):
        return PastedRow(label, cells, "total")
    return PastedRow(label, cells, of_which=bool(_OF_WHICH.match(label)))


def _measure(cells: list[str]) -> Measure:
    """A column without a single amount, but with words, is a column of text."""
    read_cells = [parse_cell(cell) for cell in cells]
    if any(cell.amount is not None for cell in read_cells):
        return "amount"
    return "text" if any(cell.text and not cell.qualifier for cell in read_cells) else "amount"
