"""The form of the block in hand: what is typed in it, laid out for the paper or as a list of facts."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django import forms

from conventions import saving
from conventions.forms.blocks import propose
from conventions.models import BlockKind
from ctg.forms import DayInput, quote_from
from partners.models import Person

LAYOUTS = {
    BlockKind.GENERAL: (
        ("title", "subtitle"),
        ("territory_name",),
        ("starts_on", "ends_on"),
        ("notice_months", "notice_form"),
    ),
    BlockKind.PARTY: (
        ("designation", "side"),
        ("act_kind", "deciding_body"),
        ("decided_on", "decision_number"),
        ("no_decision_reason",),
    ),
    BlockKind.LEGAL_BASIS: (("kind",), ("text",)),
    BlockKind.PREAMBLE: (("preamble",),),
    BlockKind.ARTICLE: (("title",), ("body",)),
    BlockKind.ANNEX: (("title",), ("kind", "with_previous"), ("body",)),
    BlockKind.CLOSING: (("closing_place", "signed_on", "copies"),),
}
# What the page says otherwise than the administration
LABELS = {
    "preamble": "Texte du préambule",
    "signed_on": "Date portée au bas",
    "closing_place": "Fait à",
}

CHOICES = {
    "side": {"": "Sans côté"},
    "act_kind": {"délibération": "Délibération", "décision": "Décision"},
}


def form_for(block, kind, *, insertions, data=None):
    """The unbound form of a block as stored; *insertions* is where its texts read what they may quote."""
    form = saving.form_of(kind)(data, instance=block)
    for name, field in form.fields.items():
        _dress(name, field)
    propose(form)
    quote_from(insertions, form.fields)
    form.helper = FormHelper()
    form.helper.form_tag = False
    form.helper.disable_csrf = True
    rows = [Div(*(Field(name) for name in names), css_class="rangee") for names in LAYOUTS[kind]]
    form.helper.layout = Layout(*rows)
    return form


def _dress(name, field):
    label = LABELS.get(name, str(field.label))
    field.label = label[0].upper() + label[1:]
    if isinstance(field.widget, forms.DateInput):
        field.widget = DayInput(field.widget.attrs)
    if name in CHOICES:
        field.choices = [(value, CHOICES[name].get(value, label)) for value, label in field.choices]


class NewSignatoryForm(forms.Form):
    """Someone who signs and is not in the directory yet: brought into it with a mandate."""

    civility = forms.ChoiceField(label="Civilité", choices=Person.Civility.choices)
    first_name = forms.CharField(label="Prénom", max_length=80, required=False)
    last_name = forms.CharField(
        label="Nom", max_length=80, error_messages={"required": "Indiquez le nom du signataire."}
    )
    function = forms.CharField(
        label="Fonction",
        max_length=150,
        error_messages={"required": "Indiquez la fonction du signataire."},
        help_text="Accordée avec la personne : « présidente », « maire », « directeur ».",
    )
    interim = forms.BooleanField(label="Par intérim", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, prefix=None, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Div("civility", "first_name", "last_name", css_class="rangee"),
            Div("function", "interim", css_class="rangee"),
        )
