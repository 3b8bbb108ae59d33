"""Forms of the partners."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import SuspiciousOperation
from django.db import transaction

from ctg.forms import RowsFormSet
from partners.grammar import definite_article, gender_of_organisation
from partners.models import Intermunicipality, Mandate, Membership, Municipality, Organisation

SHOWN = 20


class OrganisationForm(forms.ModelForm):
    """A new organisation whose article was left empty takes that of its name; an article tells gender and number."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and "article" in self.fields:
            self.fields[
                "article"
            ].help_text = "Vide : d’après le nom (la Caf, le Conseil départemental)."

    def clean(self):
        cleaned = super().clean()
        name = cleaned.get("short_name") or cleaned.get("legal_name") or ""
        article = cleaned.get("article")
        if self.instance.pk is None and not article and cleaned.get("number") != "p":
            if gender := gender_of_organisation(name):
                cleaned["article"], cleaned["gender"] = definite_article(name, gender), gender
        elif article:
            cleaned["number"] = "p" if article == "les" else "s"
            cleaned["gender"] = {"le": "m", "la": "f"}.get(article, cleaned.get("gender"))
        return cleaned


class MandateFormSet(RowsFormSet):
    """Mandates of one organisation, typed together: the same one cannot be given twice at the same time."""

    def clean(self):
        super().clean()
        kept: list[Mandate] = []
        for form in self.forms:
            empty = form.instance.pk is None and not form.has_changed()
            if self._should_delete_form(form) or empty or form.errors:
                continue
            mandate = form.instance
            if any(_overlap(mandate, other) for other in kept):
                form.add_error(None, "Ce mandat est donné deux fois aux mêmes dates.")
            kept.append(mandate)


def _overlap(one: Mandate, other: Mandate) -> bool:
    same = (one.person_id, one.function_masculine.lower()) == (
        other.person_id,
        other.function_masculine.lower(),
    )
    starts = [day for day in (one.starts_on, other.starts_on) if day]
    ends = [day for day in (one.ends_on, other.ends_on) if day]
    return same and (not starts or not ends or max(starts) <= min(ends))


class MembershipFormSet(RowsFormSet):
    """Roles of one account: whoever is not a superuser gives at least one, in an organisation within reach."""

    def clean(self):
        super().clean()
        given = [form for form in self.forms if form.has_changed() or form.instance.pk]
        if (
            not any(not self._should_delete_form(form) for form in given)
            and not self.instance.is_superuser
        ):
            raise forms.ValidationError("Donnez au moins un rôle à ce compte, dans un organisme.")


class MembershipForm(forms.ModelForm):
    class Meta:
        model = Membership
        fields = ["organisation", "role"]


@dataclass(frozen=True)
class Place:
    """A line of the official list, with what it would create and the organisations it already is."""

    name: str
    details: str
    offers: list[tuple[str, str, Organisation | None]]
    pk: int


class OfficialSearchForm(forms.Form):
    """Look for a commune or an EPCI, and make an organisation of it.

    ``q`` is what is looked for (GET); ``create`` is "municipality:12", "ccas:12" or "epci:7" (POST).
    """

    q = forms.CharField(label="Commune ou intercommunalité", required=False, max_length=100)
    create = forms.RegexField(
        r"^(municipality|ccas|epci):[0-9]{1,9}\Z", required=False, widget=forms.HiddenInput
    )

    def results(self) -> list[Place]:
        """Return the best matches of ``q``, communes then EPCI, twenty of each at most."""
        if not (self.is_bound and self.is_valid() and self.cleaned_data["q"].strip()):
            return []
        text = self.cleaned_data["q"]
        towns = Municipality.objects.search(text).select_related("department")[:SHOWN]
        groups = Intermunicipality.objects.search(text).select_related("department")[:SHOWN]
        return [*_towns(list(towns)), *_groups(list(groups))]

    @transaction.atomic
    def make(self) -> tuple[Organisation, bool]:
        """Return the organisation asked for and whether it is new; a forged request is refused.

        The territory is locked: a second click finds what the first one made.
        """
        if not (self.is_valid() and self.cleaned_data["create"]):
            raise SuspiciousOperation("Demande illisible.")
        kind, _, pk = self.cleaned_data["create"].partition(":")
        before = Organisation.objects.count()
        try:
            organisation = Organisation.objects.create_official(kind, int(pk))
        except LookupError as unknown:
            raise SuspiciousOperation("Territoire inconnu.") from unknown
        return organisation, Organisation.objects.count() > before


def _towns(towns: list[Municipality]) -> list[Place]:
    kinds = {"municipality": Organisation.Kind.MUNICIPALITY, "ccas": Organisation.Kind.CCAS}
    known = {
        (one.municipality_id, one.kind): one
        for one in Organisation.objects.filter(municipality__in=towns, kind__in=kinds.values())
    }
    return [
        Place(
            str(town),
            f"{town.department}, code Insee {town.insee_code}",
            [
                (f"{name}:{town.pk}", label, known.get((town.pk, kinds[name])))
                for name, label in (("municipality", "Créer la commune"), ("ccas", "Créer le CCAS"))
            ],
            town.pk,
        )
        for town in towns
    ]


def _groups(groups: list[Intermunicipality]) -> list[Place]:
    kind = Organisation.Kind.INTERMUNICIPALITY
    known = {
        one.intermunicipality_id: one
        for one in Organisation.objects.filter(intermunicipality__in=groups, kind=kind)
    }
    return [
        Place(
            group.legal_name,
            f"{group.department or 'plusieurs départements'}, SIREN {group.siren}",
            [(f"epci:{group.pk}", "Créer l’intercommunalité", known.get(group.pk))],
            group.pk,
        )
        for group in groups
    ]
