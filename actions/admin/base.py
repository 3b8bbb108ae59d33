"""What the pages of the plan have in common: rights, order, and the way back to the plan."""

from django.contrib import admin, messages
from django.db.models import DecimalField, TextField
from django.forms import HiddenInput, Textarea
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from actions import perms
from actions.forms.amounts import AmountField
from actions.forms.gathered import GatheredChoiceField
from actions.forms.ranked import RankedForm, RankedFormSet
from ctg import ordering
from ctg.forms import with_nonce
from partners.admin.base import ScopedAdmin, ScopedTabularInline


class ChosenNotChanged:
    """What a field points to is kept up to date on its own page; here one chooses, or adds."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        for right in ("change", "delete", "view"):
            if field is not None and hasattr(field.widget, f"can_{right}_related"):
                setattr(field.widget, f"can_{right}_related", False)
        return field


class OneAnswerARequest:
    """The same right, asked many times while a page is made, is looked for once."""

    def has_view_permission(self, request, obj=None):
        return self._once(request, super().has_view_permission, obj)

    def has_change_permission(self, request, obj=None):
        return self._once(request, super().has_change_permission, obj)

    def has_delete_permission(self, request, obj=None):
        return self._once(request, super().has_delete_permission, obj)

    def _once(self, request, ask, obj):
        answers = request.__dict__.setdefault("_rights_on_plans", {})
        model = getattr(self, "parent_model", self.model)
        key = (ask.__name__, type(obj) if obj else model, obj.pk if obj else None)
        if key not in answers:
            answers[key] = ask(request, obj)
        return answers[key]


class RankedInline(ChosenNotChanged, OneAnswerARequest, ScopedTabularInline):
    """Rows in order, moved by buttons or by the mouse; a rank can be typed without JavaScript."""

    perms = perms
    form = RankedForm
    formset = RankedFormSet
    template = "admin/actions/rows.html"
    extra = 1
    formfield_overrides = {
        **ScopedTabularInline.formfield_overrides,
        DecimalField: {"form_class": AmountField},
        TextField: {"widget": Textarea(attrs={"rows": 2})},
    }

    class Media:
        css = {"all": ["actions/admin.css"]}
        js = ["vendor/sortable/Sortable.min.js", "actions/ordered.js"]

    def has_add_permission(self, request, obj=None):
        if obj is None:
            return super().has_add_permission(request, obj)
        return self.has_change_permission(request, obj)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return super().formfield_for_foreignkey(
            db_field, request, form_class=GatheredChoiceField, **kwargs
        )


class OfPlanAdmin(ChosenNotChanged, OneAnswerARequest, ScopedAdmin):
    """The page of something that belongs to a plan: one comes from the plan, and goes back to it."""

    perms = perms
    choices = {"plan": lambda plans, user: plans.kept_by(user)}  # type: ignore[attr-defined]
    hook = ""  # the field that says what it hangs under
    another_label = ""  # of the button that saves and opens an empty form at the same place

    class Media:
        css = {"all": ["actions/admin.css"]}
        js = ["actions/forms.js"]

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        initial = {key: value for key, value in initial.items() if value}
        if initial.get("has_sheet") == "0":  # like the action just typed
            initial["has_sheet"] = False
        return initial

    def render_change_form(self, request, context, *args, **kwargs):
        context["media"] = with_nonce(context["media"], request.csp_nonce)
        context["another_label"] = self.another_label
        return super().render_change_form(request, context, *args, **kwargs)

    def get_form(self, request, obj=None, **kwargs):
        """Coming from a plan, one does not choose it again."""
        form = super().get_form(request, obj, **kwargs)
        if obj is None and "plan" in form.base_fields and request.GET.get("plan", "").isdecimal():
            form.base_fields["plan"].widget = HiddenInput()
        return form

    def response_add(self, request, obj, post_url_continue=None):
        if "_popup" in request.POST or "_continue" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return self._saved(request, obj)

    def response_change(self, request, obj):
        if "_popup" in request.POST or "_continue" in request.POST:
            return super().response_change(request, obj)
        return self._saved(request, obj)

    def _saved(self, request, obj):
        """Back to the plan; « Enregistrer et ajouter une action au même objectif »: the next form knows its place."""
        self.message_user(request, f"Enregistré : {obj}.", messages.SUCCESS)
        if "_addanother" not in request.POST:
            return self.back_to_plan(obj)
        place = {"plan": obj.plan_id} | {
            name: getattr(obj, attribute)
            for name, attribute in ((self.hook, f"{self.hook}_id"), ("level", "level"))
            if name and getattr(obj, attribute, None)
        }
        if getattr(obj, "has_sheet", True) is False:
            place["has_sheet"] = 0
        add = reverse(f"admin:actions_{self.opts.model_name}_add")
        return HttpResponseRedirect(f"{add}?{urlencode(place)}")

    def get_readonly_fields(self, request, obj=None):
        """What hangs in a plan never moves to another one."""
        return [*super().get_readonly_fields(request, obj), *(["plan"] if obj else [])]

    def save_model(self, request, obj, form, change):
        left = None
        if change and self.hook in form.changed_data:
            left = self.model._default_manager.get(pk=obj.pk).siblings()
            obj.position = None  # last among its new siblings
        super().save_model(request, obj, form, change)
        if left is not None:
            ordering.renumber(left)

    def response_post_save_add(self, request, obj):
        return self.back_to_plan(obj)

    def response_post_save_change(self, request, obj):
        return self.back_to_plan(obj)

    def response_delete(self, request, obj_display, obj_id):
        response = super().response_delete(request, obj_display, obj_id)
        plan = getattr(request, "plan_left", None)
        return self.back_to_plan(plan) if plan else response

    def back_to_plan(self, obj):
        url = reverse("admin:actions_plan_change", args=[obj.plan_id])
        return HttpResponseRedirect(f"{url}#{self.anchor(obj)}")

    def anchor(self, obj):
        return f"{self.opts.model_name}-{obj.pk}"

    def delete_model(self, request, obj):
        request.plan_left = obj
        siblings = obj.siblings()
        super().delete_model(request, obj)
        ordering.renumber(siblings)

    def delete_queryset(self, request, queryset):
        lists = [obj.siblings() for obj in queryset]
        super().delete_queryset(request, queryset)
        for siblings in lists:
            ordering.renumber(siblings)


class PlanFilter(admin.SimpleListFilter):
    """The plans the user sees, and no other."""

    title = "plan"
    parameter_name = "plan"

    def lookups(self, request, model_admin):
        plans = model_admin.model._meta.get_field("plan").related_model.objects
        return [(str(plan.pk), plan.name) for plan in plans.visible_to(request.user)]

    def queryset(self, request, queryset):
        value = self.value() or ""
        return queryset.filter(plan=value) if value.isdecimal() else queryset
