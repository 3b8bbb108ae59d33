"""Two texts of one block, shown side by side, and the form that holds the one not saved yet."""

from dataclasses import dataclass

from crispy_forms.helper import FormHelper
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import mark_safe

from conventions import saving
from conventions.blocks import MODELS
from ctg.fields import RichTextField
from ctg.forms import quote_from
from partners.grammar import capitalised


@dataclass(frozen=True)
class Side:
    """One field that both changed: `mine` and `theirs` as a page shows them."""

    name: str
    label: str
    mine: str
    theirs: str


def page_url(convention, address):
    try:
        return reverse("conventions:block", args=[convention.reference, address])
    except NoReverseMatch:
        return convention.get_absolute_url()


def sides(convention, kind, conflict):
    model = MODELS[kind]
    return [
        Side(
            name,
            capitalised(str(model._meta.get_field(name).verbose_name)),
            _shown(model, name, conflict.typed[name]),
            _shown(model, name, conflict.stored[name]),
        )
        for name in conflict.fields
    ]


def form_with(convention, kind, typed):
    form = saving.form_of(kind)(data=typed)
    form.helper = FormHelper()
    form.helper.form_tag = False
    quote_from(reverse("conventions:insertions", args=[convention.reference]), form.fields)
    return form


def sent_texts(data):
    """What was sent, to be copied: every field but those of the form itself."""
    return [
        (name, value)
        for name, value in data.items()
        if name not in ("csrfmiddlewaretoken", "etat", "compte") and value
    ]


def _shown(model, name, value):
    field = model._meta.get_field(name)
    if isinstance(field, RichTextField):
        return mark_safe(value)  # noqa: S308 (cleaned by the field)
    choices = dict(field.flatchoices)
    return str(choices.get(field.to_python(value), value)) if choices and value else value
