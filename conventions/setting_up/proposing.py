"""What a set-up proposes: who keeps the convention, who is bound by it, who signs today, from when."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from conventions.models import Convention, ConventionStatus, Party, Signatory
from conventions.models.library import ConventionKind
from conventions.setting_up.bodies import Body, bodies_of, of_organisation
from conventions.setting_up.territories import Territory
from partners import reference
from partners.grammar import fold
from partners.models import Mandate, Organisation

Kind = Organisation.Kind
Side = Party.Side

# Beyond, the communes are offered and none is ticked: a convention rarely binds so many.
MANY = 40
AUTHORITIES = (Kind.INTERMUNICIPALITY, Kind.MUNICIPALITY, Kind.CCAS, Kind.ASSOCIATION)
# Those who sign by right of their function, as it begins once folded
_HEADS = ("maire", "president", "directeur", "directrice", "prefet", "inspecteur", "recteur")
_DEPUTIES = ("adjoint", "delegue", "vice")


@dataclass(frozen=True)
class Proposal:
    """Somebody to bind: ticked or only offered, and on which side (None: no sides)."""

    body: Body
    is_ticked: bool
    side: int | None


def next_january(today: dt.date) -> dt.date:
    """When most conventions begin."""
    return dt.date(today.year + 1, 1, 1)


def propose_owner(owners: Iterable[Organisation], territory: Territory) -> Organisation | None:
    """Among those in whose name one may open a convention: the only Caf of the territory, else the only one."""
    rows = list(owners)
    funds = [one for one in rows if one.is_family_fund]
    main = territory.department
    here = [one for one in funds if main is not None and one.department_id == main.pk]
    return next((found[0] for found in (here, funds, rows) if len(found) == 1), None)


def propose_parties(
    territory: Territory, *, owner: Organisation, kind: str, user: Any
) -> list[Proposal]:
    """Who signs, in order: the owner, those who fund, the intercommunalité, then communes (and CCAS).

    Parties of the last convention of the same territory are those ticked again; without one, everybody is,
    save what another département brings, and communes when they are many. A convention of partnership is
    first between CCAS. Raises nothing; costs the same queries whatever the number of communes.
    """
    before = _last_parties(territory, user)
    bodies = _bodies(territory, owner, kind, before)
    communes = sum(body.kind == Kind.MUNICIPALITY for body in bodies)
    usual = _usual(territory, owner, kind, communes)
    signed = {party.organisation_id for party in before}
    return [
        Proposal(
            body,
            (body.organisation is not None and body.organisation.pk in signed)
            if signed
            else usual(body),
            None if kind != ConventionKind.CTG else _side(body.kind),
        )
        for body in bodies
    ]


def current_holders(
    organisations: Iterable[Organisation], *, on: dt.date, user: Any
) -> dict[int, list[Mandate]]:
    """Mandates held on a day, by organisation: heads first, then by name. One query for all."""
    found: dict[int, list[Mandate]] = {}
    mandates = Mandate.objects.visible_to(user).valid_on(on).filter(organisation__in=organisations)
    for mandate in mandates.select_related("person", "organisation"):
        found.setdefault(mandate.organisation_id, []).append(mandate)
    for held in found.values():
        held.sort(key=lambda one: (not _is_head(one), one.person.last_name, one.person.first_name))
    return found


def propose_signatories(holders: dict[int, list[Mandate]], user: Any) -> set[int]:
    """Mandates likely to sign: those who signed for the organisation last time, else heads, else the only holder."""
    signed = _signed_before(holders, user)
    proposed: set[int] = set()
    for organisation, held in holders.items():
        again = {one.pk for one in held} & signed.get(organisation, set())
        heads = {one.pk for one in held if _is_head(one)}
        only = {held[0].pk} if len(held) == 1 else set()
        proposed |= again or heads or only
    return proposed


# --------------------------------------------------------------------------------- who is bound


def _last_parties(territory: Territory, user: Any) -> list[Party]:
    """The parties of the last convention of this intercommunalité, in their order."""
    if territory.intermunicipality is None:
        return []
    last = (
        Convention.objects.visible_to(user)
        .filter(intermunicipality=territory.intermunicipality, parties__isnull=False)
        .exclude(status=ConventionStatus.ABANDONED)
        .order_by(F("starts_on").desc(nulls_last=True), "-pk")
    )
    parties = Party.objects.filter(convention=last.values("pk")[:1])
    return list(parties.select_related("organisation").order_by("position"))


def _bodies(
    territory: Territory, owner: Organisation, kind: str, before: list[Party]
) -> list[Body]:
    """Everybody offered, each once, in the order of a deed."""
    communes = list(territory.municipalities)
    area = territory.intermunicipality
    places: dict[str, list[Any]] = {
        "department": list(territory.departments),
        "epci": [area] if area else [],
        "municipality": communes,
    }
    if kind != ConventionKind.CTG:
        places["ccas"] = communes
    official = list(bodies_of(places).values())
    others = [of_organisation(party.organisation) for party in before]
    once: dict[tuple[str, int], Body] = {}
    named: dict[
        tuple[str, str], Body
    ] = {}  # a body typed by hand and one supplied may bear one name
    for body in (of_organisation(owner), *others, *_funds(territory), *official):
        known = of_organisation(body.organisation) if body.organisation else body
        if named.setdefault((body.kind, fold(body.name)), known) == known:
            once.setdefault(body.identity, known)
    first, *rest = once.values()
    return [first, *sorted(rest, key=_rank)]


def _funds(territory: Territory) -> list[Body]:
    """Caf, caisses communes and MSA of the départements, the main one first."""
    codes = [code for one in territory.departments for code in reference.serving(one.code)]
    places = {one.pk: rank for rank, one in enumerate(territory.departments)}
    found = Organisation.objects.order_by("pk").filter(
        Q(reference_code__in=codes)
        | Q(department__in=list(places), kind__in=(*Organisation.FAMILY_FUNDS, Kind.MSA))
    )
    ranks = {code: rank for rank, code in enumerate(codes)}
    rows = sorted(
        found, key=lambda one: ranks.get(one.reference_code, places.get(one.department_id or 0, 0))
    )
    return [of_organisation(one) for one in rows]


_ORDER = (
    Kind.CAF,
    Kind.CCSS,
    Kind.MSA,
    Kind.CARSAT,
    Kind.CPAM,
    Kind.STATE,
    Kind.REGION,
    Kind.DEPARTMENT,
    Kind.INTERMUNICIPALITY,
)
_LAST = (Kind.MUNICIPALITY, Kind.CCAS, Kind.ASSOCIATION)


def _rank(body: Body) -> int:
    if body.kind in _ORDER:
        return _ORDER.index(Kind(body.kind))
    return len(_ORDER) + (1 + _LAST.index(Kind(body.kind)) if body.kind in _LAST else 0)


def _side(kind: str) -> int:
    return Side.SECOND if kind in AUTHORITIES else Side.FIRST


def _usual(territory: Territory, owner: Organisation, kind: str, communes: int) -> Any:
    """Who is ticked when nothing was signed before."""
    main = territory.departments[0] if territory.departments else None
    serving = set(reference.serving(main.code)) if main else set()
    owner_at_home = main is not None and owner.department_id == main.pk

    def is_here(body: Body) -> bool:
        one = body.organisation
        if one is None:
            return body.place is None or body.source != "department" or body.place == main
        at_home = main is not None and one.department_id == main.pk
        if one.is_family_fund and owner.is_family_fund and owner_at_home:
            return False  # one Caf is enough where there are two
        return at_home or one.reference_code in serving or bool(one.kind in AUTHORITIES)

    def ticked(body: Body) -> bool:
        if body.identity == ("organisation", owner.pk):
            return True
        if kind != ConventionKind.CTG:
            wanted = Kind.INTERMUNICIPALITY if territory.intermunicipality else Kind.CCAS
            return body.kind == wanted
        if body.kind == Kind.MUNICIPALITY:
            return communes <= MANY
        return is_here(body)

    return ticked


# --------------------------------------------------------------------------------- who signs


def _is_head(mandate: Mandate) -> bool:
    """Whether the function is that of someone who signs for the organisation: « maire », « directrice »."""
    words = fold(mandate.function_masculine).split() or [""]
    deputy = any(word.startswith(_DEPUTIES) for word in words)
    return words[0].startswith(_HEADS) and not deputy


def _signed_before(holders: dict[int, list[Mandate]], user: Any) -> dict[int, set[int]]:
    """Mandates of those who signed the last convention of each organisation: {organisation: mandates}."""
    signatures = (
        Signatory.objects.visible_to(user)
        .filter(mandate__organisation__in=list(holders))
        .order_by("-party__convention__starts_on", "-party__convention")
        .values_list("mandate__organisation", "party__convention", "mandate")
    )
    last: dict[int, int] = {}
    found: dict[int, set[int]] = {}
    for organisation, convention, mandate in signatures:
        if last.setdefault(organisation, convention) == convention:
            found.setdefault(organisation, set()).add(mandate)
    return found
