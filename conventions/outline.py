"""The outline of a convention: every block in reading order, as numbered and named now, with what waits in each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from conventions import reviewing
from conventions.assembling import assemble, outlined
from conventions.blocks import KEYED, Address
from conventions.checks import SEVERITIES, check
from conventions.document import numbering
from conventions.document.model import Document
from conventions.models import BlockKind, Convention
from conventions.writers.composer import UNCOUNTED, Composer
from partners.grammar import capitalised

UNTITLED = "Sans titre"
TINTS = {"blocking": "grave", "major": "attente"}  # others look neutral


@dataclass(frozen=True, slots=True)
class Line:
    """A block in the outline.

    `number` is « 1er », « 2b » or nothing; `label` names it in the page: « Article 3 », « Commune de Chanac »;
    `waiting` counts open remarks and suggestions, `findings` what the checks find there, of which the worst gives its
    tint to `gravity`.
    """

    address: str
    kind: str
    label: str
    number: SafeString | str
    title: SafeString | str
    waiting: int = 0
    findings: int = 0
    gravity: str = ""

    @property
    def key(self) -> str:
        return Address.parse(self.address).key


@dataclass(frozen=True, slots=True)
class Outline:
    general: Line
    parties: tuple[Line, ...]
    legal_bases: tuple[Line, ...]
    preamble: Line
    articles: tuple[Line, ...]
    annexes: tuple[Line, ...]
    closing: Line

    def __iter__(self) -> Iterator[Line]:
        """Every line in reading order: the way of « previous » and « next »."""
        yield self.general
        yield from self.parties
        yield from self.legal_bases
        yield self.preamble
        yield from self.articles
        yield from self.annexes
        yield self.closing

    def siblings(self, kind: str) -> tuple[Line, ...]:
        """The blocks of that kind, in order; those that exist once have none."""
        return {
            BlockKind.PARTY: self.parties,
            BlockKind.LEGAL_BASIS: self.legal_bases,
            BlockKind.ARTICLE: self.articles,
            BlockKind.ANNEX: self.annexes,
        }.get(BlockKind(kind), ())

    def line(self, address: Address) -> Line | None:
        return next((line for line in self if line.address == str(address)), None)

    def around(self, address: Address) -> tuple[Line | None, Line | None]:
        """The block before and the block after, in reading order."""
        lines = list(self)
        at = next(rank for rank, line in enumerate(lines) if line.address == str(address))
        before = lines[at - 1] if at else None
        after = lines[at + 1] if at + 1 < len(lines) else None
        return before, after


def outline_of(convention: Convention, *, checked: bool = False) -> Outline:
    """The outline as stored now, in a constant number of queries.

    The long texts are read only to be `checked`: each line then counts what is found there.
    """
    document = assemble(convention) if checked else outlined(convention)
    if not checked and _quotes_sheets(document):
        document = assemble(convention)
    found = _found_in(document) if checked else {}
    return _Reader(document, reviewing.open_counts(convention), found).outline()


def _found_in(document: Document) -> dict[str, list[str]]:
    """Severities of what the checks find, the worst first, by address; what belongs to no block is left out."""
    found: dict[str, list[str]] = {}
    for finding in check(document):
        where = finding.where
        if where.key or where.part not in KEYED:
            found.setdefault(str(Address(where.part, where.key)), []).append(finding.severity)
    return {address: sorted(levels, key=SEVERITIES.index) for address, levels in found.items()}


def _quotes_sheets(document: Document) -> bool:
    """Whether a title cites an action sheet, whose code only the plan tells."""
    titles = [article.title for article in document.articles]
    titles += [annex.title for annex in document.annexes]
    return any('data-kind="sheet"' in title for title in titles)


class _Reader:
    def __init__(
        self, document: Document, waiting: Mapping[str, int], found: Mapping[str, list[str]]
    ) -> None:
        self.document = document
        self.found = found
        self.composer = Composer(document)
        self.waiting = waiting

    def outline(self) -> Outline:
        document = self.document
        articles, annexes = numbering.article_labels(document), numbering.annex_labels(document)
        bases = numbering.legal_basis_labels(document)
        return Outline(
            general=self._once(BlockKind.GENERAL),
            parties=tuple(
                self._party(party.key, capitalised(party.name)) for party in document.parties
            ),
            legal_bases=tuple(
                self._numbered(BlockKind.LEGAL_BASIS, basis.key, bases[basis.key], basis.html)
                for basis in document.legal_bases
            ),
            preamble=self._once(BlockKind.PREAMBLE),
            articles=tuple(
                self._numbered(BlockKind.ARTICLE, one.key, articles[one.key], one.title)
                for one in document.articles
            ),
            annexes=tuple(
                self._numbered(BlockKind.ANNEX, one.key, annexes[one.key], one.title)
                for one in document.annexes
            ),
            closing=self._once(BlockKind.CLOSING),
        )

    def _party(self, key: str, name: str) -> Line:
        return self._line(BlockKind.PARTY, key, name, "", escape(name))

    def _once(self, kind: BlockKind) -> Line:
        return self._line(kind, "", str(kind.label), "", str(kind.label))

    def _numbered(self, kind: BlockKind, key: str, label: numbering.Label, title: str) -> Line:
        number = (
            self.composer.typeset(label.number)
            if kind == BlockKind.ARTICLE
            else label.number  # « 1e » is a letter
        )
        return self._line(kind, key, label.heading, number, self._plain(title) or UNTITLED)

    def _plain(self, html: str) -> SafeString:
        shown = self.composer.plain(html) if "<" in html else self.composer.inline(html)
        return mark_safe(shown.replace(str(UNCOUNTED), "…"))  # noqa: S308 - made by the composer

    def _line(self, kind: BlockKind, key: str, label: str, number: str, title: str) -> Line:
        address = str(Address(kind, key))
        levels = self.found.get(address, [])
        gravity = TINTS.get(levels[0], "") if levels else ""
        waiting = self.waiting.get(address, 0)
        return Line(address, kind, label, number, title, waiting, len(levels), gravity)
