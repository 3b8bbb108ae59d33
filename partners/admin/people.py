from django.contrib import admin

from partners import perms
from partners.admin.base import RowsInline, ScopedAdmin
from partners.forms import MandateFormSet
from partners.models import Mandate, Person


def within_reach(organisations, user):
    """Narrow a choice of organisations to those the user keeps up to date."""
    return organisations.within_reach_of(user)


class PersonMandateInline(RowsInline):
    add_label = "Ajouter un mandat"
    model = Mandate
    perms = perms
    formset = MandateFormSet
    choices = {"organisation": within_reach}
    fields = [
        "organisation",
        "function_masculine",
        "function_feminine",
        "starts_on",
        "ends_on",
        "is_interim",
    ]
    autocomplete_fields = ["organisation"]

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .visible_to(request.user)
            .select_related("person", "organisation")
        )


@admin.register(Person)
class PersonAdmin(ScopedAdmin):
    perms = perms
    list_display = ["full_name", "email", "phone"]
    list_filter = ["civility"]
    search_fields = ["search_text"]
    search_help_text = "Nom ou prénom."
    ordering = ["last_name", "first_name", "pk"]
    fields = ["civility", "first_name", "last_name", "email", "phone"]
    inlines = [PersonMandateInline]

    @admin.display(description="nom", ordering="last_name")
    def full_name(self, person):
        return person.full_name


@admin.register(Mandate)
class MandateAdmin(ScopedAdmin):
    perms = perms
    choices = {"organisation": within_reach}
    list_display = ["person", "held_function", "organisation", "starts_on", "ends_on"]
    list_filter = ["is_interim", "organisation__kind"]
    list_select_related = ["person", "organisation"]
    date_hierarchy = "starts_on"
    search_fields = ["person__search_text", "organisation__search_text"]
    search_help_text = "Nom de la personne ou de l’organisme."
    ordering = ["organisation", "starts_on", "pk"]
    autocomplete_fields = ["person", "organisation"]
    fields = [
        "person",
        "organisation",
        ("function_masculine", "function_feminine"),
        ("starts_on", "ends_on"),
        "is_interim",
    ]

    @admin.display(description="fonction")
    def held_function(self, mandate):
        return mandate.function
