"""The tab « Historique »: who changed what and when, in a block or in all; each change unfolds, and can be undone."""

import datetime as dt
import json
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from conventions import history, perms
from conventions.blocks import Address
from conventions.history import Change
from conventions.history.details import Detail
from conventions.history.events import DELETE
from conventions.views.workspace import visible

LOOKS = {
    "created": "plus-lg",
    "added": "plus-lg",
    "opened": "file-earmark-plus",
    "changed": "pencil",
    "deleted": "trash",
    "back": "arrow-counterclockwise",
    "ordered": "arrow-down-up",
    "held": "diagram-2",
}
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
STEP = dt.timedelta(microseconds=1)


@dataclass(frozen=True)
class Asked:
    """What the address of the page asks for: the block in hand, of which the history is shown unless `all`."""

    address: str
    all: bool
    person: int | None
    before: dt.datetime | None

    @property
    def block(self):
        return None if self.all or not self.address else Address.parse(self.address)

    def query(self, **changes):
        held = {
            "bloc": self.address,
            "tout": "1" if self.all else "",
            "personne": self.person or "",
        } | changes
        return urlencode({name: value for name, value in held.items() if value})


@dataclass(frozen=True)
class Row:
    change: Change
    icon: str
    url: str  # of the block, "" when it is gone
    detail_url: str
    restore_url: str


@dataclass(frozen=True)
class Day:
    on: dt.date
    rows: list[Row]


@require_GET
@never_cache
def convention_history(request, reference):
    """« bloc » is the block in hand; « tout », the whole convention; « personne », an account; « avant », a moment."""
    convention = _visible(request, reference)
    asked = _asked(request)
    if request.htmx and asked.before:
        return render(request, "conventions/_history_page.html", _page(request, convention, asked))
    return _panel(request, convention, asked)


@require_GET
@never_cache
def history_change(request, reference, mark):
    """One change: both states as one text. « depuis » is the event that left the first of them."""
    convention = _visible(request, reference)
    detail = _detail(request, convention, mark)
    asked = _asked(request)
    context = {
        "panel_title": "Historique",
        "convention": convention,
        "detail": detail,
        "fields": [(field, mark_safe(field.html)) for field in detail.fields],  # noqa: S308 - made by redline
        "can_restore": _can_restore(request.user, convention, detail)
        and not (request.htmx and detail.deleted),  # the list has that button
        "restore_url": _url("history-restore", convention, asked.query(), mark),
        "back_url": _url("history", convention, asked.query()),
    }
    template = "conventions/history_change.html"
    return render(request, template + "#detail" if request.htmx else template, context)


@require_POST
def history_restore(request, reference, mark):
    """Go back to the state a change left; bring back what it removed. Pressed twice, it finds its work done."""
    convention = _visible(request, reference)
    asked = _asked(request)
    if not perms.can_edit(request.user, convention):
        raise PermissionDenied
    try:
        address, event = history.find(convention, mark)
    except LookupError:
        raise Http404 from None
    try:
        if event.label == DELETE:
            history.restore_deleted(convention, address, request.user)
        else:
            history.restore(convention, address, event.id, request.user)
    except LookupError:
        return _refused(request, convention, asked, GONE)
    except ValidationError as refusal:
        return _refused(request, convention, asked, " ".join(refusal.messages))
    return _restored(request, convention, asked, address, event)


GONE = "Ce bloc a été supprimé entre-temps : rétablissez-le d’abord."


def _visible(request, reference):
    convention = visible(request, reference)
    if not perms.can_see_history(request.user, convention):
        raise PermissionDenied
    return convention


def _asked(request):
    sent = request.GET
    try:
        address = str(Address.parse(sent.get("bloc", "")))
    except LookupError:
        address = ""
    person = sent.get("personne", "")
    known = person.isascii() and person.isdecimal() and len(person) < 10
    return Asked(address, bool(sent.get("tout")), int(person) if known else None, _moment(sent))


def _moment(sent):
    """« avant »: microseconds since 1970; None when it is none."""
    written = sent.get("avant", "")
    if not (written.isascii() and written.isdecimal() and len(written) < 18):
        return None
    return EPOCH + int(written) * STEP


def _url(name, convention, query, *args):
    url = reverse(f"conventions:{name}", args=[convention.reference, *args])
    return f"{url}?{query}" if query else url


def _detail(request, convention, mark):
    since = request.GET.get("depuis", "")
    known = since.isascii() and since.isdecimal() and len(since) < 18
    try:
        return history.detail(convention, mark, int(since) if known else None)
    except LookupError:
        raise Http404 from None


def _can_restore(user, convention, detail: Detail):
    if detail.deleted:
        return not detail.stands and perms.can_edit(user, convention)
    if detail.block is None or detail.current:
        return False
    return perms.can_edit_text(user, detail.block)


def _restored(request, convention, asked, address, event):
    """Back to the block; to htmx, the panel anew, and the block and the outline to be read again."""
    at = timezone.localtime(event.at)
    done = f"L’état du {at:%d/%m/%Y à %H:%M} est rétabli."
    if event.label == DELETE:
        done = "Le bloc est rétabli."
    if not request.htmx:
        messages.success(request, done)
        block = reverse("conventions:block", args=[convention.reference, str(address)])
        return HttpResponseRedirect(f"{block}?onglet=historique")
    response = _panel(request, convention, asked, done=done)
    told = {
        "ctg:restored": {"message": done},
        "ctg:reload-block": {"address": str(address)},
        "ctg:outline": {},
    }
    response["HX-Trigger"] = json.dumps(told)
    return response


def _refused(request, convention, asked, message):
    if request.htmx:
        return _panel(request, convention, asked, refused=message)
    messages.error(request, message)
    return HttpResponseRedirect(_url("history", convention, asked.query()))


def _panel(request, convention, asked, **told):
    people = history.authors(convention)
    context = _page(request, convention, asked) | told
    context |= {
        "panel_title": "Historique",
        "people": people,
        "here_url": _url("history", convention, asked.query(tout="", avant="")),
        "all_url": _url("history", convention, asked.query(tout="1", avant="")),
        "history_url": _url("history", convention, ""),
        "refresh_url": _url("history", convention, asked.query()),
    }
    template = "conventions/history.html"
    return render(request, template + "#panel" if request.htmx else template, context)


def _page(request, convention, asked):
    page = history.changes(convention, asked.block, by=asked.person, before=asked.before)
    can_edit = perms.can_edit(request.user, convention)
    rows = [_row(convention, asked, change, can_edit=can_edit) for change in page.changes]
    older = (page.older - EPOCH) // STEP if page.older else ""
    return {
        "convention": convention,
        "asked": asked,
        "days": _days(rows),
        "older_url": _url("history", convention, asked.query(avant=older)) if older else "",
    }


def _row(convention, asked, change, *, can_edit):
    url = ""
    if change.address and not change.gone:
        url = reverse("conventions:block", args=[convention.reference, change.address])
    query = asked.query(depuis=change.since or "")
    return Row(
        change,
        LOOKS[change.kind],
        f"{url}?onglet=historique" if url else "",
        _url("history-change", convention, query, change.mark) if change.unfolds else "",
        _url("history-restore", convention, asked.query(), change.mark)
        if change.comes_back and can_edit
        else "",
    )


def _days(rows):
    days = []
    for row in rows:
        on = timezone.localdate(row.change.at)
        if not days or days[-1].on != on:
            days.append(Day(on, []))
        days[-1].rows.append(row)
    return days
