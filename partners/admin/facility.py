from django.contrib import admin

from partners import perms
from partners.admin.base import ScopedAdmin
from partners.admin.importing import ScopedImportExport
from partners.admin.people import within_reach
from partners.imports import FacilityResource
from partners.models import Facility


@admin.register(Facility)
class FacilityAdmin(ScopedImportExport, ScopedAdmin):
    perms = perms
    resource_classes = [FacilityResource]
    choices = {"operator": within_reach}
    list_display = [
        "name",
        "kind",
        "municipality_name",
        "operator_label",
        "capacity",
        "is_new_offer",
    ]
    list_filter = ["kind", "is_new_offer"]
    list_select_related = ["operator"]
    search_fields = ["search_text"]
    search_help_text = "Nom, commune, gestionnaire ou activité."
    ordering = ["municipality_name", "kind", "name", "pk"]
    autocomplete_fields = ["operator", "municipality"]
    fieldsets = [
        (None, {"fields": ["name", "kind", "activity", ("capacity", "is_new_offer")]}),
        ("Gestionnaire", {"fields": ["operator", "operator_name"]}),
        (
            "Adresse",
            {
                "fields": [
                    "address_line1",
                    "address_line2",
                    "postcode",
                    "municipality",
                    "municipality_name",
                ]
            },
        ),
        ("Remarques", {"fields": ["notes"]}),
    ]

    @admin.display(description="gestionnaire")
    def operator_label(self, facility):
        return facility.operator_label or "–"
