from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from partners import perms
from partners.admin.base import RowsInline, ScopedAdmin
from partners.admin.importing import ScopedImportExport
from partners.admin.widgets import LogoInput
from partners.forms import MandateFormSet, OfficialSearchForm, OrganisationForm
from partners.imports import OrganisationResource
from partners.models import Account, Mandate, Membership, Organisation
from partners.siren import grouped


class MandateInline(RowsInline):
    model = Mandate
    perms = perms
    formset = MandateFormSet
    fields = [
        "person",
        "function_masculine",
        "function_feminine",
        "starts_on",
        "ends_on",
        "is_interim",
    ]
    autocomplete_fields = ["person"]
    verbose_name_plural = "représentants et mandats"
    add_label = "Ajouter un mandat"

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .visible_to(request.user)
            .select_related("person", "organisation")
        )


class MembershipInline(RowsInline):
    model = Membership
    perms = perms
    fields = ["account", "role"]
    autocomplete_fields = ["account"]
    verbose_name_plural = "comptes et rôles"
    add_label = "Ajouter un rôle"

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .visible_to(request.user)
            .select_related("account", "organisation")
        )

    def has_view_permission(self, request, obj=None):
        return True  # the rows themselves are those visible to the user

    def has_add_permission(self, request, obj=None):
        return perms.can_add(request.user, Account) and (
            obj is None or perms.administers(request.user, obj)
        )

    has_change_permission = has_add_permission
    has_delete_permission = has_add_permission


@admin.register(Organisation)
class OrganisationAdmin(ScopedImportExport, ScopedAdmin):
    perms = perms
    form = OrganisationForm
    resource_classes = [OrganisationResource]
    change_list_template = "admin/partners/organisation/change_list.html"
    list_display = ["legal_name", "kind", "city", "department", "spaced_siren"]
    list_filter = ["kind", ("department", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["department"]
    search_fields = ["search_text"]
    search_help_text = "Nom, sigle ou SIREN ; les accents et les traits d’union ne comptent pas."
    ordering = ["search_text", "pk"]
    autocomplete_fields = ["municipality", "intermunicipality", "department"]
    readonly_fields = ["in_a_sentence", "logo_preview"]
    inlines = [MandateInline, MembershipInline]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "kind",
                    "legal_name",
                    "short_name",
                    ("article", "gender", "number"),
                    "in_a_sentence",
                ]
            },
        ),
        (
            "Identification et territoire",
            {"fields": ["siren", "municipality", "intermunicipality", "department"]},
        ),
        (
            "Coordonnées",
            {
                "fields": [
                    "address_line1",
                    "address_line2",
                    ("postcode", "city"),
                    "email",
                    "website",
                ]
            },
        ),
        ("Logo", {"fields": ["logo", "logo_preview"]}),
    ]

    @admin.display(description="SIREN", ordering="siren")
    def spaced_siren(self, organisation):
        return grouped(organisation.siren) or "–"

    @admin.display(description="dans une phrase")
    def in_a_sentence(self, organisation):
        if not organisation.pk:
            return "Enregistrez pour voir le nom dans une phrase."
        short, long = organisation.designation, organisation.full_name
        return f"« {short.full} », « {short.of} », « {short.to} » ; « {long.full} », « {long.of} »"

    @admin.display(description="aperçu")
    def logo_preview(self, organisation):
        if not organisation.logo:
            return "Aucun logo."
        address = reverse("partners:logo", args=[organisation.pk])
        return format_html('<img src="{}" alt="Logo actuel" height="80">', address)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "logo":
            kwargs["widget"] = LogoInput
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    # Caf are in the supplied list; their nature and département decide what their staff reaches.

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "kind" and not request.user.is_superuser:
            kinds = [
                choice
                for choice in Organisation.Kind.choices
                if choice[0] not in Organisation.FAMILY_FUNDS
            ]
            kwargs["choices"] = [("", "---------"), *kinds]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_readonly_fields(self, request, obj=None):
        locked = obj is not None and obj.is_family_fund and not request.user.is_superuser
        return [*self.readonly_fields, *(["kind", "department"] if locked else [])]

    def get_inlines(self, request, obj):
        """In the small window opened from another page, the organisation alone."""
        return [] if "_popup" in request.GET or "_popup" in request.POST else self.inlines

    def get_urls(self):
        official = path(
            "liste-officielle/",
            self.admin_site.admin_view(self.official_view),
            name="partners_official",
        )
        return [official, *super().get_urls()]

    def official_view(self, request):
        """Search the official list; one click makes an organisation of a commune or an EPCI."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = OfficialSearchForm(request.POST or request.GET or None)
        if request.method == "POST":
            organisation, created = form.make()
            said = "est maintenant dans l’annuaire." if created else "était déjà dans l’annuaire."
            messages.success(request, f"{organisation.legal_name} {said}")
            if created:
                self.log_addition(request, organisation, "Créé depuis la liste officielle.")
            return redirect("admin:partners_organisation_change", organisation.pk)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "title": "Créer depuis la liste officielle",
            "form": form,
            "places": form.results(),
        }
        return TemplateResponse(request, "admin/partners/organisation/official.html", context)
