"""What a source holds that is no text of the convention: transmission stamps, scanning noise, blanks to fill in."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from conventions.document.model import Warning
from conventions.readers import dates
from conventions.readers.source import Line

_STAMP = re.compile(
    r"^\W{0,3}(?:(envoy[ée] en pr[ée]fecture|transmis en pr[ée]fecture)|(re[çc]u en"
    r" pr[ée]fecture|accus[ée] de r[ée]ception en pr[ée]fecture)"
    r"|(publi[ée]|affich[ée]|mis en ligne|date de publication)|(id|identifiant(?: de"
    r" t[ée]l[ée]transmission)?))\s*(?:le|:)?\s*:?\s*(\S.{0,80})?$",
    re.IGNORECASE,
)
_ACT = re.compile(r"\b\d{3}-\d{9}-\d{8}-[\w.-]{1,40}-[A-Z]{2}\b")
_PRINTER = re.compile(r"^(berger|levrault|berger[- ]levrault|s2low|s²low)$", re.IGNORECASE)


@dataclass
class Stamp:
    """The mark an act carries once transmitted. `line` is where it begins."""

    line: int
    sent_on: dt.date | None = None
    received_on: dt.date | None = None
    published_on: dt.date | None = None
    act_identifier: str = ""
    texts: list[str] = field(default_factory=list)

    def warning(self) -> Warning:
        return Warning(
            f"Tampon de télétransmission mis à part du texte : {' · '.join(self.texts)}.", self.line
        )


def take_stamps(lines: list[Line]) -> tuple[list[Line], list[Stamp]]:
    """The lines with stamps blanked, and the stamps, in order."""
    kept: list[Line] = []
    stamps: list[Stamp] = []
    last = -10
    for line in lines:
        field_name, value = _stamp_part(line.bare, near=line.number - last < 8)
        if not field_name:
            kept.append(line)
            continue
        if line.number - last >= 8 or (stamps and field_name == "sent_on" and stamps[-1].sent_on):
            stamps.append(Stamp(line.number))
        last = line.number
        stamps[-1].texts.append(line.bare)
        if field_name == "act_identifier":
            stamps[-1].act_identifier = value
        elif field_name != "printer":
            setattr(stamps[-1], field_name, dates.parse(value))
        kept.append(line.with_text(""))
    return kept, stamps


def _stamp_part(text: str, *, near: bool) -> tuple[str, str]:
    if not text or len(text) > 140:
        return "", ""
    if near and _PRINTER.match(text):
        return "printer", text
    found = _STAMP.match(text)
    if not found:
        return "", ""
    names = ("sent_on", "received_on", "published_on", "act_identifier")
    name = next(name for name, group in zip(names, found.groups()[:4], strict=True) if group)
    value = (found[5] or "").strip()
    if name == "act_identifier":
        act = _ACT.search(value)
        return (name, act.group()) if act else ("", "")
    return (name, value) if dates.parse(value) or (near and not value) else ("", "")


# Scanned files

_SCAN = re.compile(
    r"(?<!\w)I['’](?=[a-zéèêàâ])|(?<!\w)\|['’l]|\bd[id]ment\b|[ﬁﬂ]|°®|\bao\(|(?<!\w)€(?=[a-z])"
    r"|\bv['\"]\s|\bceuvre\b|\baprés\b|\bmatiére\b"
)


def looks_scanned(text: str) -> bool:
    """Whether the text carries the usual slips of character recognition: « I'offre », « diment », no « à » at all."""
    words = len(text.split())
    if words < 150:
        return False
    slips = sum(1 for _ in _SCAN.finditer(text))
    graves = len(re.findall(r"\b[àÀ]\b", text))
    bare = len(re.findall(r"\ba\b", text))
    return slips * 1000 > words * 6 or (words > 400 and bare > 8 and graves * 4 < bare)


_DEBRIS = re.compile(r"^(?:[^\w\s]{1,3}|\w)(?:\s+(?:[^\w\s]{1,3}|\w)){0,3}$")


def is_debris(line: Line) -> bool:
    """A line of a scanned file made only of a few stray signs (« \\ », « N . L »), no digit."""
    text = line.text.strip()
    return (
        bool(text) and len(text) <= 8 and not re.search(r"\d", text) and bool(_DEBRIS.match(text))
    )


# Blanks to fill in

_BLANK = re.compile(
    r"\b[Xx]{2,}\b(?!\s*[eè]me)(?!\s*si[èe]cle)"
    r"|\b(?:du|le|date du)\s?(?:\.{3,}|…|_{2,}|,|;)(?=\s|,|$)"
    r"|\bdu à (?=signer)"
    r"|_{4,}|\.{6,}|\[\s*(?:…|\.\.\.)?\s*\]|\b[àÀ] (?:compl[ée]ter|pr[ée]ciser)\s*[\])]"
    r"|^\W{0,4}ins[ée]rer\b.{0,60}$",
    re.IGNORECASE,
)


def blanks(lines: Iterable[Line], *, scanned: bool = False) -> list[Warning]:
    """One warning a line that still holds a blank: « XX », « du , », « du... », « Insérer … ».

    A row of dots alone on a line of a scanned file is what is left of a drawing.
    """
    return [
        Warning(f"Blanc à compléter : « {_around(line.bare, found)} ».", line.number)
        for line in lines
        if (found := _BLANK.search(line.bare[:4000]))
        and _is_blank(found)
        and not (scanned and line.bare.strip(" .") == "")
    ]


def _is_blank(found: re.Match[str]) -> bool:
    """« XX » counts, « xx » in lower case does not."""
    mark = found.group()
    return mark.isupper() if re.fullmatch(r"[Xx]+", mark) else True


def _around(text: str, found: re.Match[str]) -> str:
    start = max(0, found.start() - 50)
    end = min(len(text), found.end() + 30)
    if start:
        start = text.find(" ", start, found.start()) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", found.end(), end), found.end())
    return ("… " if start else "") + text[start:end].strip() + (" …" if end < len(text) else "")
