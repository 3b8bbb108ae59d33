"""The library in the back office: clauses with their versions, templates with their clauses in order."""

from django.contrib import admin
from django.db.models import Count, Max, Prefetch
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from conventions import library, perms
from conventions.admin.base import OrderedInline
from conventions.clauses.reading import ClauseContext, insertions
from conventions.document.redline import redline
from conventions.forms.library import (
    ClauseForm,
    ConventionTemplateForm,
    TemplateClauseForm,
    TemplateClauseFormSet,
)
from conventions.models import (
    Annex,
    Article,
    Clause,
    Convention,
    ConventionTemplate,
    LegalBasis,
    TemplateClause,
)
from ctg import ordering
from ctg.forms import quote_from, with_nonce
from partners.admin.base import ScopedAdmin


class InTemplate(admin.SimpleListFilter):
    title = "modèle"
    parameter_name = "modele"

    def lookups(self, request, model_admin):
        return ConventionTemplate.objects.visible_to(request.user).values_list("code", "name")

    def queryset(self, request, queryset):
        return queryset.filter(uses__template__code=self.value()) if self.value() else queryset


@admin.register(Clause)
class ClauseAdmin(ScopedAdmin):
    perms = perms
    form = ClauseForm
    actions = None
    list_display = ["name", "part", "mark", "version", "used_by", "is_active"]
    list_filter = ["part", InTemplate, "is_active"]
    search_fields = ["name", "code", "advice", "versions__title", "versions__body"]
    search_help_text = "Nom, code ou mots du texte"
    autocomplete_fields = ["requires"]
    change_form_template = "admin/conventions/clause_change_form.html"
    readonly_once_stored = ("code", "part", "repeat")

    def get_queryset(self, request):
        uses = TemplateClause.objects.select_related("template").order_by("template__name")
        clauses = super().get_queryset(request).prefetch_related(Prefetch("uses", uses))
        return clauses.annotate(last=Max("versions__number")).order_by("part", "name")

    @admin.display(description="famille", ordering="family")
    def mark(self, obj):
        return obj.family or "–"

    @admin.display(description="version", ordering="last")
    def version(self, obj):
        return obj.last

    @admin.display(description="employée par")
    def used_by(self, obj):
        return ", ".join(use.template.name for use in obj.uses.all()) or "–"

    def get_fieldsets(self, request, obj=None):
        return [
            (None, {"fields": [("name", "code"), ("part", "is_active"), "advice"]}),
            ("Texte", {"fields": ["title", "body", *(["note"] if obj else [])]}),
            (
                "Emploi",
                {"fields": [("family", "repeat"), "annex_kind", "requires"]},
            ),
        ]

    def get_readonly_fields(self, request, obj=None):
        return self.readonly_once_stored if obj else ()

    def get_urls(self):
        view = self.admin_site.admin_view(self.insertions_view)
        name = "conventions_clause_insertions"
        return [path("insertions.json", view, name=name), *super().get_urls()]

    def insertions_view(self, request):
        """What the texts of clauses may hold: values, roles, conditions, references to other clauses."""
        clauses = Clause.objects.visible_to(request.user).exclude(part=Clause.Part.PREAMBLE)
        rows = clauses.order_by("name").values_list("code", "name", "part")
        return JsonResponse(insertions(rows))

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        quote_from(reverse("admin:conventions_clause_insertions"), context["adminform"].form.fields)
        context["media"] = with_nonce(context["media"], request.csp_nonce)
        if obj is not None:
            context |= {"versions": _history(obj), "blocks_count": _blocks_count(obj)}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        said = form.cleaned_data
        library.publish(
            form.instance, said["title"], said["body"], said.get("note", ""), request.user
        )


def _history(clause):
    """The versions, the newest first, each with what it changed in the one before."""
    context = ClauseContext(dict(Clause.objects.values_list("code", "name")))
    versions = list(clause.versions.select_related("author").order_by("-number"))
    before = [*versions[1:], None]
    return [
        {"version": version, "changes": _changes(older, version, context)}
        for version, older in zip(versions, before, strict=True)
    ]


def _changes(older, version, context):
    if older is None:
        shown = f"<h3>{context.html(version.title)}</h3>{context.html(version.body)}"
    else:
        title = redline(older.title, version.title, context, inline=True)
        shown = f"<h3>{title}</h3>{redline(older.body, version.body, context)}"
    return mark_safe(shown)  # noqa: S308 - stored texts are sanitised, so is a redline


def _blocks_count(clause):
    """How many blocks of conventions hold words of the clause."""
    texts = sum(
        model.objects.filter(source__clause=clause).count()
        for model in (LegalBasis, Article, Annex)
    )
    return texts + Convention.objects.filter(preamble_source__clause=clause).count()


class TemplateClauseInline(OrderedInline):
    model = TemplateClause
    form = TemplateClauseForm
    formset = TemplateClauseFormSet
    autocomplete_fields = ["clause"]
    fields = ["position", "clause", "mode", "is_ticked", "page"]
    readonly_fields = ["page"]
    verbose_name = "clause"
    add_label = "Ajouter une clause"
    verbose_name_plural = "Clauses, dans l’ordre de lecture"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("clause")

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        if field := formset.form.base_fields.get("clause"):
            field.widget.can_change_related = field.widget.can_view_related = False
            field.widget.can_add_related = False
        return formset

    @admin.display(description="Partie du texte")
    def page(self, obj):
        if not obj.pk:
            return "Après l’enregistrement."
        return format_html(
            '{}{} · <a href="{}" aria-label="Voir la clause : {}">Voir la clause</a>',
            obj.clause.get_part_display(),
            f" · famille {obj.clause.family}" if obj.clause.family else "",
            reverse("admin:conventions_clause_change", args=[obj.clause_id]),
            obj.clause,
        )


@admin.register(ConventionTemplate)
class ConventionTemplateAdmin(ScopedAdmin):
    perms = perms
    form = ConventionTemplateForm
    actions = None
    list_display = ["name", "kind", "clause_count", "years", "is_active"]
    list_filter = ["kind", "is_active"]
    search_fields = ["name", "description"]
    inlines = [TemplateClauseInline]
    change_form_template = "admin/conventions/template_change_form.html"
    fieldsets = [
        (None, {"fields": [("name", "code"), "description", ("kind", "is_active")]}),
        (
            "Ce que le modèle propose",
            {"fields": [("title", "subtitle"), ("years", "notice_months"), "notice_form"]},
        ),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(total=Count("clauses"))

    @admin.display(description="clauses", ordering="total")
    def clause_count(self, obj):
        return obj.total

    def get_readonly_fields(self, request, obj=None):
        return ("code", "kind") if obj else ()

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        ordering.renumber(TemplateClause.objects.filter(template=form.instance))
