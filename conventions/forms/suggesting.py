"""The form of who proposes another text: the texts of the block alone, and why."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from conventions.blocks import MODELS
from conventions.reviewing import SUGGESTED
from ctg.forms import quote_from


class _SuggestForm(forms.ModelForm):
    pourquoi = forms.CharField(
        label="Pourquoi",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Facultatif : ce que votre texte change, et ce qu’il évite.",
    )


def suggest_form(kind, *, insertions, block=None, typed=None, reason=True):
    """The form of a block of that kind, on `typed` when it was sent; `insertions` is where values are read.

    Without `reason`, the page asks why by itself.
    """
    factory = forms.modelform_factory(
        MODELS[kind], form=_SuggestForm, fields=[*SUGGESTED[kind], "pourquoi"]
    )
    form = factory(data=typed, instance=block)
    if not reason:
        del form.fields["pourquoi"]
    form.helper = FormHelper()
    form.helper.form_tag = False
    form.helper.disable_csrf = True
    form.helper.layout = Layout(*form.fields)
    quote_from(insertions, form.fields)
    return form
