"""Filters of the list of conventions."""

from django.contrib import admin
from django.db.models import Max, Min, Q

MOST = 30  # years offered


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
