"""Forms of a whole convention: opening one from a territory and a period, then correcting its facts."""

from django import forms

from conventions import drafting
from conventions.models import Convention


class OpeningForm(forms.ModelForm):
    """Enough to open a convention; the reference and the name of the territory are proposed when left empty."""

    class Meta:
        model = Convention
        fields = [
            "kind",
            "owner",
            "intermunicipality",
            "territory_name",
            "starts_on",
            "ends_on",
            "reference",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("reference", "territory_name"):
            self.fields[name].required = False
        self.fields[
            "territory_name"
        ].help_text = "Tel qu’il est imprimé en couverture. Laissez vide pour reprendre le nom de l’intercommunalité."
        self.fields[
            "reference"
        ].help_text = "Laissez vide : elle sera faite du territoire et de l’année, par exemple « bazois-2016 »."

    def clean(self):
        cleaned = super().clean()
        area = cleaned.get("intermunicipality")
        if not cleaned.get("territory_name"):
            if area is None:
                self.add_error(
                    "territory_name", "Indiquez le territoire, ou choisissez l’intercommunalité."
                )
                return cleaned
            cleaned["territory_name"] = drafting.propose_territory(area)
        if not cleaned.get("reference") and "reference" not in self.errors:
            starts_on = cleaned.get("starts_on")
            cleaned["reference"] = drafting.propose_reference(
                drafting.propose_territory(area) if area else cleaned["territory_name"],
                starts_on and starts_on.year,
            )
        return cleaned
