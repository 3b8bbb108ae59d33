"""The directory behind the demonstration: organisations, people and their mandates, facilities.

What exists already is taken as it is: a correction made by hand is never undone, unless `reset` is asked for.
"""

from typing import Any, TypeVar

from django.db import models

from conventions.demo import facts
from partners.models import (
    Department,
    Facility,
    Intermunicipality,
    Mandate,
    Municipality,
    Organisation,
    Person,
)
from partners.models.searching import index_text

Kind = Organisation.Kind
Operators = dict[str, Organisation]

M = TypeVar("M", bound=models.Model)


def stored(instance: M) -> M:
    """Save a row as a form would: after its validation. Raises ValidationError."""
    instance.full_clean()
    instance.save()
    return instance


def department(code: str) -> Department | None:
    return Department.objects.filter(code=code).first() if code else None


def municipality(name: str, department_code: str) -> Municipality | None:
    """The commune of the official list, when it is loaded and still names it."""
    return Municipality.objects.filter(
        search_text=index_text(name), department__code=department_code
    ).first()


def intermunicipality(name: str, department_code: str) -> Intermunicipality | None:
    return Intermunicipality.objects.filter(name=name, department__code=department_code).first()


def organisation(fact: facts.Organisation, *, reset: bool = False) -> Organisation:
    """Find an organisation, by its name then by its official link; else create it."""
    named = Organisation.objects.filter(kind=fact.kind, legal_name=fact.legal_name)
    found = named.first() or _official(fact)
    if found is None:
        return stored(
            Organisation(
                kind=fact.kind,
                department=department(fact.department),
                **_told(fact),
                **_links(fact),
            )
        )
    if reset:
        for name, value in (_told(fact) | _links(fact)).items():
            if value:
                setattr(found, name, value)
        stored(found)
    return found


def _links(fact: facts.Organisation) -> dict[str, Any]:
    """What the official list knows of it, when it is loaded."""
    if fact.commune:
        return {"municipality": municipality(fact.commune, fact.department)}
    if fact.epci:
        return {"intermunicipality": intermunicipality(fact.epci, fact.department)}
    return {}


def _told(fact: facts.Organisation) -> dict[str, Any]:
    return {
        "legal_name": fact.legal_name,
        "short_name": fact.short_name,
        "article": fact.article,
        "gender": fact.gender,
        "siren": fact.siren,
        "address_line1": fact.address,
        "postcode": fact.postcode,
        "city": fact.city,
    }


def _official(fact: facts.Organisation) -> Organisation | None:
    if fact.commune and (place := municipality(fact.commune, fact.department)):
        if fact.kind == Kind.CCAS:
            return Organisation.objects.create_ccas_from_municipality(place)
        return Organisation.objects.create_from_municipality(place)
    if fact.epci and (group := intermunicipality(fact.epci, fact.department)):
        return Organisation.objects.create_from_intermunicipality(group)
    return None


def mandate(fact: facts.Signs, body: Organisation) -> Mandate:
    """The mandate of a representative; one person may hold several."""
    person = _person(fact.person)
    held = Mandate.objects.filter(
        person=person, organisation=body, function_masculine=fact.masculine
    ).first()
    return held or stored(
        Mandate(
            person=person,
            organisation=body,
            function_masculine=fact.masculine,
            function_feminine=fact.feminine,
            starts_on=fact.since,
        )
    )


def _person(fact: facts.Person) -> Person:
    names = {"civility": fact.civility, "first_name": fact.first_name, "last_name": fact.last_name}
    return Person.objects.filter(**names).first() or stored(Person(**names))


def facility(fact: facts.Facility, department_code: str, operators: Operators) -> Facility:
    """The facility of that name in that commune; `operators` are the parties by key."""
    operator = operators.get(fact.operator)
    same: dict[str, object] = {
        "name": fact.name,
        "kind": fact.kind,
        "municipality_name": fact.commune,
        "activity": fact.activity,
    }
    same |= {"operator": operator, "operator_name": "" if operator else fact.operator}
    if found := Facility.objects.filter(**same).first():
        return found
    place = {"address_line1": fact.address, "postcode": fact.postcode, "capacity": fact.capacity}
    return stored(
        Facility(**same, **place, municipality=municipality(fact.commune, department_code))
    )
