"""A form over a stored row that someone else may change while its page is open.

The page carries `etat`: for each row, what each field said when the page was opened, as digests. On a save, a field
that others changed and mine did not keeps what they wrote; a field that both changed is refused, and both are shown.
"""

import hashlib
import json
from dataclasses import dataclass

from django import forms
from django.db import models

from conventions.blocks import FIELDS, Address
from ctg.fields import RichTextField

FIELD = "etat"
REFUSED = (
    "Quelqu’un d’autre a modifié ce champ pendant que vous l’écriviez : les deux textes sont affichés en haut de la "
    "page. Enregistrer de nouveau garde le vôtre."
)


@dataclass(frozen=True)
class Clash:
    """A field that both changed: the model field, the row, both values as text."""

    row: models.Model
    field: models.Field
    mine: str
    theirs: str


class StatedForm(forms.ModelForm):
    """A model form that refuses to overwrite what its page has not shown."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.clashes = {}
        if self.instance.pk and getattr(self.instance, "is_locked", False):
            for name in set(FIELDS[Address.of(self.instance).kind]) & set(self.fields):
                self.fields[
                    name
                ].disabled = True  # whatever is sent, the words of the template stay
        self._opened = self._read_opened() if self.is_bound and self.instance.pk else {}

    def known(self):
        """{row: {field: digest}}: what the page tells it has shown, to be sent back with the form."""
        shown = {name: _digest(self._stored(name)) for name in self._names()}
        unseen = {name: seen for name, seen in self._opened.items() if name not in self.clashes}
        return {self._row_name(): shown | unseen}

    def _clean_form(self):
        super()._clean_form()
        for name in self._names():
            if name in self._opened and self._opened[name] != _digest(self._stored(name)):
                self._reconcile(name)

    def _reconcile(self, name):
        """Others changed this field since the page was opened."""
        mine, theirs = self._mine(name), self._stored(name)
        if _digest(mine) == self._opened[name]:
            self.cleaned_data[name] = self._as_cleaned(name)
            self.errors.pop(name, None)
        elif mine != theirs:
            field = self._meta.model._meta.get_field(name)
            self.clashes[name] = Clash(self.instance, field, mine, theirs)
            self.add_error(name, REFUSED)

    def _read_opened(self):
        try:
            rows = json.loads(self.data.get(FIELD, ""))
            opened = rows.get(self._row_name(), {})
            return {str(name): str(seen) for name, seen in opened.items() if name in self._names()}
        except (ValueError, AttributeError):  # not sent, or not ours: nothing is known
            return {}

    def _row_name(self):
        return f"{self._meta.model._meta.model_name}-{self.instance.pk}"

    def _names(self):
        stored = {field.name for field in self._meta.model._meta.get_fields()}
        return [name for name in self.fields if name in stored and name in self.initial]

    def _stored(self, name):
        return self._text(name, self.initial[name])

    def _mine(self, name):
        if name in self.cleaned_data:
            return self._text(name, self.cleaned_data[name])
        bound = self[name]
        return self._text(name, bound.data)

    def _as_cleaned(self, name):
        """What is stored, as the field would have cleaned it."""
        field, value = self.fields[name], self.initial[name]
        if isinstance(field, forms.ModelMultipleChoiceField):
            return field.queryset.model._default_manager.filter(pk__in=_keys(value))
        if isinstance(field, forms.ModelChoiceField):
            return field.queryset.model._default_manager.filter(pk=value).first()
        return value

    def _text(self, name, value):
        """A value as text: two values that mean the same are the same text."""
        field = self._meta.model._meta.get_field(name)
        if field.many_to_many:
            return " ".join(map(str, sorted(_keys(value or []))))
        if isinstance(value, models.Model):
            return str(value.pk)
        if isinstance(field, models.BooleanField):
            return str(bool(value))
        if value is None:
            return ""
        if isinstance(field, RichTextField):
            return _clean(field, str(value))
        text = value.isoformat() if hasattr(value, "isoformat") else str(value)
        return text.replace("\r\n", "\n")


def _clean(field, html):
    try:
        return field.sanitise(html)
    except ValueError:  # refused anyway
        return html


def _keys(values):
    return [value.pk if isinstance(value, models.Model) else value for value in values]


def _digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def clashes_of(form, formsets):
    """What both changed, in the form and in the rows of its page."""
    bound = [form, *(row for formset in formsets for row in formset.initial_forms)]
    return [clash for one in bound for clash in getattr(one, "clashes", {}).values()]


def known_of(form, formsets):
    """What a page has shown, for its hidden field."""
    bound = [form, *(row for formset in formsets for row in formset.initial_forms)]
    known = {}
    for one in bound:
        if isinstance(one, StatedForm) and one.instance.pk:
            known |= one.known()
    return json.dumps(known, sort_keys=True)
