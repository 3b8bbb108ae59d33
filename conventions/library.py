"""Operations on the library: load what is delivered, publish a wording, write a convention from a template.

A wording without an author was delivered with the software; one with an author was published by an administrator.
Loading again publishes a delivered wording that changed, unless the last one has an author. Everything else (name,
advice, templates) is written once, when it is missing: it then belongs to the administrators.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from conventions import clauses, drafting
from conventions.clauses.shapes import Clause as Delivered, Template as DeliveredTemplate
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
UPDATED = "Mise à jour de la bibliothèque livrée avec le logiciel."


@dataclass(frozen=True, slots=True)
class Loaded:
    """Clauses and templates written; wordings brought up to date, and those left to their author."""

    clauses: int
    updated: int
    kept: int
    templates: int


# Loading


@transaction.atomic
def load() -> Loaded:
    """Write what is missing from the library delivered with the software; a second time, nothing."""
    known = Clause.objects.in_bulk(field_name="code")
    missing = [one for one in clauses.CLAUSES if one.code not in known]
    for delivered in missing:
        known[delivered.code] = _create(delivered)
    for delivered in missing:
        known[delivered.code].requires.set([known[code] for code in delivered.requires])
    outcomes = [_bring_up_to_date(one, last) for one, last in _delivered_before(missing)]
    return Loaded(
        clauses=len(missing),
        updated=outcomes.count("updated"),
        kept=outcomes.count("kept"),
        templates=sum(_load_template(one, known) for one in clauses.TEMPLATES),
    )


def _create(delivered: Delivered) -> Clause:
    clause = Clause(
        code=delivered.code,
        name=delivered.name,
        part=delivered.part,
        family=delivered.family,
        repeat=delivered.repeat,
        annex_kind=delivered.annex_kind,
        advice=delivered.advice,
    )
    clause.full_clean()
    clause.save()
    ClauseVersion.objects.create(
        clause=clause, number=1, title=delivered.title_html, body=delivered.body_html
    )
    return clause


def _delivered_before(missing: list[Delivered]) -> list[tuple[Delivered, ClauseVersion]]:
    last = {version.clause.code: version for version in last_versions().select_related("clause")}
    new = {one.code for one in missing}
    return [(one, last[one.code]) for one in clauses.CLAUSES if one.code not in new]


def _bring_up_to_date(delivered: Delivered, last: ClauseVersion) -> str:
    title = richtext.sanitise_inline(delivered.title_html)
    body = richtext.sanitise(delivered.body_html)
    if (last.title, last.body) == (title, body):
        return "same"
    if last.author_id is not None:
        return "kept"
    ClauseVersion.objects.create(
        clause=last.clause, number=last.number + 1, title=title, body=body, note=UPDATED
    )
    return "updated"


def _load_template(delivered: DeliveredTemplate, known: dict[str, Clause]) -> bool:
    if ConventionTemplate.objects.filter(code=delivered.code).exists():
        return False
    template = ConventionTemplate(
        code=delivered.code,
        name=delivered.name,
        description=delivered.description,
        kind=delivered.kind,
        title=delivered.title,
        subtitle=delivered.subtitle,
        years=delivered.years,
        notice_months=delivered.notice_months,
        notice_form=delivered.notice_form,
    )
    template.full_clean()
    template.save()
    TemplateClause.objects.bulk_create(
        TemplateClause(
            template=template,
            clause=known[use.code],
            position=place,
            mode=use.mode,
            is_ticked=use.ticked,
        )
        for place, use in enumerate(delivered.clauses, start=1)
    )
    return True


# Publishing


@transaction.atomic
def publish(
    clause: Clause, title: str, body: str, note: str = "", author: Any = None
) -> ClauseVersion:
    """Publish another wording of a clause; the one in force when nothing changed: the button was pressed twice.

    Raises ValidationError when the text is refused (too long, nested too deep).
    """
    Clause.objects.select_for_update(of=("self",), no_key=True).get(pk=clause.pk)
    last = clause.versions.order_by("-number").first()
    version = ClauseVersion(
        clause=clause,
        number=last.number + 1 if last else 1,
        title=title,
        body=body,
        note=note,
        author=author,
    )
    version.full_clean()
    if last and (last.title, last.body) == (version.title, version.body):
        return last
    version.save()
    return version


# Writing


@dataclass(frozen=True, slots=True)
class _Piece:
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
    pieces = _kept(_pieces(uses, there), there)
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
    uses = list(
        template.clauses.filter(clause__is_active=True)
        .select_related("clause")
        .prefetch_related("clause__requires")
    )
    codes = {use.clause.code for use in uses}
    if unknown := sorted(set(ticked) - codes):
        raise ValidationError(f"Le modèle n’a pas de clause « {unknown[0]} ».")
    kept = {
        use.clause.code: use.clause
        for use in uses
        if use.mode != Mode.OPTIONAL or use.clause.code in ticked
    }
    waiting = list(kept.values())
    while waiting:
        for needed in waiting.pop().requires.all():
            if needed.code not in kept:
                kept[needed.code] = needed
                waiting.append(needed)
    placed = [(use.clause, use.mode) for use in uses if use.clause.code in kept]
    return placed + [(clause, Mode.FREE) for code, clause in kept.items() if code not in codes]


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


def _pieces(uses: list[tuple[Clause, str]], there: Cast) -> list[_Piece]:
    last = {version.clause_id: version for version in last_versions([clause for clause, _ in uses])}
    return [
        _Piece(clause, mode, last[clause.pk], new_key(), itself)
        for clause, mode in uses
        if clause.pk in last
        for itself in written_for(clause.repeat, there.members)
    ]


def _kept(pieces: list[_Piece], there: Cast) -> list[_Piece]:
    """The pieces in the words of the convention, without those that would say nothing there.

    A piece left out may leave another without words: it is done again until all that remain have some.
    """
    while True:
        blocks: dict[str, str] = {}
        for piece in pieces:
            blocks.setdefault(piece.clause.code, piece.key)
        written = [
            _written(piece, replace(there, blocks=blocks, itself=piece.itself)) for piece in pieces
        ]
        kept = [piece for piece in written if piece]
        if len(kept) == len(pieces):
            return kept
        pieces = kept


def _written(piece: _Piece, cast: Cast) -> _Piece | None:
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
    convention.template = template
    convention.kind = template.kind
    convention.title = template.title
    convention.subtitle = template.subtitle
    convention.notice_months = template.notice_months
    convention.notice_form = template.notice_form
    convention.save()


def _store(convention: Convention, pieces: list[_Piece]) -> None:
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
