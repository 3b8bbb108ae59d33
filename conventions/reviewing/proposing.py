"""Another wording proposed for a text: kept beside it until a writer decides."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import QuerySet

from conventions import blocks, drafting
from conventions.document.redline import changed
from conventions.models import BlockKind, Convention, Suggestion, WordReturn
from ctg import richtext
from ctg.typography import number

# The texts that may be proposed otherwise, block by block; the rest (dates, sides, kinds) is asked in a comment.
SUGGESTED: dict[str, tuple[str, ...]] = {
    BlockKind.LEGAL_BASIS: ("text",),
    BlockKind.PREAMBLE: ("preamble",),
    BlockKind.ARTICLE: ("title", "body"),
    BlockKind.ANNEX: ("title", "body"),
}
INLINE = frozenset({"title", "text"})
ADDABLE = (BlockKind.LEGAL_BASIS, BlockKind.ARTICLE, BlockKind.ANNEX)
LONGEST_REASON = 2000  # characters


class Outdated(Exception):
    """The block says something else than the text the proposal was written from.

    `state` is the state it has now, to be sent back with the same proposal once both have been read.
    """

    def __init__(self, block: models.Model, state: str) -> None:
        super().__init__(state)
        self.block = block
        self.state = state


def suggestions(convention: Convention) -> QuerySet[Suggestion]:
    """Its suggestions, the last made first, with who made and decided them."""
    return Suggestion.objects.filter(convention=convention).select_related(
        "convention", "author", "decided_by", "word_return"
    )


@transaction.atomic
def suggest(
    convention: Convention,
    address: blocks.Address,
    values: Mapping[str, str],
    *,
    user: Any,
    reason: str = "",
    base: str = "",
    word_return: WordReturn | None = None,
    author_name: str = "",
) -> list[Suggestion]:
    """Propose other texts for a block: one suggestion for each field of `values` that says something else.

    `base` is the state (`blocks.state`) of the text it was written from, "" for the text as stored now. Asked twice,
    the same proposal is made once. Raises LookupError when the block is gone, Outdated when it changed since `base`,
    ValidationError when nothing changes or the text is refused.
    """
    drafting.lock(convention.pk)
    block = blocks.find(convention, address)
    if address.kind not in SUGGESTED:
        raise ValidationError("Ce bloc n’a pas de texte à proposer : laissez un commentaire.")
    reason = _reason(reason)
    others = _changes(block, address.kind, values)
    if not others:
        raise ValidationError("Votre texte est celui de la convention : il n’y a rien à proposer.")
    state = blocks.state(block, address.kind)
    common = {
        "convention": convention,
        "block_kind": address.kind,
        "block_key": address.key,
        "author": user,
        "author_name": author_name[:120],
        "word_return": word_return,
    }
    made = [_known(common, name, html) for name, html in others.items()]
    if base and base != state and not all(made):
        raise Outdated(block, state)
    return [
        known
        or Suggestion.objects.create(
            **common, field=name, base=getattr(block, name), proposed=html, reason=reason
        )
        for known, (name, html) in zip(made, others.items(), strict=True)
    ]


@transaction.atomic
def suggest_addition(
    convention: Convention,
    kind: str,
    *,
    title: str,
    body: str,
    after_key: str,
    user: Any,
    reason: str = "",
    word_return: WordReturn | None = None,
    author_name: str = "",
) -> Suggestion:
    """Propose a new visa (`body` alone), article or annex after the one of key `after_key`, "" for the first place.

    Raises ValidationError when there is nothing in it, or when blocks of that kind are not added so.
    """
    if kind not in ADDABLE:
        raise ValidationError("Ce bloc ne s’ajoute pas.")
    title, body = (
        clean("title", title),
        clean("text" if kind == BlockKind.LEGAL_BASIS else "body", body),
    )
    if richtext.is_empty(title) and richtext.is_empty(body):
        raise ValidationError("Le texte proposé est vide.")
    drafting.lock(convention.pk)
    return _once(
        {
            "convention": convention,
            "action": Suggestion.Action.ADD,
            "block_kind": kind,
            "after_key": after_key,
            "title": title,
            "proposed": richtext.sanitise(body),
            "author": user,
            "author_name": author_name[:120],
            "word_return": word_return,
        },
        reason=_reason(reason),
    )


@transaction.atomic
def suggest_removal(
    convention: Convention,
    address: blocks.Address,
    *,
    user: Any,
    reason: str = "",
    word_return: WordReturn | None = None,
    author_name: str = "",
) -> Suggestion:
    """Propose to remove a block. Raises LookupError when it is gone already, ValidationError when it stays always."""
    if address.kind not in ADDABLE:
        raise ValidationError("Ce bloc ne se supprime pas.")
    drafting.lock(convention.pk)
    block = blocks.find(convention, address)
    return _once(
        {
            "convention": convention,
            "action": Suggestion.Action.REMOVE,
            "block_kind": address.kind,
            "block_key": address.key,
            "base": richtext.sanitise(getattr(block, main_field(address.kind))),
            "author": user,
            "author_name": author_name[:120],
            "word_return": word_return,
        },
        reason=_reason(reason),
    )


def main_field(kind: str) -> str:
    """The field that holds the text itself, after its title."""
    return SUGGESTED[kind][-1]


def clean(field: str, html: str) -> str:
    """The text as it would be stored in that field. Raises ValidationError when it is refused (too heavy)."""
    try:
        return richtext.sanitise_inline(html) if field in INLINE else richtext.sanitise(html)
    except ValueError as error:
        raise ValidationError({field: str(error)}) from error


def _changes(block: models.Model, kind: str, values: Mapping[str, str]) -> dict[str, str]:
    cleaned = {name: clean(name, values[name]) for name in SUGGESTED[kind] if name in values}
    return {name: html for name, html in cleaned.items() if changed(getattr(block, name), html)}


def _known(common: dict[str, Any], field: str, html: str) -> Suggestion | None:
    """The same proposal, made and not decided yet."""
    return Suggestion.objects.filter(
        **common, field=field, proposed=richtext.sanitise(html), status=Suggestion.Status.OPEN
    ).first()


def _once(values: dict[str, Any], *, reason: str) -> Suggestion:
    known = Suggestion.objects.filter(**values, status=Suggestion.Status.OPEN).first()
    return known or Suggestion.objects.create(**values, reason=reason)


def _reason(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\0", "").strip()
    if len(text) > LONGEST_REASON:
        raise ValidationError(
            f"Dites pourquoi en {number(LONGEST_REASON)} caractères au plus ; "
            f"il y en a {number(len(text))}."
        )
    return text
