"""When an action happens, read from the words of the document: no Django, no clock, no guess.

`parse` understands the whole text or nothing: a text with one word too many gives no date, so that
a person looks at it. Dates are inclusive; an open end is None (« dès 2023 »).
"""

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Precision = Literal["", "day", "month", "quarter", "semester", "year"]
Span = tuple[dt.date, dt.date]

MONTHS = (
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
).split()
ORDINALS = {"premier": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4}

_MONTH = "|".join(MONTHS)
_RANK = r"1\s?er|[1-4]\s?e|[1-4]\s?eme|[1-4]\s?nd|" + "|".join(ORDINALS)
_UNIT = (
    rf"(?P<day>\d{{1,2}})(?:\s?er)?\s(?P<dmonth>{_MONTH})\s(?P<dyear>\d{{4}})"
    r"|(?P<nday>\d{1,2})/(?P<nmonth>\d{1,2})/(?P<nyear>\d{4})"
    rf"|(?P<rank>{_RANK})\s(?P<period>trimestre|semestre)\s(?:de\s)?(?P<pyear>\d{{4}})"
    r"|(?P<letter>[ts])\s?(?P<lrank>[1-4])\s(?P<lyear>\d{4})"
    rf"|(?P<month>{_MONTH})\s(?P<myear>\d{{4}})"
    r"|(?P<year>\d{4})"
)
_UNIT_RE = re.compile(_UNIT)
_ONE = "(" + re.sub(r"\?P<\w+>", "?:", _UNIT) + ")"
_ALWAYS = (
    r"(?:chaque annee|tous les ans|annuellement|annuel(?:le)?|chaque trimestre|chaque mois|"
    r"en continu|permanent(?:e)?|toute l'annee)"
)

_RECURRING = re.compile(rf"(?:(?P<rest>.*?)(?:\s?[,;(]\s?|\s)(?:et |puis )?)?{_ALWAYS}\)?")
_SHAPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"(?:(?:en|au|courant|le|annee|au cours de)\s)?(?:annee\s)?{_ONE}"), "one"),
    (
        re.compile(rf"(?:des|a partir (?:de|du)|a compter (?:de|du)|depuis)\s(?:le\s)?{_ONE}"),
        "from",
    ),
    (
        re.compile(
            rf"(?:avant|jusqu'(?:en|au|a)|au plus tard(?:\s(?:en|au))?|pour|d'ici(?:\s(?:a|au))?)\s"
            rf"(?:le\s|fin\s|la fin\s)?{_ONE}"
        ),
        "until",
    ),
    (
        re.compile(
            rf"(?:(?:de|du|entre)\s)?{_ONE}"
            rf"(?P<link>\s?[/-]\s?|\s(?:(?:a|au|et|jusqu'en|jusqu'au)\s)?(?:le\s)?){_ONE}"
        ),
        "range",
    ),
    (re.compile(r"(?P<years>\d{4}(?:(?:\s?(?:,|et|/|-)\s?|\s)\d{4}){2,})"), "years"),
)


@dataclass(frozen=True, slots=True)
class Schedule:
    """`start` and `end` are inclusive. It is false when nothing was understood."""

    start: dt.date | None = None
    end: dt.date | None = None
    precision: Precision = ""
    recurring: bool = False

    def __bool__(self) -> bool:
        return self.start is not None or self.end is not None or self.recurring


def parse(text: str) -> Schedule:
    """Read « 2e trimestre 2023 », « 2016/2019 », « dès 2023 et chaque année »…"""
    words = _plain(text)
    if always := _RECURRING.fullmatch(words):
        rest = always["rest"] or ""
        read = _dates(rest)
        if rest and not read:
            return Schedule()
        return Schedule(read.start, read.end, read.precision, recurring=True)
    return _dates(words)


def _plain(text: str) -> str:
    """Lower case without accents, one space between words, no final mark."""
    text = unicodedata.normalize("NFKD", text.lower()).replace("’", "'").replace("–", "-")
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", text).strip(" .:;")


def _dates(words: str) -> Schedule:
    for shape, name in _SHAPES:
        if match := shape.fullmatch(words):
            return _READERS[name](match)
    return Schedule()


