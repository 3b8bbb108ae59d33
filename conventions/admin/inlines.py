"""The parties and the visas of a convention, written in its page."""

from django.contrib import admin
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.html import format_html

from conventions import drafting, perms
from conventions.admin.party import act_of, signatories_of
from conventions.forms.blocks import LegalBasisForm, OrderedFormSet, PartyRowForm
from conventions.models import LegalBasis, Party, Signatory
from partners.admin.base import ScopedTabularInline


class OrderedInline(ScopedTabularInline):
    perms = perms
    formset = OrderedFormSet
    template = "admin/conventions/ordered_inline.html"


class PartyFormSet(OrderedFormSet):
    """A party added without a designation takes the usual one."""

    def save_new(self, form, commit=True):  # noqa: FBT002
        form.instance.designation = form.instance.designation or drafting.propose_designation(
            form.instance.organisation
        )
        return super().save_new(form, commit)


class PartyInline(OrderedInline):
    model = Party
    form = PartyRowForm
    formset = PartyFormSet
    autocomplete_fields = ["organisation"]
    fields = ["position", "organisation", "designation", "side", "signatories", "act", "page"]
    readonly_fields = ["signatories", "act", "page"]
    verbose_name = "partie"
    verbose_name_plural = "Parties"

    def get_queryset(self, request):
        people = Signatory.objects.select_related("mandate__person")
        parties = super().get_queryset(request).select_related("organisation")
        return parties.prefetch_related(Prefetch("signatories", people))

    @admin.display(description="signataires")
    def signatories(self, obj):
        return signatories_of(obj) if obj.pk else "après l’enregistrement"

    @admin.display(description="acte")
    def act(self, obj):
        return act_of(obj) if obj.pk else ""

    @admin.display(description="")
    def page(self, obj):
        if not obj.pk:
            return ""
        address = reverse("admin:conventions_party_change", args=[obj.pk])
        return format_html(
            '<a href="{}" aria-label="Représentants et acte de {}">Représentants et acte</a>',
            address,
            obj.designation or obj.organisation,
        )


class LegalBasisInline(OrderedInline):
    model = LegalBasis
    form = LegalBasisForm
    fields = ["position", "kind", "text"]
    verbose_name = "visa"
    verbose_name_plural = "Visas"
