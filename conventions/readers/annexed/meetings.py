"""Committees: who sits, what for, how often."""

import re
from dataclasses import dataclass, field

from conventions.document.model import Committee, CommitteeMember
from conventions.readers.blocks import Block, Manner, html_of
from conventions.readers.dates import plain
from conventions.readers.inline import clean

_NAME = re.compile(
    r"^\s*(?:\d{1,2}\s*[).]\s*)?(?:l[ea]s?\s+)?"
    r"(comit[ée]\s+(?:de pilotage|technique|strat[ée]gique|de suivi|op[ée]rationnel)(?:\s+\w+){0,3})\s*:?\s*$",
    re.IGNORECASE,
)
_MEMBERS = re.compile(r"^(?:\d{1,2}\s*[).]\s*)?(?:sa\s+)?composition\b", re.IGNORECASE)
_ROLE = re.compile(
    r"^(?:\d{1,2}\s*[).]\s*)?(?:(?:le|son|ses)\s+)?(?:r[ôo]les?|objets?|missions?|objectifs?)\b",
    re.IGNORECASE,
)
_RHYTHM = re.compile(r"^(?:\d{1,2}\s*[).]\s*)?(?:le\s+)?(?:rythme|fr[ée]quence)\b", re.IGNORECASE)
_OFTEN = re.compile(
    r"\bse r[ée]uni(?:ra|t|ront|ssent)\b.{0,60}?"
    r"((?:[àa] minima|au moins|au minimum)?\s*\w+\s+fois\s+(?:par|l['’])\s*\w+)",
    re.IGNORECASE,
)
_GROUP = re.compile(r"^pour\s+([^:]{2,120}?)\s*(?::\s*(.*))?$", re.IGNORECASE | re.DOTALL)


@dataclass(slots=True)
class _Draft:
    name: str
    members: list[CommitteeMember] = field(default_factory=list)
    role: list[Block] = field(default_factory=list)
    frequency: str = ""
    secretariat: str = ""
    group: str = ""


def read(blocks: list[Block], how: Manner) -> tuple[Committee, ...]:
    drafts: list[_Draft] = []
    part = ""
    for block in blocks:
        text = clean(
            block.text[block.marker.width :]
            if block.marker and block.kind == "item"
            else block.text
        )
        named = _NAME.match(text) if len(text) < 90 else None
        if named:
            name = named[1].strip()
            drafts.append(_Draft(name[:1].upper() + name[1:]))
            part = ""
        elif drafts:
            part = _place(drafts, block, text, part)
    return tuple(
        Committee(d.name, tuple(d.members), html_of(d.role, how), d.frequency, d.secretariat)
        for d in drafts
    )


def _place(drafts: list[_Draft], block: Block, text: str, part: str) -> str:
    draft = drafts[-1]
    if often := _OFTEN.search(text):
        draft.frequency = draft.frequency or often[1].strip()
    if "secrétariat" in text and (sitting := _concerned(drafts, text)):
        sitting.secretariat = text
    opened = _opened(block, text)
    if opened:
        draft.group = ""
        return opened
    if part == "members" and block.kind == "item":
        _seat(draft, text)
    elif part == "role" and block.kind == "item":
        draft.role.append(block)
    elif part == "members":
        return ""
    return part


def _concerned(drafts: list[_Draft], text: str) -> _Draft | None:
    """The committee a sentence speaks of, wherever it stands."""
    bare = plain(text)
    return next((draft for draft in drafts if plain(draft.name) in bare), None)


def _opened(block: Block, text: str) -> str:
    if len(text) > 80 or (
        block.kind == "text" and not text.endswith(":") and not re.match(r"\d", text)
    ):
        return ""
    for name, pattern in (("members", _MEMBERS), ("role", _ROLE), ("rhythm", _RHYTHM)):
        if pattern.match(text):
            return name
    return ""


def _seat(draft: _Draft, text: str) -> None:
    """« Pour la Caf : le directeur, … » seats its people; « Pour la Caf » alone is the group of those that follow."""
    group = _GROUP.match(text)
    if group and not (group[2] or "").strip():
        draft.group = f"Pour {group[1].strip()}"
        return
    if group:
        draft.members.append(CommitteeMember(group[2].strip(" ,;.:"), f"Pour {group[1].strip()}"))
        return
    draft.members.append(CommitteeMember(text.strip(" ,;."), draft.group))
