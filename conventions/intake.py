"""A .docx edited outside comes back: what it changes becomes suggestions, block by block, never a silent overwrite."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction

from conventions import blocks, drafting, reviewing
from conventions.assembling import assemble
from conventions.document import codec, marks
from conventions.document.model import Document
from conventions.models import Convention, Suggestion, Thread, WordReturn
from conventions.readers.docx import comparing, memory, returned
from conventions.readers.docx.archive import Archive
from conventions.readers.docx.comparing import BlockChange, Comparison
from conventions.readers.docx.words import Change, Comment
from conventions.readers.source import Unreadable
from conventions.reviewing.proposing import clean
from conventions.writers.docx import to_docx
from ctg.typography import date_long, join

ENOUGH = 0.5  # of the articles found again in a file that does not say where it comes from
MOST_ADDED = 200  # blocks that a file may add
MOST_NOTES = 60
MOST_COMMENTS = 200
WITHOUT_MEMORY = (
    "Ce fichier ne porte plus la marque du texte exporté\u00a0: il est comparé au texte d’aujourd’hui. "
    "Ce qui a changé ici depuis l’export peut paraître changé dans Word."
)
UNMARKED = (
    "Ce fichier n’a pas été exporté d’ici\u00a0: il est rapproché de cette convention par les titres de ses articles. "
    "Relisez les suggestions avec soin."
)
Action = Suggestion.Action


@dataclass(slots=True)
class Outcome:
    """What became of a file. `known` counts the suggestions made before and still open; `twice`: seen already."""

    word_return: WordReturn
    suggestions: list[Suggestion] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)
    known: int = 0
    twice: bool = False

    @property
    def notes(self) -> list[str]:
        return list(self.word_return.notes)


def receive(convention: Convention, *, data: bytes, name: str, user: Any) -> Outcome:
    """Turn what the file changes into suggestions of `user`, comments into discussions, the rest into notes.

    The same file brought twice creates nothing twice. Raises `Unreadable`, one French sentence, for a file that is no
    convention, or of another one.
    """
    archive = Archive(data, name)
    sha256 = hashlib.sha256(data).hexdigest()
    if seen := _seen(convention, sha256):
        return seen
    compared = _compared(convention, archive)
    with transaction.atomic():
        drafting.lock(convention.pk)
        if seen := _seen(convention, sha256):
            return seen
        word_return = WordReturn.objects.create(
            convention=convention, name=" ".join(name.split())[:200], sha256=sha256, brought_by=user
        )
        outcome = Outcome(word_return)
        notes = list(compared.notes)
        for change in compared.changes:
            notes += _propose(convention, change, outcome, user)
        notes += _discuss(convention, compared, outcome, user)
        word_return.notes = _bounded(notes)
        word_return.save(update_fields=["notes"])
    return outcome


def _seen(convention: Convention, sha256: str) -> Outcome | None:
    found = WordReturn.objects.filter(convention=convention, sha256=sha256).first()
    if found is None:
        return None
    made = list(Suggestion.objects.filter(word_return=found).order_by("pk"))
    return Outcome(found, made, twice=True)


# Comparing


def _compared(convention: Convention, archive: Archive) -> Comparison:
    """Compare with the text as it was exported; with today's when the file does not remember it."""
    held = memory.recall(archive)
    if held.reference and held.reference != convention.reference:
        raise Unreadable(
            f"Ce fichier vient de la convention «\u00a0{held.reference}\u00a0», pas de "
            f"«\u00a0{convention.reference}\u00a0»\u00a0: rapportez-le sur la page de la sienne."
        )
    today = marks.without_images(assemble(convention))
    base = _remembered(held)
    exported, back = returned.read(Archive(to_docx(base or today))), returned.read(archive)
    if len(back.blocks) > len(exported.blocks) + MOST_ADDED:
        raise Unreadable(
            f"{archive.called} ajoute plus de {MOST_ADDED} articles, annexes ou visas\u00a0: "
            "ce n’est plus la même convention."
        )
    compared = comparing.compare(base or today, exported, back)
    if not held.reference and compared.matched < ENOUGH:
        raise Unreadable(
            f"{archive.called} ne vient pas de cette convention\u00a0: "
            "moins de la moitié de ses articles s’y retrouvent."
        )
    if not held.reference:
        compared.notes.insert(0, UNMARKED)
    elif base is None and held.digest != codec.digest(today):
        compared.notes.insert(0, WITHOUT_MEMORY)
    return compared


def _remembered(held: memory.Memory) -> Document | None:
    """The text exported, None when the file lost it or when it was not written by this house."""
    signer = signing.Signer(salt=marks.SALT)
    try:
        signer.unsign(f"{held.sealed}{signer.sep}{held.seal}")
        return codec.loads(held.words())
    except (signing.BadSignature, ValueError):
        return None


# Proposing


def _propose(convention: Convention, change: BlockChange, outcome: Outcome, user: Any) -> list[str]:
    """Make the suggestions of a block; return what has to be done by hand."""
    try:
        if change.action == "add":
            _propose_addition(convention, change, outcome, user)
        elif change.action == "remove":
            _propose_removal(convention, change, outcome, user)
        else:
            _propose_change(convention, change, outcome, user)
    except LookupError:
        if change.action == "remove":
            return []
        return [
            f"{change.label}\u00a0: modifié dans Word, mais supprimé ici depuis l’export. À reporter à la main."
        ]
    except ValidationError as refusal:
        return [f"{change.label}\u00a0: {' '.join(refusal.messages)}"]
    return []


