"""Rules of page layout, in plain values: widths of columns, orientation, how signatures and logos are spread.

Lengths are millimetres on A4 with margins of 20 mm. Text is measured by counting characters: the font is known, the
page engine settles the rest.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeVar

PORTRAIT = 170.0
LANDSCAPE = 257.0
CHARACTER = 1.62  # the average at 8.5 pt, bold included
PADDING = 4.8  # both sides of a cell
NARROWEST = 9  # characters of a column of words, unless all of them are shorter
LONGEST_FIGURE = 18  # characters of an amount that is never broken
LONGEST_WORD = 22  # weight; beyond, the page engine may cut the word
BREAKS = re.compile(r"[ \t\n-]+")  # where a line may end; no-break spaces are not there
LINES = 12  # a cell taller than this asks for a wider column
COMFORT = 4  # lines of the longest cell when there is room
MANY = 7  # columns
CRAMPED = 1.3  # how many times the page the columns wish for before many of them turn it
WIDEST_FLOOR = 24  # characters that a long cell may claim before the page is turned

SIGNATURES_A_ROW = 3
ROWS_A_TABLE = 3

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Grid:
    """How a table is printed: percentages by column, on which page, in smaller type or not."""

    widths: tuple[float, ...]
    landscape: bool = False
    tight: bool = False


def grid(
    columns: Sequence[Sequence[str]], *, figures: Collection[int] = (), width: float = PORTRAIT
) -> Grid:
    """Lay out columns of cell texts, head first; `figures` are the columns never broken on several lines.

    The page is turned when the columns cannot hold their longest words, or pile their longest cells in more than
    twelve lines, on `width` millimetres; or when seven columns or more wish for a third more than that.
    """
    floors = [_floor(cells, figure=index in figures) for index, cells in enumerate(columns)]
    wishes = [max(floor, _wish(cells)) for floor, cells in zip(floors, columns, strict=True)]
    cramped = len(columns) >= MANY and sum(wishes) > CRAMPED * width
    landscape = cramped or sum(floors) > max(width, PORTRAIT)
    room = LANDSCAPE if landscape else width
    return Grid(_shares(floors, wishes, room), landscape=landscape, tight=sum(floors) > room)


def _floor(cells: Sequence[str], *, figure: bool) -> float:
    unbroken = [text for text in cells[1:] if figure and len(text) <= LONGEST_FIGURE]
    words = [word for text in cells if text not in unbroken for word in BREAKS.split(text)]
    longest = min(max(map(text_weight, words), default=1), LONGEST_WORD)
    fullest = max(map(len, cells), default=1)
    tallest = min(ceil(fullest / LINES), WIDEST_FLOOR)
    breath = min(fullest, NARROWEST) if not figure else 2
    return max(longest, tallest, breath, *map(len, unbroken)) * CHARACTER + PADDING


def _wish(cells: Sequence[str]) -> float:
    longest = max(map(len, cells), default=1)
    return min(longest, max(24, longest / COMFORT)) * CHARACTER + PADDING


def _shares(floors: Sequence[float], wishes: Sequence[float], room: float) -> tuple[float, ...]:
    """Percentages: first the floors, then what is wished, then what is left."""
    missing = [wish - floor for floor, wish in zip(floors, wishes, strict=True)]
    spare = room - sum(floors)
    if spare <= 0:
        widths = list(floors)
    elif sum(missing) > spare:
        widths = [
            floor + spare * more / sum(missing) for floor, more in zip(floors, missing, strict=True)
        ]
    else:
        left = spare - sum(missing)
        squares = sum(wish**2 for wish in wishes)
        widths = [
            wish + left * wish**2 / squares for wish in wishes
        ]  # to the widest most of what is left
    return tuple(round(100 * part / sum(widths), 2) for part in widths)


def lines_of(characters: int, layout: Grid, column: int) -> float:
    """How many lines so many characters take in a column."""
    width = (LANDSCAPE if layout.landscape else PORTRAIT) * layout.widths[column] / 100 - PADDING
    return characters * CHARACTER / max(width, CHARACTER)


def signature_tables(blocks: Sequence[T]) -> list[list[list[T | None]]]:
    """Spread signature blocks on tables of at most nine, rows of three, as even as can be; holes are None.

    Ten blocks make two rows and two rows rather than three and one, so that no table is left alone on its page.
    """
    rows: list[list[T | None]] = []
    for first in range(0, len(blocks), SIGNATURES_A_ROW):
        row: list[T | None] = list(blocks[first : first + SIGNATURES_A_ROW])
        rows.append(row + [None] * (SIGNATURES_A_ROW - len(row)))
    tables, left = [], len(rows)
    for remaining in range(ceil(len(rows) / ROWS_A_TABLE), 0, -1):
        count = ceil(left / remaining)
        start = len(rows) - left
        tables.append(rows[start : start + count])
        left -= count
    return tables


def cover_density(parties: int) -> str:
    """The class of a cover that must show so many parties: 9 at ease, 21 crowded, then packed."""
    if parties <= 9:
        return ""
    return "crowded" if parties <= 21 else "packed"


def text_weight(text: str) -> float:
    """Characters, capitals counting for more: what decides whether a title holds on its line."""
    return len(text) + 0.35 * sum(map(str.isupper, text))


def length_class(text: str, long: int, very_long: int = 10_000) -> str:
    """A class for type that shrinks with the length of the text."""
    weight = text_weight(text)
    if weight > very_long:
        return "very-long"
    return "long" if weight > long else ""


COMMON_WORDS = frozenset(
    "de des du la le les l d et en à au aux pour sur sous un une commune communauté communes ville mairie centre "
    "communal intercommunal action sociale caisse conseil direction services association département "
    "agglomération métropole urbaine".split()
)
ACRONYM = re.compile(r"\b(?:[A-ZÀ-Ý]{2,7}|Caf|Cpam|Cnaf|Msa|Ccas)\b")


def mark(name: str, short: str = "") -> str:
    """The letters that stand for an organisation without a logo: its acronym, else two initials."""
    for candidate in (short, name):
        if found := ACRONYM.search(candidate):
            return str(found[0])
    words: list[str] = re.findall(r"[^\W\d_]+", name)
    words = [word for word in words if word.lower() not in COMMON_WORDS] or words
    if len(words) == 1:
        return words[0][:2].capitalize()
    return "".join(word[0] for word in words[:2]).upper()
