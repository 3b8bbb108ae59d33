"""The page of one party: how the text names it, who signs for it, the act that allows them to."""

from django.contrib import admin

from conventions import drafting
from conventions.admin.base import BlockAdmin, OrderedInline, block_url, bullet_list
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


def neighbour(party):
    """A link to the page of a party, as the pages of articles link theirs."""
    return {
        "edit_url": block_url(party),
        "label": party.designation or party.organisation.designation.full,
    }


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
        act = (
            "Acte qui autorise à signer",
            {
                "fields": (
                    ("act_kind", "deciding_body"),
                    ("decided_on", "decision_number"),
                    "no_decision_reason",
                ),
                "description": "Ce que le texte cite : « dûment autorisée par délibération du… ».",
            },
        )
        sections = [("Dans le texte", {"fields": naming})]
        if self.has_change_permission(request, obj):
            person = (("civility", "first_name", "last_name"), ("function", "interim"))
            sections.append(
                (
                    "Ajouter un représentant absent de l’annuaire",
                    {
                        "fields": person,
                        "description": (
                            "La personne et son mandat entrent dans l’annuaire ; elle signe ici. "
                            "« Enregistrer et rester ici » pour en ajouter un autre."
                        ),
                    },
                )
            )
        return [*sections, act]

    def get_form(self, request, obj=None, change=False, **kwargs):  # noqa: FBT002
        if obj is not None and not self.has_change_permission(request, obj):
            kwargs["fields"] = [name for name in PartyForm.Meta.fields if name != "organisation"]
        return super().get_form(request, obj, change, **kwargs)

    def page_context(self, request, convention, obj):
        """The parties before and after, and what the directory proposes."""
        if obj is None:
            return {}
        rows = list(Party.objects.filter(convention=convention).select_related("organisation"))
        at = rows.index(obj)
        around = {"previous": rows[at - 1 : at], "next": rows[at + 1 : at + 2]}
        return {"proposed": drafting.propose_designation(obj.organisation)} | {
            name: neighbour(found[0]) for name, found in around.items() if found
        }

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
