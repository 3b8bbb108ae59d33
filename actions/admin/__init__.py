"""The back office of the plans: every model can be entered here."""

from actions.admin.committee import CommitteeAdmin
from actions.admin.plan import PlanAdmin, PlanItemAdmin
from actions.admin.sheet import ActionSheetAdmin
from actions.admin.table import FinancingTableAdmin

__all__ = [
    "ActionSheetAdmin",
    "CommitteeAdmin",
    "FinancingTableAdmin",
    "PlanAdmin",
    "PlanItemAdmin",
]
