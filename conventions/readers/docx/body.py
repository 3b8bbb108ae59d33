"""The body of a Word file: its paragraphs and tables in order, tracked changes taken as accepted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from conventions.document.marks import STYLE
from conventions.readers.docx.archive import Archive, W
from conventions.readers.docx.looks import Listed, Looks, value
from conventions.readers.docx.words import Change, Comment, Reader, Words, changes_of
from conventions.readers.source import Unreadable

MAX_ITEMS = 50_000
MAX_NESTING = 8
HEADS = (STYLE.head.lower(), f"{STYLE.head} de ligne".lower())
WRAPPERS = (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo", f"{W}smartTag")


@dataclass(slots=True)
class Item:
    """A paragraph, or a table whose `html` is whole. `heading` is its level, 0 for a text; `printed` its number."""

    html: str
    style: str = ""
    heading: int = 0
    listed: Listed | None = None
    printed: str = ""
    table: bool = False
    rows: list[list[str]] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    pictures: int = 0

    @property
    def blank(self) -> bool:
        return not self.html.strip(" \u200b")


class Body:
    """Reads one file. Raises Unreadable when it holds too much."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.looks = Looks.of(archive)
        self.reader = Reader(archive)
        self.count = 0

    def items(self) -> list[Item]:
        body = self.archive.document.find(f"{W}body")
        return [] if body is None else self._items(body, 0)

    def _items(self, parent: etree._Element, depth: int) -> list[Item]:
        if depth > MAX_NESTING:
            raise Unreadable(
                f"{self.archive.called} emboîte trop de tableaux\u00a0: il n’est pas ouvert."
            )
        items: list[Item] = []
        held: Item | None = None  # its mark of end is deleted: the next paragraph goes on with it
        for element in _flat(parent):
            self._count()
            if element.tag == f"{W}tbl":
                items.append(self._table(element, depth))
                held = None
            else:
                item = self._paragraph(element)
                if held is not None and not held.blank:
                    items.pop()
                    _join(item, held)
                items.append(item)
                ends = element.find(f"{W}pPr/{W}rPr/{W}del") is not None
                held = item if ends else None
        return items

    def _count(self) -> None:
        self.count += 1
        if self.count > MAX_ITEMS:
            raise Unreadable(
                f"{self.archive.called} compte plus de {MAX_ITEMS} paragraphes\u00a0: ce n’est pas une convention."
            )

    def _paragraph(self, element: etree._Element) -> Item:
        words = self.reader.read(element)
        listed = self.looks.listed(element)
        item = Item(words.html, style=self.looks.style(element), listed=listed)
        item.heading = self.looks.heading(element)
        if listed and not item.blank:
            item.printed = self.looks.printed(listed)
        self._take(item, words)
        item.changes += changes_of(element.find(f"{W}pPr/{W}rPr"))
        return item

    @staticmethod
    def _take(item: Item, words: Words) -> None:
        item.marks += words.marks
        item.changes += words.changes
        item.comments += words.comments
        item.pictures += words.pictures

    # Tables

    def _table(self, element: etree._Element, depth: int) -> Item:
        item = Item("", table=True)
        rows: list[list[dict[str, Any]]] = []
        open_cells: dict[int, dict[str, Any]] = {}
        for row in _rows(element):
            changes = changes_of(row.find(f"{W}trPr"))
            item.changes += changes
            if row.find(f"{W}trPr/{W}del") is None:
                rows.append(self._row(row, item, open_cells, depth))
        item.rows = [[cell["text"] for cell in row] for row in rows]
        inside = "".join(f"<tr>{''.join(map(_cell_html, row))}</tr>" for row in rows)
        item.html = f"<table><tbody>{inside}</tbody></table>" if inside else ""
        return item

    def _row(
        self, row: etree._Element, item: Item, above: dict[int, dict[str, Any]], depth: int
    ) -> list[dict[str, Any]]:
        head = row.find(f"{W}trPr/{W}tblHeader") is not None
        cells: list[dict[str, Any]] = []
        column = 0
        for element in row.iter(f"{W}tc"):
            if next(element.iterancestors(f"{W}tr")) is not row:
                continue
            across = value(element, "tcPr/gridSpan")
            span = max(int(across), 1) if across.isdecimal() else 1
            merge = element.find(f"{W}tcPr/{W}vMerge")
            inside = self._items(element, depth + 1)
            for held in inside:
                item.marks += held.marks
                item.changes += held.changes
                item.comments += held.comments
            goes_on = merge is not None and merge.get(f"{W}val") != "restart"
            if goes_on and column in above:
                above[column]["down"] += 1
            else:
                cell = _cell(inside, span, head=head)
                cells.append(cell)
                above.pop(column, None)
                if merge is not None:
                    above[column] = cell
            column += span
        return cells


def _flat(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables, those inside content controls too; not what was moved away."""
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in WRAPPERS:
            yield from _flat(child)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl")) is table:
            yield row


def _join(item: Item, before: Item) -> None:
    """What precedes a deleted mark of end goes into the paragraph that follows, which keeps its own look."""
    item.html = before.html + item.html
    item.marks = before.marks + item.marks
    item.changes = before.changes + item.changes
    item.comments = before.comments + item.comments
    item.pictures += before.pictures


def _cell(items: list[Item], across: int, *, head: bool) -> dict[str, Any]:
    from conventions.readers.docx.rich import html_of

    said = [item for item in items if not item.blank]
    titled = head or bool(said) and all(item.style in HEADS for item in said)
    return {
        "tag": "th" if titled else "td",
        "across": across,
        "down": 1,
        "html": html_of(items),
        "text": "<br>".join(item.html for item in said if not item.table),
    }


def _cell_html(cell: dict[str, Any]) -> str:
    spans = "".join(
        f' {name}="{cell[key]}"'
        for name, key in (("colspan", "across"), ("rowspan", "down"))
        if cell[key] > 1
    )
    return f"<{cell['tag']}{spans}>{cell['html']}</{cell['tag']}>"
