"""Committees and who sits in them."""

from django.contrib import admin
from django.db.models import Count

from actions.admin.base import OfPlanAdmin, PlanFilter, RankedInline
from actions.models import Committee, CommitteeMember


class MemberInline(RankedInline):
    model = CommitteeMember
    fields = ["group", "function", "organisation", "consultative", "rank"]
    autocomplete_fields = ["organisation"]


@admin.register(Committee)
class CommitteeAdmin(OfPlanAdmin):
    list_display = ["name", "kind", "member_count", "frequency", "plan"]
    list_filter = [PlanFilter, "kind"]
    list_select_related = ["plan"]
    search_fields = ["name"]
    inlines = [MemberInline]
    fieldsets = [
        (None, {"fields": ["plan", "name", "kind", "role", "frequency", "secretariat", "notes"]})
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(seats=Count("members"))

    @admin.display(description="sièges", ordering="seats")
    def member_count(self, committee):
        return committee.seats
