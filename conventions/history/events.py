"""What the database kept: the events of a convention, the newest first, each with the state before it."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import MD5

from conventions.blocks import Address
from conventions.models import (
    Annex,
    AnnexFacility,
    AnnexTable,
    Article,
    BlockKind,
    Convention,
    CoveredMunicipality,
    LegalBasis,
    Party,
    Signatory,
)

BLOCKS: dict[type[models.Model], str] = {
    Party: BlockKind.PARTY,
    LegalBasis: BlockKind.LEGAL_BASIS,
    Article: BlockKind.ARTICLE,
    Annex: BlockKind.ANNEX,
}
HOLDERS: dict[type[models.Model], tuple[type[models.Model], str]] = {
    Signatory: (Party, "party"),
    AnnexTable: (Annex, "annex"),
    AnnexFacility: (Annex, "annex"),
}
TRACKED: tuple[type[models.Model], ...] = (Convention, *BLOCKS, *HOLDERS, CoveredMunicipality)
LONG = ("body", "preamble")  # compared by their mark, read when they are asked for
MOST_READ = 400  # events of a page

INSERT, UPDATE, DELETE = "insert", "update", "delete"
Row = dict[str, Any]


@dataclass(slots=True)
class Event:
    """A row of `model` as one statement left it.

    `before` is the row as the event `before_id` had left it, None when it was not there. Long texts are told by a
    mark. `by` is an account, None for a program, named by `command`. `moment` is common to all that one
    transaction did.
    """

    model: type[models.Model]
    id: int
    label: str
    at: dt.datetime
    context: UUID | None
    metadata: dict[str, Any]
    row: Row = field(default_factory=dict)
    before: Row | None = None
    before_id: int | None = None
    back: bool = False  # the row had been deleted before

    @property
    def moment(self) -> tuple[dt.datetime, UUID | None]:
        return self.at, self.context

    @property
    def by(self) -> int | None:
        return self.metadata.get("user")

    @property
    def object(self) -> int:
        return self.row["pgh_obj_id"]

    @property
    def changed(self) -> set[str]:
        """The columns that differ from the state before."""
        if self.before is None:
            return set()
        return {
            name
            for name, value in self.row.items()
            if not name.startswith("pgh_") and self.before[name] != value
        }


@dataclass(frozen=True, slots=True)
class Asked:
    """Which events: those of a block or of the whole convention, of a person or of all, before a moment."""

    convention: Convention
    address: Address | None = None
    by: int | None = None
    since: dt.datetime | None = None
    before: dt.datetime | None = None


def of(model: type[models.Model]) -> Any:
    """The events of a model."""
    return model.pgh_event_model.objects.order_by()  # type: ignore[attr-defined]


def read(asked: Asked, most: int = MOST_READ) -> tuple[list[Event], bool]:
    """(the newest events asked for, whether older ones remain). A transaction is never cut."""
    heads = _union(asked)[: most + 1]
    found = [_event(head) for head in heads]
    more = len(found) > most
    if more:
        last = found[-1].at
        whole = [event for event in found if event.at != last]
        found = whole or [_event(head) for head in _union(asked, at=last)]
    _fill(found)
    return found, more


def authors(convention: Convention) -> list[int]:
    """The accounts that changed anything, in no order."""
    queries = [
        of(model)
        .filter(_within(Asked(convention), model), pgh_context__metadata__user__isnull=False)
        .values_list("pgh_context__metadata__user", flat=True)
        for model in TRACKED
    ]
    return [number for number in queries[0].union(*queries[1:]) if number is not None]


def one(convention: Convention, model: type[models.Model], number: int) -> Event:
    """One event. Raises LookupError when the convention has no such one."""
    rows = of(model).filter(_within(Asked(convention), model), pgh_id=number)
    head = rows.annotate(pgh_table=Value(model.__name__)).values_list(*_HEAD).first()
    if head is None:
        raise LookupError(number)
    event = _event(head)
    _fill([event])
    return event


_HEAD = (
    "pgh_table",
    "pgh_id",
    "pgh_label",
    "pgh_created_at",
    "pgh_context",
    "pgh_context__metadata",
)


def _union(asked: Asked, at: dt.datetime | None = None) -> Any:
    """The heads of the events of every table, the newest first."""
    queries = []
    for model in _tables(asked):
        rows = of(model).filter(_within(asked, model), _when(asked, at))
        queries.append(rows.annotate(pgh_table=Value(model.__name__)).values_list(*_HEAD))
    order = ("-pgh_created_at", "pgh_table", "-pgh_id")
    return queries[0].union(*queries[1:], all=True).order_by(*order)


def _tables(asked: Asked) -> list[type[models.Model]]:
    address = asked.address
    if address is None:
        return list(TRACKED)
    if address.kind == BlockKind.GENERAL:
        return [Convention, CoveredMunicipality]
    held = [model for model, kind in BLOCKS.items() if kind == address.kind] or [Convention]
    return held + [model for model, (holder, _) in HOLDERS.items() if holder in held]


def _within(asked: Asked, model: type[models.Model]) -> Q:
    convention, key = asked.convention, asked.address.key if asked.address else ""
    if model is Convention:
        return Q(pgh_obj=convention)
    if model in HOLDERS:
        holder, name = HOLDERS[model]
        rows = of(holder).filter(_within(asked, holder))
        return Q(**{f"{name}__in": rows.values("pgh_obj_id")})
    return Q(convention=convention, key=key) if key else Q(convention=convention)


def _when(asked: Asked, at: dt.datetime | None) -> Q:
    found = Q()
    if at is not None:
        found &= Q(pgh_created_at=at)
    if asked.before is not None:
        found &= Q(pgh_created_at__lt=asked.before)
    if asked.since is not None:
        found &= Q(pgh_created_at__gte=asked.since)
    if asked.by is not None:
        found &= Q(pgh_context__metadata__user=asked.by)
    return found


def _event(head: tuple[Any, ...]) -> Event:
    table, number, label, at, context, metadata = head
    model = next(model for model in TRACKED if model.__name__ == table)
    return Event(model, number, label, at, context, metadata or {})


def _fill(events: list[Event]) -> None:
    """Read the rows the events tell about, and those before them: two queries a table."""
    for model in TRACKED:
        mine = [event for event in events if event.model is model]
        if mine:
            _fill_table(model, mine)


def _fill_table(model: type[models.Model], events: list[Event]) -> None:
    earlier = of(model).filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id"))
    before = Subquery(earlier.order_by("-pgh_id").values("pgh_id")[:1])
    rows = _rows(of(model).annotate(pgh_before=before), [event.id for event in events])
    missing = {row["pgh_before"] for row in rows.values()} - {None, *rows}
    known = rows | (_rows(of(model), list(missing)) if missing else {})
    for event in events:
        event.row = dict(rows[event.id])
        event.before_id = event.row.pop("pgh_before")
        last = known.get(event.before_id) if event.before_id else None
        if last is not None and last["pgh_label"] == DELETE:
            event.back = True
        elif last is not None:
            event.before = last


def _rows(queryset: Any, numbers: list[int]) -> dict[int, Row]:
    """The columns of those events; of long texts, a mark under their name."""
    names = [field.attname for field in queryset.model._meta.concrete_fields]
    marks = {f"mark_{name}": MD5(name) for name in LONG if name in names}
    extra = [name for name in queryset.query.annotations if name not in names]
    kept = [name for name in names if name not in LONG]
    found = {}
    for row in queryset.filter(pgh_id__in=numbers).annotate(**marks).values(*kept, *extra, *marks):
        for mark in marks:
            row[mark.removeprefix("mark_")] = row.pop(mark)
        found[row["pgh_id"]] = row
    return found
