"""How a convention says it: parties, visas, period, closing, with their agreements. Plain text, French spaces included.

Functions named `…_html` return HTML in which what is missing is a `span.blanc`; the others return text.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import groupby

from conventions.document.model import (
    Closing,
    Decision,
    Document,
    LegalBasis,
    Notice,
    Party,
    Period,
    Representative,
)
from ctg.typography import NBSP, NNBSP, date_long, date_range, french, join, number_in_words
from partners import grammar
from partners.grammar import NounPhrase, agree

_SEMICOLON = f"{NNBSP};"
_SIDES = {1: "d’une part", 2: "d’autre part"}
_FEMININE_HEADS = frozenset(
    "agence assemblee association caisse carsat caf ccss communaute commune commission cpam direction federation "
    "maison metropole msa mutualite prefecture region republique union ville academie collectivite mairie".split()
)
_OPENING_ARTICLE = re.compile(r"(?i)(l[ae]s?\s+|l[’'])(?=\S)")
_COMMON = re.compile(
    r"\b(?:Maire|Vice|Présidente?|Direct(?:eur|rice)|Adjointe?|Général[es]?|Conseil(?:ler|lère)?|Administration|Commission"
    r"|Permanente|Municipal|Communautaire|Départementale?|Régional|Bureau|Intérim)\b"
)
_COMPLEMENT = re.compile(r"\b(?:du|de|des)\s|\bd’")

# Names


def gender_of(name: str) -> str:
    """Guess a gender from the first word of an organisation's name: « Caisse » is feminine."""
    head = grammar.fold(name).split(" ", 1)[0]
    return "f" if head in _FEMININE_HEADS else "m"


def name_phrase(party: Party) -> NounPhrase:
    """The full name of a party with its article: « la commune de Chanac » once in a sentence."""
    article = party.article if party.article in grammar.ARTICLES else ""
    gender = party.gender or {"la": "f", "le": "m"}.get(article) or gender_of(party.name)
    return NounPhrase(article, party.name, gender, party.number)


def designation_phrase(party: Party) -> NounPhrase:
    """How a party is called after the first mention: « la Caf »; its full name when nothing shorter was chosen."""
    full = name_phrase(party)
    if not party.designation:
        return full
    match = _OPENING_ARTICLE.match(party.designation)
    if match is None:
        article = grammar.definite_article(party.designation, full.gender, full.number)
        return NounPhrase(article, party.designation, full.gender, full.number)
    article = match[1].strip().lower().replace("'", "’")
    gender = {"la": "f", "le": "m"}.get(article, full.gender)
    number = "p" if article == "les" else "s"
    return NounPhrase(article, party.designation[match.end() :], gender, number)


# Parties


@dataclass(frozen=True, slots=True)
class PartyClause:
    """A party as introduced. `end` is « ; » with its space, or « . » for the last of all."""

    party: Party
    name: str  # « La Communauté de communes X »
    represented: str  # « représentée par son président, M. …, dûment autorisé par … », "" when nobody is named
    named: str  # « ci-après dénommée », "" without designation
    designation: str  # « la communauté de communes », without guillemets
    end: str

    @property
    def text(self) -> str:
        called = f"{self.named} «{NBSP}{self.designation}{NBSP}»" if self.designation else ""
        return ", ".join(part for part in (self.name, self.represented, called) if part)


@dataclass(frozen=True, slots=True)
class PartyGroup:
    """Parties of one side. `closing` is « d’une part, », « d’autre part. » or "" when there are no sides."""

    clauses: tuple[PartyClause, ...]
    closing: str = ""


def party_groups(document: Document) -> list[PartyGroup]:
    """The parties in their order, side by side. Sides are named only when both are there."""
    sides = {party.side for party in document.parties}
    opposed = {1, 2} <= sides
    runs = [
        (side, list(parties))
        for side, parties in groupby(
            document.parties, key=lambda party: party.side if opposed else None
        )
    ]
    groups = []
    for rank, (side, parties) in enumerate(runs):
        last = rank == len(runs) - 1
        marks = [_SEMICOLON] * (len(parties) - 1) + [_last_mark(last=last, sided=side is not None)]
        clauses = tuple(party_clause(party, end) for party, end in zip(parties, marks, strict=True))
        closing = f"{_SIDES[side]}{'.' if last else ','}" if side else ""
        groups.append(PartyGroup(clauses, closing))
    return groups


