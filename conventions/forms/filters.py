"""The filters of the list of conventions."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat, Lower

from conventions.models import Convention
from partners.grammar import fold
from partners.models import Municipality, Organisation

Status = Convention.Status

# What the adviser sees of the life cycle: code in the address, label, states.
STAGES: dict[str, tuple[str, tuple[str, ...]]] = {
    "preparation": ("En préparation", (Status.PREPARING,)),
    "redaction": ("En rédaction", (Status.DRAFTING,)),
    "relecture": ("En relecture", (Status.REVIEWING, Status.STABILISED)),
    "deliberation": ("En délibération", (Status.DELIBERATING,)),
    "signature": ("En signature", (Status.READY, Status.SIGNING, Status.SIGNED)),
    "vigueur": ("En vigueur", (Status.IN_FORCE, Status.EVALUATING)),
    "terminees": (
        "Terminées",
        (Status.RENEWED, Status.EXPIRED, Status.TERMINATED, Status.ARCHIVED, Status.ABANDONED),
    ),
}

_ACCENTED, _PLAIN = "àâäáãéèêëíîïìóôöòõúùûüçñÿ’'-.,", "aaaaaeeeeiiiiooooouuuucny     "


def _folded(field: str) -> Concat:
    """Return the SQL of `partners.grammar.fold` for a column, a blank first so that words have a start."""
    plain = Func(
        Lower(F(field)),
        Value(_ACCENTED),
        Value(_PLAIN),
        function="TRANSLATE",
        output_field=TextField(),
    )
    return Concat(Value(" "), plain, output_field=TextField())


class ConventionFilter(forms.Form):
    q = forms.CharField(
        label="Rechercher",
        required=False,
        max_length=100,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": "Territoire, organisme, commune"}
        ),
    )
    etat = forms.ChoiceField(
        label="État",
        required=False,
        choices=[("", "Tous"), *((code, label) for code, (label, _) in STAGES.items())],
    )
    nature = forms.ChoiceField(
        label="Nature", required=False, choices=[("", "Toutes"), *Convention.Kind.choices]
    )
    annee = forms.IntegerField(
        label="Année couverte", required=False, min_value=1990, max_value=2100
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(Field("q", wrapper_class="large-f"), "etat", "nature", "annee")

    def filter(self, conventions: QuerySet) -> QuerySet:
        """Keep the conventions that answer every filter given; an invalid one is left out."""
        if not self.is_valid():
            return conventions.none()
        return self.without_stage(conventions).filter(self._stage())

    def without_stage(self, conventions: QuerySet) -> QuerySet:
        """Apply every filter but the state: what the row of states counts."""
        if not self.is_valid():
            return conventions.none()
        if kind := self.cleaned_data["nature"]:
            conventions = conventions.filter(kind=kind)
        if year := self.cleaned_data["annee"]:
            starts = Q(starts_on__isnull=True) | Q(starts_on__year__lte=year)
            conventions = conventions.filter(
                starts, Q(ends_on__isnull=True) | Q(ends_on__year__gte=year)
            )
        for word in fold(self.cleaned_data["q"]).split():
            conventions = conventions.filter(_mentions(word))
        return conventions

    def _stage(self) -> Q:
        stage = self.cleaned_data["etat"]
        return Q(status__in=STAGES[stage][1]) if stage else Q()


def _mentions(word: str) -> Q:
    """Match one folded word at the head of a word of the territory, a commune, a party or the reference."""
    names = Convention.objects.annotate(
        words=Concat(
            _folded("territory_name"),
            _folded("title"),
            _folded("municipality_names"),
            _folded("reference"),
        )
    )
    parties = Organisation.objects.order_by().filter(Organisation.objects.none().word_matches(word))
    communes = Municipality.objects.order_by().filter(
        Municipality.objects.none().word_matches(word)
    )
    through = Convention.municipalities.through.objects.filter(
        municipality__in=communes.values("pk")
    )
    return (
        Q(pk__in=names.order_by().filter(words__contains=f" {word}").values("pk"))
        | Q(
            pk__in=Convention.objects.order_by()
            .filter(parties__organisation__in=parties.values("pk"))
            .values("pk")
        )
        | Q(pk__in=through.values("convention"))
    )
