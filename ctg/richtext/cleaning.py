"""What HTML may be stored: a short list of tags, the live nodes, bounded tables and nesting."""

import re

import nh3
from lxml.html import HtmlElement

from ctg.markup import is_block, parse, serialise, words_of
from ctg.richtext.nodes import attributes_of, live_of

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_CELLS = 5000
MAX_SPAN = 50
KINDS = frozenset({"article", "annex", "sheet", "legal_basis"})

TAGS = frozenset(
    "p h3 h4 h5 ul ol li table caption thead tbody tr th td strong em u s sub sup br blockquote hr a span".split()
)
INLINE_TAGS = frozenset({"em", "strong", "sup", "span"})
LIVE_ATTRIBUTES = frozenset({"data-var", "data-ref", "data-kind", "data-note"})
ATTRIBUTES = {
    "a": {"href"},
    "ol": {"type", "start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "span": set(LIVE_ATTRIBUTES),
}
SCHEMES = frozenset({"http", "https", "mailto"})

# What other editors write for the same thing
_RENAMED = {
    "b": "strong",
    "i": "em",
    "del": "s",
    "strike": "s",
    "ins": "u",
    "h1": "h3",
    "h2": "h3",
    "h6": "h5",
    "div": "p",
    "tfoot": "tbody",
}
_HOLD_BLOCKS = frozenset("ul ol li table thead tbody tfoot tr td th blockquote".split())
_VALUES = {
    "data-var": re.compile(r"[A-Za-z][\w.:-]{0,79}"),
    "data-ref": re.compile(r"[\w.:-]{1,80}"),
    "data-kind": re.compile("|".join(sorted(KINDS))),
    "data-note": re.compile(r"(?s).*\S.*"),
    "type": re.compile("[ai]"),
    "start": re.compile(r"\d{1,3}"),
    "href": re.compile(r"(?s)\S.*"),
}
_SPAN = re.compile(r"\d{1,4}")


def sanitise(html: str) -> str:
    """Return the text with nothing but what is allowed, "" when nothing is left to read.

    Raises ValueError, in French, when it is too long, nested too deep, or holds too large a table.
    """
    root = _cleaned(html, TAGS)
    _flow(root)
    _check(root)
    return "" if _is_blank(root) else serialise(root)


def sanitise_inline(html: str) -> str:
    """Return one line of text with emphasis, superscripts and live nodes; blocks become words apart."""
    root = _cleaned(html, TAGS)
    for element in list(root.iterdescendants()):
        if element.tag not in INLINE_TAGS:
            if is_block(element) or element.tag == "br":
                _space_around(element)
            element.drop_tag()
    line = re.sub(r"[ \t\r\n]+", " ", serialise(root)).strip()
    return "" if _is_blank(root) else line


def is_empty(html: str) -> bool:
    """Nothing to read: no word, no live node."""
    return not html or _is_blank(parse(html))


def _is_blank(root: HtmlElement) -> bool:
    return not words_of(root).strip() and not any(live_of(node) for node in root.iter("span"))


def _cleaned(html: str, tags: frozenset[str]) -> HtmlElement:
    """Parse, keep the allowed tags under their usual names, and make live nodes empty."""
    if len(html.encode(errors="replace")) > MAX_BYTES:
        raise ValueError(
            "Ce texte dépasse 1 Mo. Raccourcissez-le ou répartissez-le en plusieurs annexes."
        )
    root = parse(
        nh3.clean(
            html,
            tags=set(tags) | set(_RENAMED),
            attributes=ATTRIBUTES,
            attribute_filter=_kept,
            url_schemes=set(SCHEMES),
            link_rel=None,
        )
    )
    for element in list(root.iterdescendants()):
        if element.tag == "li" and element.getparent().tag not in ("ul", "ol"):
            element.tag = "div"
        if _misplaced(element):
            _space_around(element)
            element.drop_tag()
            continue
        element.tag = _RENAMED.get(element.tag, element.tag)
        _normalise(element)
    return root


def _misplaced(element: HtmlElement) -> bool:
    """A block inside a caption, or blocks inside what holds only words."""
    if element.tag == "caption":
        return False
    if is_block(element) and any(node.tag == "caption" for node in element.iterancestors()):
        return True
    return element.tag not in _HOLD_BLOCKS and any(
        is_block(node) for node in element.iterdescendants()
    )


def _kept(tag: str, name: str, value: str) -> str | None:
    if name in ("colspan", "rowspan"):
        return value if _SPAN.fullmatch(value.strip()) and int(value) > 1 else None
    pattern = _VALUES.get(name)
    return value.strip() if pattern and pattern.fullmatch(value.strip()) else None


def _normalise(element: HtmlElement) -> None:
    if element.getparent() is None:  # inside a live node already emptied
        return
    if element.tag == "span":
        live = live_of(element)
        if live is None:
            element.drop_tag()
            return
        tail = element.tail
        element.clear()
        element.tail = tail
        element.attrib.update(attributes_of(live))
    elif element.tag == "a" and not element.get("href"):
        element.drop_tag()


def _space_around(element: HtmlElement) -> None:
    element.text = " " + (element.text or "")
    element.tail = " " + (element.tail or "")


def _flow(root: HtmlElement) -> None:
    """Put the words that stand alone at the top into paragraphs; drop the blanks between blocks."""
    paragraph: HtmlElement | None = None
    children = list(root)
    text, root.text = root.text or "", None
    if text.strip():
        paragraph = root.makeelement("p")
        paragraph.text = text
        root.insert(0, paragraph)
    for child in children:
        tail, child.tail = child.tail or "", None
        if is_block(child):
            paragraph = None
        else:
            if paragraph is None:
                paragraph = root.makeelement("p")
                child.addprevious(paragraph)
            paragraph.append(child)
        if paragraph is not None:
            child.tail = tail
        elif tail.strip():
            paragraph = root.makeelement("p")
            paragraph.text = tail
            child.addnext(paragraph)
    for element in root.iter():
        _strip_blanks(element)


def _strip_blanks(element: HtmlElement) -> None:
    if element.tag in ("ul", "ol", "table", "thead", "tbody", "tr", "blockquote"):
        if element.text and not element.text.strip():
            element.text = None
        for child in element:
            if child.tail and not child.tail.strip():
                child.tail = None


def _check(root: HtmlElement) -> None:
    if any(_depth(element) > MAX_DEPTH for element in root.iter() if not len(element)):
        raise ValueError(
            f"Ce texte emboîte plus de {MAX_DEPTH} niveaux de listes ou de tableaux. Simplifiez-le."
        )
    for table in root.iter("table"):
        _check_table(table)


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def _check_table(table: HtmlElement) -> None:
    cells = 0
    for cell in table.iter("td", "th"):
        columns, rows = int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))
        if max(columns, rows) > MAX_SPAN:
            raise ValueError(
                f"Une cellule de tableau s’étend sur plus de {MAX_SPAN} lignes ou colonnes."
            )
        cells += columns * rows
    if cells > MAX_CELLS:
        raise ValueError(f"Un tableau compte plus de {MAX_CELLS} cellules. Découpez-le.")
