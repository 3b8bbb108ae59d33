"""A clause of the library added to a convention that is already written."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import strip_tags

from conventions import drafting
from conventions.clauses.writing import written_for
from conventions.library.comparing import blocks_of, party_of, wording_of
from conventions.library.writing import (
    BLOCKS,
    Mode,
    Part,
    Piece,
    block_of,
    cast_of,
    pieces_of,
    refuse_variants,
    spoken,
    with_supposed,
)
from conventions.models import Clause, ClauseVersion, Convention
from conventions.models.library import last_versions
from partners.grammar import fold

SILENT = "Cette clause n’a rien à dire ici : elle parle de qui n’est pas partie, ou y figure déjà."


@dataclass(frozen=True, slots=True)
class Choice:
    """A clause to insert; `refusal` says why it cannot be, "" when it can."""

    clause: Clause
    version: ClauseVersion
    refusal: str


def choices(convention: Convention, query: str = "", part: str = "") -> list[Choice]:
    """The clauses of the library whose name, title or text hold all the words of `query`, variants refused."""
    present = _present(convention)
    versions = last_versions().filter(clause__is_active=True).select_related("clause")
    found = [
        Choice(version.clause, version, _refusal(version.clause, present, convention))
        for version in versions
        if part in ("", version.clause.part) and _holds(version, query)
    ]
    return sorted(found, key=lambda one: (bool(one.refusal), fold(one.clause.name)))


def _holds(version: ClauseVersion, query: str) -> bool:
    said = fold(strip_tags(f"{version.clause.name} {version.title} {version.body}"))
    return all(word in said for word in fold(query).split())


def _present(convention: Convention) -> list[Clause]:
    """The clauses the convention holds already."""
    sources = {
        source
        for model in BLOCKS.values()
        for source in model._default_manager.filter(convention=convention).values_list(
            "source", flat=True
        )
    }
    used = sources | {convention.preamble_source_id}
    return list(Clause.objects.filter(versions__in=used - {None}).distinct())


def _refusal(clause: Clause, present: Collection[Clause], convention: Convention) -> str:
    if clause.part == Part.PREAMBLE and convention.preamble:
        return "La convention a déjà un préambule."
    if clause in present and not _is_missing(clause, convention):
        return "Cette clause est déjà dans la convention."
    family = [one for one in present if clause.family and one.family == clause.family]
    rival = next((one for one in family if one != clause), None)
    if rival is None:
        return ""
    return f"La convention a déjà « {rival} » : ce sont deux rédactions d’une même clause."


@transaction.atomic
def insert(convention: Convention, clause: Clause, *, after: Any = None) -> list[Any]:
    """Write a clause after the block `after` when it is of the same list, else at the end, with what it supposes.

    Returns the blocks written, the clause’s own first; the convention stands for its preamble. Raises ValidationError
    when it is there already, beside a variant, or would say nothing in this convention.
    """
    drafting.lock(convention.pk)
    convention.refresh_from_db()
    present = _present(convention)
    if refusal := _refusal(clause, present, convention):
        raise ValidationError(refusal)
    supposed = Clause.objects.filter(pk__in=with_supposed([clause.pk])).exclude(pk=clause.pk)
    others = [one for one in supposed if one not in present]
    refuse_variants([*present, clause, *others])
    there = replace(cast_of(convention), blocks=blocks_of(convention))
    asked = pieces_of([(one, Mode.FREE) for one in (clause, *others)], there)
    named = _named_by(convention, clause)
    absent = [piece for piece in asked if not piece.itself or piece.itself.key not in named]
    pieces = spoken(absent, there)
    if not any(piece.clause == clause for piece in pieces):
        raise ValidationError(SILENT)
    written, place = [], after
    for piece in pieces:
        block = _place(convention, piece, place if piece.clause == clause else None)
        place = block if piece.clause == clause else place
        written.append(block)
    return written


def _is_missing(clause: Clause, convention: Convention) -> bool:
    """Whether a repeated clause is still to be written for a party."""
    concerned = written_for(clause.repeat, cast_of(convention).members) if clause.repeat else ()
    return bool({one.key for one in concerned if one} - _named_by(convention, clause))


def _named_by(convention: Convention, clause: Clause) -> set[str]:
    """The parties that the blocks a repeated clause became are about already."""
    if not clause.repeat:
        return set()
    blocks = BLOCKS[clause.part]._default_manager.filter(
        convention=convention, source__clause=clause
    )
    bound = cast_of(convention)
    about = [party_of(clause, wording_of(block), bound) for block in blocks]
    return {party.key for party in about if party}


def _place(convention: Convention, piece: Piece, after: Any) -> Any:
    if piece.clause.part == Part.PREAMBLE:
        convention.preamble, convention.preamble_source = piece.body, piece.version
        convention.save(update_fields=["preamble", "preamble_source", "updated_at"])
        return convention
    block = block_of(convention, piece.version, piece.title, piece.body, key=piece.key)
    same = after is not None and type(after) is type(block)
    drafting.place(block, after=after.position if same else None)
    return block
