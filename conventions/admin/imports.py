"""Where a convention was taken over from: read only, every line of the source with its number."""

from django.contrib import admin
from django.urls import reverse

from conventions import perms
from conventions.admin.base import change_url
from conventions.models import ImportRecord
from partners.admin.base import ScopedAdmin


@admin.register(ImportRecord)
class ImportRecordAdmin(ScopedAdmin):
    perms = perms
    actions = None
    list_display = ["source_name", "convention", "imported_at", "imported_by"]
    list_select_related = ["convention", "imported_by"]
    search_fields = ["source_name", "convention__territory_name"]
    change_form_template = "admin/conventions/import_record.html"
    fields = ()

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        """Only those whose conventions the user writes: the source may hold what the deed does not."""
        records = super().get_queryset(request)
        if request.user.is_superuser:
            return records
        kept = request.user.memberships.filter(role__in=perms.WRITERS).values("organisation")
        return records.filter(convention__owner__in=kept)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):  # noqa: FBT002
        marked = {note.get("line") for note in [*obj.warnings, *obj.unread]}
        lines = [
            (number, line, number in marked)
            for number, line in enumerate(obj.source_text.splitlines(), start=1)
        ]
        context |= {
            "record": obj,
            "lines": lines,
            "convention_url": change_url(obj.convention),
            "list_url": reverse("admin:conventions_importrecord_changelist"),
        }
        return super().render_change_form(request, context, add, change, form_url, obj)
