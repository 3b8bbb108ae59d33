"""The PDF one looks at while drafting: made by a job, kept until the next is ready, never made twice for one text."""

import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from threading import Lock
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from conventions import drafting
from conventions.assembling import assemble
from conventions.blocks import Address
from conventions.document.model import Document
from conventions.models import BlockKind, Convention, PdfPreview
from conventions.writers.pdf import edition, to_pdf
from ctg import jobs
from ctg.pdf import RenderRefused

State = PdfPreview.State
UNDER_WAY = (State.QUEUED, State.RUNNING)
KEPT = 2  # of those that are done: a page open elsewhere may still ask for the pictures of the last but one
TASK = "previewing.make"
LOST = (
    "La mise en page s’est interrompue. Demandez-la de nouveau\u00a0; "
    "si cela se répète, signalez-le à votre administrateur."
)

# Where the blocks of a kind stand in a Document, and what their fields are called there
_ITEMS: dict[str, str] = {
    BlockKind.PARTY: "parties",
    BlockKind.LEGAL_BASIS: "legal_bases",
    BlockKind.ARTICLE: "articles",
    BlockKind.ANNEX: "annexes",
}
_FIELDS: dict[str, dict[str, str]] = {
    BlockKind.GENERAL: {"title": "title", "subtitle": "subtitle"},
    BlockKind.PARTY: {"designation": "designation"},
    BlockKind.LEGAL_BASIS: {"text": "html"},
    BlockKind.PREAMBLE: {"preamble": "preamble"},
    BlockKind.ARTICLE: {"title": "title", "body": "html"},
    BlockKind.ANNEX: {"title": "title", "body": "html"},
}
RECENT_SECONDS = 5.0
MANY = 40  # conventions
_RECENT: OrderedDict[int, tuple[float, Document]] = OrderedDict()
_RECENT_LOCK = Lock()
T = TypeVar("T")


@transaction.atomic
def ask(convention: Convention, user: Any) -> PdfPreview:
    """The PDF of the convention as it stands: the one already made, the one under way, else a new one, queued.

    One at a time is made for a convention; a queued one prints the text as it will be when its turn comes.
    """
    drafting.lock(convention.pk)
    mark = edition(assemble(convention))
    if ready := done(convention, mark):
        return ready
    if current := under_way(convention):
        return current
    preview = PdfPreview.objects.create(convention=convention, digest=mark, asked_by=user)
    make.defer(preview=preview.pk)
    return preview


def done(convention: Convention, mark: str = "") -> PdfPreview | None:
    """The last PDF made, without its bytes; with `mark`, only if it prints that text."""
    made = _last(convention, State.DONE)
    return made if made and mark in ("", made.digest) else None


def under_way(convention: Convention) -> PdfPreview | None:
    """The one queued or being made; one whose job is gone is told as failed."""
    current = _last(convention, *UNDER_WAY)
    if current and not jobs.is_pending(TASK, preview=current.pk):
        lost = PdfPreview.objects.filter(pk=current.pk, state__in=UNDER_WAY)
        lost.update(state=State.FAILED, error=LOST, done_at=timezone.now())
        return None
    return current


def refused(convention: Convention) -> PdfPreview | None:
    """The last one asked for, if it could not be made."""
    last = PdfPreview.objects.filter(convention=convention).defer("pdf").first()
    return last if last and last.state == State.FAILED else None


def printed(convention: Convention, mark: str) -> bytes | None:
    """The PDF of exactly that text, if it is already made."""
    made = PdfPreview.objects.filter(convention=convention, state=State.DONE, digest=mark)
    pdf = made.values_list("pdf", flat=True).first()
    return None if pdf is None else bytes(pdf)


def _last(convention: Convention, *states: str) -> PdfPreview | None:
    rows = PdfPreview.objects.filter(convention=convention, state__in=states)
    return rows.defer("pdf").first()


# The job


@jobs.app.task(name=TASK, retry=jobs.RETRY)
def make(preview: int) -> None:
    """Print what the convention says now. Twice does no harm: what is done stays done."""
    row = PdfPreview.objects.select_related("convention").filter(pk=preview, state__in=UNDER_WAY)
    found = row.first()
    if found is None:
        return
    document = assemble(found.convention)
    row.update(state=State.RUNNING, digest=edition(document), percent=2, step="Lecture du texte")
    try:
        rendered = to_pdf(document, progress=lambda percent, step: _tell(preview, percent, step))
    except RenderRefused as refusal:
        row.update(state=State.FAILED, error=str(refusal), done_at=timezone.now())
        return
    row.update(
        state=State.DONE,
        percent=100,
        step="",
        pdf=rendered.pdf,
        pages=rendered.pages,
        done_at=timezone.now(),
    )
    _prune(found.convention)


def _tell(preview: int, percent: int, step: str) -> None:
    PdfPreview.objects.filter(pk=preview, state=State.RUNNING).update(percent=percent, step=step)


def _prune(convention: Convention) -> None:
    """Keep the last ones done, and what was asked after the last."""
    finished = PdfPreview.objects.filter(
        convention=convention, state__in=[State.DONE, State.FAILED]
    )
    made = list(finished.filter(state=State.DONE).values_list("pk", flat=True)[:KEPT])
    finished.exclude(pk__in=made).delete()


# On screen, while one types


def fresh(convention: Convention) -> Document:
    """The convention as stored now."""
    document = assemble(convention)
    with _RECENT_LOCK:
        _RECENT[convention.pk] = (time.monotonic(), document)
        _RECENT.move_to_end(convention.pk)
        while len(_RECENT) > MANY:
            _RECENT.popitem(last=False)
    return document


def recent(convention: Convention) -> Document:
    """The convention as stored a few seconds ago at most: whoever types a word asks for it again and again."""
    with _RECENT_LOCK:
        at, document = _RECENT.get(convention.pk, (0.0, None))
    if document is None or time.monotonic() - at > RECENT_SECONDS:
        return fresh(convention)
    return document


def as_typed(document: Document, address: Address, typed: Mapping[str, str]) -> Document:
    """The document with what is being typed in one block, not stored yet; fields that are no text stay as they are.

    Nothing is checked here but by the writers, which refuse with a ValueError what is too much for them.
    """
    if address.kind in _ITEMS:
        name = _ITEMS[address.kind]
        items = tuple(
            _changed(item, _FIELDS[address.kind], typed) if item.key == address.key else item
            for item in getattr(document, name)
        )
        return _with(document, name, items)
    if address.kind == BlockKind.CLOSING:
        return replace(
            document, closing=_changed(document.closing, {"closing_place": "place"}, typed)
        )
    if address.kind == BlockKind.GENERAL and "territory_name" in typed:
        territory = replace(document.territory, name=typed["territory_name"])
        document = replace(document, territory=territory)
    return _changed(document, _FIELDS[address.kind], typed)


def _changed(value: T, names: Mapping[str, str], typed: Mapping[str, str]) -> T:
    """`value` with the typed fields among `names` (field of the form → field of the value)."""
    for name in names.keys() & typed.keys():
        if typed[name] or name != "designation":  # an empty one follows the directory
            value = _with(value, names[name], typed[name])
    return value


def _with(value: T, name: str, held: Any) -> T:
    return replace(value, **{name: held})  # type: ignore[type-var]