def _last_mark(*, last: bool, sided: bool) -> str:
    if sided:
        return ","
    return "." if last else _SEMICOLON


def party_clause(party: Party, end: str = "") -> PartyClause:
    """Introduce a party, with every participle in agreement."""
    phrase = name_phrase(party)
    designation = designation_phrase(party).full if party.designation else ""
    return PartyClause(
        party=party,
        name=french(phrase.full_capitalised),
        represented=french(_represented(party, phrase)),
        named=f"ci-après {phrase.agree('dénommé')}" if designation else "",
        designation=french(designation),
        end=end,
    )


def _represented(party: Party, phrase: NounPhrase) -> str:
    people = [_person(representative, phrase) for representative in party.representatives]
    people = [person for person in people if person]
    if not people:
        return ""
    authorised = _authorised(party.representatives, phrase)
    return (
        f"{phrase.agree('représenté')} {_listed(people)}, {authorised} {_authority(party.decision)}"
    )


def running(words: str) -> str:
    """A function or an assembly as a sentence writes it: « Conseil d’Administration » loses its capitals."""
    typed = grammar.uncapitalised(words).replace("'", "’")
    return _COMMON.sub(lambda match: match[0].lower(), typed)


def _listed(people: list[str]) -> str:
    """« par son président, M. A, et par son directeur, M. B »: a comma closes each apposition."""
    *first, last = people
    if not first:
        return last
    return f"{', '.join(first)}{',' if ', ' in first[-1] else ''} et {last}"


def _person(person: Representative, party: NounPhrase) -> str:
    """« par son président, M. A », « par le président de son conseil, M. A », « par M. A »."""
    name = f"{person.civility} {person.name}".strip()
    if not person.function:
        return f"par {name}" if name else ""
    function = running(person.function)
    determiner = _determiner(function, person.gender, party)
    return f"par {determiner}{function}" + (f", {name}" if name else "")


def _determiner(function: str, gender: str, party: NounPhrase) -> str:
    """« son » before what the party has one of, the article before a function that names its own complement."""
    feminine = gender == "f"
    if _COMPLEMENT.search(function):
        article = grammar.definite_article(function, "f" if feminine else "m")
        return article if article.endswith("’") else f"{article} "
    if party.number == "p":
        return "leur "
    return "sa " if feminine and not grammar.elides(function) else "son "


def _authorised(people: Iterable[Representative], party: NounPhrase) -> str:
    """The participle agrees with the persons; with the organisation when a civility is not known."""
    genders = [person.gender for person in people]
    if "" in genders:
        return f"dûment {party.agree('autorisé')}"
    gender = "f" if set(genders) == {"f"} else "m"
    return f"dûment {agree('autorisé', gender, 'p' if len(genders) > 1 else 's')}"


def _authority(decision: Decision | None) -> str:
    """« par délibération n° 3 du conseil municipal du 26 septembre 2023 », or what is known of it."""
    if decision is None or not (decision.body or decision.on or decision.number):
        return "à signer la présente convention"
    parts = [f"par {decision.act_kind or 'délibération'}"]
    if decision.number:
        parts.append(f"n° {decision.number}")
    if decision.body:
        parts.append(_of_body(decision.body))
    if decision.on:
        parts.append(f"du {date_long(decision.on)}")
    return " ".join(parts)


def act_phrase(party: Party) -> str:
    """« la délibération n° 3 du conseil municipal du 26 septembre 2023 », "" before the act is taken."""
    if party.decision is None or not party.decision.on:
        return ""
    return f"la {_authority(party.decision).removeprefix('par ')}"


def _of_body(body: str) -> str:
    """« du conseil municipal », « de la commission permanente », « de l’assemblée »."""
    bare = re.sub(
        r"(?i)^(?:son|sa|le|la|les|l[’'])\s*(?=\S)", "", grammar.uncapitalised(body), count=1
    )
    plural = bare.startswith(("conseils ", "commissions "))
    gender = gender_of(bare)
    return NounPhrase(
        grammar.definite_article(bare, gender, "p" if plural else "s"), bare, gender
    ).of


# Visas


