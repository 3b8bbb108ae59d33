"""A run of lines as one string that remembers where each character came from."""

import bisect
import re
from collections.abc import Iterable
from dataclasses import dataclass

from conventions.readers.source import Line


@dataclass(frozen=True, slots=True)
class Flow:
    text: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    def line_at(self, offset: int) -> int:
        """Source line of the character at that offset."""
        if not self.numbers:
            return 1
        return self.numbers[max(bisect.bisect_right(self.starts, offset) - 1, 0)]


def flow(lines: Iterable[Line], *, limit: int = 400_000) -> Flow:
    """Non-blank lines joined by line feeds, emphasis marks removed; cut at `limit` characters."""
    pieces: list[str] = []
    starts: list[int] = []
    numbers: list[int] = []
    size = 0
    for line in lines:
        if line.blank:
            continue
        piece = re.sub(r"\*\*|\^\{|\}", "", line.text).strip() + "\n"
        if size + len(piece) > limit:
            break
        starts.append(size)
        numbers.append(line.number)
        pieces.append(piece)
        size += len(piece)
    return Flow("".join(pieces), tuple(starts), tuple(numbers))


def spaced(text: str) -> str:
    """One line: blanks merged, a hyphen kept at a line's end without a blank after it."""
    text = re.sub(r"(?<=[^\W\d_]-)[ \t]*\n\s*(?=[^\W\d_])", "", text)
    return re.sub(r"\s+", " ", text).strip()
