"""The plan as a tree: levels and actions in their order, and moving one of them elsewhere in it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.models import ActionSheet, Plan, PlanItem
from ctg import ordering

# What usually stands under a level; the user may choose otherwise.
BELOW = {
    PlanItem.Level.AXIS: PlanItem.Level.STRATEGIC,
    PlanItem.Level.THEME: PlanItem.Level.STRATEGIC,
    PlanItem.Level.GENERAL: PlanItem.Level.OPERATIONAL,
    PlanItem.Level.STRATEGIC: PlanItem.Level.OPERATIONAL,
    PlanItem.Level.OPERATIONAL: PlanItem.Level.OPERATIONAL,
}


LOOKS = {"ongoing": "e-cours", "paused": "e-attente", "blocked": "e-grave", "done": "e-bien"}


@dataclass(slots=True)
class Node:
    """A level of the plan or an action. `count` is the number of actions below, itself excluded."""

    obj: PlanItem | ActionSheet
    code: str
    children: list["Node"] = field(default_factory=list)
    first: bool = False
    last: bool = False

    @property
    def is_action(self) -> bool:
        return isinstance(self.obj, ActionSheet)

    @property
    def name(self) -> str:
        """« item-12 », « sheet-4 »: what the tree's buttons send."""
        return f"{'sheet' if self.is_action else 'item'}-{self.obj.pk}"

    @property
    def count(self) -> int:
        return sum(1 if node.is_action else node.count for node in self.children)

    @property
    def look(self) -> str:
        """The class that colours the state of an action."""
        return LOOKS.get(self.obj.status, "") if isinstance(self.obj, ActionSheet) else ""

    @property
    def level_below(self) -> str:
        return BELOW[PlanItem.Level(self.obj.level)] if isinstance(self.obj, PlanItem) else ""

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.walk()


def tree(plan: Plan) -> list[Node]:
    """The first level of the plan, each node holding those below: sub-levels, then actions.

    Reads the levels and the actions once each, or what `Plan.objects.for_document` has loaded.
    Actions that no level holds yet come last.
    """
    items: dict[int | None, list[PlanItem]] = defaultdict(list)
    sheets: dict[int | None, list[ActionSheet]] = defaultdict(list)
    for item in sorted(plan.items.all(), key=lambda item: item.position):
        items[item.parent_id].append(item)
    for sheet in sorted(plan.sheets.all(), key=lambda sheet: sheet.position):
        sheets[sheet.item_id].append(sheet)

    def below(parent: int | None, prefix: str) -> list[Node]:
        nodes = [
            Node(item, item.printed_code or f"{prefix}{item.position}") for item in items[parent]
        ]
        for node in nodes:
            node.children = below(node.obj.pk, f"{node.code}.")
        _mark_ends(nodes)
        actions = [Node(sheet, _code(sheet, prefix, len(nodes))) for sheet in sheets[parent]]
        _mark_ends(actions)
        return nodes + actions

    return below(None, "")


def place(obj: PlanItem | ActionSheet, *, under: PlanItem | None, to: int) -> None:
    """Put a level or an action at place `to` (1…n) under `under`, or at the top of the plan.

    Raises ValidationError, in French, when the plan would get too deep or turn in circles.
    """
    with transaction.atomic():
        Plan.objects.select_for_update(of=("self",)).get(pk=obj.plan_id)
        parent = "parent" if isinstance(obj, PlanItem) else "item"
        left = obj.siblings()
        if getattr(obj, f"{parent}_id") != (under.pk if under else None):
            setattr(obj, parent, under)
            obj.clean()
            obj.position = None  # type: ignore[assignment]
            obj.save()
            ordering.renumber(left)
        ordering.move(obj.siblings(), obj, to)


def find(plan: Plan, name: str) -> PlanItem | ActionSheet:
    """The level or the action that « item-12 » or « sheet-4 » names. Raises ValidationError."""
    kind, _, key = name.partition("-")
    found: PlanItem | ActionSheet | None = None
    if kind == "item" and key.isdecimal():
        found = plan.items.with_parents().filter(pk=key).first()
    elif kind == "sheet" and key.isdecimal():
        found = plan.sheets.select_related("item").filter(pk=key).first()
    if found is None:
        raise ValidationError("Cet élément n’est plus dans le plan : rechargez la page.")
    return found


def _code(sheet: ActionSheet, prefix: str, elders: int) -> str:
    """Same rule as `ActionSheet.code`: actions come after the levels that stand beside them."""
    if sheet.printed_code:
        return sheet.printed_code
    return f"{prefix}{sheet.position + (elders if prefix else 0)}"


def _mark_ends(nodes: list[Node]) -> None:
    if nodes:
        nodes[0].first = nodes[-1].last = True
