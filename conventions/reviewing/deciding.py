"""What becomes of a proposal: accepted by a writer, who then changes the text; refused; or withdrawn by its author."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from conventions import blocks, drafting, saving
from conventions.models import Annex, Article, BlockKind, LegalBasis, Suggestion
from conventions.reviewing.proposing import LONGEST_REASON, clean, main_field
from ctg import richtext
from ctg.typography import date_long, number

Status = Suggestion.Status
Action = Suggestion.Action


class TextChanged(Exception):
    """The text is no longer the one the proposal was made from: a writer reads both before choosing.

    `now` is the text as stored, `state` the state of its block: given back to `accept`, it says which text was read.
    """

    def __init__(self, now: str, state: str) -> None:
        super().__init__(state)
        self.now = now
        self.state = state


def current(suggestion: Suggestion) -> str:
    """The text a suggestion would replace or remove, as stored now. Raises LookupError when its block is gone."""
    block = blocks.find(suggestion.convention, _address(suggestion))
    return getattr(block, suggestion.field or main_field(suggestion.block_kind))


@transaction.atomic
def accept(suggestion: Suggestion, user: Any, *, over: str = "", note: str = "") -> Suggestion:
    """Write the proposed text into the convention, as if the writer had typed it; `note` answers its author.

    `over` is the state of the block that was read when the text had changed since the proposal. Raises TextChanged when
    it says something else again, ValidationError (in French) when the block is gone, locked, or when someone already
    refused or withdrew the proposal. Accepted already is accepted.
    """
    held = _held(suggestion)
    if held.status == Status.ACCEPTED:
        return held
    _refuse_decided(held)
    {Action.CHANGE: _change, Action.ADD: _add, Action.REMOVE: _remove}[Action(held.action)](
        held, user, over
    )
    return _decide(held, Status.ACCEPTED, user, note)


@transaction.atomic
def reject(suggestion: Suggestion, user: Any, note: str = "") -> Suggestion:
    """Keep the text as it is, and say why when it helps. Raises ValidationError when it was decided otherwise."""
    held = _held(suggestion)
    if held.status == Status.REJECTED:
        return held
    _refuse_decided(held)
    return _decide(held, Status.REJECTED, user, note)


@transaction.atomic
def withdraw(suggestion: Suggestion, user: Any) -> Suggestion:
    """Take one’s proposal back. Raises ValidationError when a writer decided before."""
    held = _held(suggestion)
    if held.status == Status.WITHDRAWN:
        return held
    _refuse_decided(held)
    return _decide(held, Status.WITHDRAWN, user)


def _held(suggestion: Suggestion) -> Suggestion:
    """The suggestion as stored now, that nobody else decides meanwhile."""
    drafting.lock(suggestion.convention_id)
    return Suggestion.objects.select_related("convention", "author", "decided_by").get(
        pk=suggestion.pk
    )


def _decide(held: Suggestion, status: str, user: Any, note: str = "") -> Suggestion:
    note = note.replace("\r\n", "\n").replace("\0", "").strip()
    if len(note) > LONGEST_REASON:
        raise ValidationError(f"Répondez en {number(LONGEST_REASON)} caractères au plus.")
    held.status, held.decided_at, held.decided_by = status, timezone.now(), user
    held.decision_note = note
    held.save(update_fields=["status", "decided_at", "decided_by", "decision_note", "block_key"])
    return held


def _refuse_decided(held: Suggestion) -> None:
    if held.status == Status.OPEN:
        return
    said = held.get_status_display().lower()
    day = date_long(timezone.localdate(held.decided_at))
    raise ValidationError(f"Cette proposition est déjà {said}, par {held.decided_by} le {day}.")


def _address(held: Suggestion) -> blocks.Address:
    return blocks.Address(held.block_kind, held.block_key)


def _found(held: Suggestion) -> models.Model:
    try:
        return blocks.find(held.convention, _address(held), lock=True)
    except LookupError as error:
        raise ValidationError(
            "Le bloc de cette proposition a été supprimé. Rétablissez-le d’abord, "
            "ou refusez la proposition."
        ) from error


def _change(held: Suggestion, user: Any, over: str) -> None:
    block = _found(held)
    if getattr(block, "is_locked", False):
        raise ValidationError(saving.LOCKED)
    now, state = getattr(block, held.field), blocks.state(block, held.block_kind)
    proposed = clean(held.field, held.proposed)
    if now == proposed:
        return
    if now != clean(held.field, held.base) and state != over:
        raise TextChanged(now, state)
    values = blocks.values(block, held.block_kind) | {held.field: proposed}
    saving.save(held.convention, _address(held), values, base=state, user=user)


def _add(held: Suggestion, user: Any, over: str) -> None:
    model: Any = {
        BlockKind.LEGAL_BASIS: LegalBasis,
        BlockKind.ARTICLE: Article,
        BlockKind.ANNEX: Annex,
    }[BlockKind(held.block_kind)]
    texts = {main_field(held.block_kind): held.proposed}
    if held.block_kind != BlockKind.LEGAL_BASIS:
        texts["title"] = held.title
    block = model(convention=held.convention, **texts)
    block.full_clean(exclude=["convention", "position", "key"])
    drafting.place(block, after=_place(held, model))
    held.block_key = block.key


def _place(held: Suggestion, model: Any) -> int | None:
    """The place of the block it comes after: 0 for the first; None, the last, when that block is gone.

    Blocks proposed one after the other at the same place keep that order, in whatever order they are accepted.
    """
    before = Suggestion.objects.filter(
        convention=held.convention,
        action=Action.ADD,
        status=Status.ACCEPTED,
        block_kind=held.block_kind,
        after_key=held.after_key,
        author=held.author,
        pk__lt=held.pk,
    )
    keys = [held.after_key, *before.order_by().values_list("block_key", flat=True)]
    rows = model.objects.filter(convention=held.convention, key__in=keys).order_by()
    last = rows.aggregate(last=models.Max("position"))["last"]
    return 0 if last is None and not held.after_key else last


def _remove(held: Suggestion, user: Any, over: str) -> None:
    try:
        block: Any = blocks.find(held.convention, _address(held), lock=True)
    except LookupError:
        return
    if block.is_locked:
        raise ValidationError(
            "Cette clause est verrouillée par le modèle : elle ne se supprime pas."
        )
    now, state = getattr(block, main_field(held.block_kind)), blocks.state(block, held.block_kind)
    if richtext.sanitise(now) != held.base and state != over:
        raise TextChanged(now, state)
    drafting.remove(block)
