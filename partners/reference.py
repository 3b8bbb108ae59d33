"""The official list of territories and the reviewed list of Caf and MSA, loaded and reloaded.

Territories come from the npm package ``@etalab/decoupage-administratif`` (Licence Ouverte; INSEE, DGCL
and La Poste), copied into temporary tables, then merged: what exists is updated, what is new is added,
a commune that the list no longer names keeps its older vintage. Reloading an older list changes no row
of a newer one.
"""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from django.db import DatabaseError, connection, transaction

from partners import grammar
from partners.models import Department, Intermunicipality, Municipality, Organisation
from partners.models.fields import one_line
from partners.models.searching import index_text

PACKAGE = "@etalab/decoupage-administratif"
FIRST_VINTAGE = 2020  # version 1 of the package is the list of 2021
SEED_DIR = Path(__file__).parent / "data"
SEED_FILES = ("caf.csv", "msa.csv")

Row = tuple[Any, ...]


class ReferenceDataError(Exception):
    """The official files are missing or unreadable; the message is a French sentence for the user."""


@dataclass(frozen=True)
class Loaded:
    """How many rows the official list holds now, and how many organisations were added."""

    vintage: int
    departments: int
    intermunicipalities: int
    municipalities: int
    organisations: int


@dataclass(frozen=True)
class _Official:
    """The rows of the official files, in the order of the columns copied below."""

    departments: list[Row]
    intermunicipalities: list[Row]
    municipalities: list[Row]


def load_territories(source: Path, vintage: int | None = None) -> Loaded:
    """Load the files of *source* (``departements.json``, ``epci.json``, ``communes.json``), all or nothing.

    *vintage* defaults to the year the package's version stands for. Raises ``ReferenceDataError``.
    """
    year = vintage if vintage is not None else _vintage_of(source)
    official = _read(source, year)
    try:
        with transaction.atomic():
            _merge(Department, "code", _DEPARTMENT_COLUMNS, official.departments)
            _merge(
                Intermunicipality, "siren", _EPCI_COLUMNS, official.intermunicipalities, _EPCI_KEYS
            )
            _merge(
                Municipality, "insee_code", _COMMUNE_COLUMNS, official.municipalities, _COMMUNE_KEYS
            )
            added = load_organisations()
    except (DatabaseError, psycopg.Error) as error:
        reason = str(error).splitlines()[0]
        raise ReferenceDataError(
            f"La base de données a refusé la liste de {source} ({reason}). Rien n’a été enregistré."
        ) from error
    return Loaded(
        year,
        len(official.departments),
        len(official.intermunicipalities),
        len(official.municipalities),
        added,
    )


def load_organisations(folder: Path = SEED_DIR) -> int:
    """Add the Caf, caisses communes and MSA that the directory lacks; return how many were added.

    A row already loaded is never written again: what was corrected by hand stays corrected.
    """
    known = set(
        Organisation.objects.exclude(reference_code="").values_list("reference_code", flat=True)
    )
    departments = {department.code: department for department in Department.objects.all()}
    added = 0
    for name in SEED_FILES:
        with (folder / name).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                added += _add_organisation(row, known, departments)
    return added


def serving(department: str) -> list[str]:
    """Reference codes of the Caf, caisses communes and MSA that serve the département of that code."""
    return [code for code, departments in _served().items() if department in departments]


@cache
def _served() -> dict[str, list[str]]:
    """Codes of the départements each supplied organisation serves, by its reference code."""
    served: dict[str, list[str]] = {}
    for name in SEED_FILES:
        with (SEED_DIR / name).open(encoding="utf-8", newline="") as lines:
            served |= {row["code"]: row["departments"].split() for row in csv.DictReader(lines)}
    return served


def _add_organisation(
    row: dict[str, str], known: set[str], departments: dict[str, Department]
) -> int:
    if row["code"] in known:
        return 0
    typed = Organisation.objects.filter(
        kind=row["kind"], legal_name=row["legal_name"], reference_code=""
    )
    if typed.update(reference_code=row["code"]):
        return 0
    codes = row["departments"].split()
    Organisation.objects.create(
        reference_code=row["code"],
        kind=row["kind"],
        legal_name=row["legal_name"],
        short_name=row["short_name"],
        article=row["article"],
        gender=row["gender"],
        department=departments.get(codes[0]) if len(codes) == 1 else None,
    )
    return 1


# ---------------------------------------------------------------------------------- reading


def _vintage_of(source: Path) -> int:
    package = source.parent / "package.json"
    try:
        description = json.loads(package.read_text(encoding="utf-8"))
        if description["name"] == PACKAGE:
            return FIRST_VINTAGE + int(description["version"].split(".")[0])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    raise ReferenceDataError(
        f"Le millésime de la liste officielle n’est pas lisible dans {package} : précisez-le avec --vintage."
    )


