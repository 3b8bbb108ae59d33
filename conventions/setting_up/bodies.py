"""Those who may be bound: organisations of the directory, and what the official list would add to it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from partners.forms import OfficialSearchForm
from partners.models import Department, Intermunicipality, Municipality, Organisation

Kind = Organisation.Kind
Place = Municipality | Intermunicipality | Department

KINDS: dict[str, str] = {
    "municipality": Kind.MUNICIPALITY,
    "ccas": Kind.CCAS,
    "epci": Kind.INTERMUNICIPALITY,
    "department": Kind.DEPARTMENT,
}
_MODELS: dict[str, type[Place]] = {
    "municipality": Municipality,
    "ccas": Municipality,
    "epci": Intermunicipality,
    "department": Department,
}
_KEY = re.compile(r"(organisation|municipality|ccas|epci|department):([0-9]{1,9})")
SHOWN = 8


@dataclass(frozen=True)
class Body:
    """`key` is « organisation:12 », or a territory of the official list: « epci:7 », « ccas:31 », « department:4 ».

    `organisation` is None as long as the directory lacks it.
    """

    key: str
    kind: str
    name: str
    organisation: Organisation | None = None
    place: Place | None = None

    @property
    def source(self) -> str:
        return self.key.partition(":")[0]

    @property
    def identity(self) -> tuple[str, int]:
        """What two keys of one organisation share."""
        if self.organisation:
            return "organisation", self.organisation.pk
        source, _, pk = self.key.partition(":")
        return source, int(pk)


def of_organisation(organisation: Organisation) -> Body:
    return Body(
        f"organisation:{organisation.pk}", organisation.kind, organisation.legal_name, organisation
    )


def read_bodies(keys: Iterable[str], user: Any) -> dict[str, Body]:
    """What these keys name, in their order; a key that is none, or leads nowhere, is left out."""
    asked: dict[str, set[int]] = {}
    parsed: list[tuple[str, str, int]] = []
    for key in dict.fromkeys(keys):
        if match := _KEY.fullmatch(key):
            source, pk = match[1], int(match[2])
            asked.setdefault(source, set()).add(pk)
            parsed.append((key, source, pk))
    organisations = {
        one.pk: one
        for one in Organisation.objects.visible_to(user)
        .filter(pk__in=asked.pop("organisation", ()))
        .select_related("intermunicipality")
    }
    official = bodies_of(
        {source: list(_MODELS[source].objects.filter(pk__in=pks)) for source, pks in asked.items()}
    )
    found: dict[str, Body] = {}
    for key, source, pk in parsed:
        if source != "organisation" and key in official:
            found[key] = official[key]
        elif source == "organisation" and pk in organisations:
            found[key] = of_organisation(organisations[pk])
    return found


def bodies_of(places: dict[str, list[Any]]) -> dict[str, Body]:
    """The organisations these territories are, by key; found in the directory in one query.

    `places` gives territories by source: "municipality", "ccas", "epci", "department".
    """
    known = _known(places)
    found = {}
    for source, rows in places.items():
        for place in rows:
            organisation = _match(known, source, place)
            name = organisation.legal_name if organisation else _name(source, place)
            key = f"{source}:{place.pk}"
            found[key] = Body(key, KINDS[source], name, organisation, place)
    return found


def find_bodies(text: str, user: Any) -> list[Body]:
    """Look for an organisation: first in the directory, then in the official list."""
    if not text.strip():
        return []
    directory = Organisation.objects.visible_to(user).search(text)[:SHOWN]
    found = [of_organisation(one) for one in directory]
    places = OfficialSearchForm({"q": text}).results()
    missing = [
        key for place in places for key, _, organisation in place.offers if organisation is None
    ]
    return [*found, *read_bodies(missing, user).values()][: 2 * SHOWN]


def _known(places: dict[str, list[Any]]) -> list[Organisation]:
    towns = [*places.get("municipality", []), *places.get("ccas", [])]
    areas, departments = places.get("epci", []), places.get("department", [])
    if not (towns or areas or departments):
        return []
    sirens = [one.siren for one in (*places.get("municipality", []), *areas) if one.siren]
    return list(
        Organisation.objects.select_related("intermunicipality")
        .order_by("pk")
        .filter(
            Q(municipality__in=towns, kind__in=(Kind.MUNICIPALITY, Kind.CCAS))
            | Q(intermunicipality__in=areas, kind=Kind.INTERMUNICIPALITY)
            | Q(kind=Kind.DEPARTMENT, department__in=departments)
            | Q(
                kind=Kind.DEPARTMENT,
                legal_name__in=[_name("department", one) for one in departments],
            )  # fmt: skip
            | Q(siren__in=sirens)
        )
    )


def _match(known: list[Organisation], source: str, place: Any) -> Organisation | None:
    def is_it(one: Organisation) -> bool:
        if source == "department":
            same = one.department_id == place.pk or one.legal_name == _name(source, place)
            return one.kind == Kind.DEPARTMENT and same
        if source == "epci":
            same = one.kind == Kind.INTERMUNICIPALITY and one.intermunicipality_id == place.pk
            return same or one.siren == place.siren
        if one.kind == KINDS[source] and one.municipality_id == place.pk:
            return True
        return source == "municipality" and bool(place.siren) and one.siren == place.siren

    return next((one for one in known if is_it(one)), None)


def _name(source: str, place: Any) -> str:
    """The legal name the directory would give it."""
    if source == "ccas":
        return str(place.ccas_name)
    return str(place.authority if source == "department" else place.legal_name)
