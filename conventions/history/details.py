"""One change unfolded: field by field, both states as one text."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.html import escape

from conventions import blocks
from conventions.assembling import assemble
from conventions.blocks import FIELDS, MODELS, WORDS, Address
from conventions.document.redline import redline, words
from conventions.document.references import Context
from conventions.history import events as stored
from conventions.history.events import DELETE, LONG, Event
from conventions.history.grouping import part_of
from conventions.history.naming import Labels, Names, column, people, related, value
from conventions.history.telling import who
from conventions.models import Convention
from conventions.writers.composer import UNCOUNTED
from ctg.fields import RichTextField
from partners.grammar import capitalised

INLINE = ("title", "text")
NOTHING: tuple[Any, ...] = (None, "", False)


@dataclass(frozen=True, slots=True)
class Field:
    """A field that changed: `html` shows both states as one; `added` and `removed` count words of a text."""

    label: str
    html: str
    added: int = 0
    removed: int = 0
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """A change, and whether the block can go back to the state it left: it stands, and says something else now."""

    address: Address
    label: str  # « Article 3 », that it had when it is gone
    at: dt.datetime
    who: str
    deleted: bool
    fields: list[Field]
    block: models.Model | None
    current: bool

    @property
    def stands(self) -> bool:
        return self.block is not None


def read_mark(mark: str) -> tuple[str, int]:
    """« article-152 » is (the kind of block, the number of the event). Raises LookupError otherwise."""
    word, _, number = mark.rpartition("-")
    kind = next((kind for kind, known in WORDS.items() if known == word), None)
    if kind is None or not (number.isascii() and number.isdecimal() and len(number) < 18):
        raise LookupError(mark)
    return kind, int(number)


def find(convention: Convention, mark: str) -> tuple[Address, Event]:
    """The block a mark is about, and its event. Raises LookupError when the convention has none such."""
    kind, number = read_mark(mark)
    event = stored.one(convention, MODELS[kind], number)
    return Address(kind, event.row.get("key", "")), event


def detail(convention: Convention, mark: str, since: int | None = None) -> Detail:
    """What a change did: from the state the event `since` had left (that before by default, "" before the first).

    Raises LookupError when the convention has no such event.
    """
    address, event = find(convention, mark)
    model = MODELS[address.kind]
    after = _state(model, event.id)
    before = None
    start = since if since is not None else event.before_id
    if start is not None and event.label != DELETE:
        before = _state(model, start)
        if before is None or before.pgh_obj_id != event.object or start >= event.id:
            raise LookupError(mark)
        before = None if before.pgh_label == DELETE else before
    try:
        block = blocks.find(convention, address)
        current = blocks.state(block, address.kind) == blocks.state(after, address.kind)
    except LookupError:
        block, current = None, False
    return Detail(
        address=address,
        label=_label(convention, address, event),
        at=event.at,
        who=who(event, people([event.by] if event.by else [])),
        deleted=event.label == DELETE,
        fields=_fields(convention, address, before, after, gone=event.label == DELETE),
        block=block,
        current=current,
    )


def _label(convention: Convention, address: Address, event: Event) -> str:
    labels = Labels(convention)
    if labels.stands(address):
        return labels.now(address)[0]
    related_rows = related(MODELS[address.kind], event.row, ("organisation_id",))
    return " ".join(labels.gone(address.kind, event.row, Names(related_rows))).strip()


def _state(model: type[models.Model], number: int) -> Any:
    return stored.of(model).filter(pgh_id=number).first()


def _fields(
    convention: Convention, address: Address, before: Any, after: Any, *, gone: bool
) -> list[Field]:
    """The fields that changed; of a block that is `gone`, all that it said."""
    model = MODELS[address.kind]
    names = [name for name in _columns(address.kind) if hasattr(after, name)]
    rows = [{name: getattr(row, name) for name in names} for row in (before, after) if row]
    known = Names(pair for row in rows for pair in related(model, row, names))
    context = Context(assemble(convention), UNCOUNTED)
    found = []
    for name in names:
        new = getattr(after, name)
        old = new if gone else getattr(before, name, None)
        if not _same(old, new) or (gone and new not in NOTHING):
            told = _text if name in (*LONG, *INLINE) and _is_rich(model, name) else _fact
            found.append(told(model, name, old, new, context, known))
    return found


def _columns(kind: str) -> list[str]:
    """The columns of a block, what is typed in it first; of the convention, those of that part of it."""
    model = MODELS[kind]
    typed = [name for name in FIELDS[kind] if name in _names(model)]
    others = [name for name in _names(model) if name not in typed]
    if model is Convention:
        others = [name for name in others if part_of(name) == kind]
    return [*typed, *others]


def _names(model: type[models.Model]) -> list[str]:
    hidden = ("id", "key", "convention_id", "position")
    return [field.attname for field in model._meta.concrete_fields if field.attname not in hidden]


def _is_rich(model: type[models.Model], name: str) -> bool:
    return isinstance(model._meta.get_field(name), RichTextField)


def _same(old: Any, new: Any) -> bool:
    return old == new or (old in NOTHING and new in NOTHING)


def _text(
    model: type[models.Model], name: str, old: Any, new: Any, context: Context, known: Names
) -> Field:
    shown = redline(old or "", new or "", context, inline=name in INLINE)
    label = capitalised(column(model, name))
    counts = words(old or "", new or "")
    return Field(label, shown.replace(str(UNCOUNTED), "…"), *counts, is_text=True)


def _fact(
    model: type[models.Model], name: str, old: Any, new: Any, context: Context, known: Names
) -> Field:
    was, now = (str(escape(value(model, name, held, known))) for held in (old, new))
    if _same(old, new):
        shown = now
    elif old in NOTHING:
        shown = f"<ins>{now}</ins>"
    else:
        shown = f"<del>{was}</del> <ins>{now}</ins>"
    return Field(capitalised(column(model, name)), shown)
