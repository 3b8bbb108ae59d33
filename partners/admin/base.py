"""The admin of a house that is closed by default: reusable by every application.

``ScopedAdmin`` fetches objects through ``visible_to(request.user)`` (what is not visible is a 404),
asks the application's own ``perms`` module what may be done, and narrows every choice list, in the page
and in the autocompletion, to what the user may see, or to what ``choices`` says.

    class PlanAdmin(ScopedAdmin):
        perms = perms                              # can_view, can_add, can_edit, can_delete
        choices = {"pilot": lambda organisations, user: organisations.within_reach_of(user)}
"""

import json
import logging
from collections.abc import Callable
from contextlib import suppress
from types import ModuleType

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import BaseModelAdmin, IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import EmptyResultSet
from django.db import IntegrityError, models
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponseRedirect

from ctg.forms import DayInput, RowsFormSet
from partners.admin.widgets import (
    KeyedSelect,
    KeyedSelectMultiple,
    KnownAutocompleteSelect,
    KnownChoicesForm,
)
from partners.grammar import capitalised, of

logger = logging.getLogger(__name__)

REFUSED = (
    "Rien n’a été enregistré : quelqu’un d’autre, ou un second clic, vient d’écrire la même chose. "
    "Vérifiez ce que montre la page, puis recommencez s’il manque quelque chose."
)
Narrowing = Callable[[QuerySet, object], QuerySet]


class _ScopedChoices(BaseModelAdmin):
    """Foreign keys and many-to-many fields offer what the user may see."""

    perms: ModuleType
    choices: dict[str, Narrowing] = {}
    formfield_overrides = {models.DateField: {"widget": DayInput}}

    def narrowed(self, field_name: str, queryset: QuerySet, user) -> QuerySet:
        """Return the rows of *queryset* that *user* may put in *field_name*."""
        if hasattr(queryset, "visible_to"):
            queryset = queryset.visible_to(user)
        narrowing = self.choices.get(field_name)
        return narrowing(queryset, user) if narrowing else queryset

    def _narrow(self, db_field, request, kwargs):
        queryset = kwargs.get("queryset")
        if queryset is None:
            queryset = db_field.remote_field.model._default_manager.all()
        kwargs["queryset"] = self.narrowed(db_field.name, queryset, request.user)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        self._narrow(db_field, request, kwargs)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KeyedSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        self._narrow(db_field, request, kwargs)
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name in self.get_autocomplete_fields(request):
            field.widget = KeyedSelectMultiple(db_field, self.admin_site, choices=field.choices)
            field.widget.is_required = field.required
        return field


class AskedOddly(ChangeList):
    """A list whose address asks for what the database cannot look for is shown without those filters."""

    def get_queryset(self, request, exclude_parameters=None):
        if any("\0" in value for values in self.filter_params.values() for value in values):
            raise IncorrectLookupParameters
        try:  # a year 99999 is only refused when the query is written
            queryset = super().get_queryset(request, exclude_parameters)
            with suppress(EmptyResultSet):
                queryset.query.sql_with_params()
        except (ValueError, OverflowError) as error:
            raise IncorrectLookupParameters from error
        return queryset


