"""Rich text as it is read: live nodes resolved, tables made accessible, French typography applied.

`variable` is called with a name and returns the text, or None when it is not known; `reference` is called with
(kind, key) and returns (text, anchor), or None when it is broken.
"""

import re
from collections.abc import Callable

from lxml.html import HtmlElement

from ctg.markup import is_block, parse, serialise, words_of
from ctg.richtext.nodes import Live, live_of
from ctg.typography import french, french_html

Variable = Callable[[str], str | None]
Reference = Callable[[str, str], tuple[str, str] | None]

BROKEN = "[renvoi rompu]"
LABELS = {
    "periode": "période",
    "periode.debut": "date de début",
    "periode.fin": "date de fin",
    "duree": "durée",
    "territoire": "territoire",
    "communes": "liste des communes",
    "communes.nombre": "nombre de communes",
    "originaux": "nombre d’originaux",
    "pages": "nombre de pages",
    "annexes": "nombre d’annexes",
    "parties": "nombre de parties",
    "parties.liste": "liste des parties",
    "preavis": "préavis de résiliation",
    "preavis.forme": "forme de la résiliation",
}
_FIGURE = re.compile(r"[−-]?\s*\d[\d\s.,]*(?:\s*(?:€|%|k€|M€|[eé]uros?))?(?:\s*\([a-z]\))?|–")


def label(name: str) -> str:
    """What a variable is called where its value is missing."""
    name = name.lower()
    if name.startswith("partie:"):
        return "acte de la partie" if name.endswith(".acte") else "nom de la partie"
    return LABELS.get(name, name)


def render(html: str, *, variable: Variable, reference: Reference) -> str:
    """Return the HTML to print. Classes: `variable`, `blanc`, `renvoi` (and `rompu`), `note`, `lower-alpha`,
    `lower-roman`, and `n` on cells that hold a figure."""
    if not html:
        return ""
    root = parse(html)
    for element in list(root.iter("span")):
        if live := live_of(element):
            _resolve(element, live, variable, reference)
    for element in list(root.iter("ol", "li", "table")):
        _PREPARE[element.tag](element)
    return french_html(serialise(root))


def _resolve(element: HtmlElement, live: Live, variable: Variable, reference: Reference) -> None:
    tail = element.tail
    element.clear()
    element.tail = tail
    if live.type == "note":
        element.text = live.text
        element.set("class", "note")
    elif live.type == "variable":
        text = variable(live.name)
        element.text = text if text is not None else f"[à compléter : {label(live.name)}]"
        element.set("class", "variable" if text is not None else "blanc")
    elif target := reference(live.kind, live.key):
        element.tag = "a"
        element.text, anchor = target
        element.set("class", "renvoi")
        element.set("href", f"#{anchor}")
    else:
        element.text = BROKEN
        element.set("class", "renvoi rompu")


def _prepare_list(element: HtmlElement) -> None:
    kind = element.attrib.pop("type", None)
    if kind:
        element.set("class", {"a": "lower-alpha", "i": "lower-roman"}[kind])


def _unwrap(element: HtmlElement) -> None:
    """A first paragraph alone in a list item or a cell is printed without its own space."""
    paragraphs = [child for child in element if child.tag == "p"]
    if len(paragraphs) == 1 and element[0] is paragraphs[0] and not (element.text or "").strip():
        paragraphs[0].drop_tag()


def _prepare_table(table: HtmlElement) -> None:
    for cell in table.iter("td", "th"):
        _unwrap(cell)
        if cell.tag == "td" and _FIGURE.fullmatch(words_of(cell).strip()):
            cell.set("class", "n")
    _give_head(table)
    for row in table.iterfind("thead/tr"):
        for cell in row:
            _scope(cell, "col")
    for row in table.iterfind("tbody/tr"):
        if len(row) and row[0].tag == "th":
            _scope(row[0], "row")


def _scope(cell: HtmlElement, axis: str) -> None:
    spans = cell.get("colspan" if axis == "col" else "rowspan")
    cell.tag = "th"
    cell.set("scope", f"{axis}group" if spans else axis)


def _give_head(table: HtmlElement) -> None:
    """The leading rows made of headers only become the head, repeated on every page."""
    body = table.find("tbody")
    if table.find("thead") is not None or body is None:
        return
    leading = []
    for row in body:
        if not len(row) or any(cell.tag != "th" for cell in row):
            break
        leading.append(row)
    if leading and len(leading) < len(body) and not _overlaps(leading):
        head = table.makeelement("thead")
        head.extend(leading)
        body.addprevious(head)


def _overlaps(rows: list[HtmlElement]) -> bool:
    """A header cell of the head runs over into the body."""
    return any(
        rank + int(cell.get("rowspan", 1)) > len(rows)
        for rank, row in enumerate(rows)
        for cell in row
    )


_PREPARE = {"ol": _prepare_list, "li": _unwrap, "table": _prepare_table}


def to_text(html: str, *, variable: Variable, reference: Reference) -> str:
    """Return the words: a line per block, tabs between cells, notes in brackets where they are called."""
    if not html:
        return ""
    root = parse(html)
    for element in list(root.iter("span")):
        if live := live_of(element):
            _resolve(element, live, variable, reference)
            if live.type == "note":
                element.text = f" [{live.text}]"
    pieces: list[str] = []
    _collect(root, pieces)
    lines = (
        re.sub(r" *\t[ \t]*", "\t", re.sub(r"[ \n\r]+", " ", line))
        for line in "".join(pieces).split("\v")
    )
    return french("\n".join(line.strip(" \t") for line in lines if line.strip()))


def _collect(element: HtmlElement, pieces: list[str]) -> None:
    own_line = (is_block(element) and element.tag not in ("td", "th")) or element.tag == "br"
    in_cell = own_line and any(node.tag in ("td", "th") for node in element.iterancestors())
    mark = " " if in_cell else "\v" if own_line else ""
    if element.tag in ("td", "th") and element.getprevious() is not None:
        pieces.append("\t")
    pieces += [mark, element.text or ""]
    for child in element:
        _collect(child, pieces)
        pieces.append(child.tail or "")
    pieces.append("" if element.tag == "br" else mark)
