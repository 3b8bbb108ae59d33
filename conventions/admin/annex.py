"""The page of one annex: a text, and what its kind brings: tables, facilities, the plan and its committees."""

from django.contrib import admin

from actions.models import FinancingTable
from conventions.admin.article import TextBlockAdmin
from conventions.admin.base import OrderedInline
from conventions.forms.blocks import AnnexFacilityForm, AnnexForm, AnnexTableForm
from conventions.models import Annex
from conventions.models.text import AnnexFacility, AnnexTable


class AnnexTableInline(OrderedInline):
    model = AnnexTable
    form = AnnexTableForm
    verbose_name = "tableau"
    add_label = "Ajouter un tableau"
    verbose_name_plural = "Tableaux financiers annexés"
    shown_for = Annex.Kind.TABLES

    def narrowed(self, field_name, queryset, user):
        """Tables of the plans the user follows."""
        return super().narrowed(field_name, queryset, user).select_related("plan")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("table__plan")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "table":
            kwargs["queryset"] = self._tables(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def _tables(self, request):
        """Those of the convention's plan, when it has one."""
        tables = FinancingTable.objects.all()
        number = (request.resolver_match.kwargs or {}).get("object_id", "")
        annex = Annex.objects.filter(pk=number).first() if str(number).isdecimal() else None
        plan = annex.convention.plan_id if annex else None
        return tables.filter(plan=plan) if plan else tables


class AnnexFacilityInline(OrderedInline):
    model = AnnexFacility
    form = AnnexFacilityForm
    autocomplete_fields = ["facility"]
    verbose_name = "équipement ou service"
    add_label = "Ajouter un équipement ou un service"
    verbose_name_plural = "Équipements et services annexés"
    shown_for = Annex.Kind.FACILITIES

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("facility")


@admin.register(Annex)
class AnnexAdmin(TextBlockAdmin):
    form = AnnexForm
    anchor = "annexes"
    text_fields = ("title", ("kind", "with_previous"), "body")
    inlines = [AnnexTableInline, AnnexFacilityInline]

    def get_inlines(self, request, obj):
        return self.inlines if obj else []
