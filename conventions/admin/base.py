"""What the pages of the deed share: the editor under the strict policy, and blocks that stand in an order."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import mark_safe

from conventions import drafting, perms, saving
from conventions.admin.outline import outline_of
from conventions.blocks import Address
from conventions.document.references import Context
from conventions.forms.blocks import ChosenRowField, OrderedFormSet
from conventions.forms.stated import clashes_of, known_of
from conventions.models import Convention
from conventions.views.conflicts import compare, latest
from ctg import richtext
from ctg.fields import RichTextField
from ctg.forms import quote_from, with_nonce
from partners.admin.base import ScopedAdmin, ScopedTabularInline
from partners.grammar import capitalised


def change_url(convention, anchor=""):
    address = reverse("admin:conventions_convention_change", args=[convention.pk])
    return f"{address}#{anchor}" if anchor else address


class EditorMixin:
    """Rich texts quote the convention of the page; what the page prints carries its nonce."""

    def convention_of(self, request, obj):
        """The convention whose values the texts of the page may quote, or None."""
        return getattr(obj, "convention", None)

    def get_object(self, request, object_id, from_field=None):
        """On a post, wait for whoever writes in the same convention, then read what they left."""
        found = super().get_object(request, object_id, from_field)
        if found is None or request.method != "POST" or not connection.in_atomic_block:
            return found
        drafting.lock(getattr(found, "convention_id", found.pk))
        return super().get_object(request, object_id, from_field)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):  # noqa: FBT002
        for inline in context["inline_admin_formsets"]:
            inline.script_data = _script_data(inline)
        convention = self.convention_of(request, obj)
        if convention is not None and convention.pk:
            address = reverse("conventions:insertions", args=[convention.reference])
            quote_from(address, context["adminform"].form.fields)
            for inline in context["inline_admin_formsets"]:
                quote_from(address, inline.formset.form.base_fields)
                for form in inline.formset.forms:
                    quote_from(address, form.fields)
        context["media"] = with_nonce(context["media"], request.csp_nonce)
        if change:
            context |= _stated(request, convention, context)
        return super().render_change_form(request, context, add, change, form_url, obj)


def _stated(request, convention, context):
    """What the page shows, told back when it is saved; the texts that someone else changed meanwhile."""
    form = context["adminform"].form
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    told = {"known": known_of(form, formsets)}
    if clashes := clashes_of(form, formsets):
        live = Context(outline_of(convention, request).document)
        changes = [saving.last_change(clash.row, (clash.field.name,)) for clash in clashes]
        told["sides"] = [compare(clash.field, clash.mine, clash.theirs, live) for clash in clashes]
        told |= latest(changes, request.user)
    return told


def _script_data(inline):
    """What Django's script reads to add and remove rows, in our words."""
    data = json.loads(inline.inline_formset_data())
    label = getattr(inline.opts, "add_label", "")
    data["options"] |= {"addText": label or data["options"]["addText"], "deleteText": "Retirer"}
    return json.dumps(data)


