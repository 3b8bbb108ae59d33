"""« Fait à …, le …, en N exemplaires », « Cette convention comporte … pages et … annexes »."""

import re

from conventions.document.model import Closing, Unread, Warning
from conventions.readers import dates
from conventions.readers.flow import flow, spaced
from conventions.readers.parties import words
from conventions.readers.source import Line

_PLACE = re.compile(
    r"\bfait\s+(?:et\s+sign[ée]\s+)?(?:en\s.{0,60}?exemplaires[^,\n]{0,20},?\s*)?(?:(?:à|a|en)\s+|(?P<au>aux?)\s+)(?P<place>[^,\n]{2,80}?)\s*(?=,|\n|$|\ble\s+\d|\ben\s+\S{1,20}\s+exemplaire)",
    re.IGNORECASE,
)
_COPIES = re.compile(
    r"\ben\s+(?P<count>[\wéû-]{1,14})(?:\s?\(\d+\))?\s+exemplaires?", re.IGNORECASE
)
_AS_PARTIES = re.compile(r"\bautant d['’]exemplaires", re.IGNORECASE)
_PAGES = re.compile(r"(?P<count>[\w-]{1,14})\s+pages?\b", re.IGNORECASE)
_ANNEXES = re.compile(r"(?P<count>[\w-]{1,14})\s+annexes?\b", re.IGNORECASE)
_BOILERPLATE = frozenset(
    "fait et signe a le la les en exemplaire exemplaires originaux original autant de que"
    " signataires parties d un chacune cette presente convention comporte"
    " comprend contient pages page annexes annexe enumerees dans sommaire il elle ci des du"
    " au aux pour chaque partie xx date".split()
)


def read(lines: list[Line]) -> tuple[Closing, list[Warning], list[Unread]]:
    source = flow(lines)
    text = source.text
    if not text:
        return (
            Closing(),
            [Warning("La formule finale (« Fait à …, le … ») n’a pas été trouvée.")],
            [],
        )
    place = _PLACE.search(text)
    on = dates.parse(spaced(text))
    closing = Closing(
        place=spaced(place["place"]) if place else "",
        on=on,
        copies=_count(_COPIES, text),
        copies_as_parties=bool(_AS_PARTIES.search(text)),
        pages=_count(_PAGES, text),
        annex_count=_count(_ANNEXES, text),
        line=source.line_at(place.start() if place else 0),
    )
    return closing, _doubts(lines, closing, place), _leftover(lines, closing)


def _count(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return dates.count(found["count"]) if found else None


def _doubts(lines: list[Line], closing: Closing, place: re.Match[str] | None) -> list[Warning]:
    doubts = []
    if closing.on is None:
        blank = next((line for line in lines if re.match(r"^le\b", line.bare, re.IGNORECASE)), None)
        number = blank.number if blank else closing.line
        doubts.append(Warning("La date de signature n’est pas remplie.", number))
    if not place:
        doubts.append(Warning("Le lieu de signature n’a pas été trouvé.", closing.line))
    return doubts


def _leftover(lines: list[Line], closing: Closing) -> list[Unread]:
    """Lines that say more than what was read."""
    known = set(words(closing.place)) | _BOILERPLATE
    out = []
    for line in lines:
        text = re.sub(dates.DATE, " ", line.bare, flags=re.IGNORECASE)
        lost = [
            w for w in words(text) if w not in known and not w.isdigit() and dates.count(w) is None
        ]
        if lost:
            out.append(Unread(line.bare, line.number))
    return out
