"""Who is in a convention now, and where: one row an account, forgotten as soon as it is old."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone

from conventions.blocks import Address
from conventions.models import Convention, Presence

PRESENT_FOR = dt.timedelta(seconds=30)  # a page tells it is open every ten seconds


@dataclass(frozen=True, slots=True)
class Person:
    """Someone present: `address` is the block in hand, `writing` whether they type in it."""

    pk: int
    name: str
    initials: str
    address: str
    writing: bool


def tell(convention: Convention, user: Any, address: Address, *, writing: bool) -> None:
    """Say that the user stands there now; where they stood before is forgotten."""
    row = Presence(
        convention=convention,
        account=user,
        block_kind=address.kind,
        block_key=address.key,
        is_writing=writing,
        seen_at=timezone.now(),
    )
    Presence.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["convention", "account"],
        update_fields=["block_kind", "block_key", "is_writing", "seen_at"],
    )


def others(convention: Convention, user: Any) -> list[Person]:
    """Who else is there now, by name. Ask only for someone who sees the convention."""
    present: models.QuerySet[Presence] = (
        Presence.objects.filter(convention=convention, seen_at__gte=timezone.now() - PRESENT_FOR)
        .exclude(account=user.pk)
        .select_related("account")
        .order_by("account__last_name", "account__first_name", "account__email")
    )
    return [_person(row) for row in present]


def _person(row: Presence) -> Person:
    account = row.account
    name = str(account)
    letters = f"{account.first_name[:1]}{account.last_name[:1]}".upper() or name[:2].upper()
    address = str(Address(row.block_kind, row.block_key))
    return Person(account.pk, name, letters, address, row.is_writing)
