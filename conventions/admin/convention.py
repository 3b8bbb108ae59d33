"""The page of a convention, in reading order: cover, parties, visas, preamble, articles, plan, annexes, closing."""

from django.contrib import admin, messages
from django.db import models
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.utils.html import format_html

from conventions import drafting, perms
from conventions.admin.base import EditorMixin, add_url, change_url, history_url
from conventions.admin.filters import Stage, Year
from conventions.admin.inlines import LegalBasisInline, PartyInline
from conventions.admin.outline import outline_of
from conventions.forms.filters import ConventionFilter
from conventions.forms.opening import OpeningForm
from conventions.forms.stated import StatedForm
from conventions.models import Annex, Article, Block, Convention, ImportRecord
from ctg import ordering
from partners.admin.base import ScopedAdmin
from partners.models import Organisation

FIELDSETS = [
    ("identite", "Identité", [("kind", "owner"), ("title", "subtitle"), "reference"]),
    (
        "territoire",
        "Territoire",
        [
            "territory_name",
            ("intermunicipality", "department"),
            "municipalities",
            "municipality_names",
        ],
    ),
    ("periode", "Période", [("starts_on", "ends_on"), ("notice_months", "notice_form")]),
    ("preambule", "Préambule", ["preamble"]),
    ("plan", "Plan d’actions", ["plan"]),
    ("fin", "Fin de l’acte", [("closing_place", "signed_on"), "copies"]),
]
# The page: (anchor, title, what stands there)
READING_ORDER = (
    ("identite", "Identité"),
    ("territoire", "Territoire"),
    ("periode", "Période"),
    ("parties", "Parties"),
    ("visas", "Visas"),
    ("preambule", "Préambule"),
    ("articles", "Articles"),
    ("plan", "Plan d’actions"),
    ("annexes", "Annexes"),
    ("fin", "Fin de l’acte"),
)


