"""Rows that people put in order: a rank typed, or set by the buttons and the mouse."""

import math

from django import forms

from actions.forms.gathered import GatheringFormSet
from ctg import ordering


class RankField(forms.IntegerField):
    """The place of a row. Giving a place to an empty new row does not make it a filled one."""

    def __init__(self):
        super().__init__(
            label="ordre",
            required=False,
            min_value=0,
            widget=forms.NumberInput(attrs={"class": "rank", "size": 3}),
            error_messages={"invalid": "Donnez un rang en chiffres."},
        )

    def has_changed(self, initial, data):
        return initial is not None and super().has_changed(initial, data)


class RankedForm(forms.ModelForm):
    rank = RankField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["rank"] = self.instance.position


class RankedFormSet(GatheringFormSet):
    """Saves the rows, then numbers them 1…n by their ranks; those without a rank go last."""

    def save(self, commit=True):  # noqa: FBT002 - Django's signature
        saved = super().save(commit=commit)
        if commit:
            self.number()
        return saved

    def number(self):
        gone = {form.instance.pk for form in self.deleted_forms}
        kept = [f for f in self.forms if f.instance.pk and f.instance.pk not in gone]
        kept.sort(key=lambda f: math.inf if (rank := _rank(f)) is None else rank)
        if kept:
            ordering.arrange(kept[0].instance.siblings(), [form.instance.pk for form in kept])


def _rank(form):
    return getattr(form, "cleaned_data", {}).get("rank")
