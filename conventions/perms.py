"""Who may do what with a convention and what it holds. What a list shows is `visible_to`.

=================  ==========================================  ============================================
what               seen by                                     changed by
=================  ==========================================  ============================================
conventions        members of the organisation that keeps it   the « writers » of the organisation that keeps
                   and of every party                          it, while the text may still change
parties, visas,    the same                                    the same
articles, annexes
source of import   the writers of the organisation that keeps  nobody
                   it
=================  ==========================================  ============================================

Writers are administrators, Caf advisers and local agents. A convention kept by a Caf is read by the local
agents of its communes, and written by its own advisers; kept by an intercommunalité, it is written by the
agents of that intercommunalité. Opening one takes an adviser or an administrator. It is never deleted by
anyone but an administrator, and only before its text is settled. Same four questions as `partners.perms`.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import Model

from conventions.models import Convention, ImportRecord
from partners.models import Membership, Organisation

Target = Model | type[Model]
Role = Membership.Role

# Those who write the text, for the organisation that keeps the convention.
WRITERS = (Role.ADMINISTRATOR, Role.CAF_ADVISER, Role.LOCAL_AGENT)
OPENERS = (Role.ADMINISTRATOR, Role.CAF_ADVISER)


def can_view(user: Any, target: Target) -> bool:
    """Tell whether the user may see the target; every active account may open every list."""
    if not _is_active(user):
        return False
    if user.is_superuser or isinstance(target, type):
        return True
    convention = _convention(target)
    return _holds(user, convention, Role.values) or (
        Convention.objects.visible_to(user).filter(pk=convention.pk).exists()
    )


def can_create(user: Any) -> bool:
    """A convention is opened by an adviser or an administrator, on the administration pages."""
    return bool(_is_active(user) and user.is_staff and user.has_role(*OPENERS))


def can_add(user: Any, model: type[Model]) -> bool:
    """A block is added by whoever may write a convention; which one is asked with the block."""
    if model is Convention:
        return can_create(user)
    return model is not ImportRecord and can_edit(user, model)


def can_edit(user: Any, target: Target) -> bool:
    """Writers of the organisation that keeps it, while its text may still change; for a model, in principle."""
    if not (_is_active(user) and user.is_staff) or _is_record(target):
        return False
    if isinstance(target, type):
        return bool(user.has_role(*WRITERS))
    convention = _convention(target)
    return convention.is_writable and _holds(user, convention, WRITERS)


def can_delete(user: Any, target: Target) -> bool:
    """A block by its writers; a whole convention by an administrator, before its text is settled."""
    if not isinstance(target, Convention) or not can_edit(user, target):
        return not isinstance(target, Convention) and can_edit(user, target)
    return _holds(user, target, (Role.ADMINISTRATOR,))


def can_see_source(user: Any, convention: Convention) -> bool:
    """What an import could not read is the business of those who write."""
    return _is_active(user) and _holds(user, convention, WRITERS)


def owners_for(user: Any) -> Any:
    """The organisations in whose name the user may open a convention."""
    organisations = Organisation.objects.all()
    return organisations if user.is_superuser else organisations.of_member(user, *OPENERS)


def _is_active(user: Any) -> bool:
    return bool(user.is_authenticated and user.is_active)


def _is_record(target: Target) -> bool:
    return target is ImportRecord or isinstance(target, ImportRecord)


def _convention(target: Model) -> Convention:
    if isinstance(target, Convention):
        return target
    if hasattr(target, "party"):
        return target.party.convention
    if hasattr(target, "annex"):
        return target.annex.convention
    return target.convention  # type: ignore[attr-defined]


def _holds(user: Any, convention: Convention, roles: Collection[str]) -> bool:
    """One of those roles in the organisation that keeps the convention; superusers hold them all."""
    if user.is_superuser:
        return True
    return any(owner == convention.owner_id and role in roles for owner, role in _roles(user))


def _roles(user: Any) -> list[tuple[int, str]]:
    """(organisation, role) of the account, read once a request: a page asks a dozen times."""
    if not hasattr(user, "_held_roles"):
        user._held_roles = list(user.memberships.values_list("organisation_id", "role"))
    return user._held_roles
