"""The action plan: a grid of objectives and actions, or a numbered outline."""

import re
from dataclasses import replace

from conventions.document.model import PlanNode
from conventions.readers import tables
from conventions.readers.blocks import Block
from conventions.readers.dates import plain
from conventions.readers.inline import clean

_ROLES = (
    ("general", r"objectifs? (?:generaux|general|strategiques?)|^axes?\b|orientations?"),
    ("action", r"objectifs? operationnels?|^actions?"),
    ("indicators", r"indicateurs?"),
    ("schedule", r"echeanc|calendrier|date"),
    ("leads", r"acteurs?|pilotes?|partenaires?|responsables?"),
)
_CODE = re.compile(r"^\s*(\d{1,2}(?:[-.]\d{1,2}){0,2})\s*[).:–-]*\s*(?=\D)")
_OUTLINE = re.compile(r"^\s*(?:(\d{1,2})\)|(\d{1,2}[.-]\d{1,2})\s*[-–:.]?)\s+(\S.*)$")


def read(blocks: list[Block], *, outlined: bool) -> tuple[PlanNode, ...]:
    """The plan a grid holds, else the one an outline holds when `outlined`; () when neither form is met."""
    return _from_grids(blocks) or (_from_outline(blocks) if outlined else ())


def coded(text: str) -> tuple[str, str]:
    """« 1-2 : aménager … » → (« 1-2 », « aménager … »)."""
    found = _CODE.match(text)
    return (found[1], text[found.end() :].strip()) if found else ("", text.strip())


def _from_grids(blocks: list[Block]) -> tuple[PlanNode, ...]:
    nodes: list[PlanNode] = []
    for grid in tables.grids([b for b in blocks if b.kind == "row"]):
        roles = [_role(label) for label in grid[0]]
        if not {"general", "action"} <= set(roles):
            continue
        for row in grid[1:]:
            _add(nodes, {role: clean(text) for role, text in zip(roles, row, strict=False) if role})
    return tuple(nodes)


def _role(label: str) -> str:
    bare = plain(clean(label))
    return next((role for role, pattern in _ROLES if re.search(pattern, bare)), "")


def _add(nodes: list[PlanNode], row: dict[str, str]) -> None:
    """A row opens an objective when its first cell is filled; its action goes under the last one opened."""
    if row.get("general"):
        code, title = coded(row["general"])
        nodes.append(PlanNode(code, title, "general"))
    if not row.get("action"):
        return
    code, title = coded(row["action"])
    action = PlanNode(
        code,
        title,
        "action",
        schedule=row.get("schedule", ""),
        leads=_split(row.get("leads", "")),
        indicators=(row["indicators"],) if row.get("indicators") else (),
    )
    if nodes:
        nodes[-1] = replace(nodes[-1], children=(*nodes[-1].children, action))
    else:
        nodes.append(action)


def _split(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in re.split(r"[;,]", text) if name.strip())


def _from_outline(blocks: list[Block]) -> tuple[PlanNode, ...]:
    """« 1) Thème » over « 1.1 – action », down to the first sheet; a sentence under a theme is its commitment."""
    nodes: list[PlanNode] = []
    for block in blocks:
        if block.style == "fiche":
            break
        found = _OUTLINE.match(clean(block.text))
        if found and found[1]:
            nodes.append(PlanNode(found[1], found[3], "theme"))
        elif found and nodes:
            action = PlanNode(found[2], found[3], "action")
            nodes[-1] = replace(nodes[-1], children=(*nodes[-1].children, action))
        elif nodes and block.kind == "text" and not nodes[-1].children:
            nodes[-1] = replace(nodes[-1], commitment=clean(block.text))
    return tuple(nodes) if sum(bool(n.children or n.commitment) for n in nodes) > 1 else ()
