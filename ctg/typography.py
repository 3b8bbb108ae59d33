"""French typography: spacing, quotes, ordinals, dates, lists, amounts in figures and in words.

Text functions are idempotent. Spaces: U+202F before « ; ! ? % » and between thousands; U+00A0 before « : € », inside
guillemets, after « n° », « M. », « Mme », between day and month. Amounts are `Decimal` euros.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate

from ctg.markup import Slot, parse, runs, serialise

NBSP = "\u00a0"
NNBSP = "\u202f"
MINUS = "\u2212"
MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

# Spacing and quotes

_SP = "[ \\t\u00a0\u2009\u202f]"
_MONTH = "|".join(MONTHS)
_SCALE = "million|millions|milliard|milliards"

# Addresses and hours keep their marks: « https://caf.fr/?a=1 », « 14:02 ».
_PROTECTED = re.compile(
    r"""(?:https?://|www\.|mailto:)[^\s"«»<>]+|[\w.+-]+@[\w-]+\.[\w.-]+|\b\d{1,2}:\d{2}(?::\d{2})?\b"""
)

# Each rule replaces its first group.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"""[^\W\d_](['\u02bc\u00b4])(?=[\w«“"\[])""", "’"),
        (rf"«({_SP}*)(?![\n\s])", NBSP),
        (rf"[^\s]({_SP}*)»", NBSP),
        (rf"[^\s;!?(\[«]({_SP}*)[;!?]", NNBSP),
        (rf"[^\s:(\[«]({_SP}+):", NBSP),
        (r"[^\s:(\[«]():(?:[\s»)\]]|\Z)", NBSP),
        (rf"\d({_SP}*)[%‰]", NNBSP),
        (rf"(?:\d|{_SCALE})({_SP}*)[kM]?€", NBSP),
        (rf"\d({_SP}+)(?:euros?|{_SCALE})\b", NBSP),
        (rf"(?<![\d.,])\d{{1,3}}({_SP})(?=\d{{3}}(?!\d))", NNBSP),
        (rf"(?<![\d.,])\d{{1,3}}(?:{NNBSP}\d{{3}})+({_SP})(?=\d{{3}}(?!\d))", NNBSP),
        (rf"\b[nN]({_SP}+)°", ""),
        (rf"\b[nN]°s?({_SP}*)(?=\w)", NBSP),
        (rf"(?i)\b(?:articles?|annexes?|pages?)({_SP}+)(?=\d)", NBSP),
        (rf"\b[LRD]\.({_SP}*)(?=\d)", NBSP),
        (rf"(?i)(?<!\w)(?:\d{{1,2}}|1er)({_SP}+)(?:{_MONTH})\b", NBSP),
        (rf"\b(?:MM?\.|Mmes?|Mlles?)({_SP}+)(?=[^\W\d_])", NBSP),
    )
)


def french(text: str) -> str:
    """Put French spaces, apostrophes and guillemets into plain text, leaving addresses and hours alone."""
    return _typeset(text, [])[0]


Edit = tuple[int, int, str]  # from, to, what stands there instead


def _typeset(text: str, cuts: list[int]) -> tuple[str, list[int]]:
    """Apply the rules to `text`; `cuts` are positions in it (where markup stands) that follow the changes."""
    text, cuts = _applied(text, cuts, _guillemets(text))
    for pattern, replacement in _RULES:
        if pattern.search(text):
            text, cuts = _applied(text, cuts, list(_edits(pattern, replacement, text)))
    return text, cuts


def _guillemets(text: str) -> list[Edit]:
    """Straight quotes become guillemets when every one of them plainly opens or closes."""
    edits: list[Edit] = []
    for match in re.finditer('"', text):
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        opens = len(edits) % 2 == 0
        if opens and (before.isalnum() or before == '"' or not after or after.isspace()):
            return []
        if not opens and (not before or before.isspace() or after.isalnum()):
            return []
        edits.append((*match.span(), f"«{NBSP}" if opens else f"{NBSP}»"))
    return edits if len(edits) % 2 == 0 else []


