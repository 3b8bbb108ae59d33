"""WordprocessingML, written by hand: text, runs, paragraphs, bookmarks, fields."""

import re
from html import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
A4 = (11906, 16838)  # twips
MARGIN = 1304  # twips on the sides: 23 mm
PORTRAIT = A4[0] - 2 * MARGIN
LANDSCAPE = A4[1] - 2 * MARGIN

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PROPERTIES = {
    "strong": "<w:b/>",
    "em": "<w:i/>",
    "u": '<w:u w:val="single"/>',
    "s": "<w:strike/>",
    "sub": '<w:vertAlign w:val="subscript"/>',
    "sup": '<w:vertAlign w:val="superscript"/>',
}
_ORDER = ("strong", "em", "s", "u", "sub", "sup")  # the order the schema wants


def safe(text: str) -> str:
    """Text fit for an element or an attribute."""
    return escape(_UNPRINTABLE.sub("", text))


def properties(marks: frozenset[str], style: str = "") -> str:
    inside = f'<w:rStyle w:val="{style}"/>' if style else ""
    inside += "".join(_PROPERTIES[mark] for mark in _ORDER if mark in marks)
    return f"<w:rPr>{inside}</w:rPr>" if inside else ""


def run(text: str, marks: frozenset[str] = frozenset(), style: str = "") -> str:
    """A run of text, "" for none; line feeds and tabs are kept."""
    if not text:
        return ""
    pieces = []
    for piece in re.split(r"([\n\t])", text):
        if piece == "\n":
            pieces.append("<w:br/>")
        elif piece == "\t":
            pieces.append("<w:tab/>")
        elif piece:
            pieces.append(f'<w:t xml:space="preserve">{safe(piece)}</w:t>')
    return f"<w:r>{properties(marks, style)}{''.join(pieces)}</w:r>"


def field(instruction: str, shown: str, marks: frozenset[str] = frozenset()) -> str:
    """A field that Word computes; `shown` is what it says until then."""
    return f'<w:fldSimple w:instr=" {safe(instruction)} ">{run(shown, marks) or "<w:r/>"}</w:fldSimple>'


def paragraph(style: str, runs: str, extra: str = "") -> str:
    """`extra` is what follows the style in its properties, in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{runs}</w:p>'


def section(*, landscape: bool, cover: bool = False) -> str:
    """The properties of a section: its page, its head and foot; none of them on the first page of the cover's."""
    width, height = reversed(A4) if landscape else A4
    turned = ' w:orient="landscape"' if landscape else ""
    side = "wide" if landscape else "high"
    ends = "".join(
        f'<w:{end}Reference w:type="default" r:id="{end}-{side}"/>' for end in ("header", "footer")
    )
    if cover:
        ends = "".join(
            f'<w:{end}Reference w:type="default" r:id="{end}-none"/>'
            for end in ("header", "footer")
        )
    return (
        f'<w:sectPr>{ends}<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="1474" w:right="{MARGIN}" w:bottom="1361" w:left="{MARGIN}" '
        'w:header="680" w:footer="624" w:gutter="0"/></w:sectPr>'
    )
