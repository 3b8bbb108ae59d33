"""Two states of a whole document compared block by block: what was added, removed, moved, changed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from conventions.document import numbering, wording
from conventions.document.aligning import opcodes
from conventions.document.model import Annex, Article, Document, LegalBasis, Party
from conventions.document.redline import changed
from partners.grammar import capitalised

What = Literal["added", "removed", "moved", "changed"]
Texts = tuple[tuple[str, str, str], ...]  # (name of the text, before, after)
KEYED = ("party", "legal_basis", "article", "annex")


@dataclass(frozen=True, slots=True)
class BlockChange:
    """What became of a block. `kind` is that of its address (party, legal_basis, preamble, article, annex, general,
    closing), `key` its key. `label` names it in the document after (« Article 3 »), before when it is removed;
    `was` in the document before when that differs, else "".

    `texts` are the rich texts that differ, to be shown by `redline`; `facts` tells that what is no rich text does
    (dates, representatives, tables…). A block that moved and changed is « changed », with `moved`.
    """

    what: What
    kind: str
    key: str
    label: str
    was: str = ""
    texts: Texts = ()
    facts: bool = False
    moved: bool = False


def compare(before: Document, after: Document) -> tuple[BlockChange, ...]:
    """Every difference, in the reading order of the document after; what is removed stands at the end of its kind."""
    return tuple(_all(before, after))


def _all(before: Document, after: Document) -> Iterator[BlockChange]:
    yield from _once("general", "Généralités", _facts(before), _facts(after))
    yield from _keyed("party", before, after)
    yield from _keyed("legal_basis", before, after)
    if changed(before.preamble, after.preamble):
        texts = (("texte", before.preamble, after.preamble),)
        yield BlockChange("changed", "preamble", "", "Préambule", texts=texts)
    yield from _keyed("article", before, after)
    yield from _keyed("annex", before, after)
    yield from _once("closing", "Clôture", before.closing, after.closing)


def _once(kind: str, label: str, before: object, after: object) -> Iterator[BlockChange]:
    if before != after:
        yield BlockChange("changed", kind, "", label, facts=True)


def _facts(document: Document) -> tuple[object, ...]:
    return (
        document.title,
        document.subtitle,
        document.kind,
        replace(document.period, text=""),
        document.notice,
        document.territory,
    )


def _keyed(kind: str, before: Document, after: Document) -> Iterator[BlockChange]:
    old, new = _blocks(kind, before), _blocks(kind, after)
    old_labels, new_labels = _labels(kind, before), _labels(kind, after)
    moved = _moved([key for key in old if key in new], [key for key in new if key in old])
    for key, block in new.items():
        if key not in old:
            texts = tuple((name, "", html) for name, html in _texts(block) if html)
            yield BlockChange("added", kind, key, new_labels[key], texts=texts)
            continue
        texts = _differing(old[key], block)
        facts = _bare(old[key]) != _bare(block)
        if texts or facts or key in moved:
            label, was = new_labels[key], old_labels[key]
            what: What = "changed" if texts or facts else "moved"
            was = was if was != label else ""
            yield BlockChange(what, kind, key, label, was, texts, facts, moved=key in moved)
    for key, block in old.items():
        if key not in new:
            texts = tuple((name, html, "") for name, html in _texts(block) if html)
            yield BlockChange("removed", kind, key, old_labels[key], texts=texts)


def _moved(before: list[str], after: list[str]) -> set[str]:
    """The keys that changed place among those that stayed: as few as it takes."""
    kept = {key for same, i1, i2, _, _ in opcodes(before, after) if same for key in before[i1:i2]}
    return set(before) - kept


def _blocks(kind: str, document: Document) -> dict[str, Any]:
    held: tuple[Any, ...] = {
        "party": document.parties,
        "legal_basis": document.legal_bases,
        "article": document.articles,
        "annex": document.annexes,
    }[kind]
    return {block.key: block for block in held}


def _labels(kind: str, document: Document) -> dict[str, str]:
    if kind == "party":
        return {
            party.key: capitalised(wording.designation_phrase(party).full)
            for party in document.parties
        }
    found = numbering.labels(document)
    return {key: label.heading for (of, key), label in found.items() if of == kind}


def _texts(block: Party | LegalBasis | Article | Annex) -> list[tuple[str, str]]:
    if isinstance(block, Party):
        return []
    if isinstance(block, LegalBasis):
        return [("texte", block.html)]
    return [("titre", block.title), ("texte", block.html)]


def _differing(before: Any, after: Any) -> Texts:
    return tuple(
        (name, old, new)
        for (name, old), (_, new) in zip(_texts(before), _texts(after), strict=True)
        if changed(old, new)
    )


def _bare(block: Any) -> Any:
    """The block without its rich texts, nor what a reader noted of its source."""
    emptied = {
        name: ""
        for name in ("html", "title", "printed_number", "printed_label")
        if hasattr(block, name)
    }
    return replace(block, line=None, **emptied)
