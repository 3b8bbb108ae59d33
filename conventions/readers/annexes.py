"""Annexes: those a list announces, those whose content is in the file."""

import re
from dataclasses import dataclass
from typing import Any

from conventions.document.model import Annex, Warning
from conventions.readers import headings
from conventions.readers.annexed import fiches, meetings, money, places, plans
from conventions.readers.blocks import Block, Manner, gather, html_of
from conventions.readers.dates import plain
from conventions.readers.inline import clean, rich
from conventions.readers.keys import key
from conventions.readers.noise import is_debris
from conventions.readers.sections import Part
from conventions.readers.source import Line

_KINDS = (
    ("deliberation", r"deliberation|decisions? d"),
    ("plan", r"plan d.?actions?|programme d.?actions?"),
    ("sheets", r"fiches?.{0,3}actions?"),
    ("facilities", r"liste des (?:equipements|services|structures)"),
    (
        "committees",
        r"modalites de (?:fonctionnement|pilotage|gouvernance)|comites? de pilotage|gouvernance",
    ),
    ("tables", r"moyens mobilises|financement|budget|contributions"),
)
_INSTRUCTION = re.compile(r"^\W{0,4}ins[ée]rer\b.{0,80}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Announced:
    label: str
    title: str
    line: int


def kind_of(title: str) -> str:
    """What the title says the annex holds; "text" when it says nothing known."""
    bare = plain(clean(title))
    return next((kind for kind, pattern in _KINDS if re.search(pattern, bare)), "text")


def announced(lines: list[Line]) -> tuple[list[Announced], list[Line]]:
    """The list of annexes, and its lines that announce none."""
    found, left = [], []
    for line in lines:
        heading = headings.annex(line)
        if heading:
            title = (
                re.sub(r"[\t .…]+\d{1,3}$", "", heading.title)
                if "\t" in heading.title
                else heading.title
            )
            found.append(Announced(heading.number, title, line.number))
        elif not headings.is_a("annex_list", line):
            left.append(line)
    return found, left


def read(
    parts: list[Part], listed: list[Announced], how: Manner
) -> tuple[tuple[Annex, ...], list[Warning]]:
    """Annexes in the order of the list, then those it does not name."""
    annexes: list[Annex] = []
    doubts: list[Warning] = []
    pending = list(parts)
    for entry in listed:
        part = next((p for p in pending if _same(p, entry)), None)
        if part:
            pending.remove(part)
            doubts += _title_doubt(part, entry)
        annexes.append(_annex(len(annexes), part, entry, annexes, how))
    for part in pending:
        annexes.append(_annex(len(annexes), part, None, annexes, how))
        if listed:
            message = (
                f"L’annexe « {clean(part.heading.title)} » n’est pas dans la liste des annexes."
            )
            doubts.append(Warning(message, part.line))
    doubts += [
        Warning(
            f"Annexe {a.printed_label} annoncée, absente du fichier : « {clean(a.title)} ».",
            entry_line,
        )
        for a, entry_line in zip(annexes, [e.line for e in listed], strict=False)
        if not a.present
    ]
    doubts += [
        Warning(f"Annexe {a.printed_label} sans contenu : « {clean(a.title)} ».", a.line)
        for a in annexes[len(listed) :]
        if not a.present
    ]
    return tuple(annexes), doubts


def _same(part: Part, entry: Announced) -> bool:
    if part.heading.number and entry.label:
        return part.heading.number == entry.label
    return plain(clean(part.heading.title)) == plain(clean(entry.title))


def _title_doubt(part: Part, entry: Announced) -> list[Warning]:
    printed, listed = clean(part.heading.title), clean(entry.title)
    if plain(printed).strip(" .;:") == plain(listed).strip(" .;:"):
        return []
    message = f"Annexe {entry.label} : la liste dit « {listed} », l’annexe « {printed} »."
    return [Warning(message, part.line)]


def _annex(
    position: int, part: Part | None, entry: Announced | None, before: list[Annex], how: Manner
) -> Annex:
    title = part.heading.title if part else entry.title if entry else ""
    label = part.heading.number if part else entry.label if entry else ""
    held = gather(part.lines, how) if part else []
    html = html_of(held, how)
    filled = part is not None and any(
        not line.blank and not _INSTRUCTION.match(line.bare) and not is_debris(line)
        for line in part.lines
    )
    return Annex(
        key=key("annex", position, clean(title)),
        title=rich(title, how.notes),
        kind=kind_of(title) if not filled else "text",  # type: ignore[arg-type]
        html=html,
        with_previous=bool(before)
        and _number(label) != ""
        and _number(label) == _number(before[-1].printed_label),
        **_matter(held, clean(title), how),
        printed_label=label,
        announced=entry is not None,
        present=filled,
        line=part.line if part else None,
    )


def _matter(held: list[Block], title: str, how: Manner) -> dict[str, Any]:
    """What can be told apart in the annex, beside its whole text: its plan, sheets, tables, facilities, committees."""
    outlined = kind_of(title) == "plan"
    plan = plans.read(held, outlined=outlined)
    facilities = places.read(held)
    return {
        "plan": plan,
        "sheets": fiches.read(held, how),
        "tables": () if plan or facilities else money.read(held, title),
        "facilities": facilities,
        "committees": meetings.read(held, how),
    }


def _number(label: str) -> str:
    found = re.match(r"\d+", label)
    return found.group() if found else ""
