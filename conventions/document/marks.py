"""How a Word file remembers the convention it came from: hidden bookmarks, style names, parts of its own.

Shared by the writer and the reader. A bookmark whose name opens with « _ » is hidden in Word; its name holds forty
signs at most, letters, figures and « _ ».
"""

import re
from dataclasses import dataclass, replace

from conventions.document.model import Document

NAMESPACE = "urn:ctg:convention"
PROPERTY = "ctg"  # of the file: « reference digest »
PREFIX = "_ctg_"
COMPUTED = "calcul"  # where what is computed begins inside an annex
CHIP = "noeud"  # a live node
SALT = "ctg.word"

PARTS = {
    "parties": "Les parties",
    "visas": "Visas",
    "preamble": "Préambule",
    "articles": "Articles",
    "signatures": "Signatures",
}
KINDS = ("article", "annex", "legal_basis")
COUNTED = "…"  # where Word counts the pages itself


@dataclass(frozen=True, slots=True)
class Style:
    """Names as Word shows them; the reader knows a style by its name, in any letter case."""

    title: str = "Title"
    subtitle: str = "Subtitle"
    part: str = "heading 1"
    article: str = "heading 2"
    contents: str = "TOC Heading"
    basis: str = "Visa"
    head: str = "Tableau – en-tête"
    cell: str = "Tableau – texte"
    figure: str = "Tableau – chiffre"
    more: str = "List Continue"
    quote: str = "Quote"
    rule: str = "Filet"
    caption: str = "caption"
    number: str = "Numéro"  # of characters: what is computed in a heading


STYLE = Style()


def block_mark(kind: str, key: str) -> str:
    """The bookmark of a block: « _ctg_article_8f3a… »."""
    return f"{PREFIX}{kind}_{_safe(key)}"[:40]


def part_mark(part: str) -> str:
    """The bookmark of a part: « _ctg_part_visas »."""
    return f"{PREFIX}part_{part}"


def computed_mark(key: str) -> str:
    return f"{PREFIX}{COMPUTED}_{_safe(key)}"[:40]


def chip_mark(rank: int) -> str:
    """The bookmark of the live node of that rank in the file."""
    return f"{PREFIX}{CHIP}_{rank}"


def _safe(key: str) -> str:
    return re.sub(r"\W", "_", key, flags=re.ASCII)


def without_images(document: Document) -> Document:
    """The document as a Word file remembers it: every word, no logo."""
    parties = tuple(replace(party, logo=None) for party in document.parties)
    return replace(document, parties=parties)
