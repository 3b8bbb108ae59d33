"""The parties and the visas of a convention, written in its page."""

from django.contrib import admin
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.html import format_html

from conventions.admin.base import OrderedInline
from conventions.admin.party import act_of, signatories_of
from conventions.forms.blocks import LegalBasisForm, PartyRowForm
from conventions.models import LegalBasis, Party, Signatory


class PartyInline(OrderedInline):
    model = Party
    form = PartyRowForm
    autocomplete_fields = ["organisation"]
    fields = ["position", "organisation", "designation", "side", "page"]
    readonly_fields = ["page"]
    verbose_name = "partie"
    add_label = "Ajouter une partie"
    verbose_name_plural = "Parties"

    def get_queryset(self, request):
        people = Signatory.objects.select_related("mandate__person")
        parties = super().get_queryset(request).select_related("organisation")
        return parties.prefetch_related(Prefetch("signatories", people))

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "organisation":
            field.widget.attrs["data-placeholder"] = "Nom, même sans accents"
        return field

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        if field := formset.form.base_fields.get("organisation"):
            field.widget.can_change_related = field.widget.can_view_related = False
        return formset

    @admin.display(description="Signataires et acte")
    def page(self, obj):
        if not obj.pk:
            return "Après l’enregistrement."
        address = reverse("admin:conventions_party_change", args=[obj.pk])
        return format_html(
            '{}<p>{}</p><a href="{}" aria-label="Représentants et acte : {}">Représentants et acte</a>',
            signatories_of(obj),
            act_of(obj),
            address,
            obj.designation or obj.organisation,
        )


class LegalBasisInline(OrderedInline):
    model = LegalBasis
    form = LegalBasisForm
    fields = ["position", "kind", "text"]
    verbose_name = "visa"
    add_label = "Ajouter un visa"
    verbose_name_plural = "Visas"
