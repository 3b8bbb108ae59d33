"""The blocks of a convention, by the address a page gives them: what is edited, saved and discussed one at a time.

An address is written « article-8f3a… », « preambule », « generalites »: the word of the page, then the block's key.
"""

import hashlib
import json
import re
from dataclasses import dataclass

from django.db import models

from conventions.models import Annex, Article, BlockKind, Convention, LegalBasis, Party

WORDS: dict[str, str] = {
    BlockKind.GENERAL: "generalites",
    BlockKind.PARTY: "partie",
    BlockKind.LEGAL_BASIS: "visa",
    BlockKind.PREAMBLE: "preambule",
    BlockKind.ARTICLE: "article",
    BlockKind.ANNEX: "annexe",
    BlockKind.CLOSING: "cloture",
}
MODELS: dict[str, type[models.Model]] = {
    BlockKind.GENERAL: Convention,
    BlockKind.PARTY: Party,
    BlockKind.LEGAL_BASIS: LegalBasis,
    BlockKind.PREAMBLE: Convention,
    BlockKind.ARTICLE: Article,
    BlockKind.ANNEX: Annex,
    BlockKind.CLOSING: Convention,
}
# What is typed in each; its place, and what hangs on it, change by gestures of their own.
FIELDS: dict[str, tuple[str, ...]] = {
    BlockKind.GENERAL: (
        "title",
        "subtitle",
        "territory_name",
        "starts_on",
        "ends_on",
        "notice_months",
        "notice_form",
    ),
    BlockKind.PARTY: (
        "designation",
        "side",
        "act_kind",
        "deciding_body",
        "decided_on",
        "decision_number",
        "no_decision_reason",
    ),
    BlockKind.LEGAL_BASIS: ("kind", "text"),
    BlockKind.PREAMBLE: ("preamble",),
    BlockKind.ARTICLE: ("title", "body"),
    BlockKind.ANNEX: ("title", "kind", "with_previous", "body"),
    BlockKind.CLOSING: ("closing_place", "signed_on", "copies"),
}
KEY = re.compile(r"[\w-]{0,40}", re.ASCII)
KEYED = (BlockKind.PARTY, BlockKind.LEGAL_BASIS, BlockKind.ARTICLE, BlockKind.ANNEX)


@dataclass(frozen=True, slots=True)
class Address:
    """`kind` is a BlockKind, `key` that of the block, "" for what exists once."""

    kind: str
    key: str = ""

    def __str__(self) -> str:
        return f"{WORDS[self.kind]}-{self.key}" if self.key else WORDS[self.kind]

    @classmethod
    def parse(cls, written: str) -> "Address":
        """Read « article-8f3a… ». Raises LookupError when no block is written so."""
        word, _, key = written.partition("-")
        kind = next((kind for kind, known in WORDS.items() if known == word), None)
        if kind is None or bool(key) != (kind in KEYED) or not KEY.fullmatch(key):
            raise LookupError(written)
        return cls(kind, key)

    @classmethod
    def of(cls, block: models.Model) -> "Address":
        """The address of a stored block; of the convention itself, its general part."""
        kind = next(kind for kind, model in MODELS.items() if type(block) is model)
        return cls(kind, getattr(block, "key", ""))


def find(convention: Convention, address: Address, *, lock: bool = False) -> models.Model:
    """Read the row an address leads to, as stored now; with `lock`, nobody else changes it meanwhile.

    Raises LookupError when the block is gone.
    """
    model = MODELS[address.kind]
    rows = model._default_manager.order_by()
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    filters = (
        {"convention": convention, "key": address.key} if address.key else {"pk": convention.pk}
    )
    found = rows.filter(**filters).first()
    if found is None:
        raise LookupError(str(address))
    return found


def values(block: models.Model, kind: str) -> dict[str, str]:
    """What the typed fields of a block hold now, as text: dates ISO, "" for what is absent."""
    return {name: _as_text(getattr(block, name)) for name in FIELDS[kind]}


def state(block: models.Model, kind: str) -> str:
    """A mark of what the block says now: it differs as soon as one of its typed fields does."""
    said = json.dumps(values(block, kind), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:20]


def _as_text(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
