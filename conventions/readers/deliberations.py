"""The extract of a council's register: who sat, who voted, what was decided."""

import datetime as dt
import re

from conventions.document.model import Deliberation
from conventions.readers import dates
from conventions.readers.blocks import Manner, rich_text
from conventions.readers.flow import flow, spaced
from conventions.readers.noise import Stamp
from conventions.readers.source import Line

_SITTING = re.compile(
    rf"s[ée]ance\s+(?:ordinaire\s+|publique\s+|extraordinaire\s+)?(?:du|en date du)\s+(?:\w+\s)?({dates.DATE})",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^(?:d[ée]lib[ée]ration\s+)?(?:n[°o]\s*:?\s*)?"
    r"(?P<number>[A-Z]{0,4}[-_ ]?\d{2,4}[-_./]\d{1,4}(?:[-_./]\d{1,4})?)\s*(?:[:–-]\s*"
    r"(?P<subject>\S.*))?$",
    re.MULTILINE,
)
_SUBJECT = re.compile(r"^\s*objet\s*:\s*(?P<subject>\S.*)$", re.IGNORECASE | re.MULTILINE)
_COUNTS = {
    "in_office": r"en\s+exercice",
    "present": r"pr[ée]sents?",
    "voters": r"votants?",
    "votes_for": r"pour",
    "votes_against": r"contre",
    "abstentions": r"abstentions?",
}
_ABSENTS = re.compile(
    r"^absents?(?:\s+(?:excus[ée]s?|repr[ée]sent[ée]s?))?\s*:\s*(?P<names>\S.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_PROXY = re.compile(
    r"(?P<absent>[^,;()\n]{3,80}?)\s*\(\s*(?:pouvoir|procuration)\s+(?:donn[ée]e?\s+)?(?:à|a)\s+(?P<bearer>[^()]{3,80}?)\s*\)",
    re.IGNORECASE,
)
_APART = re.compile(
    r"\bne\s+(?:prend|prennent|participent?)\s+pas\s+(?:part\s+)?(?:à|au)\b", re.IGNORECASE
)
_PERSON = re.compile(
    r"(?:Monsieur|Madame|M\.|Mme|MM\.)\s+(?P<name>[A-ZÉÈÀ][\w'’.-]+(?:\s+(?:de\s+)?[A-ZÉÈÀ][\w'’.-]+){1,3})"
)
_ASSEMBLY = re.compile(
    r"^\W*((?:communaut[ée]|commune|ville|mairie|syndicat|m[ée]tropole|conseil "
    r"(?:d[ée]partemental|r[ée]gional)|centre communal)\b[^\n]{0,120})",
    re.IGNORECASE | re.MULTILINE,
)


def read(lines: list[Line], stamps: list[Stamp], how: Manner) -> Deliberation:
    """The act found in those lines; `stamps` are those struck on them."""
    text = flow(lines).text
    number, subject = _number_and_subject(text)
    stamp = stamps[0] if stamps else Stamp(0)
    counts = {name: _counted(text, label) for name, label in _COUNTS.items()}
    proxies, absent = _absences(text)
    return Deliberation(
        organisation=_organisation(text),
        number=number,
        on=_sitting(text),
        subject=subject,
        **counts,
        proxies=proxies,
        absent=absent,
        not_taking_part=_not_taking_part(text),
        act_identifier=stamp.act_identifier,
        sent_on=stamp.sent_on,
        received_on=stamp.received_on,
        published_on=stamp.published_on,
        html=rich_text(lines, how),
        line=next((line.number for line in lines if not line.blank), None),
    )


def _organisation(text: str) -> str:
    """The assembly's name, as its header prints it."""
    head = text[: text.lower().find("extrait")] or text[:600]
    found = _ASSEMBLY.search(re.sub(r"(?i)\bd[ée]partement d\S*\s+(?:la\s+|l['’])?\S+", "\n", head))
    if not found:
        found = re.search(
            r"(?i)\ble\s+(conseil[^,\n]{3,120}),?\s*(?:l[ée]galement|d[ûu]ment|r[ée]uni)", text
        )
    return spaced(found[1]).strip(" ,") if found else ""


def _sitting(text: str) -> dt.date | None:
    found = _SITTING.search(text)
    return dates.parse(found[1]) if found else None


def _number_and_subject(text: str) -> tuple[str, str]:
    found = list(_NUMBER.finditer(text))
    number = found[0]["number"].strip() if found else ""
    subject = next((m["subject"] for m in found if m["subject"]), "")
    if not subject and (named := _SUBJECT.search(text)):
        subject = named["subject"]
    return number, spaced(subject).strip(" .")


def _counted(text: str, label: str) -> int | None:
    found = re.search(
        rf"^\W*(?:nombre de\s+)?(?:membres\s+|d[ée]l[ée]gu[ée]s\s+)?{label}\s*:\s*(\d{{1,4}})\b",
        text,
        re.IGNORECASE | re.MULTILINE,
    )
    return int(found[1]) if found else None


def _absences(text: str) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """((absent, bearer)…) and those absent without a proxy."""
    found = _ABSENTS.search(text)
    if not found:
        return (), ()
    names = spaced(found["names"])
    proxies = tuple((_name(m["absent"]), m["bearer"].strip()) for m in _PROXY.finditer(names))
    alone = re.split(r"\s*[,;]\s*|\s+et\s+", _PROXY.sub("", names).strip(" ."))
    return proxies, tuple(name for name in map(_name, alone) if name)


def _name(text: str) -> str:
    return re.sub(r"^\s*et\s+", "", text).strip(" ,;.")


def _not_taking_part(text: str) -> tuple[str, ...]:
    found = _APART.search(text)
    if not found:
        return ()
    before = text[max(found.start() - 600, 0) : found.start()]
    sentence = re.split(r"\n(?=\()|(?<!\bM)\.\s", before)[-1]
    return tuple(spaced(m["name"]) for m in _PERSON.finditer(spaced(sentence)))
