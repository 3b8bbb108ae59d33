"""Who may do what with a convention. Visible or not is `visible_to`; here, what a visible one allows."""

from typing import Any

from conventions.models import Convention
from partners.models import Membership

Role = Membership.Role

# Those who write the text: for the organisation that keeps the convention, or for one of its parties.
WRITERS = (Role.ADMINISTRATOR, Role.CAF_ADVISER, Role.LOCAL_AGENT)


def can_create(user: Any) -> bool:
    """A convention is opened by an adviser or an administrator, on the administration pages."""
    return bool(
        user.is_active and user.is_staff and user.has_role(Role.ADMINISTRATOR, Role.CAF_ADVISER)
    )


def can_edit(user: Any, convention: Convention) -> bool:
    """Writers of the organisation that keeps it, while its text may still change."""
    if not (user.is_active and user.is_staff and convention.is_writable):
        return False
    if user.is_superuser:
        return True
    return bool(
        user.memberships.filter(organisation=convention.owner_id, role__in=WRITERS).exists()
    )


def can_see_source(user: Any, convention: Convention) -> bool:
    """What an import could not read is the business of those who write."""
    if user.is_superuser and user.is_active:
        return True
    return bool(
        user.is_active
        and user.memberships.filter(organisation=convention.owner_id, role__in=WRITERS).exists()
    )
