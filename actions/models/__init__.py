"""The plan and what follows it: actions, indicators, money, committees."""

from actions.models.committee import Committee, CommitteeMember
from actions.models.indicator import Indicator
from actions.models.money import (
    BudgetLine,
    FinancingTable,
    Measure,
    Qualifier,
    TableCell,
    TableColumn,
    TableRow,
)
from actions.models.plan import MAX_LEVELS, Plan, PlanItem
from actions.models.sheet import ActionSheet, SheetActor, Step, WatchPoint

__all__ = [
    "MAX_LEVELS",
    "ActionSheet",
    "BudgetLine",
    "Committee",
    "CommitteeMember",
    "FinancingTable",
    "Indicator",
    "Measure",
    "Plan",
    "PlanItem",
    "Qualifier",
    "SheetActor",
    "Step",
    "TableCell",
    "TableColumn",
    "TableRow",
    "WatchPoint",
]
