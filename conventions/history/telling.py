"""The changes of a convention as people read them: who, when, what, block by block, page by page."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone

from conventions.blocks import WORDS, Address
from conventions.history import events as stored
from conventions.history.events import BLOCKS, DELETE, HOLDERS, INSERT, LONG, Asked, Event
from conventions.history.grouping import (
    ADDED,
    BACK,
    CHANGED,
    CREATED,
    DELETED,
    HELD,
    OPENED,
    ORDERED,
    Item,
    grouped,
)
from conventions.history.naming import SUBJECTS, Labels, Names, column, people, related, value
from conventions.models import (
    Annex,
    AnnexFacility,
    AnnexTable,
    Article,
    BlockKind,
    Convention,
    CoveredMunicipality,
    LegalBasis,
    Party,
    Signatory,
)
from ctg.typography import NBSP, date_long, join
from partners.grammar import capitalised

A_PROGRAM = "un programme"
COMMANDS = {
    "import_convention": "import d’un fichier",
    "load_demo": "données de démonstration",
    "load_library": "bibliothèque de clauses",
}
A_GONE_ACCOUNT = "un compte supprimé"
NAMED = 6  # things named one by one in a sentence
TOLD = 2  # facts whose values are told in a sentence
PAGE = 30

_PLURALS: dict[type[models.Model], tuple[str, str]] = {
    Party: ("partie", "parties"),
    LegalBasis: ("visa", "visas"),
    Article: ("article", "articles"),
    Annex: ("annexe", "annexes"),
    Signatory: ("signataire", "signataires"),
    AnnexTable: ("tableau", "tableaux"),
    AnnexFacility: ("équipement", "équipements"),
    CoveredMunicipality: ("commune", "communes"),
}
_FEMININE = (Party, Annex, CoveredMunicipality)
_GROUPS = {
    Party: "Ordre des parties modifié",
    LegalBasis: "Ordre des visas modifié",
    Article: "Ordre des articles modifié",
    Annex: "Ordre des annexes modifié",
    Signatory: "Ordre des signataires modifié",
    AnnexTable: "Ordre des tableaux modifié",
    AnnexFacility: "Ordre des équipements modifié",
}


@dataclass(frozen=True, slots=True)
class Change:
    """What one person did at one time.

    `label` and `title` name the block as now (« Article 3 », « Gouvernance »), as it was called when it is `gone`;
    `said` is the sentence. `mark` names it in addresses (« article-152 »: its last event), `since` its first event;
    it `unfolds` when there is a text to compare. `comes_back`: a removal that can be undone.
    """

    kind: str
    address: str
    label: str
    title: str
    said: str
    who: str
    by: int | None
    at: dt.datetime
    begun_at: dt.datetime
    mark: str = ""
    since: int | None = None
    gone: bool = False
    unfolds: bool = False
    comes_back: bool = False
    saves: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """`older` is the moment before which the next page is, None on the last one."""

    changes: list[Change]
    older: dt.datetime | None


def changes(
    convention: Convention,
    address: Address | None = None,
    *,
    since: dt.datetime | None = None,
    before: dt.datetime | None = None,
    by: int | None = None,
    limit: int = PAGE,
) -> Page:
    """The changes of a block, or of the whole convention, the newest first.

    `since` and `before` bound them in time (the first included), `by` is an account. The queries are as many
    whatever the number of changes.
    """
    asked = Asked(convention, address, by, since, before)
    found, more = stored.read(asked)
    items, older = grouped(found, asked, limit)
    if older is None and more:
        older = found[-1].at
    return Page(list(_Teller(convention, items).tell()), older)


def authors(convention: Convention) -> list[tuple[int, str]]:
    """(account, name) of everyone who changed something, by name."""
    names = people(stored.authors(convention))
    return sorted(names.items(), key=lambda pair: pair[1].casefold())


class _Teller:
    def __init__(self, convention: Convention, items: list[Item]) -> None:
        self.items = items
        self.labels = Labels(convention)
        self.names = Names(pair for item in items for pair in _cited(item))
        self.people = people(item.last.by for item in items if item.last.by)
        self.holders = {model: _keys(model, items) for model in BLOCKS}
        self.removed: set[Address] = set()

    def tell(self) -> Iterator[Change]:
        for item in self.items:
            yield self._change(item)

    def _change(self, item: Item) -> Change:
        address = self._address(item)
        gone = address is not None and not self.labels.stands(address)
        label, title = self._label(item, address, gone=gone)
        single = address is not None and item.kind in (CREATED, CHANGED, DELETED, BACK)
        latest = address not in self.removed
        if address and item.kind == DELETED:
            self.removed.add(address)
        return Change(
            kind=item.kind,
            address=str(address) if address else "",
            label=label,
            title=title,
            said=self._said(item),
            who=self._who(item.last),
            by=item.last.by,
            at=item.last.at,
            begun_at=item.first.at,
            mark=f"{WORDS[address.kind]}-{item.last.id}" if single and address else "",
            since=item.first.before_id,
            gone=gone,
            unfolds=single and self._has_text(item),
            comes_back=gone and latest and item.kind == DELETED,
            saves=len(item.events),
        )

    def _who(self, event: Event) -> str:
        return who(event, self.people)

    def _address(self, item: Item) -> Address | None:
        if item.kind != HELD:
            return item.address
        if item.model is CoveredMunicipality:
            return Address(BlockKind.GENERAL)
        holder, name = HOLDERS[item.model]
        key = self.holders[holder].get(item.last.row[f"{name}_id"], "")
        return Address(BLOCKS[holder], key)

    def _label(self, item: Item, address: Address | None, *, gone: bool) -> tuple[str, str]:
        if item.kind == OPENED:
            return "Convention", ""
        if address is None:
            return capitalised(_PLURALS[item.model][1]), ""
        if not gone:
            return self.labels.now(address)
        if item.kind == HELD:
            return str(BlockKind(address.kind).label), ""
        return self.labels.gone(address.kind, item.last.row, self.names)

    def _has_text(self, item: Item) -> bool:
        return item.kind in (CREATED, DELETED, BACK) or bool(item.changed - {"position"})

    # Sentences

    def _said(self, item: Item) -> str:
        tell = {
            OPENED: self._opened,
            CREATED: lambda item: _done(item.model, "ajouté"),
            DELETED: lambda item: _done(item.model, "supprimé"),
            BACK: lambda item: _done(item.model, "rétabli"),
            ADDED: self._added,
            ORDERED: self._ordered,
            HELD: self._held,
            CHANGED: self._changed,
        }
        return tell[item.kind](item)

    def _opened(self, item: Item) -> str:
        counts = Counter(event.model for event in item.events if event.label == INSERT)
        held = [
            _counted(model, counts[model])
            for model in (Party, LegalBasis, Article, Annex)
            if counts[model]
        ]
        return f"Convention créée, avec {join(held)}" if held else "Convention créée"

    def _added(self, item: Item) -> str:
        count = len({event.object for event in item.events})
        return f"{_counted(item.model, count)} {_agreed(item.model, 'ajouté')}s"

    def _ordered(self, item: Item) -> str:
        if item.address is None:
            return _GROUPS[item.model]
        before = item.first.before
        was = before["position"] if before else "?"
        return f"Changement de place : {was} → {item.last.row['position']}"

    def _held(self, item: Item) -> str:
        model, name = SUBJECTS[item.model.__name__]
        ends = {event.object: event for event in reversed(item.events)}
        starts = {event.object: event for event in item.events}
        came = [e for pk, e in ends.items() if e.label != DELETE and starts[pk].label == INSERT]
        left = [e for pk, e in ends.items() if e.label == DELETE and starts[pk].label != INSERT]
        other = [e for pk, e in ends.items() if e.label != DELETE and starts[pk].label != INSERT]
        replaced = [event for event in other if name in event.changed]
        said = []
        for word, found in (("ajouté", came), ("retiré", left), ("remplacé", replaced)):
            if found:
                said.append(self._listed(item.model, word, [e.row[name] for e in found], model))
        return " ; ".join(said) or _GROUPS.get(item.model, "Rien de changé")

    def _listed(
        self,
        model: type[models.Model],
        word: str,
        numbers: list[int],
        subject: type[models.Model],
    ) -> str:
        names = sorted(self.names.of(subject, number) for number in numbers)
        shown = names[:NAMED]
        if rest := len(names) - len(shown):
            shown.append(f"{rest} autre{'s' if rest > 1 else ''}")
        plural = "s" if len(names) > 1 else ""
        what = _PLURALS[model][bool(plural)]
        return f"{capitalised(what)} {_agreed(model, word)}{plural} : {join(shown)}"

    def _changed(self, item: Item) -> str:
        if at := item.last.metadata.get("restored"):
            return f"Retour à l’état du {_moment(at)}"
        if item.first.before is None:
            return "Premier état connu"
        changed = item.changed
        if not changed:
            return "Modifié, puis remis comme avant"
        names = [field.attname for field in item.model._meta.concrete_fields]
        ordered = [name for name in names if name in changed]
        facts = [name for name in ordered if not _is_text(item.model, name)]
        told = len(facts) <= TOLD
        pieces = [self._fact(item, name) if told and name in facts else "" for name in ordered]
        said = [
            piece or column(item.model, name) for piece, name in zip(pieces, ordered, strict=True)
        ]
        return f"Modifié{NBSP}: {join(dict.fromkeys(said))}"

    def _fact(self, item: Item, name: str) -> str:
        before: Any = item.first.before
        was = value(item.model, name, before[name], self.names)
        now = value(item.model, name, item.last.row[name], self.names)
        return f"{column(item.model, name)} ({was} → {now})"


def _moment(written: str) -> str:
    """« 12 mars 2026 à 14:02 » from an ISO date and hour."""
    at = timezone.localtime(dt.datetime.fromisoformat(written))
    return f"{date_long(at.date())} à {at:%H:%M}"


def who(event: Event, names: dict[int, str]) -> str:
    """The person, or the program, that made a change."""
    if event.by is not None:
        return names.get(event.by, A_GONE_ACCOUNT)
    return COMMANDS.get(event.metadata.get("command", ""), A_PROGRAM)


def _is_text(model: type[models.Model], name: str) -> bool:
    """What is read side by side and not in a sentence."""
    long_facts = ("source_id", "preamble_source_id", "municipality_names")
    return name in (*LONG, *long_facts, "text") or (name == "title" and model is not Convention)


def _cited(item: Item) -> Iterable[tuple[Any, int]]:
    if item.kind == HELD:
        model, name = SUBJECTS[item.model.__name__]
        return [(model, event.row[name]) for event in item.events]
    if item.kind not in (CHANGED, DELETED, CREATED, BACK):
        return []
    rows = [item.last.row, *([item.first.before] if item.first.before else [])]
    columns = item.changed | {"organisation_id"}
    return [pair for row in rows for pair in related(item.model, row, columns)]


def _keys(model: type[models.Model], items: list[Item]) -> dict[int, str]:
    """The keys of the blocks on which something hangs, gone or not."""
    numbers = {
        item.last.row[f"{name}_id"]
        for item in items
        if item.model in HOLDERS
        for holder, name in [HOLDERS[item.model]]
        if holder is model
    }
    if not numbers:
        return {}
    rows = stored.of(model).filter(pgh_obj_id__in=numbers)
    return dict(rows.values_list("pgh_obj_id", "key").distinct())


def _counted(model: type[models.Model], count: int) -> str:
    return f"{count}{NBSP}{_PLURALS[model][count > 1]}"


def _agreed(model: type[models.Model], participle: str) -> str:
    return f"{participle}e" if model in _FEMININE else participle


def _done(model: type[models.Model], participle: str) -> str:
    return f"{capitalised(_PLURALS[model][0])} {_agreed(model, participle)}"
