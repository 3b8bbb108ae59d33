"""Who may do what with a convention and what it holds. What a list shows is `visible_to`.

=================  ==========================================  ============================================
what               seen by                                     changed by
=================  ==========================================  ============================================
conventions        members of the organisation that keeps it   the « writers » of the organisation that keeps
                   and of every party                          it, while the text may still change
parties, visas,    the same                                    the same
articles, annexes
history            the same as the convention                  nobody; going back to an earlier state is
                                                               one more change, made by writers
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
clauses,           those who open conventions                  administrators
templates
locked clause in   the same as the convention                  nobody, until an administrator of the
a convention                                                   organisation that keeps it unlocks it
=================  ==========================================  ============================================

Writers are administrators, Caf advisers and local agents. A convention kept by a Caf is read by the local
agents of its communes, and written by its own advisers; kept by an intercommunalité, it is written by the
agents of that intercommunalité. Opening one takes an adviser or an administrator. It is never deleted by
anyone but an administrator, and only before its text is settled. Same four questions as `partners.perms`.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import Model

from conventions.models import (
    Clause,
    ClauseVersion,
    Convention,
    ConventionTemplate,
    ImportRecord,
    Party,
    Remark,
    Sourced,
    Suggestion,
    TemplateClause,
    Thread,
)
from partners.models import Membership, Organisation

Target = Model | type[Model]
Role = Membership.Role

# Those who write the text, for the organisation that keeps the convention.
WRITERS = (Role.ADMINISTRATOR, Role.CAF_ADVISER, Role.LOCAL_AGENT)
OPENERS = (Role.ADMINISTRATOR, Role.CAF_ADVISER)
# Those who propose another text: everyone bound by it, save who came to read it.
PROPOSERS = tuple(role for role in Role if role != Role.READER)
LIBRARY = (Clause, ClauseVersion, ConventionTemplate, TemplateClause)


def can_view(user: Any, target: Target) -> bool:
    """Tell whether the user may see the target; every active account may open every list."""
    if not _is_active(user):
        return False
    if _is_library(target):
        return bool(user.has_role(*OPENERS))
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
    if model in LIBRARY:
        return model is not ClauseVersion and can_edit(user, model)
    return model is not ImportRecord and can_edit(user, model)


def can_edit(user: Any, target: Target) -> bool:
    """Writers of the organisation that keeps it, while its text may still change; for a model, in principle."""
    if not (_is_active(user) and user.is_staff) or _is_record(target):
        return False
    if _is_library(target):
        return bool(user.has_role(Role.ADMINISTRATOR))
    if isinstance(target, type):
        return bool(user.has_role(*WRITERS))
    convention = _convention(target)
    return convention.is_writable and _holds(user, convention, WRITERS)


def can_edit_text(user: Any, block: Model) -> bool:
    """The words of a block: its writers, unless the template locked them and nobody unlocked them since."""
    return not _is_locked(block) and can_edit(user, block)


def can_unlock(user: Any, block: Model) -> bool:
    """An administrator of the organisation that keeps the convention."""
    return (
        _is_locked(block)
        and can_edit(user, block)
        and _holds(user, _convention(block), (Role.ADMINISTRATOR,))
    )


def can_delete(user: Any, target: Target) -> bool:
    """A block by its writers; a locked one, or a whole convention, by an administrator. Before the text is settled.

    A clause or a template that was used is kept by the database: it is put aside instead.
    """
    if not can_edit(user, target) or isinstance(target, (Clause, ClauseVersion)):
        return False
    if isinstance(target, Convention):
        return _holds(user, target, (Role.ADMINISTRATOR,))
    return not _is_locked(target) or (isinstance(target, Model) and can_unlock(user, target))


def can_see_history(user: Any, convention: Convention) -> bool:
    """Whoever may read the text may know who wrote it, and what it said before."""
    return can_view(user, convention)


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


def _is_locked(target: Target) -> bool:
    return isinstance(target, Sourced) and target.is_locked


def _is_library(target: Target) -> bool:
    return target in LIBRARY if isinstance(target, type) else isinstance(target, LIBRARY)


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
    return any(party in _bound(user, convention) for party, role in _roles(user) if role in roles)


def _bound(user: Any, convention: Convention) -> set[int]:
    """The organisations that are parties to the convention, read once a request: asked for each discussion."""
    if not hasattr(user, "_bound_by"):
        user._bound_by = {}
    if convention.pk not in user._bound_by:
        parties = Party.objects.filter(convention=convention).order_by()
        user._bound_by[convention.pk] = set(parties.values_list("organisation", flat=True))
    return user._bound_by[convention.pk]


def _roles(user: Any) -> list[tuple[int, str]]:
    """(organisation, role) of the account, read once a request: a page asks a dozen times."""
    if not hasattr(user, "_held_roles"):
        user._held_roles = list(user.memberships.values_list("organisation_id", "role"))
    return user._held_roles