def _propose_change(
    convention: Convention, change: BlockChange, outcome: Outcome, user: Any
) -> None:
    block = blocks.find(convention, blocks.Address(change.kind, change.key))
    for name, stored, text in change.fields:
        base, proposed = clean(name, stored), clean(name, text)
        if proposed in (base, clean(name, getattr(block, name))):
            continue
        _make(
            outcome,
            {
                "convention": convention,
                "action": Action.CHANGE,
                "block_kind": change.kind,
                "block_key": change.key,
                "field": name,
                "proposed": proposed,
            },
            change,
            user,
            base=base,
        )


def _propose_addition(
    convention: Convention, change: BlockChange, outcome: Outcome, user: Any
) -> None:
    texts = {name: text for name, _, text in change.fields}
    about = {
        "convention": convention,
        "action": Action.ADD,
        "block_kind": change.kind,
        "after_key": change.after,
        "title": clean("title", texts["title"]),
        "proposed": clean("text" if change.kind == "legal_basis" else "body", texts["body"]),
    }
    if _is_known(about):
        outcome.known += 1
        return
    outcome.suggestions.append(
        reviewing.suggest_addition(
            convention,
            change.kind,
            title=texts["title"],
            body=texts["body"],
            after_key=change.after,
            user=user,
            reason=_reason(outcome.word_return, change.changes),
            word_return=outcome.word_return,
            author_name=_authors(change.changes),
        )
    )


def _propose_removal(
    convention: Convention, change: BlockChange, outcome: Outcome, user: Any
) -> None:
    address = blocks.Address(change.kind, change.key)
    about = {
        "convention": convention,
        "action": Action.REMOVE,
        "block_kind": change.kind,
        "block_key": change.key,
    }
    if _is_known(about):
        outcome.known += 1
        return
    outcome.suggestions.append(
        reviewing.suggest_removal(
            convention,
            address,
            user=user,
            reason=_reason(outcome.word_return, change.changes),
            word_return=outcome.word_return,
            author_name=_authors(change.changes),
        )
    )


def _make(
    outcome: Outcome, about: dict[str, Any], change: BlockChange, user: Any, *, base: str
) -> None:
    """A change keeps for base the text exported: the writer who decides sees what Word started from."""
    if _is_known(about):
        outcome.known += 1
        return
    outcome.suggestions.append(
        Suggestion.objects.create(
            **about,
            base=base,
            author=user,
            author_name=_authors(change.changes),
            reason=_reason(outcome.word_return, change.changes),
            word_return=outcome.word_return,
        )
    )


def _is_known(about: dict[str, Any]) -> bool:
    return Suggestion.objects.filter(**about, status=Suggestion.Status.OPEN).exists()


def _authors(changes: tuple[Change, ...]) -> str:
    names = list(
        dict.fromkeys(change.author.strip() for change in changes if change.author.strip())
    )
    return join(names)[:120]


def _reason(word_return: WordReturn, changes: tuple[Change, ...]) -> str:
    """« Revenu de Word (relecture.docx), modifications suivies du 3 mars 2026. »"""
    days = sorted({day for change in changes if (day := _day(change.on))})
    followed = ""
    if days:
        span = date_long(days[0])
        span = span if len(days) == 1 else f"{span} au {date_long(days[-1])}"
        followed = f", modifications suivies du {span}"
    return f"Revenu de Word ({word_return.name}){followed}."[:2000]


def _day(written: str) -> date | None:
    try:
        return datetime.fromisoformat(written).date() if written else None
    except ValueError:
        return None


# Comments


def _discuss(
    convention: Convention, compared: Comparison, outcome: Outcome, user: Any
) -> list[str]:
    """Open a discussion for each comment of Word; those about none of our blocks are told."""
    notes = []
    for kind, key, comment in compared.comments[:MOST_COMMENTS]:
        words = _said(comment)
        if not kind:
            notes.append(words)
            continue
        address = blocks.Address(kind, key)
        about = {"block_kind": kind, "block_key": key, "remarks__text": words}
        if Thread.objects.filter(convention=convention, **about).exists():
            continue
        try:
            outcome.threads.append(
                reviewing.open_thread(convention, address, words, user=user, quote=comment.quote)
            )
        except (LookupError, ValidationError):
            notes.append(words)
    return notes


def _said(comment: Comment) -> str:
    day = _day(comment.on)
    who = comment.author.strip() or "quelqu’un"
    when = f", le {date_long(day)}" if day else ""
    return f"Commentaire de {who} dans Word{when}\u00a0: {comment.text}"[
        : reviewing.LONGEST
    ].strip()


def _bounded(notes: list[str]) -> list[str]:
    if len(notes) <= MOST_NOTES:
        return notes
    left = len(notes) - MOST_NOTES
    return [*notes[:MOST_NOTES], f"Et {left} autres points, à revoir dans le fichier."]
