from django.contrib import admin

from partners import perms
from partners.admin.base import ScopedAdmin
from partners.models import Department, Intermunicipality, Municipality


class OfficialAdmin(ScopedAdmin):
    """The official list is loaded by ``load_territories``; here it is only read."""

    perms = perms

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Department)
class DepartmentAdmin(OfficialAdmin):
    list_display = ["name", "code", "vintage"]
    search_fields = ["search_text"]
    ordering = ["code"]
    fields = ["name", "code", "vintage"]


@admin.register(Intermunicipality)
class IntermunicipalityAdmin(OfficialAdmin):
    list_display = ["legal_name", "kind", "department", "population", "siren", "vintage"]
    list_filter = ["kind", "vintage"]
    list_select_related = ["department"]
    search_fields = ["search_text"]
    search_help_text = "Nom ou SIREN ; les accents et les traits d’union ne comptent pas."
    ordering = ["search_text", "pk"]
    fields = ["legal_name", "kind", "department", "population", "siren", "vintage", "members"]
    readonly_fields = ["legal_name", "members"]

    @admin.display(description="nom", ordering="search_text")
    def legal_name(self, intermunicipality):
        return intermunicipality.legal_name

    @admin.display(description="communes")
    def members(self, intermunicipality):
        names = [municipality.name for municipality in intermunicipality.municipalities.all()]
        return f"{len(names)} : {', '.join(names)}" if names else "–"


@admin.register(Municipality)
class MunicipalityAdmin(OfficialAdmin):
    list_display = [
        "name",
        "first_postcode",
        "department",
        "intermunicipality",
        "population",
        "vintage",
    ]
    list_filter = ["vintage"]
    list_select_related = ["department", "intermunicipality"]
    search_fields = ["search_text"]
    search_help_text = "Nom, code postal, code Insee ou SIREN ; les accents ne comptent pas."
    ordering = ["search_text", "pk"]
    fields = [
        "name",
        "insee_code",
        "siren",
        "postcodes",
        "department",
        "intermunicipality",
        "population",
        "vintage",
    ]

    @admin.display(description="code postal")
    def first_postcode(self, municipality):
        return municipality.postcode or "–"
