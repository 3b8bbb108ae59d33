"""Forms of a party: how it is named, its act, and a signatory who is not in the directory yet."""

from django import forms

from conventions.forms.blocks import OrderedRowForm, PlacedForm, propose
from conventions.models import Party, Signatory
from partners.models import Person

WANTED = {"civility": "la civilité", "last_name": "le nom", "function": "la fonction"}


def missing_of_person(cleaned):
    """What a representative half typed still lacks: {field: sentence}; nothing when nobody was typed."""
    if not any(cleaned.get(name) for name in (*WANTED, "first_name")):
        return {}
    return {
        name: f"Indiquez {label} du représentant à ajouter."
        for name, label in WANTED.items()
        if not cleaned.get(name)
    }


class PartyForm(PlacedForm):
    """A party; the fields declared here bring a person and a mandate into the directory in one go."""

    civility = forms.ChoiceField(
        label="civilité", choices=[("", "—"), *Person.Civility.choices], required=False
    )
    first_name = forms.CharField(label="prénom", max_length=80, required=False)
    last_name = forms.CharField(label="nom", max_length=80, required=False)
    function = forms.CharField(
        label="fonction",
        max_length=150,
        required=False,
        help_text="Accordée avec la personne : « présidente », « maire », « directeur ».",
    )
    interim = forms.BooleanField(label="par intérim", required=False)

    class Meta:
        model = Party
        fields = [
            "organisation",
            "designation",
            "side",
            "act_kind",
            "deciding_body",
            "decided_on",
            "decision_number",
            "no_decision_reason",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("after", None)  # a party goes last, and moves with the arrows of its row
        propose(self)

    def clean(self):
        cleaned = super().clean()
        for name, sentence in missing_of_person(cleaned).items():
            self.add_error(name, sentence)
        return cleaned

    def new_person(self):
        """Facts of the representative to add, or None."""
        facts = self.cleaned_data
        if not facts.get("last_name"):
            return None
        return {
            "civility": facts["civility"],
            "first_name": facts["first_name"],
            "last_name": facts["last_name"],
            "function": facts["function"],
            "interim": facts["interim"],
        }


class SignatoryForm(OrderedRowForm):
    subject = "mandate"

    class Meta:
        model = Signatory
        fields = ["position", "mandate"]
        labels = {"mandate": "personne et fonction"}
