"""Filters of the list of conventions."""

from django.contrib import admin
from django.db.models import Max, Min, Q

from conventions.forms.filters import STAGES

MOST = 30  # years offered


class Stage(admin.SimpleListFilter):
    """The states as the list of the site groups them."""

    title = "état"
    parameter_name = "etat"

    def lookups(self, request, model_admin):
        return [(code, label) for code, (label, _) in STAGES.items()]

    def queryset(self, request, queryset):
        stage = STAGES.get(self.value() or "")
        return queryset.filter(status__in=stage[1]) if stage else queryset


class Year(admin.SimpleListFilter):
    title = "année couverte"
    parameter_name = "annee"

    def lookups(self, request, model_admin):
        bounds = (
            model_admin.get_queryset(request)
            .order_by()
            .aggregate(first=Min("starts_on"), last=Max("ends_on"), latest=Max("starts_on"))
        )
        days = [day for day in bounds.values() if day]
        if not days:
            return []
        first, last = min(days).year, max(days).year
        return [(str(year), str(year)) for year in range(last, max(first, last - MOST) - 1, -1)]

    def queryset(self, request, queryset):
        year = self.value()
        if not year or not year.isdecimal():
            return queryset
        starts = Q(starts_on__isnull=True) | Q(starts_on__year__lte=year)
        ends = Q(ends_on__isnull=True) | Q(ends_on__year__gte=year)
        return queryset.filter(
            starts & ends & (Q(starts_on__isnull=False) | Q(ends_on__isnull=False))
        )