def _edits(pattern: re.Pattern[str], replacement: str, text: str) -> Iterator[Edit]:
    protected = [match.span() for match in _PROTECTED.finditer(text)]
    position = 0
    while match := pattern.search(text, position):
        start, end = match.span(1)
        position = max(
            end, match.start() + 1
        )  # the end of this match may be the context of the next
        kept = any(
            first < max(end, start + 1) and start < last and start != first
            for first, last in protected
        )
        if match.group(1) != replacement and not kept:
            yield start, end, replacement


def _applied(text: str, cuts: list[int], edits: list[Edit]) -> tuple[str, list[int]]:
    if not edits:
        return text, cuts
    pieces: list[str] = []
    done = 0
    for start, end, replacement in edits:
        pieces += [text[done:start], replacement]
        done = end
    pieces.append(text[done:])
    return "".join(pieces), [_shifted(cut, edits) for cut in cuts]


def _shifted(cut: int, edits: list[Edit]) -> int:
    """Where a cut lands: before what is inserted at it, after what replaces the text around it."""
    shift = 0
    for start, end, replacement in edits:
        if start >= cut:
            break
        if end > cut:
            return start + shift + len(replacement)
        shift += len(replacement) - (end - start)
    return cut + shift


def french_html(html: str) -> str:
    """Apply `french` to the text of an HTML fragment, across the markup inside words, and raise « 1er »."""
    root = parse(html)
    for run in runs(root):
        texts = [getattr(element, place) or "" for element, place in run]
        cuts = list(accumulate(map(len, texts)))
        text, cuts = _typeset("".join(texts), cuts[:-1])
        for (element, place), start, end in zip(run, [0, *cuts], [*cuts, len(text)], strict=True):
            setattr(element, place, text[start:end])
        for slot in run:
            _raise(slot)
    return serialise(root)


# Not « 1e », which is no ordinal, nor the letter of « annexe 2e ».
_RAISED = re.compile(
    r"(?<![\w.,’-])(?<!annexe[ \u00a0])"
    r"(?:1(?=(?:er|re)s?\b)|(?:[2-9]|\d{2,3})(?=es?\b)|[IVX]{1,6}(?=es?\b(?! [A-Z]))|M(?=(?:mes?|lles?)\b))"
    r"(?P<raised>\w+)"
)


def _raise(slot: Slot) -> None:
    element, place = slot
    holder = element if place == "text" else element.getparent()
    if holder is None or any(
        node.tag in ("sup", "sub") for node in [holder, *holder.iterancestors()]
    ):
        return
    text = getattr(element, place) or ""
    while match := _RAISED.search(text):
        raised = element.makeelement("sup")
        raised.text, raised.tail = match["raised"], text[match.end() :]
        setattr(element, place, text[: match.start("raised")])
        holder.insert(0 if place == "text" else holder.index(element) + 1, raised)
        element, place, text = raised, "tail", raised.tail


# Words, dates, ordinals


def join(items: Iterable[str], last: str = "et") -> str:
    """« a, b et c »."""
    *first, end = list(items) or [""]
    return f"{', '.join(first)} {last} {end}" if first else end


def ordinal(number: int, *, feminine: bool = False, html: bool = False) -> str:
    """« 1er », « 1re », « 2e ». With `html`, the ending is a superscript."""
    ending = ("re" if feminine else "er") if number == 1 else "e"
    return f"{number}<sup>{ending}</sup>" if html else f"{number}{ending}"


def date_long(day: dt.date, *, html: bool = False, weekday: bool = False) -> str:
    """« 1er janvier 2024 », with the day and month kept together."""
    first = ordinal(1, html=html) if day.day == 1 else str(day.day)
    text = f"{first}{NBSP}{MONTHS[day.month - 1]} {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {text}" if weekday else text


