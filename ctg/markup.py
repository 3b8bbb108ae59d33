"""HTML fragments as trees: the one way in and out of lxml."""

import re
from html import escape

from lxml import html as lxml_html
from lxml.html import HtmlElement

BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 ul ol li table caption thead tbody tfoot tr th td blockquote hr section dl dt dd".split()
)
VOID = frozenset({"br", "hr"})

# What neither XML nor PostgreSQL can hold
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def parse(html: str) -> HtmlElement:
    """Return the fragment under a `div` that `serialise` leaves out; control characters are dropped."""
    return lxml_html.fragment_fromstring(_UNPRINTABLE.sub("", html), create_parent="div")


def serialise(root: HtmlElement) -> str:
    """Return what is inside `root` as HTML. Every element but `br` and `hr` gets its end tag (libxml2 omits some)."""
    pieces: list[str] = []
    _write_content(root, pieces)
    return "".join(pieces)


def _write_content(element: HtmlElement, pieces: list[str]) -> None:
    pieces.append(escape(element.text or "", quote=False))
    for child in element:
        attributes = "".join(f' {name}="{_escaped(value)}"' for name, value in child.items())
        pieces.append(f"<{child.tag}{attributes}>")
        if child.tag not in VOID:
            _write_content(child, pieces)
            pieces.append(f"</{child.tag}>")
        pieces.append(escape(child.tail or "", quote=False))


def _escaped(value: str) -> str:
    return escape(value, quote=False).replace('"', "&quot;")


def is_block(element: HtmlElement) -> bool:
    return element.tag in BLOCKS


def words_of(element: HtmlElement) -> str:
    """All the text under the element, without its tail."""
    return "".join(element.itertext())


Slot = tuple[HtmlElement, str]  # an element and which of its texts: "text" or "tail"


def runs(root: HtmlElement) -> list[list[Slot]]:
    """The texts that are read in one breath: a block's, a note's."""
    found: list[list[Slot]] = []

    def visit(element: HtmlElement, run: list[Slot]) -> None:
        run.append((element, "text"))
        for child in element:
            own = is_block(child) or child.get("class") == "note" or child.tag == "br"
            visit(child, opened() if own else run)
            if is_block(child) or child.tag == "br":
                run = opened()
            run.append((child, "tail"))

    def opened() -> list[Slot]:
        found.append([])
        return found[-1]

    visit(root, opened())
    return found
