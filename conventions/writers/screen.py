"""A convention as it is read in the browser: the whole deed as one fragment, and its outline."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from conventions.document import numbering
from conventions.document.model import Document
from conventions.writers.composer import Composer
from conventions.writers.passages import passages


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
    read = passages(document)
    parts, listed = _outline(Composer(document), signed=any(one.name == "cloture" for one in read))
    html = "".join(passage.html for passage in read)
    return Screen(mark_safe(html), parts, listed)  # noqa: S308 - made of passages


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
