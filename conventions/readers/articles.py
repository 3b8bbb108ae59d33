"""Articles of the body; the period and the notice they state."""

import datetime as dt
import re

from conventions.document.model import Article, Notice, Period, Warning
from conventions.readers import dates
from conventions.readers.blocks import Manner, rich_text
from conventions.readers.inline import clean, rich
from conventions.readers.keys import key
from conventions.readers.sections import Part
from conventions.readers.source import Line, join

_D = dates.DATE
_SIGNING = r"(?:à|a) compter d(?:e|u) (?:la |sa )?(?:date de (?:la |sa )?)?signature"
_UNTIL = rf"jusqu['’]?\s?(?:au|à|a)\s(?:la date du\s)?(?P<end>{_D})"
_SPAN = re.compile(
    rf"(?:à|a) compter du\s(?P<start>{_D}).{{0,60}}?{_UNTIL}|{_SIGNING}.{{0,80}}?{_UNTIL.replace('end', 'end2')}"
    rf"|\b(?:du|de)\s(?P<start3>{_D})\s(?:au|jusqu['’]au)\s(?P<end3>{_D})",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    rf"dur[ée]e (?:totale |maximale )?(?:de|d['’])\s?(?P<count>[\w-]+)(?:\s?\(\d+\))?\s(?P<unit>ans?|ann[ée]es?|mois)"
    rf".{{0,80}}?(?:(?:à|a) (?:compter|partir) du|(?:d[ée]but|prend(?:ra)? effet)\D{{0,20}})\s(?P<start>{_D})",
    re.IGNORECASE,
)
_LENGTH_FROM_SIGNING = re.compile(
    rf"dur[ée]e (?:de|d['’])\s?(?P<count>[\w-]+)\s(?P<unit>ans?|ann[ée]es?|mois).{{0,80}}?{_SIGNING}",
    re.IGNORECASE,
)
_START_ONLY = re.compile(
    rf"(?:prend effet|entre en vigueur|(?:à|a) compter du|(?:à|a) partir du)\D{{0,20}}(?P<start>{_D})",
    re.IGNORECASE,
)

_COUNT = r"(?P<count>[\wé-]{1,12})(?:\s?\(\d+\))?\s+mois"
_NOTICES = (
    re.compile(rf"pr[ée]avis\s+(?:est\s+)?(?:fix[ée]\s+)?(?:de|d['’]|à)\s?{_COUNT}", re.IGNORECASE),
    re.compile(rf"pr[ée]venance\s+(?:de|d['’])\s?{_COUNT}", re.IGNORECASE),
    re.compile(rf"(?:de|d['’])\s?{_COUNT}\s+de\s+pr[ée]avis", re.IGNORECASE),
    re.compile(
        rf"d[ée]lai\s+(?:de|d['’])\s?{_COUNT}\s+suivant\s+(?:l['’]envoi|la r[ée]ception)",
        re.IGNORECASE,
    ),
)
_FORM = re.compile(
    r"(?:lettre|courrier|pli)\s+(?:recommand[ée]e?|simple)?(?:\s*avec\s+(?:demande\s+d['’])?(?:avis|accus[ée])\s+de\s+r[ée]ception)?",
    re.IGNORECASE,
)


def read(parts: list[Part], how: Manner) -> tuple[Article, ...]:
    return tuple(
        Article(
            key=key("article", at, clean(part.heading.title)),
            title=rich(part.heading.title, how.notes),
            html=rich_text(part.lines, how),
            printed_number=part.heading.number,
            line=part.line,
        )
        for at, part in enumerate(parts)
    )


def numbering_doubts(parts: list[Part]) -> list[Warning]:
    """Printed numbers that skip or come twice."""
    doubts = []
    previous: int | None = None
    for part in parts:
        number = dates.count(part.heading.number) if part.heading.number.isdigit() else None
        if number is not None and previous is not None and number != previous + 1:
            message = f"Après l’article {previous}, la source imprime « Article {number} » : il sera renuméroté."
            doubts.append(Warning(message, part.line))
        previous = number if number is not None else previous
    return doubts


def _ordered(parts: list[Part]) -> list[Part]:
    """The article on duration first."""
    return sorted(parts, key=lambda part: "duree" not in dates.plain(part.heading.title))


def period(parts: list[Part]) -> tuple[Period, list[Warning]]:
    """When the convention binds, from the article on duration, else from any other."""
    for part in _ordered(parts):
        for sentence, line in _sentences(part.lines):
            found = _period(sentence)
            if found:
                return found, _period_doubts(found, line)
    return Period(), [Warning("La période d’effet de la convention n’a pas été trouvée.")]


def _sentences(lines: list[Line]) -> list[tuple[str, int]]:
    """Paragraphs cut at full stops, with the line of the paragraph."""
    out: list[tuple[str, int]] = []
    paragraph, start = "", 0
    for line in [*lines, Line(0, "")]:
        if line.blank:
            text = clean(paragraph)[:20_000]
            out += [
                (piece, start)
                for piece in re.split(r"(?<=[a-zé\d]\.)\s+(?=[A-ZÉÀ])", text)
                if piece
            ]
            paragraph, start = "", 0
        else:
            start = start or line.number
            paragraph = join(paragraph, line.text)
    return out


def _period(text: str) -> Period | None:
    if found := _SPAN.search(text):
        start = dates.parse(found["start"] or found["start3"] or "")
        end = dates.parse(found["end"] or found["end2"] or found["end3"] or "")
        return Period(start, end, from_signature=bool(found["end2"]), text=text)
    if found := _LENGTH.search(text):
        return _computed(text, found)
    if found := _LENGTH_FROM_SIGNING.search(text):
        return Period(None, None, from_signature=True, text=text)
    if "convention" in text and (found := _START_ONLY.search(text)):
        return Period(dates.parse(found["start"]), None, text=text)
    return None


def _computed(text: str, found: re.Match[str]) -> Period:
    """« pour une durée de 3 ans à compter du … »: the end is computed, and the text says so."""
    start, count = dates.parse(found["start"]), dates.count(found["count"])
    end: dt.date | None = None
    if start and count:
        months = found["unit"].lower() == "mois"
        end = dates.after(start, months=count) if months else dates.after(start, years=count)
    note = f" (fin calculée : {dates.french(end)})" if end else ""
    return Period(start, end, text=text + note)


def _period_doubts(found: Period, line: int) -> list[Warning]:
    doubts = []
    if found.start and found.end and found.end < found.start:
        message = f"La période finit le {dates.french(found.end)}, avant de commencer le {dates.french(found.start)}."
        doubts.append(Warning(message, line))
    if "(fin calculée" in found.text and found.end:
        message = f"Fin de période calculée d’après la durée imprimée : {dates.french(found.end)}."
        doubts.append(Warning(message, line))
    if found.end is None:
        doubts.append(Warning("La fin de la période n’est pas écrite.", line))
    return doubts


def notice(parts: list[Part]) -> Notice:
    """The notice before termination: « préavis » first, then « prévenance », then the delay after a formal letter."""
    paragraphs = [s for part in parts for s, _ in _sentences(part.lines)]
    for pattern in _NOTICES:
        for text in paragraphs:
            found = pattern.search(text)
            if found:
                form = _FORM.search(text)
                return Notice(dates.count(found["count"]), form.group().strip() if form else "")
    return Notice()
