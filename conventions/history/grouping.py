"""From the events of the database to what people did: one change for a transaction, one for ten minutes of typing."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db import models

from conventions.blocks import FIELDS, Address
from conventions.history.events import (
    BLOCKS,
    DELETE,
    HOLDERS,
    INSERT,
    Asked,
    Event,
)
from conventions.models import BlockKind, Convention, CoveredMunicipality

TOGETHER = dt.timedelta(minutes=10)  # between two saves of one change
LONGEST = dt.timedelta(hours=1)  # of one change
CREATED, CHANGED, DELETED, BACK = "created", "changed", "deleted", "back"
ORDERED, ADDED, HELD, OPENED = "ordered", "added", "held", "opened"

# Columns of the convention by the part of it they are edited in; what is in none is in the general part.
PARTS = {
    **dict.fromkeys(("preamble", "preamble_source_id"), BlockKind.PREAMBLE),
    **dict.fromkeys(FIELDS[BlockKind.CLOSING], BlockKind.CLOSING),
}


@dataclass(slots=True)
class Item:
    """What one person did to one block, or to several of a kind (`address` is then that of none).

    `kind`: created, changed, deleted or back (a removed block that returns); ordered and added, of blocks of `model`;
    held, of what hangs on a block (`model` says what); opened, of the convention itself. `events` newest first.
    """

    kind: str
    model: type[models.Model]
    events: list[Event]
    address: Address | None = None

    @property
    def last(self) -> Event:
        return self.events[0]

    @property
    def first(self) -> Event:
        return self.events[-1]

    @property
    def changed(self) -> set[str]:
        """The columns of the block that are not what they were before, those of its part of the convention."""
        before, after = self.first.before, self.last.row
        if before is None:
            return set()
        names = {
            name for name in after if not name.startswith("pgh_") and after[name] != before[name]
        }
        if self.model is Convention and self.address:
            return {name for name in names if part_of(name) == self.address.kind}
        return names

    def joins(self, older: "Item") -> bool:
        """Whether an older change of the same block is the beginning of this one."""
        return (
            self.kind == older.kind == CHANGED
            and self.address == older.address
            and self.first.metadata.get("user") == older.last.metadata.get("user")
            and not {"restored", "command"} & {*self.first.metadata, *older.last.metadata}
            and self.first.at - older.last.at <= TOGETHER
            and self.last.at - older.first.at <= LONGEST
        )


def part_of(column: str) -> BlockKind:
    return PARTS.get(column, BlockKind.GENERAL)


def grouped(
    events: Iterable[Event], asked: Asked, limit: int
) -> tuple[list[Item], dt.datetime | None]:
    """(the changes, newest first; the moment before which the next ones are, None when all events were taken)."""
    found: list[Item] = []
    last = None
    for _, moment in groupby(events, key=lambda event: event.moment):
        together = list(moment)
        pairs = [(item, _followed(found, item)) for item in _items(together, asked)]
        if found and len(found) + sum(newer is None for _, newer in pairs) > limit:
            return found, last
        for item, newer in pairs:
            if newer is None:
                found.append(item)
            else:
                newer.events += item.events
        last = together[0].at
    return found, None


def _followed(found: list[Item], item: Item) -> Item | None:
    """The change this one is the beginning of."""
    if item.address is None:
        return None
    same = (newer for newer in reversed(found) if newer.address == item.address)
    newer = next(same, None)
    return newer if newer is not None and newer.joins(item) else None


def _items(together: list[Event], asked: Asked) -> Iterator[Item]:
    """What one transaction did."""
    of_convention = [event for event in together if event.model is Convention]
    if any(event.label == INSERT for event in of_convention):
        yield Item(OPENED, Convention, together, Address(BlockKind.GENERAL))
        return
    whole = {
        _holder(event) for event in together if event.model in BLOCKS and _comes_or_goes(event)
    }
    for event in of_convention:
        yield from _of_convention(event, asked)
    for model in BLOCKS:
        yield from _of_blocks(model, [event for event in together if event.model is model], asked)
    for model in (*HOLDERS, CoveredMunicipality):
        mine = [event for event in together if event.model is model and _holder(event) not in whole]
        by_holder = sorted(mine, key=lambda event: (_holder(event)[1], -event.id))
        for _, hung in groupby(by_holder, key=_holder):
            yield Item(HELD, model, list(hung))


def _comes_or_goes(event: Event) -> bool:
    return event.label in (INSERT, DELETE)


def _holder(event: Event) -> tuple[type[models.Model], int]:
    """The block, or the convention, an event is about or hangs on."""
    if event.model in HOLDERS:
        model, name = HOLDERS[event.model]
        return model, event.row[f"{name}_id"]
    if event.model is CoveredMunicipality:
        return Convention, event.row["convention_id"]
    return event.model, event.object


def _of_convention(event: Event, asked: Asked) -> Iterator[Item]:
    parts = dict.fromkeys(part_of(name) for name in sorted(event.changed))
    for part in parts if event.before else (BlockKind.GENERAL,):
        if asked.address is None or asked.address.kind == part:
            yield Item(CHANGED, Convention, [event], Address(part))


def _of_blocks(model: type[models.Model], events: list[Event], asked: Asked) -> Iterator[Item]:
    items = list(_of_each(model, events))
    came = [item for item in items if item.kind == CREATED]
    shifted = [item for item in items if item.kind == ORDERED]
    for item in items:
        if item.kind not in (CREATED, ORDERED):
            yield item
    if len(came) > 1:
        yield Item(ADDED, model, [event for item in came for event in item.events])
    else:
        yield from came
    if shifted and (asked.address or len(shifted) == len(items)):
        events = [event for item in shifted for event in item.events]
        yield Item(ORDERED, model, events, asked.address)


def _of_each(model: type[models.Model], events: list[Event]) -> Iterator[Item]:
    by_object = sorted(events, key=lambda event: (event.object, -event.id))
    for _, one in groupby(by_object, key=lambda event: event.object):
        mine = list(one)
        kind = _kind(mine)
        if kind:
            yield Item(kind, model, mine, Address(BLOCKS[model], mine[0].row["key"]))


def _kind(events: list[Event]) -> str:
    """What the events of one block in one transaction come to, "" when to nothing."""
    last, first = events[0], events[-1]
    if last.label == DELETE:
        return "" if first.label == INSERT else DELETED
    if first.label == INSERT:
        return BACK if first.back else CREATED
    if first.before is None:  # the row is older than its history
        return CHANGED
    changed = Item(CHANGED, last.model, events).changed
    return ORDERED if changed <= {"position"} else CHANGED
