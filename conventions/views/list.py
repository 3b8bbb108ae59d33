"""The home page: the conventions of my organisations, by state, with what comes next."""

import datetime
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from conventions import perms
from conventions.forms.filters import STAGES, ConventionFilter
from conventions.models import Convention, Party
from conventions.views.looks import StatusLook, status_look

PAGE_SIZE = 30


@dataclass(frozen=True)
class Row:
    """A convention as its line shows it. `next_on` is None when nothing is to come."""

    convention: Convention
    look: StatusLook
    next_on: datetime.date | None
    next_label: str


@dataclass(frozen=True)
class Stage:
    code: str
    label: str
    count: int


@require_GET
def convention_list(request):
    form = ConventionFilter(request.GET)
    mine = Convention.objects.visible_to(request.user)
    page = Paginator(_with_counts(form.filter(mine)), PAGE_SIZE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    context = {
        "form": form,
        "page": page,
        "rows": [
            Row(convention, status_look(convention.status), *_next(convention, today))
            for convention in page
        ],
        "stages": _stages(form.without_stage(mine)),
        "stage": request.GET.get("etat", ""),
        "query": _query_without(request.GET, "etat", "page"),
        "page_query": _query_without(request.GET, "page"),
        "filtered": any(value for name, value in request.GET.items() if name != "page"),
        "can_create": perms.can_create(request.user),
    }
    template = "conventions/list.html"
    return render(request, template + "#results" if request.htmx else template, context)


def _with_counts(conventions: QuerySet) -> QuerySet:
    """Count parties and communes apart: two joins would multiply each other."""
    parties = Party.objects.filter(convention=OuterRef("pk")).order_by().values("convention")
    communes = Convention.municipalities.through.objects.filter(convention=OuterRef("pk")).values(
        "convention"
    )
    began = Coalesce("starts_on", "signed_on", "ends_on")
    counted = conventions.select_related("owner").annotate(
        party_count=Coalesce(Subquery(parties.annotate(n=Count("pk")).values("n")), 0),
        commune_count=Coalesce(Subquery(communes.annotate(n=Count("pk")).values("n")), 0),
    )
    return counted.order_by(began.desc(nulls_last=True), "reference")


def _stages(conventions: QuerySet) -> list[Stage]:
    counts = dict(conventions.order_by().values_list("status").annotate(n=Count("pk")))
    return [
        Stage(code, label, sum(counts.get(status, 0) for status in statuses))
        for code, (label, statuses) in STAGES.items()
    ]


def _next(convention: Convention, today: datetime.date) -> tuple[datetime.date | None, str]:
    """Return the next date of a convention, and what it is."""
    if convention.status in STAGES["terminees"][1]:
        return None, "close"
    if convention.starts_on and today <= convention.starts_on:
        return convention.starts_on, "prise d’effet"
    if convention.ends_on and today <= convention.ends_on:
        return convention.ends_on, "dernier jour"
    if convention.ends_on:
        return convention.ends_on, "échue"
    return None, "aucune date de fin"


def _query_without(parameters, *names: str) -> str:
    """Return the query string without *names*, ready to be followed by another one: « q=chanac& »."""
    kept = parameters.copy()
    for name in names:
        kept.pop(name, None)
    encoded = kept.urlencode()
    return f"{encoded}&" if encoded else ""
