"""The tab « Contrôle »: what the checks find in the text as it stands, the block in hand first."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from conventions.assembling import assemble
from conventions.blocks import KEYED, Address
from conventions.checks import SEVERITIES, Finding, check
from conventions.models import Convention
from partners.grammar import capitalised


@dataclass(frozen=True)
class Look:
    word: str
    plural: str
    tint: str
    icon: str


LOOKS = {
    "blocking": Look("Bloquant", "bloquants", "grave", "exclamation-octagon-fill"),
    "major": Look("Alerte", "alertes", "attente", "exclamation-triangle-fill"),
    "minor": Look("À vérifier", "à vérifier", "relire", "eye"),
    "info": Look("Information", "informations", "cours", "info-circle"),
}


@dataclass(frozen=True)
class Row:
    finding: Finding
    look: Look
    address: str
    label: str
    url: str


@dataclass(frozen=True)
class Group:
    title: str
    rows: list[Row]


@dataclass(frozen=True)
class Level:
    label: str
    tint: str
    icon: str
    count: int
    url: str
    chosen: bool


@require_GET
def convention_checks(request, reference):
    convention = get_object_or_404(Convention.objects.visible_to(request.user), reference=reference)
    findings = check(assemble(convention))
    severity = request.GET.get("gravite", "")
    severity = severity if severity in SEVERITIES else ""
    address = _asked(request)
    kept = [found for found in findings if severity in ("", found.severity)]
    context = {
        "panel_title": "Contrôle",
        "convention": convention,
        "address": address,
        "severity": severity,
        "levels": [
            Level(
                _counted(level, sum(found.severity == level for found in findings)),
                LOOKS[level].tint,
                LOOKS[level].icon,
                sum(found.severity == level for found in findings),
                _url(convention, address, level),
                chosen=level == severity,
            )
            for level in SEVERITIES
        ],
        "all_url": _url(convention, address),
        "groups": _groups(convention, kept, address),
    }
    template = "conventions/checks.html"
    return render(request, template + "#panel" if request.htmx else template, context)


def _asked(request):
    """The address of the block in hand, "" when none is given or nothing is written so."""
    try:
        return str(Address.parse(request.GET.get("bloc", "")))
    except LookupError:
        return ""


def _counted(level, count):
    look = LOOKS[level]
    return look.plural if count > 1 else look.word.lower()


def _url(convention, address, severity=""):
    asked = {"bloc": address, "gravite": severity}
    query = urlencode({name: value for name, value in asked.items() if value})
    return reverse("conventions:checks", args=[convention.reference]) + (query and f"?{query}")


def _groups(convention, findings, address):
    rows = [_row(convention, found) for found in findings]
    here = [row for row in rows if row.address == address]
    elsewhere = [row for row in rows if row.address != address]
    title = "Dans le reste du texte" if here else "Dans tout le texte"
    groups = [Group("Dans ce bloc", here), Group(title, elsewhere)]
    return [group for group in groups if group.rows]


def _row(convention, found):
    where = found.where
    known = bool(where.key) or where.part not in KEYED
    address = str(Address(where.part, where.key)) if known else "generalites"
    url = reverse("conventions:block", args=[convention.reference, address])
    return Row(found, LOOKS[found.severity], address, capitalised(where.label), url)
