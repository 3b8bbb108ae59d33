"""The grid editor of a financing table."""

from itertools import groupby

from django.contrib import admin, messages

from actions import grid
from actions.admin.base import OfPlanAdmin, PlanFilter, RankedInline
from actions.forms.table import FinancingTableForm, GridFormSet, RowForm
from actions.models import FinancingTable, TableColumn, TableRow

FIXED_COLUMNS = 9  # beside those of the table: rank, label, nature…


class ColumnInline(RankedInline):
    model = TableColumn
    fields = ["group", "label", "kind", "is_total", "rank"]


class GridInline(RankedInline):
    """The rows, with one input a column; the computed totals stand beside the printed ones."""

    model = TableRow
    form = RowForm
    formset = GridFormSet
    template = "admin/actions/financingtable/grid.html"
    fields = ["kind", "label", "of_which", "depth", "measure", "note", "rank"]
    verbose_name_plural = "grille"
    extra = 3

    def get_formset(self, request, obj=None, **kwargs):
        columns = list(obj.columns.all()) if obj else []
        kwargs["form"] = type("RowFormOfTable", (RowForm,), {"columns": columns})
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.columns = formset.columns = columns
        formset.has_groups = any(column.group for column in columns)
        formset.width = len(columns) + FIXED_COLUMNS
        formset.groups = [
            (title, len(list(together)))
            for title, together in groupby(columns, key=lambda column: column.group)
        ]
        return formset

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("cells")


@admin.register(FinancingTable)
class FinancingTableAdmin(OfPlanAdmin):
    form = FinancingTableForm
    list_display = ["title", "plan", "position"]
    list_filter = [PlanFilter]
    search_fields = ["title"]
    fieldsets = [
        (None, {"fields": ["plan", "title", "row_heading", "unit_note"]}),
        ("Coller un tableau", {"fields": ["pasted", "pasted_titles"], "classes": ["collapse"]}),
        ("Source et notes", {"fields": ["source", "notes"], "classes": ["collapse"]}),
    ]

    def get_fieldsets(self, request, obj=None):
        """A new table is first of all pasted: that part is open."""
        if obj is not None:
            return self.fieldsets
        return [(title, {"fields": options["fields"]}) for title, options in self.fieldsets]

    def get_inlines(self, request, obj):
        """The grid needs its columns first."""
        return [ColumnInline, GridInline] if obj and obj.columns.exists() else [ColumnInline]

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.block is not None:
            count = grid.paste(form.instance, form.block)
            messages.info(request, f"{count} lignes collées : vérifiez la grille et les totaux.")
        grid.reread(form.instance)

    def response_add(self, request, obj, post_url_continue=None):
        """A new table opens on its grid."""
        if "_addanother" not in request.POST:
            request.POST = request.POST.copy() | {"_continue": "1"}
        return super().response_add(request, obj, post_url_continue)

    def anchor(self, obj):
        return f"table-{obj.pk}"
