"""From a data module to a stored convention, through the validation of every model."""

from django.db import transaction

from conventions.demo import directory, facts
from conventions.demo.directory import Operators, stored
from conventions.demo.planning import Tables, build_plan
from conventions.document.notation import inline, rich_text
from conventions.models import (
    Annex,
    AnnexFacility,
    AnnexTable,
    Article,
    Convention,
    LegalBasis,
    Party,
    Signatory,
)


@transaction.atomic
def build(fact: facts.Convention, *, reset: bool = False) -> bool:
    """Store a convention of the demonstration, and say whether it was written.

    One that exists already is left alone, unless `reset` asks to write it anew. Raises ValidationError.
    """
    existing = Convention.objects.filter(reference=fact.reference).first()
    if existing and not reset:
        return False
    if existing:
        _remove(existing)
    parties = {
        one.key: directory.organisation(one.organisation, reset=reset) for one in fact.parties
    }
    convention = _convention(fact, parties)
    tables: Tables = {}
    if fact.plan:
        convention.plan, tables = build_plan(fact.plan, parties)
        convention.save()
    for party in fact.parties:
        _party(party, convention, parties[party.key])
    for key, text in fact.legal_bases:
        stored(LegalBasis(convention=convention, key=key, text=inline(text)))
    for article in fact.articles:
        body = rich_text(article.text)
        stored(
            Article(convention=convention, key=article.key, title=inline(article.title), body=body)
        )
    for annex in fact.annexes:
        _annex(annex, convention, fact.department, parties, tables)
    return True


def _remove(convention: Convention) -> None:
    """Delete a convention of the demonstration and the plan that was made for it."""
    plan = convention.plan
    convention.delete()
    if plan and not plan.conventions.exists():
        plan.sheets.all().delete()
        plan.delete()


def _convention(fact: facts.Convention, parties: Operators) -> Convention:
    communes = {name: directory.municipality(name, fact.department) for name in fact.communes}
    convention = stored(
        Convention(
            reference=fact.reference,
            kind=fact.kind,
            title=fact.title,
            subtitle=fact.subtitle,
            owner=parties[fact.owner],
            status=fact.status,
            territory_name=fact.territory,
            department=directory.department(fact.department),
            intermunicipality=directory.intermunicipality(fact.epci, fact.department)
            if fact.epci
            else None,
            municipality_names="\n".join(name for name, place in communes.items() if place is None),
            starts_on=fact.starts_on,
            ends_on=fact.ends_on,
            notice_months=fact.notice_months,
            notice_form=fact.notice_form,
            preamble=rich_text(fact.preamble),
            closing_place=fact.place,
            signed_on=fact.signed_on,
            copies=fact.copies,
        )
    )
    convention.municipalities.set([place for place in communes.values() if place])
    return convention


def _party(fact: facts.Party, convention: Convention, body: directory.Organisation) -> None:
    party = stored(
        Party(
            convention=convention,
            key=fact.key,
            organisation=body,
            designation=fact.designation,
            side=fact.side,
            act_kind=fact.act,
            deciding_body=fact.body,
            decided_on=fact.decided_on,
            decision_number=fact.number,
            no_decision_reason=fact.reason,
        )
    )
    for place, signs in enumerate(fact.signatories, start=1):
        stored(Signatory(party=party, mandate=directory.mandate(signs, body), position=place))


def _annex(
    fact: facts.Annex, convention: Convention, department: str, parties: Operators, tables: Tables
) -> None:
    annex = stored(
        Annex(
            convention=convention,
            key=fact.key,
            title=inline(fact.title),
            kind=fact.kind,
            body=rich_text(fact.text),
            with_previous=fact.with_previous,
        )
    )
    for place, key in enumerate(fact.tables, start=1):
        stored(AnnexTable(annex=annex, table=tables[key], position=place))
    for place, one in enumerate(fact.facilities, start=1):
        facility = directory.facility(one, department, parties)
        stored(AnnexFacility(annex=annex, facility=facility, position=place))
