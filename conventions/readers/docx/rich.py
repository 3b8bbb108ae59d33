"""Paragraphs of Word → rich text: nested lists, quotations, headings, tables."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from conventions.document.marks import STYLE
from conventions.readers.docx.looks import SHAPES

if TYPE_CHECKING:
    from conventions.readers.docx.body import Item

_MORE = re.compile(r"list continue(?: (\d))?|liste continue(?: (\d))?")
CAPTIONS = ("caption", "légende", "table")
TOP = 3  # the highest heading inside a text


def html_of(items: "Sequence[Item]") -> str:
    """The rich text of those paragraphs, blank ones left out. Live nodes stay marked (`words`)."""
    out: list[str] = []
    at = 0
    while at < len(items):
        html, at = _next(items, at)
        out.append(html)
    return "".join(out)


def _next(items: "Sequence[Item]", at: int) -> tuple[str, int]:
    """The rich text of what begins at that place, and the place after it."""
    item, end = items[at], at + 1
    if item.table:
        return item.html, end
    if item.style in CAPTIONS and end < len(items) and items[end].table:
        table = items[end].html
        return f"{table[:7]}<caption>{item.html}</caption>{table[7:]}", end + 1
    if item.style == STYLE.rule.lower():
        return "<hr>", end
    if _is_item(item):
        while end < len(items) and (_is_item(items[end]) or _goes_on(items, end)):
            end += 1
        return _lists(items[at:end]), end
    if _is_quote(item):
        while end < len(items) and _is_quote(items[end]):
            end += 1
        return _quote(items[at:end]), end
    return "" if item.blank else _paragraph(item), end


def _quote(items: "Sequence[Item]") -> str:
    inside = "".join(f"<p>{item.html}</p>" for item in items if not item.blank)
    return f"<blockquote>{inside}</blockquote>" if inside else ""


def _is_item(item: "Item") -> bool:
    return bool(item.listed and not item.table and not item.heading and not item.blank)


def _goes_on(items: "Sequence[Item]", at: int) -> bool:
    """A paragraph set under an item of the list, or a blank one between two items."""
    item = items[at]
    if item.table or item.heading:
        return False
    if item.blank:
        return at + 1 < len(items) and _is_item(items[at + 1])
    return bool(_MORE.fullmatch(item.style))


def _is_quote(item: "Item") -> bool:
    return item.style in ("quote", "citation", "intense quote", "quotations") and not item.heading


def _paragraph(item: "Item") -> str:
    if item.heading:
        level = min(max(item.heading, TOP), 5)
        return f"<h{level}>{item.html}</h{level}>"
    return f"<p>{item.html}</p>"


def _lists(items: "Sequence[Item]") -> str:
    """Sibling lists: a new one where the list of Word is another one at the same depth."""
    out: list[str] = []
    open_lists: list[tuple[str, str, int]] = []  # (tag, number of the list, depth)
    inside_item = False
    for item in items:
        if item.listed is None:
            if not item.blank:
                out.append(f"<p>{item.html}</p>")
            continue
        depth, number = item.listed.depth, item.listed.number
        while open_lists and open_lists[-1][2] > depth:
            out.append(f"</li></{open_lists.pop()[0]}>")
        same = open_lists and open_lists[-1][2] == depth
        if same and not _follows(open_lists[-1], item):
            out.append(f"</li></{open_lists.pop()[0]}>")
            same = False
        if same:
            out.append("</li>")
        else:
            tag, opening = _opening(item)
            out.append(opening)
            open_lists.append((tag, number, depth))
        out.append(f"<li><p>{item.html}</p>")
        inside_item = True
    while open_lists and inside_item:
        out.append(f"</li></{open_lists.pop()[0]}>")
    return "".join(out)


def _follows(opened: tuple[str, str, int], item: "Item") -> bool:
    """The item belongs to the list open at its depth; bullets are told by their kind, whatever list Word made."""
    if item.listed is None:
        return False
    return opened[0] == _opening(item)[0] and opened[1] == item.listed.number


def _opening(item: "Item") -> tuple[str, str]:
    """(tag, opening tag) of the list an item begins."""
    level = item.listed.level if item.listed else None
    if item.listed is None or level is None or item.listed.bulleted:
        return "ul", "<ul>"
    kind = SHAPES.get(level.shape, "")
    start = f' start="{level.start}"' if level.start > 1 else ""
    return "ol", f"<ol{f' type={kind!r}' if kind else ''}{start}>".replace("'", '"')
