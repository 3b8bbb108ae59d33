"""The PDF one looks at while drafting: made by a job, kept until the next is ready, never made twice for one text."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from conventions import drafting
from conventions.assembling import assemble
from conventions.document.model import Document
from conventions.models import Convention, PdfPreview
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


def printed(convention: Convention, document: Document) -> bytes | None:
    """The PDF of exactly that text, if it is already made."""
    made = PdfPreview.objects.filter(
        convention=convention, state=State.DONE, digest=edition(document)
    )
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
