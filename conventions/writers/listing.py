"""Plans and facilities as tables ready to print."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from conventions.document.model import Facility, PlanNode
from conventions.writers.financing import Head, PrintedCell
from conventions.writers.layout import Grid, grid
from ctg.typography import french

# Plans


@dataclass(frozen=True, slots=True)
class PlanRow:
    depth: int
    heading: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedPlan:
    columns: list[str]
    rows: list[PlanRow]
    title_column: int
    grid: Grid


LEVELS = {
    "axis": "Axe",
    "theme": "Thème",
    "general": "Objectif général",
    "strategic": "Objectif stratégique",
    "operational": "Objectif opérationnel",
}
PLAN_COLUMNS = ("N°", "Action", "Pilotes", "Partenaires", "Calendrier", "Indicateurs", "Engagement")


def plan(nodes: Sequence[PlanNode]) -> PrintedPlan:
    """A plan as one table: levels are headings across it, actions are lines; empty columns are left out."""
    has_actions = any(node.level == "action" for node in _walk(nodes))
    flat = list(_flatten(nodes, 1, has_actions=has_actions))
    lines = [cells for _, heading, cells in flat if not heading]
    kept = [
        index
        for index in range(len(PLAN_COLUMNS))
        if index == 1 or any(cells[index] for cells in lines)
    ]
    rows = [
        PlanRow(depth, heading, tuple(cells[index] for index in kept) if cells else ())
        for depth, heading, cells in flat
    ]
    names = [PLAN_COLUMNS[index] if has_actions or index != 1 else "Objectif" for index in kept]
    columns = [
        [name, *(row.cells[place] for row in rows if row.cells)] for place, name in enumerate(names)
    ]
    return PrintedPlan(names, rows, kept.index(1) + 1, grid(columns))


def _walk(nodes: Sequence[PlanNode]) -> Iterator[PlanNode]:
    for node in nodes:
        yield node
        yield from _walk(node.children)


def _flatten(
    nodes: Sequence[PlanNode], depth: int, *, has_actions: bool
) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    for node in nodes:
        cells = _plan_cells(node)
        is_line = node.level == "action" or (
            not node.children and (not has_actions or any(cells[2:]))
        )
        if is_line:
            yield depth, "", cells
        else:
            yield min(depth, 4), _heading(node, cells), ()
        yield from _flatten(node.children, depth + 1, has_actions=has_actions)


def _heading(node: PlanNode, cells: tuple[str, ...]) -> str:
    """The label of a level, with what is told of it as a whole: « Objectif 2 – … (indicateurs : …) »."""
    told = [
        f"{name.lower()} : {text}"
        for name, text in zip(PLAN_COLUMNS[2:], cells[2:], strict=True)
        if text
    ]
    return french(f"{plan_label(node)} ({' ; '.join(told)})") if told else plan_label(node)


def plan_label(node: PlanNode) -> str:
    """« Axe 1 – Rendre l’offre lisible »; the word of the level is left out when the code or the title says it."""
    word = LEVELS.get(node.level, "")
    said = f"{node.code} {node.title}".lower().startswith(word.lower()) if word else True
    code = node.code if said else f"{word} {node.code}".strip()
    return french(f"{code} – {node.title}" if code else node.title)


def _plan_cells(node: PlanNode) -> tuple[str, ...]:
    several = (node.leads, node.partners, node.indicators)
    leads, partners, indicators = (french(", ".join(texts)) for texts in several)
    return (
        node.code,
        french(node.title),
        leads,
        partners,
        french(node.schedule),
        indicators,
        french(node.commitment),
    )


# Facilities


@dataclass(frozen=True, slots=True)
class PrintedFacilities:
    columns: list[Head]
    rows: list[list[PrintedCell]]
    grid: Grid


FACILITY_COLUMNS = (
    "Équipement ou service",
    "Nature",
    "Activité",
    "Gestionnaire",
    "Adresse",
    "Commune",
    "Capacité",
)


def facilities(items: Sequence[Facility]) -> PrintedFacilities:
    """The table of facilities, without the columns nobody filled."""
    lines = [_facility(item) for item in items]
    kept = [index for index in range(len(FACILITY_COLUMNS)) if any(line[index] for line in lines)]
    heads = [
        Head(FACILITY_COLUMNS[index], css="n" if index == len(FACILITY_COLUMNS) - 1 else "")
        for index in kept
    ]
    rows = [
        [
            PrintedCell(line[index], figure=bool(head.css))
            for index, head in zip(kept, heads, strict=True)
        ]
        for line in lines
    ]
    columns = [[head.label, *(row[place].text for row in rows)] for place, head in enumerate(heads)]
    return PrintedFacilities(heads, rows, grid(columns))


def _facility(item: Facility) -> tuple[str, ...]:
    town = f"{item.postcode} {item.municipality}".strip()
    capacity = f"{item.capacity} places" if item.capacity else ""
    texts = (
        item.name or item.operator,
        item.kind,
        item.activity,
        item.operator,
        item.address,
        town,
        capacity,
    )
    return tuple(french(text) for text in texts)