def _read(source: Path, vintage: int) -> _Official:
    departments = _json(source / "departements.json")
    places = [
        one for one in _json(source / "communes.json") if one.get("type") == "commune-actuelle"
    ]
    groups = [*_json(source / "epci.json"), *_json(source / "ept.json", optional=True)]
    try:
        return _Official(
            [_department(one, vintage) for one in departments],
            [_intermunicipality(one, vintage) for one in _with_home(groups, places)],
            list(_municipalities(places, groups, vintage)),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ReferenceDataError(
            f"Les fichiers de {source} n’ont pas la forme attendue ({error}). Réinstallez {PACKAGE}."
        ) from error


def _json(path: Path, *, optional: bool = False) -> list[dict[str, Any]]:
    if optional and not path.exists():
        return []
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ReferenceDataError(
            f"Le fichier {path} est introuvable. Installez la liste officielle avec « npm ci »."
        ) from error
    except (OSError, ValueError) as error:
        raise ReferenceDataError(
            f"Le fichier {path} est illisible ou abîmé. Réinstallez {PACKAGE}."
        ) from error
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise ReferenceDataError(
            f"Le fichier {path} ne contient pas de liste. Réinstallez {PACKAGE}."
        )
    return rows


def _department(one: dict[str, Any], vintage: int) -> Row:
    name = _name(one["nom"])
    return one["code"], name, one.get("typeLiaison") or 0, vintage, index_text(name)


def _with_home(
    groups: list[dict[str, Any]], places: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Give each group the département where most of its members are."""
    home = {place["code"]: place["departement"] for place in places}
    for group in groups:
        codes = Counter(
            home[member["code"]] for member in group["membres"] if member["code"] in home
        )
        yield group | {"departement": codes.most_common(1)[0][0] if codes else None}


_KINDS = {"CC": "CC", "CA": "CA", "CU": "CU", "METRO": "MET", "MET69": "MET", "EPT": "EPT"}


def _intermunicipality(group: dict[str, Any], vintage: int) -> Row:
    kind = _KINDS.get(group["type"])
    if kind is None:
        raise ValueError(f"catégorie d’EPCI inconnue : {group['type']}")
    name = re.sub(r"^(CC|CA|CU)\s+", "", _name(group["nom"]))
    return (
        group["code"], name, kind, group["departement"], group.get("populationMunicipale"), vintage,
        index_text(name, Intermunicipality.Kind(kind).label, kind),
    )  # fmt: skip


def _municipalities(
    places: list[dict[str, Any]], groups: list[dict[str, Any]], vintage: int
) -> Iterator[Row]:
    # The first group that names a commune is its EPCI; Greater Paris's territories come after.
    home: dict[str, str] = {}
    for group in groups:
        for member in group["membres"]:
            home.setdefault(member["code"], group["code"])
    for place in places:
        name = _name(place["nom"])
        yield (
            place["code"], place.get("siren") or "", name, place.get("typeLiaison") or 0,
            place.get("codesPostaux") or [], place.get("population"), place["departement"],
            home.get(place["code"]), vintage, index_text(name),
        )  # fmt: skip


def _liaison(place: dict[str, Any], name: str) -> int:
    """INSEE's code; it gives none for the overseas collectivities, whose names are then read."""
    code = place.get("typeLiaison")
    if code is not None:
        return int(code)
    article, _ = grammar.split_article(name)
    return {"le": 2, "la": 3, "les": 4, "l’": 5}.get(article, int(grammar.elides(name)))


def _name(text: str) -> str:
    """Write an official name with typographic signs: « d'Arras » → « d’Arras », « ''Agglopolys'' » → quoted."""
    return one_line(re.sub(r"''(.+?)''", r"« \1 »", text))


# ---------------------------------------------------------------------------------- merging

_DEPARTMENT_COLUMNS = ("code", "name", "liaison", "vintage", "search_text")
_EPCI_COLUMNS = ("siren", "name", "kind", "department_code", "population", "vintage", "search_text")
_COMMUNE_COLUMNS = (
    "insee_code", "siren", "name", "liaison", "postcodes", "population", "department_code", "epci_siren",
    "vintage", "search_text",
)  # fmt: skip

# Column of the copied row → (column of the table, table it points to, key of that table).
_Keys = dict[str, tuple[str, type[Department] | type[Intermunicipality], str]]
_EPCI_KEYS: _Keys = {"department_code": ("department_id", Department, "code")}
_COMMUNE_KEYS: _Keys = {
    "department_code": ("department_id", Department, "code"),
    "epci_siren": ("intermunicipality_id", Intermunicipality, "siren"),
}
_TYPES = {
    "liaison": "smallint",
    "vintage": "smallint",
    "population": "integer",
    "postcodes": "varchar(5)[]",
}


def _merge(
    model: type[Department] | type[Intermunicipality] | type[Municipality],
    key: str,
    columns: tuple[str, ...],
    rows: Iterable[Row],
    keys: _Keys | None = None,
) -> None:
    """Copy *rows* beside the table of *model*, then insert what is new and update what is not older."""
    table, keys = model._meta.db_table, keys or {}
    staging = f"staging_{table}"
    declared = ", ".join(f"{column} {_TYPES.get(column, 'text')}" for column in columns)
    targets = [keys[column][0] if column in keys else column for column in columns]
    # Table and column names come from this module and from the models, never from a file.
    selected = ", ".join(
        f"{staging}.{column}" if column not in keys else f"{column}_of.id" for column in columns
    )
    joined = " ".join(
        f"LEFT JOIN {other._meta.db_table} {column}_of ON {column}_of.{other_key} = {staging}.{column}"
        for column, (_, other, other_key) in keys.items()
    )
    updated = ", ".join(f"{target} = excluded.{target}" for target in targets if target != key)
    merge = (
        f"INSERT INTO {table} ({', '.join(targets)}) SELECT {selected} FROM {staging} {joined}"  # noqa: S608
        f" ON CONFLICT ({key}) DO UPDATE SET {updated} WHERE excluded.vintage >= {table}.vintage"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {staging} ({declared}) ON COMMIT DROP")
        with cursor.copy(f"COPY {staging} ({', '.join(columns)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(merge)
        cursor.execute(f"DROP TABLE {staging}")
