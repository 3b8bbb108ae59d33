"""The list of facilities: who runs what, where."""

import re

from conventions.document.model import Facility
from conventions.readers import tables
from conventions.readers.blocks import Block
from conventions.readers.dates import plain
from conventions.readers.inline import clean

_COLUMNS = (
    ("operator", r"partenaire|gestionnaire|operateur|porteur"),
    ("kind", r"^type|type d|type act"),
    ("activity", r"nature|activite"),
    ("name", r"nom|equipement|service|structure"),
    ("address", r"adresse"),
    ("municipality", r"commune|ville"),
)
_TOWN = re.compile(r"^(\d{5})\s+(.+)$")
_SMALL = frozenset("de du des la le les l d en sur sous et aux lès a".split())


def read(blocks: list[Block]) -> tuple[Facility, ...]:
    """Facilities of every grid whose heading names an operator or an equipment, and a place."""
    found: list[Facility] = []
    for grid in tables.grids([b for b in blocks if b.kind == "row"]):
        roles = _roles(grid[0])
        if {"name", "municipality"} <= set(roles) and ("operator" in roles or "kind" in roles):
            found += [_facility(row, roles) for row in grid[1:]]
    return tuple(facility for facility in found if facility.name or facility.operator)


def _roles(heading: list[str]) -> list[str]:
    """What each column holds; a column without a heading goes on with the one before it."""
    roles: list[str] = []
    for label in heading:
        bare = plain(clean(label))
        role = next(
            (name for name, pattern in _COLUMNS if re.search(pattern, bare) and name not in roles),
            "",
        )
        roles.append(role if bare else roles[-1] if roles else "")
    return roles


def _facility(row: list[str], roles: list[str]) -> Facility:
    held: dict[str, list[str]] = {}
    for role, text in zip(roles, row, strict=False):
        if text:
            held.setdefault(role, []).append(clean(text))
    town = " ".join(held.get("municipality", []))
    coded = _TOWN.match(town)
    return Facility(
        operator=" ".join(held.get("operator", [])),
        name=" ".join(held.get("name", [])),
        kind=" ".join(held.get("kind", [])),
        activity=" ".join(held.get("activity", [])),
        address=", ".join(held.get("address", [])),
        postcode=coded[1] if coded else "",
        municipality=_cased(coded[2] if coded else town),
    )


def _cased(town: str) -> str:
    """« ST ETIENNE LES ORGUES » → « St Etienne les Orgues »; a name not wholly in capitals stays as it is."""
    if not town.isupper():
        return town
    words = town.lower().split(" ")
    return " ".join(
        word if word in _SMALL and at else "-".join(part.capitalize() for part in word.split("-"))
        for at, word in enumerate(words)
    )