def legal_basis_html(basis: LegalBasis, *, last: bool) -> str:
    """Inline rich text of a visa, first word and final mark included: « Vu le Code … ; »."""
    opening = "Vu" if basis.kind == "vu" else "Considérant"
    return f"{opening} {basis.html}{'.' if last else _SEMICOLON}"


# Period


def period_phrase(period: Period) -> str | None:
    """« du 1er janvier 2024 au 31 décembre 2028 », « à compter du … », None when nothing is known."""
    if period.start and period.end:
        return date_range(period.start, period.end)
    if period.end:
        return (
            f"de la date de sa signature au {date_long(period.end)}"
            if period.from_signature
            else (f"jusqu’au {date_long(period.end)}")
        )
    if period.start:
        return f"à compter du {date_long(period.start)}"
    return "à compter de la date de sa signature" if period.from_signature else None


def duration(period: Period) -> str | None:
    """« cinq ans », « trente mois », « deux ans et trois mois »; None when an end is missing."""
    if not (period.start and period.end) or period.end < period.start:
        return None
    months, days = _months_and_days(period.start, period.end + dt.timedelta(days=1))
    years, months = divmod(months, 12)
    parts = [
        _counted(years, "an", "ans"),
        _counted(months, "mois", "mois"),
        _counted(days, "jour", "jours"),
    ]
    return join(part for part in parts if part)


def _months_and_days(start: dt.date, after: dt.date) -> tuple[int, int]:
    months = (after.year - start.year) * 12 + after.month - start.month
    if _plus_months(start, months) > after:
        months -= 1
    return months, (after - _plus_months(start, months)).days


def _plus_months(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.month - 1 + months, 12)
    first_of_next = dt.date(day.year + year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (first_of_next - dt.timedelta(days=1)).day
    return dt.date(day.year + year, month + 1, min(day.day, last))


def _counted(count: int, one: str, several: str, *, feminine: bool = False) -> str:
    words = number_in_words(count, feminine=feminine)
    return f"{words} {several if count > 1 else one}" if count else ""


# Closing


def originals(closing: Closing) -> str | None:
    """« neuf exemplaires originaux », « autant d’exemplaires originaux que de signataires », None when not stated."""
    if closing.copies is None:
        as_many = "autant d’exemplaires originaux que de signataires"
        return as_many if closing.copies_as_parties else None
    return _counted(closing.copies, "exemplaire original", "exemplaires originaux")


def closing_html(closing: Closing) -> str:
    """« Fait au Creusot, le 1er janvier 2024, en neuf exemplaires originaux. » Copies are left out when not stated."""
    place = escape(grammar.at(closing.place)) if closing.place else f"à {_blank('lieu')}"
    day = date_long(closing.on, html=True) if closing.on else _blank("date")
    copies = originals(closing)
    return f"Fait {place}, le {day}{f', en {copies}' if copies else ''}."


def closing_text(closing: Closing) -> str:
    """`closing_html` as text."""
    return re.sub(r"<[^>]+>", "", closing_html(closing)).replace("&amp;", "&")


def _blank(what: str) -> str:
    return f'<span class="blanc">[{what} à compléter]</span>'


def parties_count(document: Document) -> str:
    """« neuf parties »."""
    return _counted(len(document.parties), "partie", "parties", feminine=True)


def parties_list(document: Document) -> str:
    """« la Caf, la MSA et la commune de Chanac », "" when nobody is bound yet."""
    return join(designation_phrase(party).full for party in document.parties)


def municipalities_count(document: Document) -> str:
    """« dix-neuf communes », "" when none is named."""
    return _counted(len(document.territory.municipalities), "commune", "communes", feminine=True)


def notice_phrase(notice: Notice) -> str:
    """« trois mois », "" when it is not fixed."""
    return _counted(notice.months or 0, "mois", "mois")


def annexes_count(document: Document) -> str:
    """« six annexes », « aucune annexe »."""
    return _counted(len(document.annexes), "annexe", "annexes", feminine=True) or "aucune annexe"


def pages_count(pages: int) -> str:
    """« 16 pages »."""
    return f"{pages}{NBSP}page{'s' if pages > 1 else ''}"


def counts_sentence(document: Document, pages: int | None) -> str:
    """« La présente convention comporte 16 pages et six annexes. »"""
    counted = [pages_count(pages)] if pages else []
    return f"La présente convention comporte {join([*counted, annexes_count(document)])}."
