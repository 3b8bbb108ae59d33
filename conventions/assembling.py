"""From the stored convention to the Document: always as stored now, in a constant number of queries."""

from dataclasses import replace
from pathlib import Path

from django.db.models import Prefetch

from actions.models import Plan
from conventions import annexing
from conventions.document import model
from conventions.models import (
    Annex,
    AnnexFacility,
    AnnexTable,
    Article,
    Convention,
    ConventionStatus,
    Party,
    Signatory,
)
from partners.grammar import fold
from partners.models import Organisation

SIGNED = (
    ConventionStatus.SIGNED,
    ConventionStatus.IN_FORCE,
    ConventionStatus.EVALUATING,
    ConventionStatus.RENEWED,
    ConventionStatus.EXPIRED,
    ConventionStatus.TERMINATED,
    ConventionStatus.ARCHIVED,
)
MEDIA_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


def assemble(convention: Convention) -> model.Document:
    """Return the whole convention as a value, logos included. Reads the database, never the instance's caches."""
    stored = _load(convention)
    parties = list(stored.parties.all())
    return model.Document(
        title=stored.title,
        subtitle=stored.subtitle,
        kind=_kind(stored),
        reference=stored.reference,
        draft=stored.status not in SIGNED,
        period=_period(stored),
        notice=model.Notice(stored.notice_months, stored.notice_form),
        territory=_territory(stored),
        parties=tuple(_party(party) for party in parties),
        legal_bases=_legal_bases(stored),
        preamble=stored.preamble,
        articles=tuple(
            model.Article(article.key, article.title, article.body)
            for article in stored.articles.all()
        ),
        annexes=tuple(annexing.annex(annex, stored.plan) for annex in stored.annexes.all()),
        closing=_closing(stored),
        signatures=tuple(block for party in parties for block in _signatures(party)),
    )


def _load(convention: Convention) -> Convention:
    signatories = Signatory.objects.select_related("mandate__person")
    parties = Party.objects.select_related("organisation").prefetch_related(
        Prefetch("signatories", signatories)
    )
    tables = AnnexTable.objects.select_related("table").prefetch_related(
        "table__columns", "table__rows__cells"
    )
    facilities = AnnexFacility.objects.select_related(
        "facility__operator", "facility__municipality"
    )
    annexes = Annex.objects.prefetch_related(
        Prefetch("table_links", tables), Prefetch("facility_links", facilities)
    )
    return (
        Convention.objects.select_related("department")
        .prefetch_related(
            "municipalities",
            "legal_bases",
            "articles",
            Prefetch("parties", parties),
            Prefetch("annexes", annexes),
            Prefetch("plan", Plan.objects.for_document()),
        )
        .get(pk=convention.pk)
    )


def outlined(convention: Convention) -> model.Document:
    """The convention without its long texts nor what its annexes hold: enough to number and name every block.

    Answers for every variable and for the references to articles, annexes and visas; not for those to sheets.
    """
    stored = (
        Convention.objects.select_related("department")
        .prefetch_related(
            "municipalities",
            "legal_bases",
            Prefetch("parties", Party.objects.select_related("organisation")),
            Prefetch("articles", Article.objects.defer("body")),
            Prefetch("annexes", Annex.objects.defer("body")),
        )
        .get(pk=convention.pk)
    )
    return model.Document(
        title=stored.title,
        subtitle=stored.subtitle,
        kind=_kind(stored),
        reference=stored.reference,
        draft=stored.status not in SIGNED,
        period=_period(stored),
        notice=model.Notice(stored.notice_months, stored.notice_form),
        territory=_territory(stored),
        parties=tuple(_bound(party) for party in stored.parties.all()),
        legal_bases=_legal_bases(stored),
        articles=tuple(
            model.Article(article.key, article.title, "") for article in stored.articles.all()
        ),
        annexes=tuple(
            model.Annex(annex.key, annex.title, with_previous=annex.with_previous)
            for annex in stored.annexes.all()
        ),
        closing=_closing(stored),
    )


def _kind(convention: Convention) -> model.Kind:
    return "partnership" if convention.kind == Convention.Kind.PARTNERSHIP else "ctg"


def _legal_bases(convention: Convention) -> tuple[model.LegalBasis, ...]:
    return tuple(
        model.LegalBasis(
            basis.key, basis.text, "considerant" if basis.kind == "considerant" else "vu"
        )
        for basis in convention.legal_bases.all()
    )


def _closing(convention: Convention) -> model.Closing:
    return model.Closing(
        convention.closing_place,
        convention.signed_on,
        convention.copies,
        copies_as_parties=convention.copies is None,
    )


def _period(convention: Convention) -> model.Period:
    start, end = convention.starts_on, convention.ends_on
    return model.Period(start, end, from_signature=start is None and end is not None)


def _territory(convention: Convention) -> model.Territory:
    official = [town.name for town in convention.municipalities.all()]
    others = [name.strip() for name in convention.municipality_names.splitlines() if name.strip()]
    return model.Territory(
        name=convention.territory_name,
        department=convention.department.name if convention.department else "",
        municipalities=tuple(sorted([*official, *others], key=fold)),
    )


def _bound(party: Party) -> model.Party:
    """A party as the text names it, without who signs for it."""
    organisation = party.organisation
    name = organisation.full_name
    return model.Party(
        key=party.key,
        name=name.name,
        article=name.article,
        gender="f" if name.gender == "f" else "m",
        number="p" if name.number == "p" else "s",
        designation=party.designation or organisation.designation.full,
        side=party.side,
    )


def _party(party: Party) -> model.Party:
    return replace(
        _bound(party),
        representatives=tuple(_representative(signatory) for signatory in party.signatories.all()),
        decision=_decision(party),
        logo=_logo(party.organisation),
    )


def _representative(signatory: Signatory) -> model.Representative:
    person = signatory.mandate.person
    return model.Representative(
        name=person.name,
        civility=person.get_civility_display(),
        function=signatory.mandate.function,
    )


def _decision(party: Party) -> model.Decision | None:
    facts = (
        party.deciding_body,
        party.decided_on,
        party.decision_number,
        party.no_decision_reason,
    )
    if not any(facts):
        return None
    body, day, number, reason = facts
    return model.Decision(body, day, number, party.act_kind, reason)


def _logo(organisation: Organisation) -> model.Image | None:
    media_type = MEDIA_TYPES.get(Path(organisation.logo.name or "").suffix.lower())
    if media_type is None:
        return None
    try:
        with organisation.logo.open("rb") as file:
            return model.Image(file.read(), media_type)
    except FileNotFoundError:  # a restored database whose files are elsewhere still prints
        return None


def _signatures(party: Party) -> list[model.SignatureBlock]:
    """A place to sign for each representative, one without a name when nobody is named yet."""
    organisation = party.organisation.legal_name
    people = [_representative(signatory) for signatory in party.signatories.all()]
    return [
        model.SignatureBlock(organisation, person.name, person.function, person.civility, party.key)
        for person in people
    ] or [model.SignatureBlock(organisation, party=party.key)]
