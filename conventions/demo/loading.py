"""The whole demonstration: five conventions by their facts, and accounts of every role."""

from dataclasses import dataclass

from django.db import transaction

from conventions.demo import accounts, aubrac, bazois, creusot, exchanges, forcalquier, reseau
from conventions.demo.accounts import PASSWORD
from conventions.demo.building import build
from conventions.models import Convention

CONVENTIONS = (
    bazois.CONVENTION,
    reseau.CONVENTION,
    creusot.CONVENTION,
    forcalquier.CONVENTION,
    aubrac.CONVENTION,
)


@dataclass(frozen=True)
class Loaded:
    """`written` and `kept` are references; `accounts` are (e-mail, what it does)."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    accounts: tuple[tuple[str, str], ...]
    password: str = PASSWORD


@transaction.atomic
def load(*, reset: bool = False) -> Loaded:
    """Write what is missing, all or nothing. With `reset`, write the demonstration anew."""
    written = tuple(fact.reference for fact in CONVENTIONS if build(fact, reset=reset))
    kept = tuple(fact.reference for fact in CONVENTIONS if fact.reference not in written)
    opened = tuple(accounts.open_accounts(reset=reset))
    if aubrac.CONVENTION.reference in written:
        exchanges.write(Convention.objects.get(reference=aubrac.CONVENTION.reference))
    return Loaded(written, kept, opened)
