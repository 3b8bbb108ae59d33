"""Opening the convention that was set up: everything at once, or nothing."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from conventions import drafting, library
from conventions.models import AnnexKind, Convention, ConventionTemplate, Party, Signatory
from conventions.setting_up.bodies import Body
from conventions.setting_up.territories import Territory
from partners.models import Account, Intermunicipality, Mandate, Organisation

Kind = Organisation.Kind

# The assembly that authorises the signature, as a deed names it
_ASSEMBLIES: dict[str, str] = {
    Kind.CAF: "conseil d’administration",
    Kind.CCSS: "conseil d’administration",
    Kind.MSA: "conseil d’administration",
    Kind.CCAS: "conseil d’administration",
    Kind.DEPARTMENT: "conseil départemental",
    Kind.REGION: "conseil régional",
    Kind.INTERMUNICIPALITY: "conseil communautaire",
    Kind.MUNICIPALITY: "conseil municipal",
    Kind.ASSOCIATION: "conseil d’administration",
}
_OF_AREAS = {
    Intermunicipality.Kind.MET: "conseil métropolitain",
    Intermunicipality.Kind.EPT: "conseil de territoire",
}


@dataclass(frozen=True)
class Newcomer:
    """Someone the directory lacks; `function` agrees with the person."""

    civility: str
    first_name: str
    last_name: str
    function: str


@dataclass(frozen=True)
class Bound:
    """Who is bound, on which side, and who signs: mandates held there, then newcomers."""

    body: Body
    side: int | None = None
    mandates: tuple[Mandate, ...] = ()
    newcomers: tuple[Newcomer, ...] = ()


@dataclass(frozen=True)
class Facts:
    """What the cover says. `ends_on` is the last day; no `starts_on`: from the day it is signed."""

    title: str
    subtitle: str
    territory_name: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    notice_months: int | None = None
    notice_form: str = ""
    ticked: Collection[str] = field(default_factory=tuple)  # codes of the optional clauses kept


def last_day(starts_on: dt.date, years: int) -> dt.date:
    """The last day of a period of whole years: 1 January 2027 and five years end on 31 December 2031."""
    try:
        after = starts_on.replace(year=starts_on.year + years)
    except ValueError:  # 29 February
        after = dt.date(starts_on.year + years, 3, 1)
    return after - dt.timedelta(days=1)


@transaction.atomic
def set_up(
    *,
    template: ConventionTemplate,
    owner: Organisation,
    territory: Territory,
    parties: Sequence[Bound],
    facts: Facts,
    token: uuid.UUID,
    user: Account,
) -> Convention:
    """Store a convention with its parties, signatories and first text; organisations come into the directory.

    The same `token` always gives the same convention: the button was pressed twice. Raises ValidationError.
    """
    # One account sets up one convention at a time, so that a second click waits and finds it.
    list(Account.objects.select_for_update(of=("self",)).order_by().filter(pk=user.pk))
    if existing := Convention.objects.visible_to(user).filter(opening_token=token).first():
        return existing
    bound = _with_organisations(parties)
    convention = _stored(template, owner, territory, facts, token)
    convention.municipalities.set(territory.municipalities)
    for one, organisation in bound:
        _bind(convention, one, organisation)
    library.write(convention, template, facts.ticked)
    _say(convention, facts)
    if convention.annexes.filter(kind__in=(AnnexKind.PLAN, AnnexKind.SHEETS)).exists():
        drafting.open_plan(convention)
    return convention


def _say(convention: Convention, facts: Facts) -> None:
    """Give the cover what was typed, where the template had its own words."""
    convention.refresh_from_db()
    convention.title, convention.subtitle = facts.title, facts.subtitle
    convention.notice_months, convention.notice_form = facts.notice_months, facts.notice_form
    convention.save()


def _with_organisations(parties: Sequence[Bound]) -> list[tuple[Bound, Organisation]]:
    """Each party with its organisation, made from the official list if need be; each organisation once."""
    found: dict[int, tuple[Bound, Organisation]] = {}
    for one in sorted(parties, key=lambda party: party.side or len(Party.Side) + 1):
        organisation = one.body.organisation
        if organisation is None:
            source, pk = one.body.identity
            try:
                organisation = Organisation.objects.create_official(source, pk)
            except LookupError as gone:
                raise ValidationError(
                    f"{one.body.name} n’est plus dans la liste officielle. Retirez cette partie."
                ) from gone
        found.setdefault(organisation.pk, (one, organisation))
    return list(found.values())


def _stored(
    template: ConventionTemplate,
    owner: Organisation,
    territory: Territory,
    facts: Facts,
    token: uuid.UUID,
) -> Convention:
    """The new row, under a reference nobody else took meanwhile."""
    area = territory.intermunicipality
    place = drafting.propose_territory(area) if area else facts.territory_name
    convention = Convention(
        kind=template.kind,
        template=template,
        owner=owner,
        opening_token=token,
        title=facts.title,
        subtitle=facts.subtitle,
        territory_name=facts.territory_name,
        intermunicipality=area,
        department=territory.department,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        notice_months=facts.notice_months,
        notice_form=facts.notice_form,
    )
    year = facts.starts_on.year if facts.starts_on else None
    for _ in range(3):
        convention.reference = drafting.propose_reference(place, year)
        convention.full_clean()
        try:
            with transaction.atomic():
                convention.save(force_insert=True)
        except IntegrityError:
            convention.pk = None
        else:
            return convention
    raise ValidationError("La convention n’a pas pu être créée. Recommencez dans un instant.")


def _bind(convention: Convention, one: Bound, organisation: Organisation) -> None:
    party = drafting.add_party(convention, organisation, side=one.side)
    party.deciding_body = _assembly(organisation)
    party.save(update_fields=["deciding_body"])
    for rank, mandate in enumerate(one.mandates, start=1):
        Signatory.objects.create(party=party, mandate=mandate, position=rank)
    for newcomer in one.newcomers:
        drafting.add_signatory(
            party,
            civility=newcomer.civility,
            first_name=newcomer.first_name,
            last_name=newcomer.last_name,
            function=newcomer.function,
        )


def _assembly(organisation: Organisation) -> str:
    if organisation.kind == Kind.INTERMUNICIPALITY and (area := organisation.intermunicipality):
        return _OF_AREAS.get(Intermunicipality.Kind(area.kind), _ASSEMBLIES[organisation.kind])
    return _ASSEMBLIES.get(organisation.kind, "")
