"""From the Document read in a file to the stored convention, in one transaction: all of it or nothing."""

import hashlib
import re
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from conventions.document import model, titles
from conventions.document.capitals import soften
from conventions.document.cleaning import sanitised
from conventions.document.linking import link
from conventions.document.wording import designation_phrase, running
from conventions.models import (
    Annex,
    Article,
    Convention,
    ImportRecord,
    LegalBasis,
    Party,
    Signatory,
)
from conventions.recognising import Directory, Kind, kind_of, place_of
from ctg import richtext
from ctg.ordered import new_key
from ctg.typography import date_long
from partners.grammar import fold
from partners.models import Account, Intermunicipality, Municipality, Organisation

REFUSED = {
    "amendment": "Ce document est un avenant : il se rattache à une convention et ne s’importe pas seul.",
    "deliberation": "Ce document est une délibération : importez la convention qu’elle approuve.",
}
BODIES = {
    Kind.INTERMUNICIPALITY: "conseil communautaire",
    Kind.MUNICIPALITY: "conseil municipal",
    Kind.DEPARTMENT: "conseil départemental",
}


@transaction.atomic
def file(
    document: model.Document,
    *,
    owner: Organisation | None,
    source_name: str,
    source_text: str,
    user: Account | None = None,
) -> Convention:
    """Store the document and the file it was read in; return the convention, being drafted.

    Without `owner`, the Caf among the parties keeps it, else the first party. Raises ValidationError, in French, when
    the document cannot be a convention or the same file was already imported; nothing is stored then.
    """
    digest = hashlib.sha256(source_text.encode(errors="surrogatepass")).hexdigest()
    _refuse(document, digest)
    try:
        clean = sanitised(document)
    except ValueError as error:
        raise ValidationError(str(error)) from error
    soft = soften(clean)
    filing = _Filing(link(_with_acts(soft)), owner)
    if soft != clean:
        filing.warn("Titres en capitales remis en minuscules, accents repris du texte : à relire.")
    convention = filing.store()
    ImportRecord.objects.create(
        convention=convention,
        source_name=source_name[-255:],
        source_sha256=digest,
        source_text=source_text.replace("\x00", ""),
        warnings=filing.warnings,
        unread=[{"line": passage.line, "text": passage.text} for passage in document.unread],
        imported_by=user,
    )
    return convention


def _refuse(document: model.Document, digest: str) -> None:
    if document.kind in REFUSED:
        raise ValidationError(REFUSED[document.kind])
    if not document.parties:
        raise ValidationError(
            "Aucune partie n’a été lue : une convention dit entre qui elle est conclue."
        )
    known = ImportRecord.objects.filter(source_sha256=digest).select_related("convention").first()
    if known:
        raise ValidationError(
            f"Ce fichier a déjà été importé : c’est la convention {known.convention.reference}."
        )