def _span(unit: str) -> tuple[Span, Precision] | None:
    """First and last day of « 2023 », « juillet 2016 », « 31/03/2023 »; None if no such day."""
    match = _UNIT_RE.fullmatch(unit)
    if match is None:
        return None
    found = {name: value for name, value in match.groupdict().items() if value}
    reader = next(read for key, read in _UNITS.items() if key in found)
    try:
        return reader(found)
    except ValueError:
        return None


def _months(year: int, first: int, count: int) -> Span:
    last = first + count - 1
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def _day(found: dict[str, str]) -> tuple[Span, Precision]:
    day = dt.date(int(found["dyear"]), MONTHS.index(found["dmonth"]) + 1, int(found["day"]))
    return (day, day), "day"


def _numeric_day(found: dict[str, str]) -> tuple[Span, Precision]:
    day = dt.date(int(found["nyear"]), int(found["nmonth"]), int(found["nday"]))
    return (day, day), "day"


def _period(found: dict[str, str]) -> tuple[Span, Precision]:
    word = found["rank"]
    rank = ORDINALS.get(word) or int(word[0])
    return _part_of_year(int(found["pyear"]), rank, found["period"])


def _letter(found: dict[str, str]) -> tuple[Span, Precision]:
    name = {"t": "trimestre", "s": "semestre"}[found["letter"]]
    return _part_of_year(int(found["lyear"]), int(found["lrank"]), name)


def _part_of_year(year: int, rank: int, name: str) -> tuple[Span, Precision]:
    count = 3 if name == "trimestre" else 6
    if rank * count > 12:
        raise ValueError(f"no {name} {rank} in a year")
    return _months(year, (rank - 1) * count + 1, count), "quarter" if count == 3 else "semester"


def _month(found: dict[str, str]) -> tuple[Span, Precision]:
    return _months(int(found["myear"]), MONTHS.index(found["month"]) + 1, 1), "month"


def _year(found: dict[str, str]) -> tuple[Span, Precision]:
    year = int(found["year"])
    if not 1990 <= year <= 2100:
        raise ValueError("not a year of ours")
    return _months(year, 1, 12), "year"


_UNITS: dict[str, Callable[[dict[str, str]], tuple[Span, Precision]]] = {
    "day": _day,
    "nday": _numeric_day,
    "rank": _period,
    "letter": _letter,
    "month": _month,
    "year": _year,
}


def _one(match: re.Match[str]) -> Schedule:
    """A bare day is a deadline: it does not say when the work begins."""
    read = _span(match[1])
    if read is None:
        return Schedule()
    return Schedule(None if read[1] == "day" else read[0][0], read[0][1], read[1])


def _from(match: re.Match[str]) -> Schedule:
    read = _span(match[1])
    return Schedule(read[0][0], None, read[1]) if read else Schedule()


def _until(match: re.Match[str]) -> Schedule:
    read = _span(match[1])
    if read is None:
        return Schedule()
    first, last = read[0]
    before = match[0].startswith("avant") and first != last
    if before and " fin " not in match[0]:
        return Schedule(None, first - dt.timedelta(days=1), read[1])
    return Schedule(None, last, read[1])


def _range(match: re.Match[str]) -> Schedule:
    first, last = _span(match[1]), _span(match[3])
    if first is None or last is None or first[0][0] >= last[0][0]:
        return Schedule()
    listed = match["link"].strip() in {"", "et"} and not match[0].startswith("entre")
    if listed and first[0][1] + dt.timedelta(days=1) != last[0][0]:
        return Schedule()  # « 2023 et 2025 » leaves 2024 out
    return Schedule(first[0][0], last[0][1], first[1] if first[1] == last[1] else "day")


def _years(match: re.Match[str]) -> Schedule:
    years = [int(year) for year in re.findall(r"\d{4}", match["years"])]
    if years != list(range(years[0], years[0] + len(years))):
        return Schedule()
    spans = [_span(str(years[0])), _span(str(years[-1]))]
    if spans[0] is None or spans[1] is None:
        return Schedule()
    return Schedule(spans[0][0][0], spans[1][0][1], "year")


_READERS: dict[str, Callable[[re.Match[str]], Schedule]] = {
    "one": _one,
    "from": _from,
    "until": _until,
    "range": _range,
    "years": _years,
}
