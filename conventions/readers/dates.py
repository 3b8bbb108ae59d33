"""French dates, durations and counts as conventions print them."""

import calendar
import datetime as dt
import re
import unicodedata

MONTHS = {
    "janvier": 1,
    "fevrier": 2,
    "mars": 3,
    "avril": 4,
    "mai": 5,
    "juin": 6,
    "juillet": 7,
    "aout": 8,
    "septembre": 9,
    "octobre": 10,
    "novembre": 11,
    "decembre": 12,
}
NUMBERS = {
    word: value
    for value, words in enumerate(
        "zero|un une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze"
        "|seize|dix-sept|dix-huit|dix-neuf|vingt".split("|")
    )
    for word in words.split()
} | {"vingt-et-un": 21, "vingt-deux": 22, "vingt-trois": 23, "vingt-quatre": 24, "trente": 30}

_MONTH = r"(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre)"
DATE = (
    rf"(?:\d{{1,2}}(?:\s?\^\{{?er\}}?|\s?er)?\s+{_MONTH}\s+\d{{4}}"
    r"|\d{1,2}\s?[/.]\s?\d{1,2}\s?[/.]\s?\d{4}"
    r"|\d{1,2} \d{2} \d{4})"
)
_LONG = re.compile(rf"(\d{{1,2}})\D{{0,6}}?\s({_MONTH})\s+(\d{{4}})", re.IGNORECASE)
_SHORT = re.compile(r"(\d{1,2})\s?[/. ]\s?(\d{1,2})\s?[/. ]\s?(\d{4})")
_DATE = re.compile(DATE, re.IGNORECASE)


def plain(text: str) -> str:
    """Lower case without accents: the key under which words are compared."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def parse(text: str) -> dt.date | None:
    """The first date of the text, or None when there is none or when it is no real day."""
    found = _DATE.search(text)
    if not found:
        return None
    day, month, year = _parts(found.group())
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _parts(text: str) -> tuple[int, int, int]:
    if long := _LONG.search(text):
        return int(long[1]), MONTHS[plain(long[2])], int(long[3])
    short = _SHORT.search(text)
    if not short:
        return 0, 0, 0
    return int(short[1]), int(short[2]), int(short[3])


def count(word: str) -> int | None:
    """« trois », « 3 » → 3; None for a word that counts nothing."""
    word = plain(word.strip()).replace(" ", "-")
    if re.fullmatch(r"[0-9]{1,6}", word):
        return int(word)
    return NUMBERS.get(word)


def after(start: dt.date, *, years: int = 0, months: int = 0) -> dt.date | None:
    """The last day of a period of so many years and months that starts that day; None out of range."""
    total = start.year * 12 + start.month - 1 + years * 12 + months
    year, month = total // 12, total % 12 + 1
    if not 1 <= year <= dt.MAXYEAR:
        return None
    day = min(start.day, calendar.monthrange(year, month)[1])
    try:
        return dt.date(year, month, day) - dt.timedelta(days=1)
    except OverflowError:
        return None


def french(day: dt.date) -> str:
    """« 1er janvier 2024 », for a warning."""
    names = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
    return f"{'1er' if day.day == 1 else day.day} {names[day.month - 1]} {day.year}"