class _Filing:
    """One document on its way in. `warnings` starts with what the reader said."""

    def __init__(self, document: model.Document, owner: Organisation | None) -> None:
        self.document = document
        self.owner = owner
        self.warnings: list[dict[str, Any]] = [
            {"line": item.line, "message": item.message} for item in document.warnings
        ]
        self.directory = Directory(document.territory.department)

    def store(self) -> Convention:
        organisations = self._organisations()
        convention = self._convention(organisations)
        self._parties(convention, organisations)
        self._blocks(convention)
        self.warnings += [
            {"line": line, "message": message} for message, line in self.directory.doubts
        ]
        return convention

    def warn(self, message: str, line: int | None = None) -> None:
        self.warnings.append({"line": line, "message": message})

    # Parties

    def _organisations(self) -> dict[str, Organisation]:
        """By party key. Bodies of a closed list come first: they tell the département of the others."""
        sirens = {
            party.key: _siren(act)
            for party in self.document.parties
            if (act := self._act_of(party)) is not None
        }
        first = sorted(self.document.parties, key=lambda party: kind_of(party.name) not in _TELLING)
        return {
            party.key: self.directory.organisation(party, sirens.get(party.key, ""))
            for party in first
        }

    def _act_of(self, party: model.Party) -> model.Deliberation | None:
        """The deliberation of a party joined to the document."""
        for act in self.document.deliberations:
            same_kind = kind_of(act.organisation) == kind_of(party.name)
            if same_kind and place_of(act.organisation) == place_of(party.name):
                return act
        return None

    def _parties(self, convention: Convention, organisations: dict[str, Organisation]) -> None:
        bound: set[int] = set()
        for read in self.document.parties:
            organisation = organisations[read.key]
            if organisation.pk in bound:
                self.warn(f"« {read.name} » est citée deux fois parmi les parties.", read.line)
                continue
            bound.add(organisation.pk)
            party = Party(
                convention=convention,
                position=len(bound),
                key=_key(read.key),
                organisation=organisation,
                designation=_designation(read, organisation),
                side=read.side,
                **self._decision(read, organisation),
            )
            _checked(party)
            party.save()
            self._signatories(party, read)

    def _decision(self, read: model.Party, organisation: Organisation) -> dict[str, Any]:
        decision = read.decision or model.Decision()
        act = self._act_of(read)
        body, day, number = decision.body, decision.on, decision.number
        if act and day in (None, act.on):
            day, number = act.on, number or act.number
            body = body or BODIES.get(Kind(organisation.kind), "")
        return {
            "act_kind": decision.act_kind or Party.ActKind.DELIBERATION,
            "deciding_body": running(body)[:150],
            "decided_on": day,
            "decision_number": number[:60],
            "no_decision_reason": decision.reason[:200],
        }

    def _signatories(self, party: Party, read: model.Party) -> None:
        for position, person in enumerate(read.representatives):
            mandate = self.directory.mandate(person, party.organisation)
            if mandate is None:
                who = f"{person.name} {person.function}".strip() or "sans nom"
                self.warn(
                    f"Représentant de « {read.name} » à saisir : {who}, civilité ou nom absent.",
                    read.line,
                )
                continue
            Signatory.objects.get_or_create(
                party=party, mandate=mandate, defaults={"position": position}
            )

    # The convention itself

    def _convention(self, organisations: dict[str, Organisation]) -> Convention:
        document = self.document
        parties = [organisations[party.key] for party in document.parties]
        title, subtitle = titles.title_and_subtitle(document)
        towns, others = self._municipalities()
        convention = Convention(
            reference=_free_reference(document),
            kind=Convention.Kind.CTG if document.kind == "ctg" else Convention.Kind.PARTNERSHIP,
            title=title,
            subtitle=subtitle,
            owner=self.owner or _keeper(parties),
            territory_name=(document.territory.name or subtitle or title)[:200],
            intermunicipality=_intermunicipality(parties),
            department=self.directory.department,
            municipality_names="\n".join(others),
            starts_on=document.period.start,
            ends_on=document.period.end,
            notice_months=self._bounded(document.notice.months, 24, "Préavis", "mois"),
            notice_form=document.notice.form[:200],
            preamble=document.preamble,
            closing_place=document.closing.place[:100],
            signed_on=document.closing.on,
            copies=self._bounded(document.closing.copies, 200, "Nombre", "exemplaires"),
        )
        _checked(convention)
        convention.save()
        convention.municipalities.set(towns)
        return convention

    def _bounded(self, value: int | None, most: int, what: str, unit: str) -> int | None:
        if value is None or 1 <= value <= most:
            return value
        self.warn(f"{what} lu : {value} {unit}, hors de toute vraisemblance, laissé de côté.")
        return None

    def _municipalities(self) -> tuple[list[Municipality], list[str]]:
        """Those of the official list, and the names it does not know."""
        towns, others = [], []
        for name in self.document.territory.municipalities:
            town = self.directory.municipality(name)
            if town:
                towns.append(town)
            else:
                others.append(name)
        return towns, others

    # Texts

    def _blocks(self, convention: Convention) -> None:
        document = self.document
        LegalBasis.objects.bulk_create(
            LegalBasis(
                convention=convention,
                position=rank,
                key=_key(item.key),
                kind=item.kind,
                text=item.html,
            )
            for rank, item in enumerate(document.legal_bases, 1)
        )
        Article.objects.bulk_create(
            Article(
                convention=convention,
                position=rank,
                key=_key(item.key),
                title=item.title,
                body=item.html,
            )
            for rank, item in enumerate(document.articles, 1)
        )
        Annex.objects.bulk_create(
            Annex(
                convention=convention,
                position=rank,
                key=_key(item.key),
                title=item.title,
                kind=item.kind,
                with_previous=item.with_previous,
                body=item.html,
            )
            for rank, item in enumerate(document.annexes, 1)
        )


