"""Numbers and labels of the blocks, computed from their places; anchors, from their stable keys."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from string import ascii_lowercase

from conventions.document.model import Annex, Document, Sheet

PREFIXES = {"article": "art", "annex": "annexe", "sheet": "fiche", "legal_basis": "visa"}


@dataclass(frozen=True, slots=True)
class Label:
    """A block's number, alone (« 1er »), at its head (« Article 1er ») and in a sentence (« article 1er »)."""

    number: str
    heading: str
    inline: str


def article_labels(document: Document) -> dict[str, Label]:
    """Label of every article by key: « Article 1er », « Article 2 »…"""
    return {
        article.key: _label("article", "1er" if rank == 1 else str(rank))
        for rank, article in enumerate(document.articles, 1)
    }


def annex_labels(document: Document) -> dict[str, Label]:
    """Label of every annex by key: « Annexe 1 »; « Annexe 1a », « Annexe 1b » when they share a number."""
    labels = {}
    for number, group in _annex_groups(document.annexes):
        for rank, annex in enumerate(group):
            letter = _letters(rank) if len(group) > 1 else ""
            labels[annex.key] = _label("annexe", f"{number}{letter}")
    return labels


def _annex_groups(annexes: tuple[Annex, ...]) -> Iterator[tuple[int, list[Annex]]]:
    number, numbered = 0, []
    for annex in annexes:
        number += 0 if annex.with_previous and number else 1
        numbered.append((number, annex))
    for key, group in groupby(numbered, key=lambda pair: pair[0]):
        yield key, [annex for _, annex in group]


def _letters(rank: int) -> str:
    """a … z, then aa, ab…"""
    head, last = divmod(rank, 26)
    return (_letters(head - 1) if head else "") + ascii_lowercase[last]


def sheet_labels(document: Document) -> dict[str, Label]:
    """Label of every action sheet by key: « Fiche-action 2.1 », or its title when it has no code."""
    return {
        sheet.key: _label("fiche-action", sheet.code or f"« {sheet.title} »")
        for sheet in sheets(document)
    }


def legal_basis_labels(document: Document) -> dict[str, Label]:
    """Label of every visa by key: « Visa 3 »."""
    return {
        basis.key: _label("visa", str(rank)) for rank, basis in enumerate(document.legal_bases, 1)
    }


def labels(document: Document) -> dict[tuple[str, str], Label]:
    """Label of every block by (kind, key)."""
    by_kind = {
        "article": article_labels(document),
        "annex": annex_labels(document),
        "sheet": sheet_labels(document),
        "legal_basis": legal_basis_labels(document),
    }
    return {(kind, key): label for kind, found in by_kind.items() for key, label in found.items()}


def sheets(document: Document) -> Iterator[Sheet]:
    """Every action sheet annexed, in reading order."""
    for annex in document.annexes:
        yield from annex.sheets


def anchor(kind: str, key: str) -> str:
    """The id of a block in the page: « art-1f3a9c20 »."""
    return f"{PREFIXES[kind]}-{key}"


def anchors(document: Document) -> dict[tuple[str, str], str]:
    """The id of every block by (kind, key)."""
    return {target: anchor(*target) for target in labels(document)}


def _label(word: str, number: str) -> Label:
    return Label(number, f"{word[0].upper()}{word[1:]} {number}", f"{word} {number}")