class ScopedAdmin(_ScopedChoices, admin.ModelAdmin):
    """A ``ModelAdmin`` whose rows and rights come from ``visible_to`` and from a ``perms`` module."""

    list_per_page = 50
    show_full_result_count = False
    save_on_top = False

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def get_changelist(self, request, **kwargs):
        return AskedOddly

    def get_changeform_initial_data(self, request):
        """What the address proposes, without what no key can be."""
        initial = super().get_changeform_initial_data(request)
        relations = {field.name for field in self.opts.get_fields() if field.is_relation}
        return {
            name: value
            for name, value in initial.items()
            if name not in relations or all(key.isdecimal() for key in value)
        }

    def get_form(self, request, obj=None, change=False, **kwargs):  # noqa: FBT002
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None:
            _keep_chosen(form.base_fields, obj)
        return form

    def get_search_results(self, request, queryset, search_term):
        queryset = self._narrowed_by_asking_field(request, queryset)
        if not hasattr(queryset, "search"):
            return super().get_search_results(request, queryset, search_term)
        return queryset.search(search_term), False

    def _narrowed_by_asking_field(self, request, queryset):
        """In an autocompletion, offer what the page that asks would accept."""
        form, field_name = _asking(self.admin_site, request)
        return form.narrowed(field_name, queryset, request.user) if form else queryset

    def changelist_view(self, request, extra_context=None):
        title = capitalised(str(self.opts.verbose_name_plural))
        return super().changelist_view(request, {"title": title} | (extra_context or {}))

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        name = str(self.opts.verbose_name)
        context = {"title": capitalised(name) if object_id else f"Ajout {of(name)}"}
        try:
            return super().changeform_view(
                request, object_id, form_url, context | (extra_context or {})
            )
        except IntegrityError:  # two people at the same moment: the database took the first
            logger.exception("user=%s was refused by the database: %s", request.user.pk, self.opts)
            self.message_user(request, REFUSED, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def render_change_form(self, request, context, *args, **kwargs):
        for inline in context["inline_admin_formsets"]:
            if "script_data" not in inline.__dict__:
                inline.script_data = _script_data(inline)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_view_on_site_url(self, obj=None):
        """The page itself, not through Django's detour, which tells the addresses of what one may not see."""
        return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else None

    def has_module_permission(self, request):
        return self.perms.can_view(request.user, self.model)

    def has_view_permission(self, request, obj=None):
        return self.perms.can_view(request.user, obj or self.model)

    def has_add_permission(self, request):
        return self.perms.can_add(request.user, self.model)

    def has_change_permission(self, request, obj=None):
        return self.perms.can_edit(request.user, obj or self.model)

    def has_delete_permission(self, request, obj=None):
        return self.perms.can_delete(request.user, obj or self.model)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        raise Http404


class ScopedInline(_ScopedChoices):
    """Mixin for inlines: their rows belong to the parent, and so do their rights."""

    extra = 0
    formset = RowsFormSet

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnownAutocompleteSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_view_permission(self, request, obj=None):
        return self.perms.can_view(request.user, obj or self.parent_model)

    def has_add_permission(self, request, obj=None):
        if obj is None:
            return self.perms.can_add(request.user, self.parent_model)
        return self.perms.can_edit(request.user, obj)

    def has_change_permission(self, request, obj=None):
        return self.perms.can_edit(request.user, obj or self.parent_model)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)


class RowsInline(ScopedInline, admin.TabularInline):
    """Rows that fit the page: a table on a screen, one under the other on a phone."""

    template = "admin/partners/rows.html"
    form: type[forms.ModelForm] = KnownChoicesForm
    add_label = ""  # of the button under the rows, « Ajouter un mandat »

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field.widget if field else None, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field

    class Media:
        css = {"all": ["css/admin-partners.css"]}


class ScopedTabularInline(ScopedInline, admin.TabularInline):
    form: type[forms.ModelForm] = KnownChoicesForm


class ScopedStackedInline(ScopedInline, admin.StackedInline):
    form: type[forms.ModelForm] = KnownChoicesForm


def _keep_chosen(fields, obj):
    """Let *obj* keep what it points to, even when the user could not choose it."""
    for name, field in fields.items():
        chosen = getattr(obj, f"{name}_id", None)
        if not isinstance(field, forms.ModelChoiceField) or chosen is None:
            continue
        offered = field.queryset
        if not offered.filter(pk=chosen).exists():
            rows = offered.model._default_manager
            field.queryset = rows.filter(Q(pk__in=offered.order_by().values("pk")) | Q(pk=chosen))


def _script_data(inline):
    """Return what Django's script reads to add and remove rows, in our words."""
    data = json.loads(inline.inline_formset_data())
    label = getattr(inline.opts, "add_label", "") or f"Ajouter : {inline.opts.verbose_name}"
    data["options"] |= {"addText": label, "deleteText": "Retirer"}
    return json.dumps(data)


def _asking(site, request):
    """Return the admin or inline whose form asks for an autocompletion, and the field it fills."""
    asked = [request.GET.get(name, "") for name in ("app_label", "model_name", "field_name")]
    if not all(asked) or not request.path.endswith("/autocomplete/"):
        return None, ""
    app_label, model_name, field_name = asked
    for form in _forms_of(site):
        options = form.opts
        same = (options.app_label, options.model_name) == (app_label, model_name)
        if same and field_name in form.choices:
            return form, field_name
    return None, ""


def _forms_of(site):
    """Yield the scoped admins of *site* and their inlines."""
    for model_admin in site._registry.values():
        inlines = [inline(model_admin.model, site) for inline in model_admin.inlines]
        yield from (form for form in (model_admin, *inlines) if isinstance(form, _ScopedChoices))
