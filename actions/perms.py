"""Who may see and change plans and what they hold.

=================  ============================================  ====================================
what               seen by                                       changed by
=================  ============================================  ====================================
plans, levels,     members of an organisation that follows       « desk » roles (administrator, Caf
tables, committees the plan                                      adviser, local agent) of one of them
action sheets      the same                                      the same; and the contributors of an
                                                                 organisation that leads or takes part
=================  ============================================  ====================================

Only « desk » roles add and delete. Same four questions as `partners.perms`.
"""

from typing import Any

from django.db.models import Model

from actions.models import (
    ActionSheet,
    Committee,
    FinancingTable,
    Indicator,
    Plan,
    PlanItem,
    SheetActor,
)
from partners.models import Membership, Organisation
from partners.models.organisation import DESK

Target = Model | type[Model]
OF_A_PLAN = (PlanItem, ActionSheet, Indicator, FinancingTable, Committee)


def can_view(user: Any, target: Target) -> bool:
    """Tell whether the user may see the target; every active account may open every list."""
    if not _is_active(user):
        return False
    if user.is_superuser or isinstance(target, type):
        return True
    return Plan.objects.visible_to(user).filter(pk=_plan(target).pk).exists()


def can_add(user: Any, model: type[Model]) -> bool:
    return _is_active(user) and user.has_role(*DESK)


def can_edit(user: Any, target: Target) -> bool:
    """Tell whether the user may change the target, or some object of that model."""
    if not _is_active(user):
        return False
    if isinstance(target, type):
        roles = (*DESK, Membership.Role.CONTRIBUTOR) if target is ActionSheet else DESK
        return user.has_role(*roles)
    return _keeps(user, _plan(target)) or _contributes(user, target)


def can_delete(user: Any, target: Target) -> bool:
    if not _is_active(user):
        return False
    return user.has_role(*DESK) if isinstance(target, type) else _keeps(user, _plan(target))


def _is_active(user: Any) -> bool:
    return bool(user.is_authenticated and user.is_active)


def _plan(target: Model) -> Plan:
    if isinstance(target, Plan):
        return target
    if isinstance(target, OF_A_PLAN):
        return target.plan
    raise TypeError(f"{target!r} belongs to no plan")


def _keeps(user: Any, plan: Plan) -> bool:
    return Plan.objects.kept_by(user).filter(pk=plan.pk).exists()


def _contributes(user: Any, target: Model) -> bool:
    """A contributor fills in the sheets in which its organisation is named."""
    if not isinstance(target, ActionSheet):
        return False
    own = Organisation.objects.order_by().of_member(user, Membership.Role.CONTRIBUTOR)
    named = SheetActor.objects.filter(sheet=target, organisation__in=own.values("pk"))
    return can_view(user, target) and named.exists()
