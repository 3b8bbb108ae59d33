"""Who may see and change the people, the organisations and the places.

Every ``perms`` module of the project offers the same four questions, which ``ScopedAdmin`` asks:
``can_view``, ``can_add``, ``can_edit`` and ``can_delete``. The target is an object, or a model when
the question is « in principle » (is there a menu, a button). What a list shows is ``visible_to``.

=================  =======================================  ==========================================
what               seen by                                  kept up to date by
=================  =======================================  ==========================================
territories        every account                            the official list (superuser only)
organisations      every account (public directory)         « desk » roles, within their reach
facilities         every account (public places)            « desk » roles, within their reach
people, mandates   members of the organisation; « desk »    « desk » roles, within their reach
                   roles and Caf signatories in reach
accounts, roles    those who share an organisation;         administrators, within their reach, and
                   administrators within their reach        never upwards
=================  =======================================  ==========================================

« Desk » roles are administrator, Caf adviser and local agent. Reach: one's own organisation; for the
staff of a Caf, every organisation of its département and those bound to none. See
``docs/decisions/0005-who-sees-and-keeps-the-directory.md``.
"""

from typing import TypeGuard

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet

from partners.models import (
    Account,
    Department,
    Facility,
    Intermunicipality,
    Mandate,
    Membership,
    Municipality,
    Organisation,
    Person,
)
from partners.models.organisation import DESK

User = Account | AnonymousUser
Target = Model | type[Model]

OFFICIAL = (Department, Intermunicipality, Municipality)
KEPT_AT_THE_DESK = (Organisation, Facility, Person, Mandate)
KEPT_BY_ADMINISTRATORS = (Account, Membership)


def can_view(user: User, target: Target) -> bool:
    """Tell whether *user* may see *target*; every active account may open every list."""
    if not _is_active(user):
        return False
    if user.is_superuser or _is_model(target):
        return True
    seen: QuerySet[Model] = type(target)._default_manager.visible_to(user)  # type: ignore[union-attr]
    return seen.filter(pk=target.pk).exists()


def can_add(user: User, model: type[Model]) -> bool:
    """Tell whether *user* may add a row of *model*."""
    return can_edit(user, model)


def can_edit(user: User, target: Target) -> bool:
    """Tell whether *user* may change *target*."""
    if not _is_active(user):
        return False
    if user.is_superuser:
        return True
    model = target if isinstance(target, type) else type(target)
    if model in KEPT_AT_THE_DESK:
        return user.has_role(*DESK) if _is_model(target) else _keeps(user, target)
    if model in KEPT_BY_ADMINISTRATORS:
        return (
            user.has_role(*Membership.KEEPERS) if _is_model(target) else _administers(user, target)
        )
    return False


def can_delete(user: User, target: Target) -> bool:
    """Tell whether *user* may delete *target*.

    An account is never deleted, it is closed (``is_active``); an organisation is removed from the
    directory by an administrator only. What a convention names is protected by the database anyway.
    """
    if not _is_active(user):
        return False
    if user.is_superuser:
        return True
    model = target if isinstance(target, type) else type(target)
    if model is Account:
        return False
    if isinstance(target, Organisation):
        return administers(user, target) and not target.is_family_fund
    if model is Organisation:
        return user.has_role(*Membership.KEEPERS)
    return can_edit(user, target)


def administers(user: User, organisation: Organisation) -> bool:
    """Tell whether *user* gives and takes the roles in *organisation*."""
    if not _is_active(user):
        return False
    reached = Organisation.objects.order_by().within_reach_of(user, Membership.KEEPERS)
    return reached.filter(pk=organisation.pk).exists()


def _is_active(user: User) -> TypeGuard[Account]:
    return user.is_authenticated and user.is_active


def _is_model(target: Target) -> bool:
    return isinstance(target, type)


def _keeps(user: Account, target: Target) -> bool:
    if isinstance(target, Organisation):
        return Organisation.objects.order_by().within_reach_of(user).filter(pk=target.pk).exists()
    if isinstance(target, Mandate):
        return _keeps(user, target.organisation)
    if isinstance(target, Person):
        return Person.objects.order_by().kept_by(user).filter(pk=target.pk).exists()
    return Facility.objects.order_by().within_reach_of(user).filter(pk=target.pk).exists()


def _administers(user: Account, target: Target) -> bool:
    if isinstance(target, Membership):
        return administers(user, target.organisation)
    if not isinstance(target, Account) or target.is_superuser:
        return False
    if target.pk == user.pk:
        return True
    # Whoever changes an account holds its password: it must have roles, all of them within reach.
    held = Organisation.objects.filter(memberships__account=target)
    reached = Organisation.objects.order_by().within_reach_of(user, Membership.KEEPERS)
    return held.exists() and not held.exclude(pk__in=reached.values("pk")).exists()
