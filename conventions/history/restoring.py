"""Back to an earlier state: of a block that stands, or of one that was removed with all that hung on it."""

from collections.abc import Iterable, Iterator
from typing import Any

import pghistory
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from conventions import blocks, drafting, perms, saving
from conventions.blocks import Address
from conventions.models import (
    Annex,
    AnnexFacility,
    AnnexTable,
    Block,
    Convention,
    Party,
    Signatory,
)
from conventions.saving import Saved

# What goes with a block, and the column that says to which.
HANGING: dict[type[models.Model], tuple[tuple[type[models.Model], str], ...]] = {
    Party: ((Signatory, "party_id"),),
    Annex: ((AnnexTable, "annex_id"), (AnnexFacility, "annex_id")),
}
DELETED = "delete"


@transaction.atomic
def restore(convention: Convention, address: Address, event: int, user: Any) -> Saved:
    """Make a block say again what it said at that event; its place and what hangs on it stay as they are.

    Guarded like any other save, which this is. Raises LookupError when the block, or its event, is not there;
    PermissionDenied and ValidationError as `saving.save`.
    """
    drafting.lock(convention.pk)
    block = blocks.find(convention, address)
    rows = _events(type(block)).objects.filter(pgh_id=event)
    then = rows.filter(_within(convention, address)).first()
    if then is None:
        raise LookupError(event)
    values = blocks.values(then, address.kind)
    base = blocks.state(block, address.kind)
    with pghistory.context(restored=then.pgh_created_at.isoformat()):
        return saving.save(convention, address, values, base=base, user=user)


@transaction.atomic
def restore_deleted(convention: Convention, address: Address, user: Any = None) -> Block:
    """Bring a removed block back under its key, at its old place or last, with what went away with it.

    Its people, tables and facilities come back as long as they are still in the directory. A block that stands is
    returned as it is: the button was pressed twice. With `user`, raises PermissionDenied when they may not. Raises
    LookupError when no such block was ever removed, ValidationError when it cannot stand there any more.
    """
    drafting.lock(convention.pk)
    convention.refresh_from_db(fields=["status"])
    if user is not None and not perms.can_edit(user, convention):
        raise PermissionDenied(saving.FORBIDDEN if convention.is_writable else saving.SETTLED)
    try:
        return blocks.find(convention, address)  # type: ignore[return-value]
    except LookupError:
        if not address.key:
            raise
    event = last_removal(convention, address)
    if event is None:
        raise LookupError(str(address))
    block: Any = _again(event, blocks.MODELS[address.kind])
    block.convention = convention
    block.position = None
    _refuse_twin(block)
    drafting.place(block, after=event.position - 1)
    for row in _hanging(event, type(block)):
        row.save(force_insert=True)
    return block


def last_removal(convention: Convention, address: Address) -> Any:
    """The event that tells what a removed block said last, None when it was not removed."""
    rows = _events(blocks.MODELS[address.kind]).objects.filter(_within(convention, address))
    last = rows.order_by("-pgh_id").first()
    return last if last is not None and last.pgh_label == DELETED else None


def _events(model: type[models.Model]) -> Any:
    return model.pgh_event_model  # type: ignore[attr-defined]


def _within(convention: Convention, address: Address) -> models.Q:
    if address.key:
        return models.Q(convention=convention, key=address.key)
    return models.Q(pgh_obj=convention)


def _again(event: Any, model: type[models.Model]) -> models.Model:
    """A row as the event tells it, under the number it had: what was said of it is said of it again.

    An optional row it pointed to is forgotten when it is no longer there; ValidationError when it takes one.
    """
    row = model()
    told = {field.attname for field in event._meta.concrete_fields}
    for field in model._meta.concrete_fields:
        if field.attname not in told:
            continue
        value = getattr(event, field.attname)
        if field.is_relation and value is not None and _is_gone(field, value):
            if not field.null:
                name = str(field.verbose_name)
                raise ValidationError(f"Retour impossible : {name} n’existe plus dans l’annuaire.")
            value = None
        setattr(row, field.attname, value)
    return row


def _is_gone(field: Any, key: int) -> bool:
    return not field.related_model._base_manager.filter(pk=key).exists()


def _refuse_twin(block: models.Model) -> None:
    """Raise ValidationError when another block took what only one may have: an organisation is party once."""
    if isinstance(block, Party):
        others = Party.objects.filter(
            convention=block.convention, organisation=block.organisation_id
        )
        if others.exists():
            raise ValidationError(
                "Retour impossible : cet organisme est de nouveau partie à la convention."
            )


def _hanging(event: Any, model: type[models.Model]) -> Iterator[models.Model]:
    """The rows the database removed with the block, in the same breath, as far as they can stand again."""
    for child, column in HANGING.get(model, ()):
        removed = _events(child).objects.filter(
            pgh_label=DELETED,
            pgh_created_at=event.pgh_created_at,
            **{column: event.pgh_obj_id},
        )
        yield from _standing(child, {row.id: row for row in removed.order_by("pgh_id")}.values())


def _standing(model: type[models.Model], events: Iterable[Any]) -> Iterator[models.Model]:
    for event in events:
        try:
            yield _again(event, model)
        except ValidationError:  # whom the directory no longer knows
            continue
