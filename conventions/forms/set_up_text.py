"""What a convention being set up says: its title, its period, the clauses of its template."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from conventions import library
from conventions.models import Clause, ConventionTemplate, TemplateClause
from conventions.setting_up import Facts, Territory, last_day, next_january
from ctg.forms import DayInput
from ctg.typography import join

Mode = TemplateClause.Mode
PARTS = {
    Clause.Part.LEGAL_BASIS: "Visas",
    Clause.Part.PREAMBLE: "Préambule",
    Clause.Part.ARTICLE: "Articles",
    Clause.Part.ANNEX: "Annexes",
}


class TextForm(forms.Form):
    """The cover and the period; the end is computed from the length unless it is given."""

    prefix = "t"

    title = forms.CharField(label="Titre", max_length=200)
    subtitle = forms.CharField(label="Sous-titre", max_length=200, required=False)
    territory_name = forms.CharField(
        label="Territoire", max_length=200, help_text="Tel qu’il est imprimé en couverture."
    )
    starts_on = forms.DateField(
        label="Prend effet le",
        required=False,
        widget=DayInput,
        help_text="Vide : à compter de la signature.",
    )
    years = forms.IntegerField(label="Durée, en années", min_value=1, max_value=10)
    ends_on = forms.DateField(
        label="Dernier jour",
        required=False,
        widget=DayInput,
        help_text="Vide : calculé d’après la durée.",
    )
    notice_months = forms.IntegerField(
        label="Préavis de résiliation, en mois", min_value=1, max_value=24, required=False
    )
    notice_form = forms.CharField(
        label="Forme de la résiliation",
        max_length=200,
        required=False,
        help_text="Par exemple « lettre recommandée avec avis de réception ».",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Div(
                "title",
                "subtitle",
                Field("territory_name", wrapper_class="entier"),
                css_class="champs",
            ),
            Div("starts_on", "years", "ends_on", css_class="champs trois"),
            Div("notice_months", "notice_form", css_class="champs"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts_on, years = cleaned.get("starts_on"), cleaned.get("years")
        if starts_on and not 1990 <= starts_on.year <= 2100:
            self.add_error("starts_on", "Cette date n’est pas plausible.")
        elif starts_on and years and not cleaned.get("ends_on") and "ends_on" not in self.errors:
            cleaned["ends_on"] = last_day(starts_on, years)
        if starts_on and cleaned.get("ends_on") and cleaned["ends_on"] < starts_on:
            self.add_error(
                "ends_on",
                "La convention se termine avant d’avoir commencé. Corrigez l’une des deux dates.",
            )
        return cleaned


@dataclass(frozen=True)
class Choice:
    """A clause as the page offers it. `others` are the variants that cannot stand with it."""

    use: TemplateClause
    is_ticked: bool
    others: str
    brings: str

    @property
    def clause(self) -> Clause:
        return self.use.clause

    @property
    def is_optional(self) -> bool:
        return self.use.mode == Mode.OPTIONAL

    @property
    def is_locked(self) -> bool:
        return self.use.mode == Mode.LOCKED


class TextStep:
    """The form of the text and the clauses, proposed by the template until they were sent for it."""

    def __init__(
        self,
        data: "MultiValueDict[str, str]",
        *,
        template: ConventionTemplate,
        territory: Territory,
        today: dt.date,
    ) -> None:
        self.template = template
        self.mark = template.code
        self.is_sent = data.get("t-pour") == self.mark
        self._sent_ticks = set(data.getlist("t-clause"))
        initial = {
            "title": template.title,
            "subtitle": template.subtitle,
            "territory_name": territory.name,
            "starts_on": next_january(today),
            "years": template.years,
            "notice_months": template.notice_months,
            "notice_form": template.notice_form,
        }
        self.form = TextForm(data if self.is_sent else None, initial=initial)
        if not self.is_sent:  # what is proposed is what would be sent back unchanged
            self._proposed = TextForm(
                {f"t-{name}": "" if value is None else value for name, value in initial.items()}
            )

    @cached_property
    def uses(self) -> list[TemplateClause]:
        rows = self.template.clauses.filter(clause__is_active=True).order_by("position")
        return list(rows.select_related("clause").prefetch_related("clause__requires"))

    @cached_property
    def ticked(self) -> list[str]:
        """Codes of the optional clauses kept; a code that the template does not offer is left out."""
        return [
            use.clause.code
            for use in self.uses
            if use.mode == Mode.OPTIONAL
            and (use.clause.code in self._sent_ticks if self.is_sent else use.is_ticked)
        ]

    @cached_property
    def choices(self) -> list[Choice]:
        names = {use.clause.family: [] for use in self.uses if use.clause.family}  # type: dict[str, list[Clause]]
        for use in self.uses:
            if use.clause.family:
                names[use.clause.family].append(use.clause)
        return [
            Choice(
                use,
                use.mode != Mode.OPTIONAL or use.clause.code in self.ticked,
                join(
                    [
                        f"« {other} »"
                        for other in names.get(use.clause.family, ())
                        if other != use.clause
                    ],
                    "ou",
                ),
                join([f"« {needed} »" for needed in use.clause.requires.all()]),
            )
            for use in self.uses
        ]

    @property
    def parts(self) -> list[tuple[str, list[Choice]]]:
        """The clauses by part of the deed, in reading order: [(title, clauses)]."""
        places = list(PARTS)
        ordered = sorted(self.choices, key=lambda one: places.index(Clause.Part(one.clause.part)))
        return [
            (PARTS[Clause.Part(part)], list(rows))
            for part, rows in groupby(ordered, key=lambda one: one.clause.part)
        ]

    @property
    def kept(self) -> list[Clause]:
        """The optional clauses that will be written: those ticked and those they suppose."""
        always = {use.clause.code for use in self.uses if use.mode != Mode.OPTIONAL}
        return [clause for clause in self._chosen if clause.code not in always]

    @cached_property
    def _chosen(self) -> list[Clause]:
        return [clause for clause, _ in library.chosen(self.template, self.ticked)]

    @cached_property
    def clause_errors(self) -> list[str]:
        try:
            library.refuse_variants(self._chosen)
        except ValidationError as refused:
            return list(refused.messages)
        return []

    @property
    def values(self) -> TextForm:
        """The bound form whose values are kept."""
        return self.form if self.is_sent else self._proposed

    def is_valid(self) -> bool:
        return self.values.is_valid() and not self.clause_errors

    def facts(self) -> Facts:
        cleaned = self.values.cleaned_data
        names = ("title", "subtitle", "territory_name", "starts_on", "ends_on")
        return Facts(
            **{name: cleaned[name] for name in (*names, "notice_months", "notice_form")},
            ticked=tuple(self.ticked),
        )
