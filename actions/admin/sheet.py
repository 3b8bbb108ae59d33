"""The action and its sheet, in the order one reads it."""

from django.contrib import admin
from django.utils import timezone

from actions.admin.base import OfPlanAdmin, PlanFilter, RankedInline
from actions.admin.plan import IndicatorInline
from actions.forms.plan import ActionSheetForm, StepForm
from actions.imports import ActionSheetResource
from actions.models import ActionSheet, BudgetLine, SheetActor, Step, WatchPoint
from partners.admin.importing import ScopedImportExport


class StepInline(RankedInline):
    model = Step
    form = StepForm
    fields = ["text", "schedule_text", "due_on", "indicator_lines", "done", "rank"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("indicators")


class ActorInline(RankedInline):
    model = SheetActor
    fields = ["role", "organisation", "person", "name", "rank"]
    autocomplete_fields = ["organisation", "person"]


class SheetIndicatorInline(IndicatorInline):
    """The indicators of the action; those of a step are typed beside it."""

    verbose_name_plural = "indicateurs de l’action"

    def get_queryset(self, request):
        return super().get_queryset(request).filter(step=None)


class WatchPointInline(RankedInline):
    model = WatchPoint
    fields = ["text", "level", "owner", "unblock_condition", "due_on", "closed_on", "rank"]


class BudgetInline(RankedInline):
    model = BudgetLine
    fields = ["funder", "funder_name", "nature", "year", "amount", "state", "note", "rank"]
    autocomplete_fields = ["funder"]


class LateFilter(admin.SimpleListFilter):
    title = "retard"
    parameter_name = "retard"

    def lookups(self, request, model_admin):
        return [("oui", "en retard")]

    def queryset(self, request, queryset):
        return queryset.late(on=timezone.localdate()) if self.value() == "oui" else queryset


@admin.register(ActionSheet)
class ActionSheetAdmin(ScopedImportExport, OfPlanAdmin):
    resource_classes = [ActionSheetResource]
    form = ActionSheetForm
    hook = "item"
    another_label = "Enregistrer et ajouter une action au même objectif"
    list_display = ["code", "title", "item_title", "status", "schedule_text", "plan"]
    list_display_links = ["code", "title"]
    list_filter = [PlanFilter, "status", LateFilter, "has_sheet", "theme"]
    search_fields = ["title", "sheet_title", "printed_code", "theme"]
    autocomplete_fields = ["municipalities"]
    inlines = [StepInline, ActorInline, SheetIndicatorInline, WatchPointInline, BudgetInline]
    fieldsets = [
        (
            "L’action",
            {
                "fields": [
                    "plan",
                    "item",
                    "title",
                    "printed_code",
                    "theme",
                    ("status", "priority"),
                    "schedule_text",
                    ("starts_on", "due_on"),
                    "has_sheet",
                ]
            },
        ),
        (
            "La fiche",
            {
                "fields": [
                    "operational_objective",
                    "context",
                    "goals",
                    "description",
                    "audience",
                    "territory",
                    "municipalities",
                    "funding_note",
                ]
            },
        ),
        (
            "Ce que la fiche imprime autrement que le plan",
            {"fields": ["sheet_code", "sheet_title", "appendix"], "classes": ["collapse"]},
        ),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).with_codes()

    @admin.display(description="code", ordering="position")
    def code(self, sheet):
        return sheet.code

    @admin.display(description="objectif", ordering="item__title")
    def item_title(self, sheet):
        return sheet.item.title if sheet.item else "à ranger dans le plan"

    def anchor(self, obj):
        return f"sheet-{obj.pk}"
