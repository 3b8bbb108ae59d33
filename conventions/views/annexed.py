"""What an annex prints besides its text: where each thing is entered, for who may go there."""

from dataclasses import dataclass

from django.urls import reverse

from actions.models import ActionSheet, Committee
from conventions.models import Annex
from conventions.models.text import AnnexFacility, AnnexTable

Kind = Annex.Kind
SHOWN = 30  # rows of a list; the rest is counted


@dataclass(frozen=True)
class Held:
    """One thing printed in the annex; `url` is "" for who may not go there."""

    label: str
    url: str


@dataclass(frozen=True)
class Holding:
    """`rows` are the first things held of `count`; `empty` says what is missing; `url`, `way` where one enters them."""

    title: str
    rows: list[Held]
    count: int
    empty: str
    url: str
    way: str


def holding(user, convention, annex):
    """What the annex holds by its kind; None for a mere text."""
    reader = {
        Kind.TABLES: _tables,
        Kind.FACILITIES: _facilities,
        Kind.PLAN: _sheets,
        Kind.SHEETS: _sheets,
        Kind.COMMITTEES: _committees,
    }.get(annex.kind)
    return reader(user.is_staff, convention, annex) if reader else None


def _tables(staff, convention, annex):
    links = (
        AnnexTable.objects.filter(annex=annex).select_related("table").order_by("position", "pk")
    )
    way = (_change(annex, staff), "Choisir les tableaux")
    rows = [link.table for link in links]
    return _held("Tableaux imprimés", rows, staff, "Aucun tableau n’est choisi.", way)


def _facilities(staff, convention, annex):
    links = AnnexFacility.objects.filter(annex=annex).select_related("facility")
    way = (_change(annex, staff), "Choisir les équipements et services")
    rows = [link.facility for link in links.order_by("position", "pk")]
    return _held("Équipements et services imprimés", rows, staff, "Aucun n’est choisi.", way)


def _sheets(staff, convention, annex):
    rows = list(ActionSheet.objects.filter(plan=convention.plan_id))
    title = "Actions du plan" if annex.kind == Kind.PLAN else "Fiches-actions du plan"
    return _held(title, rows, staff, "Le plan d’actions est encore vide.", _plan(convention, staff))


def _committees(staff, convention, annex):
    rows = list(Committee.objects.filter(plan=convention.plan_id))
    way = _plan(convention, staff)
    return _held("Instances du plan", rows, staff, "Aucune instance n’est saisie.", way)


def _plan(convention, staff):
    """Where the plan is entered; opened from the page of the convention when there is none yet."""
    if not staff:
        return "", ""
    if convention.plan_id is None:
        url = reverse("admin:conventions_convention_change", args=[convention.pk])
        return f"{url}#plan", "Ouvrir le plan d’actions"
    return reverse(
        "admin:actions_plan_change", args=[convention.plan_id]
    ), "Saisir le plan d’actions"


def _held(title, rows, staff, empty, way):
    shown = [Held(str(row), _change(row, staff)) for row in rows[:SHOWN]]
    return Holding(title, shown, len(rows), empty, *way)


def _change(row, staff):
    if not staff:
        return ""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
