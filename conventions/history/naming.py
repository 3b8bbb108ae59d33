"""The words for what history tells by numbers: organisations, people, communes; columns and what they hold."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models

from actions.models import FinancingTable
from conventions.assembling import outlined
from conventions.blocks import Address
from conventions.document import numbering
from conventions.document.references import Context
from conventions.history.events import Row
from conventions.models import BlockKind, Convention
from ctg.typography import date_long
from partners.grammar import capitalised
from partners.models import Account, Facility, Mandate, Municipality, Organisation

UNKNOWN = "(n’est plus dans l’annuaire)"
EMPTY = "vide"
LONGEST_TITLE = 80
TEXTS = {"title": "titre", "body": "texte", "text": "texte", "preamble": "texte"}
OTHERS = {
    "is_locked": "verrouillage",
    "source_id": "clause d’origine",
    "preamble_source_id": "clause d’origine",
    "position": "place",
    "organisation_id": "organisme",
    "closing_place": "lieu de signature",
    "signed_on": "date de signature",
    "starts_on": "début de la période",
    "ends_on": "fin de la période",
}
_RELATED: dict[type[models.Model], tuple[str, ...]] = {Mandate: ("person", "organisation")}


class Names:
    """Names read together: one query a table, whatever the number of events."""

    def __init__(self, pairs: Iterable[tuple[type[models.Model], int]]) -> None:
        asked: dict[type[models.Model], set[int]] = defaultdict(set)
        for model, number in pairs:
            asked[model].add(number)
        self._found: dict[tuple[type[models.Model], int], str] = {}
        for model, numbers in asked.items():
            rows = model._base_manager.filter(pk__in=numbers)
            for row in rows.select_related(*_RELATED.get(model, ())) if model in _RELATED else rows:
                self._found[model, row.pk] = _name(row)

    def of(self, model: type[models.Model], number: int | None) -> str:
        if number is None:
            return EMPTY
        return self._found.get((model, number), UNKNOWN)


def _name(row: models.Model) -> str:
    if isinstance(row, Mandate):
        return f"{row.person}, {row.function}"
    return row.name if isinstance(row, Municipality) else str(row)


def related(
    model: type[models.Model], row: Row, columns: Iterable[str]
) -> Iterable[tuple[Any, int]]:
    """The rows of other tables that some columns of a row point to."""
    for field in model._meta.concrete_fields:
        if field.is_relation and field.attname in columns and row.get(field.attname) is not None:
            yield field.related_model, row[field.attname]


def column(model: type[models.Model], name: str) -> str:
    """What a column is called: « titre », « date de l’acte »."""
    if name in TEXTS and not (model is Convention and name == "title"):
        return TEXTS[name]
    if name in OTHERS:
        return OTHERS[name]
    return str(_field(model, name).verbose_name)


def value(model: type[models.Model], name: str, held: Any, names: Names) -> str:
    """What a column holds, as one would say it."""
    field = _field(model, name)
    if held is None or held == "":
        return EMPTY
    if field.is_relation:
        return names.of(field.related_model, held)
    if field.choices:
        return str(dict(field.flatchoices).get(held, held))
    if isinstance(held, bool):
        return "oui" if held else "non"
    return date_long(held) if isinstance(held, dt.date) else str(held)


def _field(model: type[models.Model], name: str) -> Any:
    return next(field for field in model._meta.concrete_fields if field.attname == name)


class Labels:
    """What every block is called now; and, of one that is gone, what it was called."""

    def __init__(self, convention: Convention) -> None:
        document = outlined(convention)
        self.context = Context(document, pages=1)
        self._now: dict[str, tuple[str, str]] = {
            str(Address(kind)): (str(kind.label), "")
            for kind in (BlockKind.GENERAL, BlockKind.PREAMBLE, BlockKind.CLOSING)
        }
        for party in document.parties:
            self._now[str(Address(BlockKind.PARTY, party.key))] = (capitalised(party.name), "")
        titles = [(BlockKind.LEGAL_BASIS, one.key, one.html) for one in document.legal_bases]
        titles += [(BlockKind.ARTICLE, one.key, one.title) for one in document.articles]
        titles += [(BlockKind.ANNEX, one.key, one.title) for one in document.annexes]
        labels = numbering.labels(document)
        for kind, key, title in titles:
            label = labels[str(kind), key].heading
            self._now[str(Address(kind, key))] = (label, self.words(title))

    def words(self, html: str) -> str:
        text = self.context.text(html).replace("\n", " ")
        return text if len(text) <= LONGEST_TITLE else f"{text[:LONGEST_TITLE].rstrip()}…"

    def stands(self, address: Address) -> bool:
        return str(address) in self._now

    def now(self, address: Address) -> tuple[str, str]:
        """(« Article 3 », its title) of a block that stands."""
        return self._now[str(address)]

    def gone(self, kind: str, row: Row, names: Names) -> tuple[str, str]:
        """(« Article », the title it had) of a block that stands no more."""
        if kind == BlockKind.PARTY:
            return capitalised(names.of(Organisation, row["organisation_id"])), ""
        title = row.get("title") or row.get("text") or ""
        return str(BlockKind(kind).label), self.words(title)


def people(numbers: Iterable[int]) -> dict[int, str]:
    """The names of accounts."""
    found = Account.objects.filter(pk__in=set(numbers)).order_by()
    return {account.pk: str(account) for account in found}


SUBJECTS: dict[str, tuple[type[models.Model], str]] = {
    "Signatory": (Mandate, "mandate_id"),
    "AnnexTable": (FinancingTable, "table_id"),
    "AnnexFacility": (Facility, "facility_id"),
    "CoveredMunicipality": (Municipality, "municipality_id"),
}
