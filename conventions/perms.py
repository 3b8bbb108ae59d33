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
comments           the same as the convention                  opened and answered by members of the
                                                               organisation that keeps it or of a party,
                                                               readers too, while the text may still
                                                               change; settled by its writers, by who
                                                               opened them and by who is called in them;
                                                               a remark by its author only
suggestions        the same as the convention                  made by the same members, readers excepted;
                                                               decided by writers, withdrawn by their author
=================  ==========================================  ============================================

Writers are administrators, Caf advisers and local agents. A convention kept by a Caf is read by the local
agents of its communes, and written by its own advisers; kept by an intercommunalité, it is written by the
agents of that intercommunalité. Opening one takes an adviser or an administrator. It is never deleted by
anyone but an administrator, and only before its text is settled. Same four questions as `partners.perms`.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import Model

from conventions.models import Convention, ImportRecord, Party, Remark, Suggestion, Thread
from partners.models import Membership, Organisation

Target = Model | type[Model]
Role = Membership.Role

# Those who write the text, for the organisation that keeps the convention.
WRITERS = (Role.ADMINISTRATOR, Role.CAF_ADVISER, Role.LOCAL_AGENT)
OPENERS = (Role.ADMINISTRATOR, Role.CAF_ADVISER)
# Those who propose another text: everyone bound by it, save who came to read it.
PROPOSERS = tuple(role for role in Role if role != Role.READER)


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


def can_comment(user: Any, convention: Convention) -> bool:
    """Whoever belongs to an organisation bound by it, while the text may still change."""
    return _takes_part(user, convention, tuple(Role))


def can_suggest(user: Any, convention: Convention) -> bool:
    """The same, except readers; writers too may prefer to propose."""
    return _takes_part(user, convention, PROPOSERS)


def can_resolve(user: Any, thread: Thread) -> bool:
    """Settle or reopen a discussion: writers, who opened it, who is called in it.

    Reads `thread.remarks` and their mentions: threads come from `reviewing.threads`, which brings them.
    """
    if not can_comment(user, thread.convention):
        return False
    if thread.author_id == user.pk or can_edit(user, thread.convention):
        return True
    return any(user in remark.mentions.all() for remark in thread.remarks.all())


def can_change_remark(user: Any, remark: Remark) -> bool:
    """One’s own words, as long as the discussion goes on."""
    thread = remark.thread
    return (
        remark.author_id == user.pk
        and thread.resolved_at is None
        and can_comment(user, thread.convention)
    )


def can_withdraw(user: Any, suggestion: Suggestion) -> bool:
    """One’s own proposal, while the text may still change."""
    return suggestion.author_id == user.pk and can_comment(user, suggestion.convention)


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


def _takes_part(user: Any, convention: Convention, roles: Collection[str]) -> bool:
    """One of those roles in the organisation that keeps it or in a party, on a text that may still change."""
    if not (_is_active(user) and convention.is_writable):
        return False
    if _holds(user, convention, roles):
        return True
    mine = [organisation for organisation, role in _roles(user) if role in roles]
    return Party.objects.filter(convention=convention, organisation__in=mine).exists()


def _roles(user: Any) -> list[tuple[int, str]]:
    """(organisation, role) of the account, read once a request: a page asks a dozen times."""
    if not hasattr(user, "_held_roles"):
        user._held_roles = list(user.memberships.values_list("organisation_id", "role"))
    return user._held_roles
