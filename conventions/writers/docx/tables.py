"""Tables of Word: true heads repeated on every page, merged cells, widths of columns."""

import re
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from conventions.writers.docx.ooxml import paragraph
from conventions.writers.docx.story import Place, Story

SHADES = {
    "axis": "DCE7E3",
    "depth-2": "EAF1EE",
    "depth-3": "F3F7F5",
    "subtotal": "EFF3F1",
    "total": "DCE7E3",
}
HEAD_SHADE = "E7EEEB"
ZONE = 1500  # twips of height to sign in


@dataclass(slots=True)
class _Cell:
    """`goes_on`: what a cell above covers; `element` is then the cell above."""

    element: HtmlElement
    across: int
    down: int
    goes_on: bool = False


def add(story: Story, table: HtmlElement, place: Place) -> None:
    """Write a table and its caption."""
    caption = table.find("caption")
    if caption is not None and "".join(caption.itertext()).strip():
        story.blocks(caption, replace(place, style="Caption", marks=frozenset()))
    rows = list(table.iter("tr")) if table.find(".//table") is None else _own_rows(table)
    lines = _grid(rows)
    count = max((sum(cell.across for cell in line) for line in lines), default=0)
    if not count:
        return
    widths = _widths(table, count, place.width)
    style = {"signatures": "SignatureTable", "fields": "FieldTable"}.get(
        (table.get("class") or "").split(" ")[0], "TableGrid"
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    story.pieces.append(
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
    )
    for row, line in zip(rows, lines, strict=True):
        _row(story, row, line, widths, place)
    story.pieces.append("</w:tbl>")
    if not place.cell:
        story.pieces.append(paragraph("AfterTable", ""))


def _own_rows(table: HtmlElement) -> list[HtmlElement]:
    return [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]


def _grid(rows: list[HtmlElement]) -> list[list[_Cell]]:
    """The cells of each row, with those that a cell above covers."""
    lines: list[list[_Cell]] = []
    over: dict[int, _Cell] = {}  # by column: what runs down
    for row in rows:
        line: list[_Cell] = []
        column = 0
        cells = list(row.iterchildren("td", "th"))
        while cells or column in over:
            if column in over:
                above = over.pop(column)
                cell = _Cell(above.element, above.across, above.down - 1, goes_on=True)
            else:
                element = cells.pop(0)
                cell = _Cell(
                    element, int(element.get("colspan", 1)), int(element.get("rowspan", 1))
                )
            line.append(cell)
            if cell.down > 1:
                over[column] = cell
            column += cell.across
        lines.append(line)
    return lines


def _widths(table: HtmlElement, count: int, room: int) -> list[int]:
    """Twips, from the percentages or the millimetres of the columns; even when there are none."""
    shares: list[float] = []
    for column in table.findall("colgroup/col"):
        found = re.search(r"width:\s*([\d.]+)(%|mm)", column.get("style") or "")
        if found is None:
            shares.append(0)
        else:
            shares.append(float(found[1]) / (100 if found[2] == "%" else room / 56.7))
    if len(shares) != count:
        shares = [1 / count] * count
    missing = [place for place, share in enumerate(shares) if not share]
    for place in missing:
        shares[place] = max(1 - sum(shares), 0.1) / len(missing)
    whole = sum(shares)
    widths = [int(room * share / whole) for share in shares]
    widths[-1] += room - sum(widths)
    return widths


def _row(
    story: Story, row: HtmlElement, line: list[_Cell], widths: list[int], place: Place
) -> None:
    parent = row.getparent()
    head = parent is not None and parent.tag == "thead"
    zone = row.find(".//div[@class='zone']") is not None
    extra = "" if row.get("class") == "tall" else "<w:cantSplit/>"
    extra += f'<w:trHeight w:val="{ZONE}" w:hRule="atLeast"/>' if zone else ""
    extra += "<w:tblHeader/>" if head else ""
    story.pieces.append(f"<w:tr><w:trPr>{extra}</w:trPr>" if extra else "<w:tr>")
    shade = HEAD_SHADE if head else _shade(row)
    column = 0
    for cell in line:
        width = sum(widths[column : column + cell.across])
        _cell(story, cell, width, shade, replace(place, style=_style(cell, head=head)))
        column += cell.across
    if column < len(widths):
        story.pieces.append(_filler(len(widths) - column, sum(widths[column:])))
    story.pieces.append("</w:tr>")


def _shade(row: HtmlElement) -> str:
    names = (row.get("class") or "").split()
    return next((SHADES[name] for name in names if name in SHADES), "")


def _style(cell: _Cell, *, head: bool) -> str:
    if head:
        return "TableHead"
    if cell.element.tag == "th":
        return "TableLabel"
    return "TableFigure" if cell.element.get("class") == "n" else "TableText"


def _cell(story: Story, cell: _Cell, width: int, shade: str, place: Place) -> None:
    span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
    merge = ""
    if cell.goes_on:
        merge = "<w:vMerge/>"
    elif cell.down > 1:
        merge = '<w:vMerge w:val="restart"/>'
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    story.pieces.append(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{fill}</w:tcPr>'
    )
    before = len(story.pieces)
    if not cell.goes_on:
        inside = replace(place, width=max(width - 216, 300), cell=True, depth=-1)
        story.blocks(cell.element, inside)
    if len(story.pieces) == before or story.pieces[-1] == "</w:tbl>":
        story.add(place.style, "")
    story.pieces.append("</w:tc>")


def _filler(across: int, width: int) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{across}"/></w:tcPr>'
        f"{paragraph('TableText', '')}</w:tc>"
    )
