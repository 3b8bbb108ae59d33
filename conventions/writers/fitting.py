"""Tables found inside rich text: widths by content, the full page or a landscape page where they need it."""

import re
from collections.abc import Iterator
from html import escape

from django.utils.safestring import SafeString, mark_safe
from lxml.html import HtmlElement, tostring

from conventions.writers.layout import LONGEST_FIGURE, Grid, grid, lines_of
from ctg.markup import parse, serialise, words_of

TEXT_WIDTH = 140.0  # mm, the column of running text
ROOMY = 4  # columns the text column can hold
TURNED = '<div class="landscape">'
TALL = 12  # lines of a cell
NEUTRAL = re.compile(
    r"(?i)(?:19|20)\d\d|[aà] déterminer|non liquidé|néant|sans objet|n\.?[cd]\.?|[–-]"
)
TOTAL = re.compile(r"(?i)(?:sous[ -])?total\b")


def fit_tables(html: str) -> SafeString:
    """Give every table of a rich text the widths of its columns, the full width or a landscape page of its own."""
    if "<table" not in html:
        return mark_safe(html)  # noqa: S308 - sanitised and rendered by ctg.richtext
    root = parse(html)
    for table in list(root.iter("table")):
        if next(table.iterancestors("table"), None) is None:
            _fit(table)
    return mark_safe(serialise(root))  # noqa: S308


def cut_at_turns(html: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a fitted text, each with whether it asks for landscape pages of its own."""
    if TURNED not in html:
        yield html, False
        return
    root, straight = parse(html), [escape(parse(html).text or "")]
    for child in root:
        tail, child.tail = child.tail, None
        if child.tag == "div" and child.get("class") == "landscape":
            yield "".join(straight), False
            yield "".join(tostring(inner, encoding="unicode") for inner in child), True
            straight = []
        else:
            straight.append(tostring(child, encoding="unicode"))
        straight.append(escape(tail or ""))
    yield "".join(straight), False


def _fit(table: HtmlElement) -> None:
    cells = _cells_of(table)
    width = max((x + 1 for _, x in cells), default=0)
    height = max((y + 1 for y, _ in cells), default=0)
    if not width:
        return
    head = len(table.findall("thead/tr"))
    figures = {
        x for x in range(1, width) if _is_figures([cells.get((y, x)) for y in range(head, height)])
    }
    _align(cells, figures, head)
    columns = [[_text(cells.get((y, x))) for y in range(height)] for x in range(width)]
    layout = grid(columns, figures=figures, width=TEXT_WIDTH)
    if not layout.landscape and (layout.tight or width > ROOMY):
        layout = grid(columns, figures=figures)
        table.set("class", "wide")
    _mark_rows(table, cells, layout)
    _dress(table, layout)


def _dress(table: HtmlElement, layout: Grid) -> None:
    group = table.makeelement("colgroup")
    for width in layout.widths:
        group.append(table.makeelement("col", {"style": f"width: {width}%"}))
    caption = table.find("caption")
    table.insert(0 if caption is None else 1, group)
    if layout.tight:
        table.set("class", f"{table.get('class', '')} tight".strip())
    body = table.find("tbody")
    if table.find("thead") is None and body is not None:
        body.set("class", "headless")
    if layout.landscape:
        _turn(table)


def _is_figures(cells: list[HtmlElement | None]) -> bool:
    """At least half of what the column holds is figures, years and « à déterminer » left aside."""
    filled = [cell for cell in cells if _text(cell) and not NEUTRAL.fullmatch(_text(cell))]
    return bool(filled) and sum(
        cell is not None and cell.get("class") == "n" for cell in filled
    ) * 2 >= len(filled)


def _align(cells: dict[tuple[int, int], HtmlElement], figures: set[int], head: int) -> None:
    """A column of figures is on the right, its head too; in any other column all is on the left."""
    for (y, x), cell in cells.items():
        if x in figures and (y < head or len(_text(cell)) <= LONGEST_FIGURE):
            cell.set("class", "n")
        elif x not in figures and cell.get("class") == "n":
            del cell.attrib["class"]


def _mark_rows(table: HtmlElement, cells: dict[tuple[int, int], HtmlElement], layout: Grid) -> None:
    """Totals stand out; a row that would take much of a page may be cut."""
    tall = {y for (y, x), cell in cells.items() if lines_of(len(_text(cell)), layout, x) > TALL}
    for y, row in enumerate(table.iter("tr")):
        if y in tall:
            row.set("class", "tall")
        elif len(row) and TOTAL.match(_text(row[0])):
            row.set("class", "subtotal")


def _text(cell: HtmlElement | None) -> str:
    return "" if cell is None else " ".join(words_of(cell).split(" ")).strip()


def _turn(table: HtmlElement) -> None:
    """Put the table on landscape pages, apart from the text around it."""
    page = table.makeelement("div", {"class": "landscape"})
    page.tail, table.tail = table.tail, None
    table.addprevious(page)
    page.append(table)


def _cells_of(table: HtmlElement) -> dict[tuple[int, int], HtmlElement]:
    """Cells by (row, column), spans unrolled: a cell that spans columns is in none of them."""
    taken: set[tuple[int, int]] = set()
    cells: dict[tuple[int, int], HtmlElement] = {}
    for y, row in enumerate(table.iter("tr")):
        x = 0
        for cell in row.iterchildren("td", "th"):
            while (y, x) in taken:
                x += 1
            across, down = int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))
            taken |= {(y + dy, x + dx) for dy in range(down) for dx in range(across)}
            if across == 1:
                cells[y, x] = cell
            x += across
    return cells