def date_range(start: dt.date, end: dt.date, *, html: bool = False) -> str:
    """« du 1er janvier 2024 au 31 décembre 2028 »."""
    return f"du {date_long(start, html=html)} au {date_long(end, html=html)}"


# Figures


def number(value: Decimal | int, decimals: int = 0) -> str:
    """« 93 305 », « 1 234,50 », « −12 »: rounded half up to `decimals`, thousands apart."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{abs(rounded):,.{decimals}f}".replace(",", NNBSP).replace(".", ",")
    return MINUS + text if rounded < 0 else text


def amount(euros: Decimal | int, *, cents: bool | None = None) -> str:
    """« 524 518 € ». Cents are printed when there are some, or as `cents` tells."""
    exact = Decimal(euros).quantize(Decimal("0.01"), ROUND_HALF_UP)
    with_cents = exact != exact.to_integral_value() if cents is None else cents
    return f"{number(exact, 2 if with_cents else 0)}{NBSP}€"


def percent(rate: Decimal | float, decimals: int = 0) -> str:
    """« 45 % » from a rate of 0.45."""
    return f"{number(Decimal(str(rate)) * 100, decimals)}{NNBSP}%"


_UNITS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
).split()
_TENS = (
    "",
    "",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "soixante",
    "quatre-vingt",
    "quatre-vingt",
)


def number_in_words(value: int, *, feminine: bool = False) -> str:
    """« neuf », « vingt et un », « quatre-vingt-onze »; the feminine changes only a final « un ».

    Raises ValueError below zero and from a thousand milliards on.
    """
    if not 0 <= value < 10**12:
        raise ValueError(f"Ce nombre ne peut pas être écrit en lettres : {value}.")
    words = _in_words(value)
    return f"{words}e" if feminine and (words == "un" or words.endswith((" un", "-un"))) else words


def _in_words(value: int) -> str:
    for scale, name in ((10**9, "milliard"), (10**6, "million")):
        if value >= scale:
            count, rest = divmod(value, scale)
            plural = "s" if count > 1 else ""
            return f"{_in_words(count)} {name}{plural}{_after(rest)}"
    if value >= 1000:
        count, rest = divmod(value, 1000)
        thousands = "mille" if count == 1 else f"{_invariable(count)} mille"
        return f"{thousands}{_after(rest)}"
    if value >= 100:
        count, rest = divmod(value, 100)
        hundreds = "cent" if count == 1 else f"{_UNITS[count]} cent{'s' if not rest else ''}"
        return f"{hundreds}{_after(rest)}"
    return _below_hundred(value)


def _after(rest: int) -> str:
    return f" {_in_words(rest)}" if rest else ""


def _invariable(count: int) -> str:
    """Before « mille », « cent » and « vingt » take no s."""
    words = _in_words(count)
    return words[:-1] if words.endswith(("cents", "quatre-vingts")) else words


def _below_hundred(value: int) -> str:
    if value < 20:
        return _UNITS[value]
    if value == 80:
        return "quatre-vingts"
    tens, unit = divmod(value, 10)
    if tens in (7, 9):
        unit += 10
    if not unit:
        return _TENS[tens]
    linked = unit in (1, 11) and tens < 8
    return f"{_TENS[tens]} et {_UNITS[unit]}" if linked else f"{_TENS[tens]}-{_UNITS[unit]}"


def amount_in_words(euros: Decimal | int) -> str:
    """« cinq cent vingt-quatre mille cinq cent dix-huit euros et dix centimes », « un million d’euros »."""
    exact = abs(Decimal(euros).quantize(Decimal("0.01"), ROUND_HALF_UP))
    whole, cents = int(exact), int(exact % 1 * 100)
    link = "d’" if whole >= 10**6 and whole % 10**6 == 0 else ""
    words = f"{number_in_words(whole)} {link}euro{'s' if whole > 1 else ''}"
    if cents:
        words += f" et {number_in_words(cents)} centime{'s' if cents > 1 else ''}"
    return f"moins {words}" if euros < 0 else words
