"""Tables found inside rich text: widths by content, the full page or a landscape page where they need it."""

import re

from django.utils.safestring import SafeString, mark_safe
from lxml.html import HtmlElement

from conventions.writers.layout import grid
from ctg.markup import parse, serialise, words_of

TEXT_WIDTH = 140.0  # mm, the column of running text
FIGURE = re.compile(r"[\d\s\u00a0\u202f.,€%+−–-]*")


def fit_tables(html: str) -> SafeString:
    """Give every table of a rich text the widths of its columns, the full width or a landscape page of its own."""
    if "<table" not in html:
        return mark_safe(html)  # noqa: S308 - sanitised and rendered by ctg.richtext
    root = parse(html)
    for table in list(root.iter("table")):
        if next(table.iterancestors("table"), None) is None:
            _fit(table)
    return mark_safe(serialise(root))  # noqa: S308


def _fit(table: HtmlElement) -> None:
    columns = _columns_of(table)
    if not columns:
        return
    figures = {
        index
        for index, cells in enumerate(columns)
        if cells[1:] and all(len(text) < 16 and not FIGURE.sub("", text) for text in cells[1:])
    }
    layout = grid(columns, figures=figures, width=TEXT_WIDTH)
    if not layout.landscape and (layout.tight or len(columns) > 4):
        layout = grid(columns, figures=figures)
        table.set("class", "wide")
    group = table.makeelement("colgroup")
    for width in layout.widths:
        group.append(table.makeelement("col", {"style": f"width: {width}%"}))
    caption = table.find("caption")
    table.insert(0 if caption is None else 1, group)
    if layout.tight:
        table.set("class", f"{table.get('class', '')} tight".strip())
    if table.find("thead") is None and table.find("tbody") is not None:
        table.find("tbody").set("class", "headless")
    if layout.landscape:
        _turn(table)


def _turn(table: HtmlElement) -> None:
    """Put the table on landscape pages, apart from the text around it."""
    page = table.makeelement("div", {"class": "landscape"})
    page.tail, table.tail = table.tail, None
    table.addprevious(page)
    page.append(table)


def _columns_of(table: HtmlElement) -> list[list[str]]:
    """The texts by column, spans unrolled; a cell that spans columns weighs on none."""
    grid_of: dict[tuple[int, int], str] = {}
    width = 0
    for y, row in enumerate(table.iter("tr")):
        x = 0
        for cell in row.iterchildren("td", "th"):
            while (y, x) in grid_of:
                x += 1
            across, down = int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))
            text = " ".join(words_of(cell).split())
            for dy in range(down):
                for dx in range(across):
                    grid_of[y + dy, x + dx] = text if dy == 0 and across == 1 else ""
            x += across
            width = max(width, x)
    height = max((y for y, _ in grid_of), default=-1) + 1
    return [[grid_of.get((y, x), "") for y in range(height)] for x in range(width)]
