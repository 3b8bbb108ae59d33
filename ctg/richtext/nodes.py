"""The live nodes of rich text: empty spans whose words are computed when the text is shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Literal

from lxml.html import HtmlElement

from ctg.markup import parse


@dataclass(frozen=True, slots=True)
class Live:
    """A live node met in a text. `name` is a variable's, `kind` and `key` a reference's, `text` a note's."""

    type: Literal["variable", "reference", "note"]
    name: str = ""
    kind: str = ""
    key: str = ""
    text: str = ""


def variable(name: str) -> str:
    """The stored form of a variable."""
    return f'<span data-var="{escape(name)}"></span>'


def reference(kind: str, key: str) -> str:
    """The stored form of a reference."""
    return f'<span data-ref="{escape(key)}" data-kind="{escape(kind)}"></span>'


def note(text: str) -> str:
    """The stored form of a footnote."""
    return f'<span data-note="{escape(text)}"></span>'


def live_nodes(html: str) -> Iterator[Live]:
    """Every live node of the text, in reading order."""
    if "<span" not in html:
        return
    for element in parse(html).iter("span"):
        if node := live_of(element):
            yield node


def attributes_of(live: Live) -> dict[str, str]:
    if live.type == "variable":
        return {"data-var": live.name}
    if live.type == "reference":
        return {"data-ref": live.key, "data-kind": live.kind}
    return {"data-note": live.text}


def live_of(element: HtmlElement) -> Live | None:
    if element.tag != "span":
        return None
    if name := element.get("data-var"):
        return Live("variable", name=name)
    if key := element.get("data-ref"):
        return Live("reference", kind=element.get("data-kind", "article"), key=key)
    if text := element.get("data-note"):
        return Live("note", text=text)
    return None
