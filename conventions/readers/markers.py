"""What stands at the head of a line: a bullet, a number, a heading's number."""

import re
from dataclasses import dataclass

BULLETS = "-–—•✓❖▪▶►●◦∙*\uf0b7\uf0fc\uf0d8"
_BULLET = re.compile(
    rf"^(\s*)((?:[{BULLETS}]\s+|[•✓❖▪▶►●◦∙\uf0b7\uf0fc\uf0d8])(?:[✓❖▪▶►•]\s*)?)(?=\S)"
)
_LETTER_BULLET = re.compile(r"^(\s*)(o\s+)(?=[A-ZÉÈÀÊ])")
_SCAN_BULLET = re.compile(
    r"^(\s*)((?:v\s?['\"/]?|[“\"]?\*\s?®?|[=»+¢«](?=\s)|[eo¢4](?=\s[A-ZÉÈL]))\s+)(?=[A-Za-zÉÈÀÊéèàêœŒ’'(«\d€])"
)
_NUMBER = re.compile(r"^(\s*)(?:-\s+)?((\d{1,2}|[a-z])\s?([.)-])\s+)(?=\S)")
_DOTTED = re.compile(
    r"^\s*(\d{1,2}(?:\.\d{1,2}){1,3}|\d{1,2}-\d{1,2}(?=\s[A-ZÉÈÀ]))[.)]?\s*[-–—:]?\s+(?=\S)"
)
_FICHE = re.compile(
    r"^\W{0,3}(?:fiche[- ]actions?|action)\s*(?:n°\s*)?\d+(?:[.-]\d+)*\s*[:–-]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Marker:
    """`kind` is bullet | number | letter; `sign` the bullet's shape; `value` the rank; `width` what to cut off."""

    kind: str
    indent: int
    width: int
    sign: str = "-"
    value: int = 0
    style: str = ""


def of(text: str, *, scanned: bool = False) -> Marker | None:
    """The list marker that opens the line, if any."""
    if found := _NUMBER.match(text):
        rank = found[3]
        kind, value = ("number", int(rank)) if rank.isdigit() else ("letter", ord(rank) - 96)
        if not (kind == "letter" and found[4] in ".-") and not (rank.isdigit() and int(rank) == 0):
            return Marker(kind, len(found[1]), found.end(), value=value, style=found[4])
    if found := _BULLET.match(text):
        sign = found[2].strip()[-1]
        return Marker("bullet", len(found[1]), found.end(), sign="-" if sign in "-–—*" else sign)
    if found := _LETTER_BULLET.match(text):
        return Marker("bullet", len(found[1]), found.end(), sign="o")
    if scanned and (found := _SCAN_BULLET.match(text)):
        return Marker("bullet", len(found[1]), found.end(), sign="-")
    return None


def heading_style(text: str) -> str:
    """The style of the number that opens a sub-heading: "n.n", "n.n.n", "n)", "n.", "fiche"; "" when it is none."""
    bare = text.replace("*", "").strip()
    if not bare or len(bare) > 160:
        return ""
    if _FICHE.match(bare):
        return "fiche"
    if found := _DOTTED.match(bare):
        title = bare[found.end() :]
        return "n" + ".n" * (found[1].count(".") or 1) if _reads_as_title(title) else ""
    found = _NUMBER.match(bare)
    if found and found[3].isdigit() and not bare.startswith("-") and found[4] != "-":
        return "n" + found[4] if len(bare) <= 90 and _reads_as_title(bare[found.end() :]) else ""
    return ""


def _reads_as_title(text: str) -> bool:
    return (
        bool(text)
        and not text.rstrip().endswith((".", ";", ","))
        and bool(re.match(r"[^\W\d_«\"]|[«\"L]", text))
    )
