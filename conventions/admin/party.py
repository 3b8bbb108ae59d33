"""The page of one party: how the text names it, who signs for it, the act that allows them to."""

from django.contrib import admin

from conventions import drafting
from conventions.admin.base import BlockAdmin, OrderedInline, bullet_list
from conventions.forms.parties import PartyForm, SignatoryForm
from conventions.models import Party, Signatory
from partners.models import Mandate

DATES = "%d/%m/%Y"


class SignatoryInline(OrderedInline):
    model = Signatory
    form = SignatoryForm
    fields = ["position", "mandate"]
    verbose_name = "signataire"
    add_label = "Ajouter un signataire"
    verbose_name_plural = "Représentants qui signent"

    def get_queryset(self, request):
        people = super().get_queryset(request)
        return people.select_related("mandate__person", "mandate__organisation")

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        field = formset.form.base_fields.get("mandate")
        if field is not None and obj is not None:
            field.queryset = mandates_of(obj, request.user)
            field.empty_label = "Choisir une personne…"
        return formset


def mandates_of(party, user):
    """Those held in the organisation of the party."""
    seen = Mandate.objects.visible_to(user).filter(organisation=party.organisation_id)
    return seen.select_related("person", "organisation")


@admin.register(Party)
class PartyAdmin(BlockAdmin):
    form = PartyForm
    anchor = "parties"
    inlines = [SignatoryInline]
    autocomplete_fields = ["organisation"]
    change_form_template = "admin/conventions/party_change_form.html"

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def get_fieldsets(self, request, obj=None):
        naming = ("designation", "side")
        if obj is None:
            return [(None, {"fields": ("organisation", *naming)})]
        sections = [
            ("Dans le texte", {"fields": naming}),
            (
                "Acte qui autorise à signer",
                {
                    "fields": (
                        ("act_kind", "deciding_body"),
                        ("decided_on", "decision_number"),
                        "no_decision_reason",
                    ),
                    "description": "Ce que le texte cite : « dûment autorisée par délibération du… ».",
                },
            ),
        ]
        if self.has_change_permission(request, obj):
            person = (("civility", "first_name", "last_name"), ("function", "function_other"))
            sections.append(
                (
                    "Ajouter un représentant absent de l’annuaire",
                    {
                        "fields": person,
                        "classes": ["collapse"],
                        "description": "La personne et son mandat entrent dans l’annuaire ; elle signe ici.",
                    },
                )
            )
        return sections

    def get_form(self, request, obj=None, change=False, **kwargs):  # noqa: FBT002
        if obj is not None and not self.has_change_permission(request, obj):
            kwargs["fields"] = [name for name in PartyForm.Meta.fields if name != "organisation"]
        return super().get_form(request, obj, change, **kwargs)

    def page_context(self, request, convention, obj):
        return {"proposed": drafting.propose_designation(obj.organisation)} if obj else {}

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if change and (person := form.new_person()):
            drafting.add_signatory(form.instance, **person)


def act_of(party):
    """The deciding act in one line: « délibération n° D23_080 du 12/10/2023 », or what is missing."""
    if party.no_decision_reason:
        return f"sans acte : {party.no_decision_reason}"
    if not (party.decided_on or party.decision_number):
        return "acte à saisir"
    number = f" n° {party.decision_number}" if party.decision_number else ""
    day = f" du {party.decided_on:{DATES}}" if party.decided_on else ", date à saisir"
    return f"{party.get_act_kind_display()}{number}{day}"


def signatories_of(party):
    """Names of those who sign, one a line, or what is missing."""
    names = [str(signatory.mandate.person) for signatory in party.signatories.all()]
    return bullet_list(names) if names else "Personne ne signe encore."
