"""Whom a remark may call: those who take part in a convention, by « @Prénom Nom »."""

import re
from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q

from conventions.models import Convention, Party, Remark
from partners.models import Account, Membership


def people(convention: Convention) -> list[Account]:
    """Active accounts of the organisations bound by it, and those who already spoke, by name."""
    bound = Party.objects.filter(convention=convention).order_by().values("organisation")
    member = Membership.objects.filter(account=OuterRef("pk")).filter(
        Q(organisation=convention.owner_id) | Q(organisation__in=bound)
    )
    spoke = Remark.objects.filter(thread__convention=convention, author=OuterRef("pk"))
    found = Account.objects.filter(Exists(member) | Q(is_superuser=True) & Exists(spoke))
    return list(found.filter(is_active=True))


def called(text: str, ids: Collection[int], known: Iterable[Account]) -> list[Account]:
    """Those whom a text names after « @ ». `ids`, chosen in the list, tell apart people of the same name.

    Raises ValidationError when an id is not one of `known`.
    """
    known = list(known)
    if not set(ids) <= {account.pk for account in known}:
        raise ValidationError("Une personne mentionnée ne participe pas à cette convention.")
    named = [account for account in known if _names(text, account)]
    told_apart = {str(account) for account in named if account.pk in ids}
    return [account for account in named if account.pk in ids or str(account) not in told_apart]


def _names(text: str, account: Account) -> bool:
    return re.search(rf"@{re.escape(str(account))}(?!\w)", text, re.IGNORECASE) is not None
