"""A convention written from a template: the clauses kept, in the words of its parties."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from conventions import drafting
from conventions.clauses.writing import Cast, Member, resolve, resolve_line, written_for
from conventions.models import (
    Annex,
    Article,
    Clause,
    ClauseVersion,
    Convention,
    ConventionTemplate,
    LegalBasis,
    Party,
    TemplateClause,
)
from conventions.models.library import AnnexKind, last_versions
from ctg import richtext
from ctg.ordered import new_key

Mode = TemplateClause.Mode
Part = Clause.Part
BLOCKS: dict[str, type[LegalBasis | Article | Annex]] = {
    Part.LEGAL_BASIS: LegalBasis,
    Part.ARTICLE: Article,
    Part.ANNEX: Annex,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A block to write: from which clause, for which party, under which key."""

    clause: Clause
    mode: str
    version: ClauseVersion
    key: str
    itself: Member | None = None
    title: str = ""
    body: str = ""


@transaction.atomic
def write(convention: Convention, template: ConventionTemplate, ticked: Collection[str]) -> None:
    """Write the clauses of a template into a convention that has its parties and no text yet.

    `ticked` holds the codes of the optional clauses that were kept; what these suppose comes with them. Raises
    ValidationError when there is a text already, when a code is unknown, when two variants of a clause are together.
    """
    drafting.lock(convention.pk)
    convention.refresh_from_db()
    if _has_text(convention):
        raise ValidationError("Cette convention a déjà un texte : un modèle ne s’y ajoute pas.")
    uses = chosen(template, ticked)
    refuse_variants(clause for clause, _ in uses)
    there = cast_of(convention)
    pieces = spoken(pieces_of(uses, there), there)
    _start(convention, template)
    _store(convention, pieces)


def _has_text(convention: Convention) -> bool:
    return bool(convention.preamble) or any(
        model._default_manager.filter(convention=convention).exists() for model in BLOCKS.values()
    )


def chosen(template: ConventionTemplate, ticked: Collection[str]) -> list[tuple[Clause, str]]:
    """The clauses kept, in the order of the template, each with its mode; those that others suppose included.

    Raises ValidationError when a ticked code is no clause of the template.
    """
    rows = TemplateClause.objects.filter(template=template, clause__is_active=True)
    uses = list(rows.select_related("clause"))
    codes = {use.clause.code for use in uses}
    if unknown := sorted(set(ticked) - codes):
        raise ValidationError(f"Le modèle n’a pas de clause « {unknown[0]} ».")
    wanted = with_supposed(
        use.clause_id for use in uses if use.mode != Mode.OPTIONAL or use.clause.code in ticked
    )
    offered = {use.clause_id for use in uses}
    others = Clause.objects.filter(pk__in=wanted - offered).order_by("code")
    return [(use.clause, use.mode) for use in uses if use.clause_id in wanted] + [
        (clause, Mode.FREE) for clause in others
    ]


def with_supposed(clauses: Iterable[int]) -> set[int]:
    """The primary keys of those clauses, and of all that they suppose."""
    wanted = set(clauses)
    links = list(Clause.requires.through.objects.values_list("from_clause", "to_clause"))
    while new := {needed for clause, needed in links if clause in wanted} - wanted:
        wanted |= new
    return wanted


def refuse_variants(kept: Iterable[Clause]) -> None:
    """Raise ValidationError when two clauses are variants of one subject."""
    seen: dict[str, Clause] = {}
    for clause in kept:
        family = "preambule" if clause.part == Part.PREAMBLE else clause.family
        if family and seen.setdefault(family, clause) != clause:
            raise ValidationError(
                f"« {seen[family]} » et « {clause} » sont deux rédactions d’une même clause : "
                "gardez l’une des deux."
            )


def cast_of(convention: Convention) -> Cast:
    """The parties of a convention, in order, and what else clauses ask about it."""
    rows = Party.objects.filter(convention=convention).order_by("position")
    members = [
        (Member(key, kind), organisation == convention.owner_id)
        for key, kind, organisation in rows.values_list("key", "organisation__kind", "organisation")
    ]
    return Cast(
        members=tuple(member for member, _ in members),
        porter=next((member for member, keeps in members if keeps), None),
        has_municipalities=bool(convention.municipality_names.strip())
        or convention.municipalities.exists(),
    )


def pieces_of(uses: list[tuple[Clause, str]], there: Cast) -> list[Piece]:
    known = last_versions([clause for clause, _ in uses]).select_related("clause")
    last = {version.clause_id: version for version in known}
    return [
        Piece(clause, mode, last[clause.pk], new_key(), itself)
        for clause, mode in uses
        if clause.pk in last
        for itself in written_for(clause.repeat, there.members)
    ]


def spoken(pieces: list[Piece], there: Cast) -> list[Piece]:
    """The pieces in the words of the convention, without those that would say nothing there.

    They may refer to each other and to the `blocks` that are there already. A piece left out may leave another without
    words: it is done again until all that remain have some.
    """
    while True:
        blocks = dict(there.blocks)
        for piece in pieces:
            blocks.setdefault(piece.clause.code, piece.key)
        written = [
            _written(piece, replace(there, blocks=blocks, itself=piece.itself)) for piece in pieces
        ]
        kept = [piece for piece in written if piece]
        if len(kept) == len(pieces):
            return kept
        pieces = kept


def _written(piece: Piece, cast: Cast) -> Piece | None:
    said = words(piece.version, cast)
    return said and replace(piece, title=said[0], body=said[1])


def words(version: ClauseVersion, cast: Cast) -> tuple[str, str] | None:
    """(title, body) of a wording in the words of a convention; None when nothing of it can be said there."""
    title = resolve_line(version.title, cast) if version.title else ""
    body = resolve(version.body, cast) if version.body else ""
    if title is None or (version.body and richtext.is_empty(body)):
        return None
    return title, body


def _start(convention: Convention, template: ConventionTemplate) -> None:
    """What the template says of the whole; a convention opened on that template has chosen it already."""
    if convention.template_id == template.pk:
        return
    convention.template = template
    convention.kind = template.kind
    convention.title = template.title
    convention.subtitle = template.subtitle
    convention.notice_months = template.notice_months
    convention.notice_form = template.notice_form
    convention.save()


def _store(convention: Convention, pieces: list[Piece]) -> None:
    for piece in pieces:
        if piece.clause.part == Part.PREAMBLE:
            convention.preamble = piece.body
            convention.preamble_source = piece.version
            convention.save(update_fields=["preamble", "preamble_source", "updated_at"])
    for part, model in BLOCKS.items():
        of_part = [piece for piece in pieces if piece.clause.part == part]
        rows: list[Any] = [
            block_of(
                convention,
                piece.version,
                piece.title,
                piece.body,
                key=piece.key,
                position=place,
                is_locked=piece.mode == Mode.LOCKED,
            )
            for place, piece in enumerate(of_part, start=1)
        ]
        model._default_manager.bulk_create(rows)


def block_of(
    convention: Convention, version: ClauseVersion, title: str, body: str, **values: Any
) -> LegalBasis | Article | Annex:
    """A block, not stored, that holds the words of a clause."""
    clause = version.clause
    said: dict[str, Any] = {"title": title, "body": body}
    if clause.part == Part.LEGAL_BASIS:
        said = {"text": title}
    elif clause.part == Part.ANNEX:
        said["kind"] = clause.annex_kind or AnnexKind.TEXT
    return BLOCKS[clause.part](convention=convention, source=version, **said, **values)
