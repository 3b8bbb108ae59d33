"""A block and the clause it came from: what the clause says now, what the drafter changed, taking the newer text."""

from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from conventions import drafting, perms
from conventions.clauses.writing import Cast, Member, written_for
from conventions.document.redline import changed
from conventions.library.writing import BLOCKS, cast_of, words
from conventions.models import Clause, ClauseVersion, Convention, LegalBasis, Sourced
from ctg.richtext import live_nodes

Block = Sourced | Convention
UNSAYABLE = "Cette clause ne peut plus être reprise telle quelle : on ne sait pas de quelle partie elle parle."
FORBIDDEN = "Vous ne pouvez pas modifier le texte de cette convention."


@dataclass(frozen=True, slots=True)
class Wording:
    """A title and a text, as HTML with live nodes. A visa has a title only, a preamble a text only."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Changes:
    """A block beside its clause: `used` is the version it came from, `last` the one in force.

    `was` and `now` are what they say in this convention as it is bound today, None when they cannot be said any more
    (the party the clause was written for has left). `stored` is what the block says.
    """

    clause: Clause
    used: ClauseVersion
    last: ClauseVersion
    was: Wording | None
    now: Wording | None
    stored: Wording

    @property
    def is_newer(self) -> bool:
        """The library holds another version since."""
        return self.last.number > self.used.number

    @property
    def departs(self) -> bool:
        """The drafter’s text is not that of the version used."""
        return self.was is None or _differ(self.was, self.stored)

    @property
    def can_take(self) -> bool:
        """The clause in force would say something else here."""
        return self.now is not None and _differ(self.now, self.stored)


def _differ(one: Wording, other: Wording) -> bool:
    return changed(one.title, other.title) or changed(one.body, other.body)


def changes_since(block: Block) -> Changes | None:
    """Compare a block with its clause; None when it came from none. A convention stands for its preamble."""
    used = source_of(block)
    if used is None:
        return None
    convention = block if isinstance(block, Convention) else block.convention  # type: ignore[attr-defined]
    stored = wording_of(block)
    last = used.clause.versions.order_by("-number")[0]
    there = replace(cast_of(convention), blocks=blocks_of(convention))
    cast = replace(there, itself=party_of(used.clause, stored, there))
    was, now = (_said(version, cast) for version in (used, last))
    return Changes(used.clause, used, last, was, now, stored)


def source_of(block: Block) -> ClauseVersion | None:
    """The version of a clause the block came from."""
    key = block.preamble_source_id if isinstance(block, Convention) else block.source_id
    return ClauseVersion.objects.select_related("clause").filter(pk=key).first() if key else None


def wording_of(block: Block) -> Wording:
    if isinstance(block, Convention):
        return Wording("", block.preamble)
    if isinstance(block, LegalBasis):
        return Wording(block.text, "")
    return Wording(block.title, block.body)  # type: ignore[attr-defined]


def blocks_of(convention: Convention) -> dict[str, str]:
    """The key of the block each clause became: code → key, the first of a repeated clause."""
    found: dict[str, str] = {}
    for model in BLOCKS.values():
        rows = model._default_manager.filter(convention=convention, source__isnull=False)
        for code, key in rows.order_by("position").values_list("source__clause__code", "key"):
            found.setdefault(code, key)
    return found


def party_of(clause: Clause, stored: Wording, there: Cast) -> Member | None:
    """The party a repeated clause was written for: the first its text names."""
    if not clause.repeat:
        return None
    names = [node.name for node in live_nodes(f"{stored.title} {stored.body}")]
    named = [name.partition(":")[2].partition(".")[0] for name in names]
    candidates = [one for one in written_for(clause.repeat, there.members) if one]
    return next((one for key in named for one in candidates if one.key == key), None)


def _said(version: ClauseVersion, cast: Cast) -> Wording | None:
    if version.clause.repeat and cast.itself is None:
        return None
    said = words(version, cast)
    if said is None:
        return None
    title, body = said
    return Wording("" if version.clause.part == Clause.Part.PREAMBLE else title, body)


@transaction.atomic
def take(block: Block, user: Any) -> None:
    """Replace the words of a block with those of its clause in force. A locked block stays locked.

    Raises PermissionDenied, and ValidationError when the clause cannot be said in this convention any more.
    """
    convention = block if isinstance(block, Convention) else block.convention  # type: ignore[attr-defined]
    drafting.lock(convention.pk)
    _refresh(block)
    if not perms.can_edit(user, block):
        raise PermissionDenied(FORBIDDEN)
    changes = changes_since(block)
    if changes is None or changes.now is None:
        raise ValidationError(UNSAYABLE)
    stamp = ["updated_at"] if hasattr(block, "updated_at") else []
    if isinstance(block, Convention):
        block.preamble, block.preamble_source = changes.now.body, changes.last
        block.save(update_fields=["preamble", "preamble_source", *stamp])
        return
    if isinstance(block, LegalBasis):
        names = ["text"]
        block.text = changes.now.title
    else:
        names = ["title", "body"]
        block.title, block.body = changes.now.title, changes.now.body  # type: ignore[attr-defined]
    block.source = changes.last
    block.save(update_fields=[*names, "source", *stamp])


@transaction.atomic
def unlock(block: Sourced) -> None:
    """Let the writers of the convention change the words of a locked block, or remove it."""
    drafting.lock(block.convention_id)  # type: ignore[attr-defined]
    type(block)._default_manager.filter(pk=block.pk).update(is_locked=False)
    block.is_locked = False


def _refresh(block: models.Model) -> None:
    """Read it again. Raises ValidationError when it was removed meanwhile."""
    try:
        block.refresh_from_db()
    except type(block).DoesNotExist:  # type: ignore[attr-defined]
        raise ValidationError("Ce bloc vient d’être supprimé.") from None
