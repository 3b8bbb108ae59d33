"""A convention as it is read in the browser: the whole deed as one fragment, and its outline."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from conventions.document import numbering
from conventions.document.model import Document
from conventions.writers import annexes, front
from conventions.writers.composer import UNCOUNTED, Composer
from ctg import richtext
from ctg.markup import parse, serialise


class _ScreenComposer(Composer):
    """Wide tables scroll on their own; the number of pages is only known once printed."""

    def rich(self, html: str) -> SafeString:
        shown = self.context.html(richtext.sanitise(html))
        return mark_safe(_scrolling(shown) if "<table" in shown else shown)  # noqa: S308 - sanitised

    def counts(self) -> SafeString:
        return mark_safe("")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the outline: « 1er », « 2b » or no number at all, and the anchor it leads to, if it is there."""

    number: SafeString | str
    title: SafeString | str
    anchor: str


@dataclass(frozen=True, slots=True)
class Screen:
    """`html` is the fragment; `parts` and `annexes` are the outline."""

    html: SafeString
    parts: tuple[Line, ...]
    annexes: tuple[Line, ...]


def to_screen(document: Document) -> Screen:
    """Render the deed for a page of the site: same texts, numbers and live values as the PDF."""
    composer = _ScreenComposer(document)
    printed = annexes.annexes(composer)
    signatures = front.signatures(composer)
    context = {
        "cover": front.cover(composer),
        "parties": front.parties(composer),
        "bases": front.bases(composer),
        "preamble": composer.rich(document.preamble),
        "articles": front.articles(composer),
        "signatures": signatures,
        "annexes": printed,
    }
    html = render_to_string("conventions/_deed.html", context).replace(str(UNCOUNTED), "…")
    parts, listed = _outline(composer, signed=signatures is not None)
    return Screen(mark_safe(html), parts, listed)  # noqa: S308 - a template's output


def _scrolling(html: str) -> str:
    """Put every table in a region of its own, that the keyboard can reach and scroll."""
    root = parse(html)
    for rank, table in enumerate(list(root.iter("table")), 1):
        region = table.makeelement("div", {"class": "defile", "tabindex": "0", "role": "group"})
        region.set("aria-label", f"Tableau {rank}")
        region.tail, table.tail = table.tail, None
        table.addprevious(region)
        region.append(table)
    return serialise(root)


def _outline(composer: Composer, *, signed: bool) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    document = composer.document
    labels = numbering.labels(document)

    def line(kind: str, key: str, title: str, *, there: bool = True) -> Line:
        number = composer.typeset(labels[kind, key].number)
        return Line(number, composer.plain(title), composer.anchor(kind, key) if there else "")

    parts = [
        Line("", title, anchor)
        for title, anchor, there in (
            ("Parties", "parties", document.parties),
            ("Visas", "visas", document.legal_bases),
            ("Préambule", "preambule", document.preamble),
        )
        if there
    ]
    parts += [line("article", article.key, article.title) for article in document.articles]
    if signed:
        parts.append(Line("", "Signatures", "signatures"))
    return tuple(parts), tuple(
        line("annex", annex.key, annex.title, there=annex.present) for annex in document.annexes
    )