class OrderedInline(ScopedTabularInline):
    """Rows in an order, moved on the page, each about one thing chosen when it is added."""

    perms = perms
    formset = OrderedFormSet
    template = "admin/conventions/ordered_inline.html"
    add_label = ""  # of the button under the rows
    shown_for = ""  # the kind of annex that prints these rows; "" for all

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == self.form.subject:
            kwargs["form_class"] = ChosenRowField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class BlockAdmin(EditorMixin, ScopedAdmin):
    """An article, an annex, a visa, a party: reached from its convention, placed, moved, removed there."""

    perms = perms
    actions = None
    anchor = ""
    exclude = ("convention",)
    change_form_template = "admin/conventions/block_change_form.html"
    delete_confirmation_template = "admin/conventions/block_delete.html"

    def get_model_perms(self, request):
        return {}  # no entry of its own in the menu

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("convention")

    def changelist_view(self, request, extra_context=None):
        return HttpResponseRedirect(reverse("admin:conventions_convention_changelist"))

    def get_urls(self):
        name = f"conventions_{self.opts.model_name}_move"
        move = path("<int:pk>/deplacer/", self.admin_site.admin_view(self.move_view), name=name)
        return [move, *super().get_urls()]

    def convention_of(self, request, obj):
        """That of the block, or the one in whose page « Ajouter » was pressed."""
        if obj is not None:
            return obj.convention
        number = request.GET.get("convention", "")
        mine = Convention.objects.visible_to(request.user)
        found = mine.filter(pk=number).first() if number.isdecimal() else None
        if found is None:
            raise Http404
        if not perms.can_edit(request.user, found):
            raise PermissionDenied
        return found

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):  # noqa: FBT002
        convention = self.convention_of(request, obj)
        context |= {
            "convention": convention,
            "convention_url": change_url(convention, self.anchor),
            "cancel_url": change_url(convention, f"bloc-{obj.key}" if obj else self.anchor),
            "workspace_url": workspace_url(convention, obj),
            "history_url": history_url(convention, obj) if obj else "",
            **self.page_context(request, convention, obj),
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """What was written in a block that is gone is given back, to be copied."""
        if request.method != "POST":
            raise Http404
        sent = [
            (capitalised(str(field.verbose_name)), _as_read(request.POST[field.name]))
            for field in opts.fields
            if isinstance(field, RichTextField) and request.POST.get(field.name)
        ]
        context = {**self.admin_site.each_context(request), "title": "Introuvable", "sent": sent}
        return TemplateResponse(request, "admin/conventions/gone.html", context, status=404)

    def history_view(self, request, object_id, extra_context=None):
        """The history the database keeps of the block, and not only that of these pages."""
        obj = self.get_object(request, object_id)
        if obj is None:
            raise Http404
        return HttpResponseRedirect(history_url(obj.convention, obj))

    def page_context(self, request, convention, obj):
        """What the template of the block needs beside its form."""
        return {}

    def save_model(self, request, obj, form, change):
        if change:
            obj.save()
        else:
            obj.convention = self.convention_of(request, None)
            drafting.place(obj, after=form.cleaned_data.get("after"))

    def delete_model(self, request, obj):
        drafting.remove(obj)

    def delete_view(self, request, object_id, extra_context=None):
        asked = object_id if request.method == "GET" and str(object_id).isdecimal() else None
        obj = self.get_queryset(request).filter(pk=asked).first()
        context = {}
        if obj:
            outline = outline_of(obj.convention)
            context = {
                "block_label": outline.named(obj),
                "cited_in": citations(obj, outline),
                "convention_url": change_url(obj.convention, self.anchor),
            }
        return super().delete_view(request, object_id, context | (extra_context or {}))

    def response_add(self, request, obj, post_url_continue=None):
        return self._saved(request, obj)

    def response_change(self, request, obj):
        return self._saved(request, obj)

    def _saved(self, request, obj):
        """Say it, then go where the button leads: here, the next block, or the list in the convention."""
        self.message_user(request, f"Enregistré : {obj}.", messages.SUCCESS)
        after = self.model.objects.filter(convention=obj.convention, position__gt=obj.position)
        if "_next" in request.POST and (following := after.order_by("position").first()):
            return HttpResponseRedirect(block_url(following))
        if "_addanother" in request.POST:
            place = request.POST.get("after", "")
            more = {"apres": obj.position} if place.isdecimal() else {}
            return HttpResponseRedirect(add_url(self.model, obj.convention, **more))
        if "_continue" in request.POST:
            return HttpResponseRedirect(block_url(obj))
        return HttpResponseRedirect(change_url(obj.convention, f"bloc-{obj.key}"))

    def response_delete(self, request, obj_display, obj_id):
        message = format_html(
            "Suppression faite : « {} ». Les numéros qui suivent sont recalculés.", obj_display
        )
        self.message_user(request, message, messages.SUCCESS)
        number = request.POST.get("convention", "")
        if number.isdecimal():
            return HttpResponseRedirect(
                reverse("admin:conventions_convention_change", args=[number]) + f"#{self.anchor}"
            )
        return HttpResponseRedirect(reverse("admin:conventions_convention_changelist"))

    def move_view(self, request, pk):
        """POST `to`: up, down, or a place from 1. Answers the section again, or goes back to the page."""
        block = self.get_queryset(request).filter(pk=pk).first()
        if block is None:
            raise Http404
        if request.method != "POST" or not perms.can_edit(request.user, block):
            raise PermissionDenied
        error = ""
        try:
            drafting.move(block, request.POST.get("to", ""))
        except ValidationError as refused:
            error = " ".join(refused.messages)
        if request.headers.get("X-Requested-With") == "fetch":
            outline = outline_of(block.convention)
            rows = outline.rows(self.model)
            context = {"rows": rows, "can_edit": True, "error": error, "moved": rows.get(block.key)}
            return render(request, "admin/conventions/_rows.html", context)
        if error:
            self.message_user(request, error, messages.ERROR)
        return HttpResponseRedirect(change_url(block.convention, f"bloc-{block.key}"))


def _as_read(html):
    try:
        return mark_safe(richtext.sanitise(html))  # noqa: S308 (just cleaned)
    except ValueError:  # too long to be cleaned: shown as it came
        return html


def citations(block, outline):
    """Links to the texts that refer to the block: [(label, address)]."""
    found = []
    for place in drafting.cited_in(block):
        if isinstance(place, Convention):
            found.append(("Préambule", change_url(place, "preambule")))
        else:
            found.append((outline.label(place), block_url(place)))
    return found


def workspace_url(convention, block):
    """The block in hand in the atelier, "" while it is not stored."""
    if block is None:
        return ""
    return reverse("conventions:block", args=[convention.reference, str(Address.of(block))])


def block_url(block):
    return reverse(f"admin:conventions_{block._meta.model_name}_change", args=[block.pk])


def add_url(model, convention, **more):
    address = reverse(f"admin:conventions_{model._meta.model_name}_add")
    return f"{address}?{urlencode({'convention': convention.pk} | more)}"


def bullet_list(items):
    return format_html(
        "<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((item,) for item in items))
    )


__all__ = [
    "BlockAdmin",
    "EditorMixin",
    "OrderedInline",
    "add_url",
    "block_url",
    "bullet_list",
    "change_url",
    "citations",
]


def history_url(convention, block=None):
    """The history of a block, of the whole convention without."""
    url = reverse("conventions:history", args=[convention.reference])
    return f"{url}?{urlencode({'bloc': Address.of(block)})}" if block else url
