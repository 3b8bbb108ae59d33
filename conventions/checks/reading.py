"""The document as checks read it: every text with its block, its words, its place in French."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from conventions.checks.finding import Where
from conventions.document import numbering
from conventions.document.model import Document
from conventions.document.references import Context
from conventions.document.texts import Text, rich_texts
from ctg.richtext import to_text


@dataclass(frozen=True, slots=True)
class Passage:
    """A rich text, its words as they are printed, one line a paragraph, and the block that holds it."""

    text: Text
    words: str
    where: Where


class Reading:
    """One document, read once for all the checks."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.context = Context(document, pages=1)

    @cached_property
    def labels(self) -> dict[tuple[str, str], numbering.Label]:
        return numbering.labels(self.document)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(self._passages())

    def _passages(self) -> Iterator[Passage]:
        lines = {("article", item.key): item.line for item in self.document.articles}
        lines |= {("annex", item.key): item.line for item in self.document.annexes}
        lines |= {("legal_basis", item.key): item.line for item in self.document.legal_bases}
        for text in rich_texts(self.document):
            where = Where(text.kind, text.key, text.where, lines.get((text.kind, text.key)))
            yield Passage(
                text,
                to_text(text.html, variable=self._said, reference=self.context.reference),
                where,
            )

    def _said(self, name: str) -> str:
        """A value that is missing is found by its own check: it must not be read as a blank too."""
        return self.context.variable(name) or "–"

    def block(self, kind: str, key: str, line: int | None = None) -> Where:
        """The place of a numbered block: « article 3 »."""
        return Where(kind, key, self.labels[kind, key].inline, line)
