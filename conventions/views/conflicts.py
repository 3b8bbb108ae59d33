"""Two texts of one block, shown side by side, and the form that holds the one not saved yet."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import BooleanField
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import mark_safe

from conventions import blocks
from conventions.assembling import assemble
from conventions.blocks import FIELDS, MODELS, Address
from conventions.document.redline import redline
from conventions.document.references import Context
from conventions.forms.workspace import form_for
from conventions.saving import Change
from ctg.fields import RichTextField
from partners.grammar import capitalised


@dataclass(frozen=True)
class Side:
    """One field that both changed, as a page shows it; `between` is what mine changes in theirs."""

    label: str
    mine: str
    theirs: str
    between: str


def clock(moment):
    return timezone.localtime(moment).strftime("%H:%M")


def told(change, user):
    """Who and when: {"by": "Claire Vidal", "at": "14:02", "yours"}, "" for what is not known."""
    yours = change.by == user  # in another window
    return {
        "by": str(change.by) if change.by and not yours else "",
        "at": clock(change.at) if change.at else "",
        "yours": yours,
    }


def latest(changes, user):
    """The last of several changes, as `told` says it."""
    dated = [change for change in changes if change.at]
    return told(max(dated, key=lambda change: change.at, default=Change()), user)


def page_url(convention, address):
    try:
        return reverse("conventions:block", args=[convention.reference, address])
    except NoReverseMatch:
        return convention.get_absolute_url()


def sides(convention, kind, conflict):
    """Both texts of each field that both changed."""
    context = Context(assemble(convention))
    fields = [MODELS[kind]._meta.get_field(name) for name in conflict.fields]
    return [
        compare(field, conflict.typed[field.name], conflict.stored[field.name], context)
        for field in fields
    ]


def differences(convention, block, kind, typed):
    """Both texts of each field that what was typed changes. Raises ValueError when a text cannot be read."""
    context = Context(assemble(convention))
    stored = blocks.values(block, kind)
    fields = [block._meta.get_field(name) for name in typed]
    clean = {field.name: _cleaned(field, typed[field.name]) for field in fields}
    return [
        compare(field, clean[field.name], stored[field.name], context)
        for field in fields
        if clean[field.name] != stored[field.name]
    ]


def side_by_side(sides, by=""):
    if not sides:
        return ""
    return render_to_string("conventions/_conflict.html", {"sides": sides, "by": by})


def compare(field, mine, theirs, context):
    """Two values of a field, and a readable redline of rich texts; live nodes are read in `context`."""
    label = capitalised(str(field.verbose_name))
    if not isinstance(field, RichTextField):
        return Side(label, _in_words(field, mine), _in_words(field, theirs), "")

    def read(before, after):
        return mark_safe(redline(before, after, context, inline=field.inline))  # noqa: S308 (cleaned)

    return Side(label, read(mine, mine), read(theirs, theirs), read(theirs, mine))


def form_with(convention, address, typed):
    """The form of a block, as the atelier shows it, holding what was typed."""
    url = reverse("conventions:insertions", args=[convention.reference])
    block = blocks.find(convention, address)
    data = blocks.values(block, address.kind) | typed
    return form_for(block, address.kind, insertions=url, data=data)


def sent_texts(convention, data, address):
    """What was sent, to be copied: [(label, text)], as it reads; the fields of the form itself left out."""
    try:
        kind = Address.parse(address).kind
    except LookupError:
        return []
    context = Context(assemble(convention))
    fields = [MODELS[kind]._meta.get_field(name) for name in FIELDS[kind] if data.get(name)]
    return [
        (capitalised(str(field.verbose_name)), _read(field, data[field.name], context))
        for field in fields
    ]


def _read(field, value, context):
    """A text as it reads; as it came when it cannot be."""
    try:
        clean = _cleaned(field, value)
        return compare(field, clean, clean, context).mine
    except (ValueError, ValidationError):
        return value


def _cleaned(field, value):
    """A value as it would be stored, as text."""
    if isinstance(field, RichTextField):
        return field.sanitise(value)
    return str(bool(value and value != "False")) if isinstance(field, BooleanField) else value


def _in_words(field, value):
    """What a page says of a plain value: the label of a choice, a day, yes or no."""
    if value == "":
        return "(vide)"
    if field.is_relation:
        found = field.related_model._default_manager.filter(pk__in=value.split())
        return ", ".join(map(str, found))
    python = field.to_python(value)
    if isinstance(python, bool):
        return "oui" if python else "non"
    if isinstance(python, dt.date):
        return date_format(python, "j F Y")
    return str(dict(field.flatchoices).get(python, python))
