"""The plan and its tree: levels and actions in their order, and what goes with them."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from actions import outline, perms
from actions.admin.base import OfPlanAdmin, OneAnswerARequest, PlanFilter, RankedInline
from actions.forms.plan import IndicatorForm, PlanForm, PlanItemForm
from actions.models import Indicator, Plan, PlanItem
from ctg import ordering
from partners.admin.base import ScopedAdmin


class IndicatorInline(RankedInline):
    model = Indicator
    form = IndicatorForm
    fields = [
        "label",
        "kind",
        "unit",
        "baseline",
        "baseline_on",
        "target",
        "source",
        "frequency",
        "rank",
    ]


class PlanIndicatorInline(IndicatorInline):
    """The indicators of the plan as a whole."""

    verbose_name_plural = "indicateurs de l’ensemble du plan"

    def get_queryset(self, request):
        return super().get_queryset(request).filter(item=None, sheet=None)


@admin.register(Plan)
class PlanAdmin(OneAnswerARequest, ScopedAdmin):
    perms = perms
    form = PlanForm
    change_form_template = "admin/actions/plan/change_form.html"
    list_display = ["name", "starts_on", "ends_on", "level_count", "action_count"]
    search_fields = ["name"]
    autocomplete_fields = ["organisations"]
    inlines = [PlanIndicatorInline]
    fieldsets = [
        (None, {"fields": ["name", ("starts_on", "ends_on"), "organisations", "description"]})
    ]

    class Media:
        css = {"all": ["actions/admin.css"]}
        js = ["vendor/sortable/Sortable.min.js", "actions/tree.js"]

    def get_queryset(self, request):
        counted = super().get_queryset(request)
        if request.resolver_match.url_name != "actions_plan_changelist":
            return counted
        return counted.annotate(
            levels=Count("items", distinct=True), actions=Count("sheets", distinct=True)
        )

    @admin.display(description="niveaux", ordering="levels")
    def level_count(self, plan):
        return plan.levels

    @admin.display(description="actions", ordering="actions")
    def action_count(self, plan):
        return plan.actions

    def get_form(self, request, obj=None, **kwargs):
        return type(
            "PlanFormOfUser", (super().get_form(request, obj, **kwargs),), {"user": request.user}
        )

    def get_urls(self):
        order = path(
            "<int:plan_id>/ordre/",
            self.admin_site.admin_view(self.order_view),
            name="actions_plan_order",
        )
        return [order, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        plan = self.get_object(request, object_id)
        extra = self.tree_context(request, plan) if plan else {}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **extra})

    def response_post_save_add(self, request, obj):
        """A new plan opens on its tree, still empty."""
        return HttpResponseRedirect(reverse("admin:actions_plan_change", args=[obj.pk]))

    def tree_context(self, request, plan):
        nodes = outline.tree(plan)
        return {
            "plan": plan,
            "nodes": nodes,
            "action_total": sum(1 if node.is_action else node.count for node in nodes),
            "level_total": sum(not n.is_action for top in nodes for n in top.walk()),
            "tables": plan.tables.annotate(row_count=Count("rows")),
            "committees": plan.committees.annotate(member_count=Count("members")),
            "may_edit": perms.can_edit(request.user, plan),
        }

    @method_decorator(require_POST)
    def order_view(self, request, plan_id):
        """Move one node (`node`): `move` is up or down; or else `to` is its place under `under`."""
        plan = get_object_or_404(self.get_queryset(request), pk=plan_id)
        if not perms.can_edit(request.user, plan):
            raise PermissionDenied
        error = ""
        try:
            self.move(plan, request.POST)
        except ValidationError as refusal:
            error = " ".join(refusal.messages)
        if request.headers.get("X-Requested-With") == "fetch":
            context = self.tree_context(request, plan) | {"error": error}
            status = 422 if error else 200
            return render(request, "admin/actions/plan/_tree.html", context, status=status)
        if error:
            messages.error(request, error)
        url = reverse("admin:actions_plan_change", args=[plan.pk])
        return HttpResponseRedirect(f"{url}#{request.POST.get('node', '')}")

    def move(self, plan, asked):
        obj = outline.find(plan, asked.get("node", ""))
        steps = {"up": ordering.move_up, "down": ordering.move_down}
        if (step := steps.get(asked.get("move", ""))) is not None:
            step(obj.siblings(), obj)
            return
        under = outline.find(plan, asked["under"]) if asked.get("under") else None
        if under is not None and not isinstance(under, PlanItem):
            raise ValidationError("Une action ne contient pas d’autre élément.")
        place = asked.get("to", "")
        if not place.isdecimal():
            raise ValidationError("La place demandée n’est pas un nombre.")
        outline.place(obj, under=under, to=int(place))


@admin.register(PlanItem)
class PlanItemAdmin(OfPlanAdmin):
    form = PlanItemForm
    hook = "parent"
    another_label = "Enregistrer et ajouter un élément de même niveau"
    list_display = ["__str__", "level", "plan"]
    list_filter = [PlanFilter, "level"]
    search_fields = ["title", "printed_code"]
    inlines = [IndicatorInline]
    fieldsets = [
        (None, {"fields": ["plan", "parent", "level", "title", "printed_code", "description"]}),
        (
            "Ce que le plan imprime en face",
            {"fields": ["schedule_text", "actors_text"], "classes": ["collapse"]},
        ),
        (
            "Promis pour plus tard",
            {"fields": ["commitment", "commitment_due_on"], "classes": ["collapse"]},
        ),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).with_parents()

    def anchor(self, obj):
        return f"item-{obj.pk}"
