"""What the convention covers: the intercommunality and the communes its preamble lists."""

import re

from conventions.document.model import Party, Territory, Warning
from conventions.readers import dates
from conventions.readers.dates import plain
from conventions.readers.flow import flow, spaced
from conventions.readers.source import Line

_LISTED = re.compile(
    r"(?:\b(?P<count>\d{1,3}|[a-zé-]{2,12})\s+communes?(?:\s+(?:suivantes|membres|adh[ée]rentes))?|\bcommunes(?:\s+suivantes|\s+de))\s*(?P<mark>[:,(])\s*"
    r"(?P<names>[A-ZÉÈÀÎ][^.;:\n()]{8,4000}?)(?=[.;)\n]|\sse sont\b|\ssont\b)",
)
_NAME = re.compile(
    r"^(?:L[ae]s?\s|L['’])?[A-ZÉÈÀÎÔ][\w'’-]*(?:[ -](?:[A-ZÉÈÀÎÔ][\w'’-]*|de|du|des|d['’]\w+"
    r"|la|le|les|l['’]\w+|en|sur|sous|lès|et|aux?)){0,7}$"
)
_EPCI = re.compile(
    r"^(?:communaut[ée] (?:de communes|d.agglom[ée]ration|urbaine)|m[ée]tropole|syndicat)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"territoire\s+(?:de\s+la|de\s+l['’]|du|des|de)\s*(?P<name>Communaut[ée]\s[^,;.:()\n]{3,90}?)\s*(?=[,;.:(\n]|\squi\b|\scompos)",
)
_DEPARTMENT = re.compile(
    r"^(?:conseil d[ée]partemental|d[ée]partement|caisse (?:des? |d['’])allocations"
    r" familiales|caisse commune de s[ée]curit[ée] sociale)\s+(?:de la|de l['’]|du|des|de"
    r"|d['’])\s*(?P<name>.{2,60})$",
    re.IGNORECASE,
)
_DOUBLED = re.compile(r"((?:[- ][^\W\d_]+){2,4})\1$")


def read(
    parties: tuple[Party, ...], preamble: list[Line], *, scanned: bool
) -> tuple[Territory, list[Warning]]:
    source = flow(preamble)
    names, doubts = _municipalities(source.text)
    name = _name(parties, source.text)
    department = "" if scanned else _department(parties)
    warnings = [Warning(text, source.line_at(at)) for text, at in doubts]
    return Territory(name=name, department=department, municipalities=tuple(names)), warnings


def _name(parties: tuple[Party, ...], text: str) -> str:
    """The one intercommunality among the parties, else the one whose territory the preamble names."""
    bodies = [party.name for party in parties if _EPCI.match(party.name)]
    if len(bodies) == 1:
        return bodies[0]
    found = _SENTENCE.search(text)
    return spaced(found["name"]) if found else ""


def _department(parties: tuple[Party, ...]) -> str:
    found = [m["name"] for party in parties if (m := _DEPARTMENT.match(party.name))]
    return found[0] if found and len({plain(name).replace("-", " ") for name in found}) == 1 else ""


def _municipalities(text: str) -> tuple[list[str], list[tuple[str, int]]]:
    """Names as printed, and doubts with the offset they are about."""
    for found in _LISTED.finditer(text):
        names = [n for n in re.split(r"\s*,\s*|\s+et\s+(?=[A-ZÉÈÀÎ])", spaced(found["names"])) if n]
        if len(names) >= 2 and all(_NAME.match(name) for name in names):
            return _checked(names, dates.count(found["count"] or ""), found.start())
    return [], []


def _checked(
    names: list[str], announced: int | None, at: int
) -> tuple[list[str], list[tuple[str, int]]]:
    doubts = []
    if announced is not None and len(names) < announced:
        names, split = _with_missing_commas(names, announced)
        doubts += [
            (
                f"Virgule absente entre « {a} » et « {b} » : lues comme deux communes, {announced} étant annoncées.",
                at,
            )
            for a, b in split
        ]
    if announced is not None and len(names) != announced:
        doubts.append((f"{announced} communes annoncées, {len(names)} lues.", at))
    doubts += [
        (f"Nom de commune redoublé, laissé tel quel : « {name} ».", at)
        for name in names
        if _DOUBLED.search(name)
    ]
    return names, doubts


def _with_missing_commas(
    names: list[str], announced: int
) -> tuple[list[str], list[tuple[str, str]]]:
    """Split « Tamnay-en-Bazois Tintury » only when that gives the very number announced."""
    out, split = [], []
    for name in names:
        cut = re.fullmatch(r"([^\W\d_]+(?:-[^\W\d_]+){2,}) ([A-ZÉÈÀ][^\s]+)", name)
        if cut:
            out += [cut[1], cut[2]]
            split.append((cut[1], cut[2]))
        else:
            out.append(name)
    return (out, split) if len(out) == announced else (names, [])