@admin.register(Convention)
class ConventionAdmin(EditorMixin, ScopedAdmin):
    perms = perms
    form = StatedForm
    choices = {"owner": lambda organisations, user: organisations & perms.owners_for(user)}
    actions = None
    list_display = ["territory", "state", "kind", "keeper", "period", "party_count"]
    list_filter = [Stage, "kind", ("owner", admin.RelatedOnlyFieldListFilter), Year]
    list_select_related = ["owner"]
    search_fields = ["territory_name", "reference"]
    search_help_text = "Territoire, commune, organisme ou référence, avec ou sans accents"
    autocomplete_fields = ["intermunicipality", "department", "municipalities"]
    inlines = [PartyInline, LegalBasisInline]
    change_form_template = "admin/conventions/convention_change_form.html"

    # ------------------------------------------------------------------ the list

    def get_queryset(self, request):
        conventions = super().get_queryset(request)
        if not request.resolver_match.url_name.endswith("_changelist"):
            return conventions.select_related("owner", "plan")
        parties = models.Count("parties", distinct=True)
        return conventions.annotate(party_total=parties)

    def get_search_results(self, request, queryset, search_term):
        return ConventionFilter({"q": search_term}).filter(queryset), False

    @admin.display(description="territoire", ordering="territory_name")
    def territory(self, obj):
        return obj.territory_name

    @admin.display(description="état", ordering="status")
    def state(self, obj):
        return state_badge(obj)

    @admin.display(description="tenue par", ordering="owner__search_text")
    def keeper(self, obj):
        return obj.owner.short_name or obj.owner.legal_name

    @admin.display(description="période", ordering="starts_on")
    def period(self, obj):
        days = [f"{day:%d/%m/%Y}" if day else "…" for day in (obj.starts_on, obj.ends_on)]
        return " – ".join(days) if obj.starts_on or obj.ends_on else "à compter de la signature"

    @admin.display(description="parties", ordering="party_total")
    def party_count(self, obj):
        return obj.party_total

    # ------------------------------------------------------------------ the page

    def get_form(self, request, obj=None, change=False, **kwargs):  # noqa: FBT002
        if obj is None:
            kwargs["form"] = OpeningForm
        form = super().get_form(request, obj, change, **kwargs)
        if names := form.base_fields.get("municipality_names"):
            names.widget.attrs["rows"] = 2
        for name in {"owner", "plan"} & set(form.base_fields):
            _only_chosen(form.base_fields[name])
        if obj is None and "owner" in form.base_fields:
            mine = perms.owners_for(request.user) & Organisation.objects.family_funds()
            form.base_fields["owner"].initial = mine.values_list("pk", flat=True).first()
        return form

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            opening = [
                ("kind", "owner"),
                "intermunicipality",
                "territory_name",
                ("starts_on", "ends_on"),
                "reference",
            ]
            return [(None, {"fields": opening})]
        return [(title, {"fields": fields}) for _, title, fields in FIELDSETS]

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def convention_of(self, request, obj):
        return obj

    def history_view(self, request, object_id, extra_context=None):
        """The history the database keeps of the convention and of its blocks."""
        obj = self.get_object(request, object_id)
        if obj is None:
            raise Http404
        return HttpResponseRedirect(history_url(obj))

    def get_urls(self):
        designation = path(
            "designation/<int:organisation>/",
            self.admin_site.admin_view(self.designation_view),
            name="conventions_convention_designation",
        )
        return [designation, *super().get_urls()]

    def designation_view(self, request, organisation):
        """How an organisation chosen as a party is usually called: {"designation": "la Caf"}."""
        found = Organisation.objects.visible_to(request.user).filter(pk=organisation).first()
        if found is None:
            raise Http404
        return JsonResponse({"designation": drafting.propose_designation(found)})

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):  # noqa: FBT002
        context |= {"show_save_and_add_another": False, "show_save_and_continue": False}
        if obj is not None and request.method == "POST":  # refused: the rest is shown as stored
            obj = context["original"] = self.get_queryset(request).get(pk=obj.pk)
        if obj is not None:
            context |= self._page(request, context, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _page(self, request, context, obj):
        outline = outline_of(obj, request)
        can_edit = self.has_change_permission(request, obj)
        blocks = {
            "articles": self._list(outline, Article, can_edit),
            "annexes": self._list(outline, Annex, can_edit),
        }
        fieldsets = {
            anchor: fieldset
            for (anchor, _, _), fieldset in zip(FIELDSETS, context["adminform"], strict=True)
        }
        formsets = dict(zip(("parties", "visas"), context["inline_admin_formsets"], strict=False))
        sections = [
            {
                "anchor": anchor,
                "title": title,
                "fieldset": fieldsets.get(anchor),
                "formset": formsets.get(anchor),
                "blocks": blocks.get(anchor),
            }
            for anchor, title in READING_ORDER
        ]
        return {
            "sections": sections,
            "state": state_badge(obj),
            "gaps": gaps(outline.document),
            "refused": [section for section in sections if _is_refused(section, context)],
            "record": self._record(request, obj),
            "frozen": not obj.is_writable,
            "can_edit": can_edit,
        }

    def _list(self, outline, model, can_edit):
        name = model._meta.verbose_name
        return {
            "rows": outline.rows(model),
            "name": name,
            "can_edit": can_edit,
            "add_url": add_url(model, outline.convention) if can_edit else "",
            "add_label": f"Ajouter une {name}" if model is Annex else f"Ajouter un {name}",
            "empty": "Aucune annexe." if model is Annex else "Aucun article.",
        }

    def _record(self, request, obj):
        if not perms.can_see_source(request.user, obj):
            return None
        return ImportRecord.objects.filter(convention=obj).defer("source_text").first()

    # ------------------------------------------------------------------ saving

    def save_model(self, request, obj, form, change):
        if not change:
            obj.territory_name = form.cleaned_data["territory_name"]
            obj.reference = form.cleaned_data["reference"]
        super().save_model(request, obj, form, change)
        if not change:
            drafting.open_with(obj)

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        if issubclass(formset.model, Block):
            ordering.renumber(formset.model.objects.filter(convention=form.instance))

    def response_add(self, request, obj, post_url_continue=None):
        message = format_html(
            "La convention « {} » est ouverte sous la référence {}. Complétez-la section par section.",
            obj.territory_name,
            obj.reference,
        )
        self.message_user(request, message, messages.SUCCESS)
        return HttpResponseRedirect(change_url(obj, "parties"))

    def response_change(self, request, obj):
        """« Ouvrir le plan d’actions » keeps what is typed, then opens the plan."""
        if "_plan" not in request.POST:
            self.message_user(request, "La convention est enregistrée.", messages.SUCCESS)
            return self.response_post_save_change(request, obj)
        plan = drafting.open_plan(obj)
        return HttpResponseRedirect(reverse("admin:actions_plan_change", args=[plan.pk]))

    def response_post_save_change(self, request, obj):
        return HttpResponseRedirect(change_url(obj))

    def response_delete(self, request, obj_display, obj_id):
        self.message_user(
            request, f"La convention « {obj_display} » est supprimée.", messages.SUCCESS
        )
        return HttpResponseRedirect(reverse("admin:conventions_convention_changelist"))


def _is_refused(section, context):
    """Whether something typed in this section of the page is refused."""
    if section["formset"]:
        formset = section["formset"].formset
        return bool(formset.total_error_count())
    names = next((lines for anchor, _, lines in FIELDSETS if anchor == section["anchor"]), ())
    fields = {name for line in names for name in ([line] if isinstance(line, str) else line)}
    return bool(fields & set(context["adminform"].form.errors))


def _only_chosen(field):
    """What a field points to is chosen here; it is kept, and removed, on its own page."""
    for right in ("add", "change", "view", "delete"):
        setattr(field.widget, f"can_{right}_related", False)
    field.empty_label = "Aucun"


def state_badge(convention):
    """The state as an icon, a word and a tint."""
    from conventions.views.looks import status_look

    look = status_look(convention.status)
    return format_html(
        '<span class="etat {}"><i class="bi bi-{}" aria-hidden="true"></i>{}</span>',
        look.tint,
        look.icon,
        look.label,
    )


def gaps(document):
    """What the printed deed will lack, each with the section where it is filled in: [(sentence, anchor)]."""
    found = [
        (not document.parties, "Aucune partie : l’acte n’engage personne.", "parties"),
        (not document.period.end, "La date de fin n’est pas fixée.", "periode"),
        (not document.articles, "Aucun article : l’acte ne dit rien encore.", "articles"),
    ]
    missing = [(sentence, anchor) for absent, sentence, anchor in found if absent]
    silent = [
        party.designation or party.name for party in document.parties if not party.representatives
    ]
    if silent:
        names = ", ".join(silent)
        missing.append((f"Personne ne signe pour : {names}.", "parties"))
    return missing
