"""Those who sign: somebody represents each, sides, names that tell them apart."""

from collections import Counter
from collections.abc import Iterator

from conventions.checks.finding import Finding, Severity, Where
from conventions.checks.reading import Reading
from conventions.document.model import Party
from conventions.document.wording import designation_phrase
from partners.grammar import capitalised, fold


def unrepresented(reading: Reading) -> Iterator[Finding]:
    """S01: a party nobody represents cannot sign."""
    for party in reading.document.parties:
        name = _name(party)
        if not party.representatives:
            message = f"{name} n’a pas de signataire : choisissez qui la représente."
            if party.gender == "m":
                message = f"{name} n’a pas de signataire : choisissez qui le représente."
            yield _finding("S01", "SIGNATAIRE", "blocking", party, message)
        elif any(not person.function for person in party.representatives):
            message = f"La fonction d’un signataire manque : {name[0].lower()}{name[1:]}."
            yield _finding("S01", "SIGNATAIRE", "blocking", party, message)


def lone_side(reading: Reading) -> Iterator[Finding]:
    """« D’une part » without « d’autre part », or a party left on no side among others that have one."""
    sided = [party for party in reading.document.parties if party.side]
    if not sided:
        return
    for party in reading.document.parties:
        if not party.side:
            message = f"{_name(party)} n’est d’aucun côté, alors que d’autres parties en ont un."
            yield _finding("S01", "COTES", "minor", party, message)
    if len({party.side for party in sided}) == 1:
        message = (
            "Toutes les parties sont du même côté : il en faut de part et d’autre, ou aucun côté."
        )
        yield Finding("S01", "COTES", "minor", Where("party", sided[0].key, "parties"), message)


def shared_names(reading: Reading) -> Iterator[Finding]:
    """S03: two parties called alike in the text."""
    parties = reading.document.parties
    names = Counter(fold(designation_phrase(party).full) for party in parties)
    for party in parties:
        if names[fold(designation_phrase(party).full)] > 1:
            message = f"Une autre partie s’appelle aussi « {designation_phrase(party).full} » : rien ne les distingue."
            yield _finding("S03", "DESIGNATION", "major", party, message)


def too_few(reading: Reading) -> Iterator[Finding]:
    if len(reading.document.parties) < 2:
        message = "Une convention lie au moins deux parties."
        yield Finding("S01", "SIGNATAIRE", "blocking", Where("party", label="parties"), message)


def _name(party: Party) -> str:
    return capitalised(designation_phrase(party).full)


def _finding(code: str, kind: str, severity: Severity, party: Party, message: str) -> Finding:
    where = Where("party", party.key, designation_phrase(party).full, party.line)
    return Finding(code, kind, severity, where, message)
