"""Foreign keys of many rows at once: what they point to is loaded together, not row by row."""

from django import forms
from django.core.exceptions import ValidationError

from ctg.forms import RowsFormSet


class GatheredChoiceField(forms.ModelChoiceField):
    """A choice among rows that its formset has loaded (`found`, by key as text)."""

    found = None

    def to_python(self, value):
        if self.found is None or value in self.empty_values:
            return super().to_python(value)
        key = str(getattr(value, "pk", value))
        if key not in self.found:
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": key}
            )
        return self.found[key]


class LoadedChoices:
    """Rows already loaded, in the shape in which the autocompletion asks for the chosen ones."""

    def __init__(self, field):
        self.field = field
        self.queryset = self

    def using(self, alias):
        return self

    def filter(self, **lookup):
        (wanted,) = lookup.values()
        return [self.field.found[key] for key in wanted if key in self.field.found]


class GatheringFormSet(RowsFormSet):
    """Loads in one query a field what all its rows point to, on display as on validation.

    A row may keep what it already points to, even when the user could not choose it any more.
    """

    def __init__(self, *args, **kwargs):
        self._gathered = {}
        super().__init__(*args, **kwargs)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        key = self.model._meta.pk.name
        form.fields[key] = GatheredChoiceField(
            self.queryset.none(),
            initial=form.fields[key].initial,
            required=False,
            widget=forms.HiddenInput,
        )
        form.fields[key].found = self.gathered(key)
        for name, field in form.fields.items():
            if name != key and isinstance(field, GatheredChoiceField):
                field.found = self.gathered(name)
                field.widget.choices = LoadedChoices(field)

    def gathered(self, name):
        if name in self._gathered:
            return self._gathered[name]
        rows = self.get_queryset()
        if name == self.model._meta.pk.name:
            loaded = {str(row.pk): row for row in rows}
        else:
            loaded = {str(pointed.pk): pointed for pointed in self._pointed(name)}
            target = self.model._meta.get_field(name)
            for row in rows:
                if (pointed := loaded.get(str(getattr(row, target.attname)))) is not None:
                    target.set_cached_value(row, pointed)
        self._gathered[name] = loaded
        return loaded

    def _pointed(self, name):
        target = self.model._meta.get_field(name)
        kept = {getattr(row, target.attname) for row in self.get_queryset()} - {None}
        typed = {self.data.get(f"{self.add_prefix(i)}-{name}", "") for i in range(self._count())}
        typed = {int(key) for key in typed if key.isdecimal()} - kept
        rows = list(target.remote_field.model._base_manager.filter(pk__in=kept)) if kept else []
        if typed:
            rows += self.form.base_fields[name].queryset.filter(pk__in=typed)
        return rows

    def _count(self):
        return self.total_form_count() if self.is_bound else 0
