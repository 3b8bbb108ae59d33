"""Autocompletion in inlines at a constant number of queries."""

from django import forms
from django.contrib.admin.widgets import (
    AdminFileWidget,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)
from django.urls import reverse


class _OnlyKeys:
    """A page shown again after a forged post leaves out what no key can be."""

    def optgroups(self, name, value, attrs=None):
        return super().optgroups(name, [key for key in value if str(key).isdecimal()], attrs)


class KeyedSelect(_OnlyKeys, AutocompleteSelect):
    pass


class KeyedSelectMultiple(_OnlyKeys, AutocompleteSelectMultiple):
    pass


class KnownAutocompleteSelect(KeyedSelect):
    """Shows the chosen row from ``known`` when it was already read, instead of one query a line."""

    known = None

    def optgroups(self, name, value, attrs=None):
        if self.known is None or value != [str(self.known.pk)]:
            return super().optgroups(name, value, attrs)
        blank = [] if self.is_required else [self.create_option(name, "", "", set(), 0)]
        label = self.choices.field.label_from_instance(self.known)
        return [(None, [*blank, self.create_option(name, self.known.pk, label, {value[0]}, 1)], 0)]


class KnownChoicesForm(forms.ModelForm):
    """Gives its autocompletions the rows that came with the instance (``select_related``)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, KnownAutocompleteSelect) and self._is_read(name):
                widget.known = getattr(self.instance, name)

    def _is_read(self, name):
        return self._meta.model._meta.get_field(name).is_cached(self.instance)


class StoredLogo:
    """A stored logo as the file field links to it: through its page, not through a public folder."""

    def __init__(self, organisation):
        self.url = reverse("partners:logo", args=[organisation.pk])

    def __str__(self):
        return "voir le logo"


class LogoInput(AdminFileWidget):
    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if context["widget"]["is_initial"]:
            context["widget"]["value"] = StoredLogo(value.instance)
        return context
