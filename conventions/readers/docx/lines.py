"""A Word file → the lines of text that our reader understands: marks of lists, rows of cells, raised notes."""

import re
from collections.abc import Iterator

from conventions.document.marks import PARTS, STYLE
from conventions.readers.docx.archive import Archive
from conventions.readers.docx.body import Body, Item
from conventions.readers.docx.returned import fold, plain
from conventions.readers.inline import RAISED
from ctg.markup import parse

MARKS = {"strong": ("**", "**"), "em": ("*", "*"), "sup": ("^{", "}")}
TITLES = ("title", "titre", "subtitle", "sous-titre")
PARTIES = "Entre les parties\u00a0:"
_HEADED = re.compile(r"article|annexe", re.IGNORECASE)


def text_of(data: bytes, name: str = "") -> str:
    """The whole text of the file, a line a paragraph, blank lines between. Raises `Unreadable`."""
    return "\n".join(_Writer().lines(Body(Archive(data, name)).items())) + "\n"


class _Writer:
    """Numbers the notes as it meets them."""

    def __init__(self) -> None:
        self.notes = 0
        self.signing = False

    def lines(self, items: list[Item]) -> Iterator[str]:
        for item in items:
            if item.style.startswith("toc") or item.style == STYLE.contents.lower():
                continue
            if item.heading == 1:
                self.signing = fold(plain(item.html)) == fold(PARTS["signatures"])
            if item.table and self.signing:
                yield from self._signatures(item)
            elif item.table:
                yield from self._table(item)
            elif not item.blank:
                yield from self._paragraph(item)

    def _table(self, item: Item) -> Iterator[str]:
        for row in item.rows:
            cells, notes = [], []
            for cell in row:
                words, told = self._words(cell)
                cells.append(words.replace("\t", " "))
                notes += told
            if any(cells):
                yield "\t".join(cells) if len(cells) > 1 else f"{cells[0]}\t"
            yield from notes
        yield ""

    @staticmethod
    def _signatures(item: Item) -> Iterator[str]:
        """Each place to sign on lines of its own."""
        for cell in (cell for row in item.rows for cell in row if cell):
            yield from map(plain, cell.split("<br>"))
            yield ""

    def _paragraph(self, item: Item) -> Iterator[str]:
        words, notes = self._words(item.html)
        if item.style in TITLES:
            words = plain(item.html)
        if item.heading:
            yield self._heading(item)
        elif item.listed and item.printed:
            mark = item.printed if re.fullmatch(r"-|(\d{1,2}|[a-z])[.)]", item.printed) else "-"
            yield f"{'  ' * item.listed.depth}{mark} {words}"
        else:
            yield words
        yield from notes
        if not item.listed or item.heading:
            yield ""

    def _heading(self, item: Item) -> str:
        """« Article 3 : Titre », its printed number told; the head of the parties as a convention words it."""
        words = plain(item.html)
        if fold(words) == fold(PARTS["parties"]):
            return PARTIES
        number = item.printed.strip(" .:–-") if item.printed and item.printed != "-" else ""
        if number:
            return f"{number}\u00a0: {words}"
        return words if _HEADED.match(words) or item.heading <= 1 else f"**{words}**"

    def _words(self, html: str) -> tuple[str, list[str]]:
        """The words of inline HTML with the marks of a text file, and the lines of its notes."""
        pieces: list[str] = []
        notes: list[str] = []
        for tag, text in _walk(html):
            if tag == "note":
                self.notes += 1
                call = "".join(RAISED[int(digit)] for digit in str(self.notes))
                pieces.append(call)
                notes.append(f"{call} {' '.join(text.split())}")
            else:
                pieces.append(text)
        words = re.sub(r"[ \n]+", " ", "".join(pieces)).strip()
        return re.sub(r"\*{4,}", "", words), notes


def _walk(html: str) -> Iterator[tuple[str, str]]:
    """("", words) and ("note", its text), in order."""

    def visit(element: object) -> Iterator[tuple[str, str]]:
        tag = str(element.tag)  # type: ignore[attr-defined]
        opening, closing = MARKS.get(tag, ("", ""))
        if tag == "br":
            yield "", "<br>"
        if note := element.get("data-note"):  # type: ignore[attr-defined]
            yield "note", note
        yield "", opening + (element.text or "")  # type: ignore[attr-defined]
        for child in element:  # type: ignore[attr-defined]
            yield from visit(child)
            yield "", child.tail or ""
        yield "", closing

    yield from visit(parse(html))
