"""Save what was typed in one block, and only over the text it was typed from: no word is lost without being seen."""

import copy
import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone

from conventions import blocks, drafting, perms
from conventions.blocks import FIELDS, MODELS, Address
from conventions.models import Convention
from partners.models import Account

Values = dict[str, str]
VERSIONS_READ = 500  # how far back the text one started from is looked for

LOCKED = "Le texte de cette clause est verrouillé par le modèle : il ne se modifie pas ici."
FORBIDDEN = "Vous ne pouvez pas modifier le texte de cette convention."
SETTLED = "Le texte de cette convention est stabilisé : il ne se modifie plus."


@dataclass(frozen=True, slots=True)
class Saved:
    """What is stored now: its `state` and its `values`; whether this save `changed` anything, `at` what time.

    `merged` names the fields that others changed meanwhile and that the sender has not seen yet.
    """

    state: str
    changed: bool
    at: dt.datetime
    values: Values
    merged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Who wrote what a block says now, and when; None when the history does not tell."""

    by: Account | None = None
    at: dt.datetime | None = None


@dataclass(eq=False)
class Conflict(Exception):
    """Someone else changed the same words meanwhile: nothing was written, both texts are here.

    `stored` is what the block says now, in the state `state`; `typed` what was to be saved, cleaned; `fields` those
    that both changed, `last` their last change.
    """

    state: str
    stored: Values
    typed: Values
    fields: tuple[str, ...]
    last: Change


class _BlockForm(forms.ModelForm):
    """The rules of the model, on the typed fields only; a fault of another field is told of the whole block."""

    def add_error(self, field: str | None, error: Any) -> None:
        for name, faults in getattr(error, "error_dict", {field: error}).items():
            super().add_error(name if name in self.fields else None, faults)


@cache
def form_of(kind: str) -> type[forms.ModelForm]:
    """The form that checks what is typed in a block of that kind."""
    return forms.modelform_factory(MODELS[kind], form=_BlockForm, fields=list(FIELDS[kind]))


@transaction.atomic
def save(
    convention: Convention, address: Address, typed: Mapping[str, str], *, base: str, user: Any
) -> Saved:
    """Store what was typed in a block, if it still says what it said in the state `base`.

    `typed` holds the fields of `blocks.FIELDS` as text, dates ISO; a field left out stays as it is. What others
    changed in other fields stays too. Raises Conflict when someone else changed the same field, ValidationError by
    field, PermissionDenied with its reason, LookupError when the block is gone.
    """
    drafting.lock(convention.pk)
    convention.refresh_from_db(fields=["status"])
    block = blocks.find(convention, address, lock=True)
    if hasattr(block, "convention_id"):
        block.convention = convention  # type: ignore[attr-defined]
    _refuse_who_may_not(user, convention, block)
    kind = address.kind
    stored, state = blocks.values(block, kind), blocks.state(block, kind)
    fresh = copy.copy(block)
    values = mine = _checked(block, kind, stored | dict(typed))
    if mine != stored and base != state:
        values = _merged(fresh, kind, mine=mine, stored=stored, base=base)
        values = _checked(block := fresh, kind, values)
    changed = [name for name in FIELDS[kind] if values[name] != stored[name]]
    if changed:
        stamp = ["updated_at"] if hasattr(block, "updated_at") else []
        block.save(update_fields=[*changed, *stamp])
    merged = tuple(name for name in FIELDS[kind] if values[name] != mine[name])
    state = blocks.state(block, kind)
    return Saved(state, bool(changed), timezone.now(), values, merged)


def last_change(row: models.Model, names: Collection[str]) -> Change:
    """Who made the row say what it says now in those fields, and when."""
    last = None
    if not hasattr(row, "pgh_event_model") or not _all_kept(row, names):
        return Change()
    for event in _events(row, names):
        if any(getattr(event, name) != getattr(row, name) for name in names):
            break
        last = event
    return _told(last)


def _all_kept(row: models.Model, names: Collection[str]) -> bool:
    kept = {field.name for field in row.pgh_event_model._meta.concrete_fields}  # type: ignore[attr-defined]
    return kept.issuperset(names)


def _refuse_who_may_not(user: Any, convention: Convention, block: models.Model) -> None:
    if not perms.can_edit(user, block):
        raise PermissionDenied(FORBIDDEN if convention.is_writable else SETTLED)
    if not perms.can_edit_text(user, block):
        raise PermissionDenied(LOCKED)


def _checked(block: models.Model, kind: str, typed: Values) -> Values:
    """Put the values in the block and return them as it would store them. Raises ValidationError by field."""
    form = form_of(kind)(data=typed, instance=block)
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    return blocks.values(block, kind)


def _merged(block: models.Model, kind: str, *, mine: Values, stored: Values, base: str) -> Values:
    """Field by field, what either changed since the state `base`. Raises Conflict where both did."""
    before = _started_from(block, kind, base)
    both = tuple(
        name
        for name in FIELDS[kind]
        if mine[name] != stored[name] and before.get(name) not in (mine[name], stored[name])
    )
    if both:
        raise Conflict(blocks.state(block, kind), stored, mine, both, last_change(block, both))
    return {
        name: stored[name] if before.get(name) == mine[name] else mine[name]
        for name in FIELDS[kind]
    }


def _started_from(block: models.Model, kind: str, base: str) -> Values:
    """What the block said in the state `base`; nothing when the history does not tell."""
    events = _events(block, FIELDS[kind])
    return next((blocks.values(row, kind) for row in events if blocks.state(row, kind) == base), {})


def _events(row: models.Model, names: Collection[str]) -> Iterator[Any]:
    """The versions of a row kept by its history, the newest first."""
    events = row.pgh_event_model  # type: ignore[attr-defined]
    versions = (
        events.objects.filter(pgh_obj_id=row.pk)
        .select_related("pgh_context")
        .only(*names, "pgh_created_at", "pgh_context__metadata")
        .order_by("-pk")[:VERSIONS_READ]
    )
    return versions.iterator(chunk_size=20)


def _told(event: Any) -> Change:
    if event is None:
        return Change()
    author = event.pgh_context.metadata.get("user") if event.pgh_context else None
    return Change(
        Account.objects.filter(pk=author).first() if author else None, event.pgh_created_at
    )


def existed(convention: Convention, written: str) -> bool:
    """Whether a block once stood at that address of the convention, and was deleted."""
    try:
        address = Address.parse(written)
    except LookupError:
        return False
    events = MODELS[address.kind].pgh_event_model  # type: ignore[attr-defined]
    return bool(
        address.key
        and events.objects.filter(convention=convention, key=address.key).order_by().exists()
    )
