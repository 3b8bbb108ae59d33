"""What the tests of reading share: the five real conventions, read once, and how words are compared."""

import datetime as dt
import html
import re
from dataclasses import asdict
from functools import cache
from pathlib import Path

from conventions.document.model import Document
from conventions.readers.dates import plain
from conventions.readers.text import read

SEEDS = {
    "aubrac": "aubrac-lot-causses-tarn-2024.txt",
    "bazois": "bazois-2016.txt",
    "creusot": "creusot-bassin-nord-2022.txt",
    "forcalquier": "forcalquier-2022.txt",
    "reseau": "reseau-acteurs-sociaux-2014.txt",
}


@cache
def seed(folder: Path, name: str) -> Document:
    path = folder / SEEDS[name]
    return read(path.read_bytes(), path.name)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def norm(text: str) -> str:
    """Lower-case words without accents, tags or notes' marks, one blank between them."""
    text = re.sub(r'<span data-note="([^"]*)"></span>', r" ", text)
    text = html.unescape(re.sub(r"<[^>]*>", " ", text))
    for raised in "¹²³":
        text = text.replace(raised, " ")
    for ligature, letters in (("œ", "oe"), ("ﬁ", "fi"), ("ﬂ", "fl")):
        text = text.replace(ligature, letters)
    return " ".join(re.findall(r"[a-z0-9]+", plain(text)))


def texts(value: object) -> list[str]:
    """Every string of the tree."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for held in value.values() for text in texts(held)]
    if isinstance(value, list | tuple):
        return [text for held in value for text in texts(held)]
    return [] if value is None else [str(value)]


def words_of(document: Document) -> str:
    return f" {' '.join(norm(text) for text in texts(asdict(document)))} "


def warned(document: Document, *, line: int | None = None, says: str = "") -> list[str]:
    return [
        w.message
        for w in document.warnings
        if says in w.message and (line is None or w.line == line)
    ]


def people(party: object) -> list[tuple[str, str, str]]:
    return [(p.civility, p.name, p.function) for p in party.representatives]  # type: ignore[attr-defined]


def signing(document: Document) -> list[tuple[str, str, str, str]]:
    """(organisation, function, name, name of the party) of each block."""
    names = {party.key: party.name for party in document.parties}
    return [
        (b.organisation, b.function, b.name, names.get(b.party, "")) for b in document.signatures
    ]
