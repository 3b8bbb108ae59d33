"""Which line opens which part of a convention."""

import re
from dataclasses import dataclass

from conventions.readers.source import Line

LONGEST = 260

_NOISE = r"(?:(?P<noise>[^\w\s«(]{1,2}|\w)\s+)?"
_ARTICLE = re.compile(
    rf"^{_NOISE}art(?:icle|\.)\s*(?P<number>pr[ée]liminaire|premier|unique|\d{{1,3}}(?:\s*\^\{{?er\}}?|\s*er\b)?|[IVX]{{1,5}}\b)"
    r"\s*(?P<mark>[:.–—-]|\.\s*[-–—])?\s*(?P<title>.*)$",
    re.IGNORECASE,
)
_ANNEX = re.compile(
    rf"^{_NOISE}annexe\s*(?:n°\s*)?(?P<label>\d{{1,2}}\s?(?:[a-z]\b|bis\b|ter\b)?|[A-Z]\b|[IVX]{{1,4}}\b)?"
    r"\s*(?P<mark>[:–—-]|\.)?\s*(?P<title>.*)$",
    re.IGNORECASE,
)
_FORMULA = re.compile(
    r"^\W*(?:il|ii|ll)\s+(?:est|a\s+[ée]t[ée])\s+(?:donc\s+)?(?:convenu|arr[êeé]t[ée]|d[ée]cid[ée])"
    r"(?:\s+et\s+(?:convenu|arr[êeé]t[ée]))?\s*,?\s*(?:ce qui suit)?\s*[:.]?\s*$"
    r"|^\W*(?:ceci|cela) (?:étant )?expos[ée].{0,80}$",
    re.IGNORECASE,
)
_TITLE = re.compile(r"^\W*(?:projet de\s+)?(?:avenant|convention)\b", re.IGNORECASE)
_PLAIN = {
    "toc": re.compile(r"^(?:sommaire|table des mati[èe]res)\s*:?$", re.IGNORECASE),
    "annex_list": re.compile(
        r"^(?:liste|sommaire|table) des annexes?\s*:?$|^annexes?\s*:$", re.IGNORECASE
    ),
    "preamble": re.compile(r"^(?:\d\W{1,3})?pr[ée]ambule\s*[:.]?$", re.IGNORECASE),
    "visa": re.compile(r"^(?:[-–—•]\s*)?(?:vu|consid[ée]rant)\s*(?:\b|:)", re.IGNORECASE),
    "parties": re.compile(
        r"^entre\s*(?:les? (?:soussign[ée]s?|parties|partenaires|signataires"
        r"|centres?)\b.{0,80})?\s*(?:d['’]une part)?\s*[:,]?$",
        re.IGNORECASE,
    ),
    "deliberation": re.compile(
        r"extrait\s+du\s+registre\s+des\s+(?:d[ée]lib[ée]rations|d[ée]cisions)", re.IGNORECASE
    ),
    "closing": re.compile(r"^fait\s+(?:et\s+sign[ée]\s+)?(?:à|a|au|aux|en|le)\b", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """`number` is as printed (« 1er » → "1"); `noise` the stray sign a scan left before it."""

    number: str
    title: str
    noise: str = ""
    marked: bool = True


def is_a(part: str, line: Line) -> bool:
    text = line.bare
    return len(text) <= LONGEST * 10 and bool(_PLAIN[part].search(text[:600]))


def is_formula(line: Line) -> bool:
    """« Il est convenu ce qui suit »: carries no fact."""
    return len(line.bare) < 120 and bool(_FORMULA.match(line.bare))


def is_title(line: Line) -> bool:
    text = line.bare
    if not _TITLE.match(text) or len(text) > 240:
        return False
    return not re.search(r"[.;,]$|\best\b|\bpeut\b|\bsont\b", text)


def article(line: Line) -> Heading | None:
    """« Article 3 : Titre », « ARTICLE 1er – TITRE », « s Article 5 : … » of a scan; not « article 6 de la loi »."""
    text = line.bare
    if len(text) > LONGEST:
        return None
    found = _ARTICLE.match(text)
    if not found:
        return None
    title = found["title"].strip()
    if title and not found["mark"] and not re.match(r"[A-ZÉÈÀÊÎ«\"]", title):
        return None
    if title and found["mark"] and not re.match(r"[\w«\"'’(]", title):
        return None
    if not found["mark"] and title.endswith((".", ";", ",")):
        return None
    number = re.sub(r"\s*(?:\^\{?er\}?|er)$", "", found["number"], flags=re.IGNORECASE)
    return Heading(number.strip(), title, (found["noise"] or "").strip(), bool(found["mark"]))


def annex(line: Line) -> Heading | None:
    """« Annexe 1a : Titre », « ANNEXE – Titre »; not « Annexe 4 de la convention »."""
    text = line.bare
    if len(text) > LONGEST:
        return None
    found = _ANNEX.match(text)
    if not found:
        return None
    title, label = found["title"].strip(), (found["label"] or "").strip()
    if title and (not found["mark"] or not re.match(r"[\w«\"'’(]", title)):
        return None
    if not title and (not label or text.endswith((".", ";", ","))):
        return None
    return Heading(
        label.replace(" ", "").lower() if label[:1].isdigit() else label,
        title,
        (found["noise"] or "").strip(),
    )
