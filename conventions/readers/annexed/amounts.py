"""A printed cell → its amount and what qualifies it."""

import re
from decimal import Decimal, InvalidOperation

from conventions.document.model import Cell, Qualifier
from conventions.readers.dates import plain

_NUMBER = re.compile(
    r"(?<![\w.,/-])(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,]\d{1,2})?(?![\w%/)-])"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_LEAD = frozenset(
    "a au de du droit encore environ estime estimee liquide montant non pret prevision ps soit solde subvention".split()
)
_QUALIFIERS: tuple[tuple[Qualifier, str], ...] = (
    ("none", r"^pas de convention"),
    ("undecided", r"\ba (?:determiner|definir|preciser)\b"),
    ("unsettled", r"\bnon (?:encore )?liquide"),
    ("forecast", r"\bestime|\bprevisionnel|\bprevu\b"),
    ("about", r"\benviron\b|^~"),
)
_LOAN = re.compile(r"\bpret\b")


def cell(text: str) -> Cell:
    """« 25 000 € par an environ » → 25000, about; « 7000 + Prêt de 3000 » → 7000 and a loan of 3000."""
    text = re.sub(r"\*\*|\^\{|\}|<[^>]{0,60}>", "", text)
    text = re.sub(r"\s+", " ", text).strip()
    if not text:
        return Cell(qualifier="empty")
    bare = plain(text)
    amounts = _amounts(text, bare)
    second, second_qualifier = _second(bare, amounts)
    return Cell(
        text=text,
        amount=amounts[0][0] if amounts else None,
        qualifier=_qualifier(bare, has_amount=bool(amounts)),
        second_amount=second,
        second_qualifier=second_qualifier,
    )


def _qualifier(bare: str, *, has_amount: bool) -> Qualifier:
    """« environ » and « estimé » qualify an amount, never a sentence."""
    nothing: Qualifier = ""
    found = next((name for name, pattern in _QUALIFIERS if re.search(pattern, bare)), nothing)
    return found if has_amount or found not in ("about", "forecast") else nothing


def _second(bare: str, amounts: list[tuple[Decimal, int]]) -> tuple[Decimal | None, Qualifier]:
    """The loan that stands beside a grant."""
    loan = _LOAN.search(bare)
    if loan and len(amounts) > 1 and amounts[1][1] > loan.start() > amounts[0][1]:
        return amounts[1][0], "loan"
    return None, ""


def _amounts(text: str, bare: str) -> list[tuple[Decimal, int]]:
    """Amounts with their offset, when the cell is one and not a sentence that holds a figure."""
    found = [(m.group(), m.start()) for m in _NUMBER.finditer(text)]
    if not found:
        return []
    if len(found) > 1 and _YEAR.fullmatch(found[0][0]) and found[0][1]:
        found = found[1:]
    before = re.findall(r"[a-z]+", bare[: found[0][1]])
    if any(word not in _LEAD for word in before):
        return []
    return [(number, at) for raw, at in found if (number := _decimal(raw)) is not None]


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(re.sub(r"[ \u00a0\u202f]", "", text).replace(",", "."))
    except InvalidOperation:
        return None
