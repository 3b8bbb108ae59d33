"""Discussions about a block, or about some words of it."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from conventions import blocks, drafting
from conventions.models import Convention, Remark, Thread
from conventions.reviewing.people import called, people
from ctg.typography import number

LONGEST = 5000  # characters of a remark
QUOTE, AROUND = (
    500,
    60,
)  # characters kept of the words a discussion is about, and of what stands on each side
AGAIN = timedelta(minutes=1)  # the same words within this time are a second click


def threads(convention: Convention) -> QuerySet[Thread]:
    """Its discussions, the last opened first, with their remarks, who wrote them and whom they call."""
    remarks = Remark.objects.select_related("author").prefetch_related("mentions")
    return (
        Thread.objects.filter(convention=convention)
        .select_related("convention", "author", "resolved_by")
        .prefetch_related(Prefetch("remarks", remarks))
    )


@transaction.atomic
def open_thread(
    convention: Convention,
    address: blocks.Address,
    text: str,
    *,
    user: Any,
    mentions: Collection[int] = (),
    quote: str = "",
    before: str = "",
    after: str = "",
) -> Thread:
    """Open a discussion about a block; about `quote`, found between `before` and `after`, when words are chosen.

    Raises LookupError when the block is gone, ValidationError when there is nothing or too much to say.
    """
    drafting.lock(convention.pk)
    blocks.find(convention, address)
    text = _words(text)
    about = {
        "block_kind": address.kind,
        "block_key": address.key,
        "quote": _plain(quote)[:QUOTE],
        "before": _plain(before)[-AROUND:],
        "after": _plain(after)[:AROUND],
    }
    same = Thread.objects.filter(convention=convention, author=user, **about)
    twice = same.filter(created_at__gt=timezone.now() - AGAIN, remarks__text=text).first()
    if twice:
        return twice
    thread = Thread.objects.create(convention=convention, author=user, **about)
    _say(thread, text, user, mentions)
    return thread


@transaction.atomic
def reply(thread: Thread, text: str, *, user: Any, mentions: Collection[int] = ()) -> Remark:
    """Answer. A discussion that was settled is opened again. Raises ValidationError as `open_thread`."""
    thread = _held(thread)
    text = _words(text)
    last = thread.remarks.last()
    if last and last.author_id == user.pk and last.text == text:
        return last
    _settle(thread, None)
    return _say(thread, text, user, mentions)


@transaction.atomic
def edit_remark(remark: Remark, text: str, *, user: Any, mentions: Collection[int] = ()) -> Remark:
    """Write one’s remark again. Whom it calls follows its words."""
    text = _words(text)
    _held(remark.thread)
    if text != remark.text:
        remark.text, remark.edited_at = text, timezone.now()
        remark.save(update_fields=["text", "edited_at"])
        remark.mentions.set(called(text, mentions, people(remark.thread.convention)))
    return remark


@transaction.atomic
def delete_remark(remark: Remark) -> None:
    """Take one’s last word back; with the only remark goes the discussion. Deleted already is deleted.

    Raises ValidationError when someone has answered it: an answer without its question says nothing.
    """
    thread = _held(remark.thread)
    if not remark.pk or not thread.remarks.filter(pk=remark.pk).exists():
        return
    if thread.remarks.last() != remark:
        raise ValidationError("Ce commentaire a reçu une réponse : il ne se supprime plus.")
    remark.delete()
    if not thread.remarks.exists():
        thread.delete()


@transaction.atomic
def resolve(thread: Thread, *, user: Any) -> None:
    """Settle a discussion. Who settled it first stays named."""
    thread = _held(thread)
    if thread.resolved_at is None:
        _settle(thread, user)


@transaction.atomic
def reopen(thread: Thread) -> None:
    _settle(_held(thread), None)


def _held(thread: Thread) -> Thread:
    """The discussion as stored now, that nobody else changes meanwhile."""
    drafting.lock(thread.convention_id)
    return Thread.objects.select_related("convention").get(pk=thread.pk)


def _settle(thread: Thread, user: Any) -> None:
    thread.resolved_at = timezone.now() if user else None
    thread.resolved_by = user
    thread.save(update_fields=["resolved_at", "resolved_by"])


def _say(thread: Thread, text: str, user: Any, mentions: Collection[int]) -> Remark:
    summoned = called(text, mentions, people(thread.convention))
    remark = Remark.objects.create(thread=thread, author=user, text=text)
    remark.mentions.set(summoned)
    return remark


def _words(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\0", "").strip()
    if not text:
        raise ValidationError("Écrivez votre commentaire.")
    if len(text) > LONGEST:
        raise ValidationError(
            f"Un commentaire compte {number(LONGEST)} caractères au plus ; "
            f"celui-ci en compte {number(len(text))}. Votre texte est gardé ci-dessous."
        )
    return text


def _plain(text: str) -> str:
    """Words on one line: what the browser counts as spaces differs from what is stored."""
    return " ".join(text.replace("\0", "").split())