def _with_acts(document: model.Document) -> model.Document:
    """Each deliberation found in the file goes into the annex that announces it, else into one more at the end."""
    annexes = list(document.annexes)
    for act in document.deliberations:
        place = next((rank for rank, annex in enumerate(annexes) if _announces(annex, act)), None)
        if place is None:
            annexes.append(
                model.Annex(new_key(), _act_title(act), kind="deliberation", html=act.html)
            )
        else:
            annexes[place] = replace(annexes[place], html=act.html, present=True)
    return replace(document, annexes=tuple(annexes))


_TELLING = (Kind.CAF, Kind.CCSS, Kind.DEPARTMENT)


def _siren(act: model.Deliberation) -> str:
    """The SIREN in « 048-200069268-20231012-D23_080-DE »."""
    match = re.match(r"\w{3}-(\d{9})\d*-", act.act_identifier)
    return match[1] if match else ""


def _designation(read: model.Party, organisation: Organisation) -> str:
    """ "" when the organisation is called so by itself: a name corrected there is corrected everywhere."""
    if not read.designation:
        return ""
    phrase = designation_phrase(read)
    own = organisation.designation
    same = fold(phrase.name) == fold(own.name) and phrase.article == own.article
    return "" if same else phrase.full.replace("'", "’")[:120]


def _announces(annex: model.Annex, act: model.Deliberation) -> bool:
    place = place_of(act.organisation)
    return bool(
        place
        and annex.kind == "deliberation"
        and richtext.is_empty(annex.html)
        and all(word in fold(annex.title).split() for word in place.split())
    )


def _act_title(act: model.Deliberation) -> str:
    number = f" n° {act.number}" if act.number else ""
    day = f" du {date_long(act.on)}" if act.on else ""
    who = f" – {act.organisation}" if act.organisation else ""
    return richtext.sanitise_inline(f"Délibération{number}{day}{who}")


def _keeper(parties: list[Organisation]) -> Organisation:
    return next((item for item in parties if item.is_family_fund), parties[0])


def _intermunicipality(parties: list[Organisation]) -> Intermunicipality | None:
    """That of the EPCI bound, else the one all the communes bound belong to."""
    bound = {item.intermunicipality for item in parties if item.kind == Kind.INTERMUNICIPALITY}
    found = bound - {None} or {item.intermunicipality for item in parties if item.municipality}
    return found.pop() if len(found) == 1 else None


def _free_reference(document: model.Document) -> str:
    """« aubrac-lot-causses-tarn-2024 », with a number after it when it is taken."""
    stem = titles.reference(document)
    taken = set(
        Convention.objects.filter(reference__startswith=stem).values_list("reference", flat=True)
    )
    rank, reference = 1, stem
    while reference in taken:
        rank += 1
        reference = f"{stem}-{rank}"
    return reference


def _key(read: str) -> str:
    return read[:24] or new_key()


def _checked(row: Any) -> None:
    """`full_clean`, with what it says as plain sentences."""
    try:
        row.full_clean(exclude=["convention"], validate_unique=False)
    except ValidationError as error:
        raise ValidationError(
            [
                message if field == "__all__" else f"{_label(row, field)} : {message}"
                for field, messages in error.message_dict.items()
                for message in messages
            ]
        ) from error


def _label(row: Any, field: str) -> str:
    return str(row._meta.get_field(field).verbose_name).capitalize()
