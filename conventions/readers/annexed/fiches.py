"""Action sheets: « Fiche action 1.1 : … », « ACTION 1 : … », and the labelled parts under each."""

import re
from dataclasses import dataclass, field

from conventions.document.model import Sheet, Step
from conventions.readers.blocks import Block, Manner, html_of
from conventions.readers.dates import plain
from conventions.readers.inline import clean
from conventions.readers.keys import key

_FICHE = re.compile(
    r"^\W{0,3}(?:fiche[- ]actions?|action)\s*(?:n°\s*)?(\d+(?:[.-]\d+)*)\s*[:–-]\s*(.*)$",
    re.IGNORECASE,
)
_LABELS = (
    ("axis", r"axe\b"),
    ("strategic", r"objectifs? strategiques?\b"),
    ("operational", r"objectifs? operationnels?\b"),
    ("context", r"contexte\b|constats?\b"),
    ("goals", r"objectif\(s\) de l.action|ob[ij]{1,2}ectifs? (?:de l.action|partages?|vises?)\b"),
    ("description", r"descriptif\b|description\b|actions? . mettre en place|contenu\b"),
    ("steps", r"premi[a-z]*res? etapes?\b|etapes?\b"),
    ("leads", r"pilotes?\b"),
    ("partners", r"partenaires?\b"),
    ("indicators", r"(?:les )?indicateurs?\b|criteres? d.evaluation"),
    ("audience", r"publics? (?:vises?|concernes?)?\b"),
    ("watch_points", r"points? de vigilance"),
    ("schedule", r"echean(?:ce|cier)s?\b|calendrier\b"),
    ("territory", r"territoires? (?:concernes?|vises?)\b"),
)
_STEP = re.compile(r"^\s*\d{1,2}\)\s+")
_DEBRIS = re.compile(r"(?:[A-Z]{1,2}\s?){2,}")  # what a scan makes of a column of ticks
_WHEN = re.compile(
    r"\b(?:d[èe]s\s+(?:\w+\s+)?20\d\d|(?:en|[àa] partir d[ue](?: \w+){0,3})\s+20\d\d|20\d\d(?:\s?[-/]\s?20\d\d)?)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Draft:
    code: str
    title: str
    above: str
    parts: dict[str, list[Block]] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    inline: dict[str, str] = field(default_factory=dict)
    stepping: bool = False  # the numbered steps are being read, each with its indicators


def read(blocks: list[Block], how: Manner) -> tuple[Sheet, ...]:
    drafts: list[_Draft] = []
    current = above = ""
    was_theme = False
    for block in blocks:
        text = clean(block.text)
        fiche = _FICHE.match(text) if len(text) < 300 else None
        if fiche and (block.kind in ("heading", "text")):
            drafts.append(_Draft(fiche[1], fiche[2].strip(), above))
            current = ""
            continue
        if _is_theme(block, text):
            above = f"{above} {text}" if was_theme and not block.apart else text
            was_theme = True
            continue
        was_theme = False
        if drafts:
            current = _place(drafts[-1], block, text, current)
    return tuple(_sheet(draft, position, how) for position, draft in enumerate(drafts))


def _is_theme(block: Block, text: str) -> bool:
    """« PETITE ENFANCE » in capitals above the sheets of a theme."""
    letters = re.sub(r"[^\w ]", "", text)
    return (
        block.kind == "text"
        and letters.isupper()
        and bool(re.search(r"[^\W\d_]{6}", text))
        and ":" not in text
    )


def _label(text: str) -> tuple[str, str]:
    """The part a line opens and what follows its label on the same line; ("", "") when it opens none."""
    bare = plain(text)
    for name, pattern in _LABELS:
        found = re.match(rf"(?:{pattern})", bare)
        if not found:
            continue
        rest = re.match(r"[^:]{0,70}:\s*(.*)$", text, re.DOTALL)
        if rest:
            return name, rest[1].strip()
        if len(text) < 80 and not text.rstrip().endswith((".", ";", ",")):
            return name, ""
    return "", ""


def _place(draft: _Draft, block: Block, text: str, current: str) -> str:
    """Put the block in the part being read, or open another one; return the part now read."""
    name, rest = _label(text) if block.kind in ("text", "heading") else ("", "")
    if name:
        draft.stepping = draft.stepping and name == "indicators"
        if rest:
            draft.inline[name] = f"{draft.inline[name]} {rest}" if name in draft.inline else rest
        return name
    if current in ("description", "steps", "indicators") and _STEP.match(text):
        draft.steps.append(Step(_STEP.sub("", text), _when(text)))
        draft.stepping = True
        draft.parts.setdefault("description", []).append(block)
        return "description"
    if current == "indicators" and draft.stepping and block.kind == "item":
        last = draft.steps[-1]
        draft.steps[-1] = Step(last.text, last.schedule, (*last.indicators, _item(block)))
        return current
    draft.parts.setdefault(current, []).append(block)
    return current


def _when(text: str) -> str:
    found = _WHEN.search(text)
    return found.group() if found else ""


def _item(block: Block) -> str:
    return clean(block.text[block.marker.width :] if block.marker else block.text)


def _sheet(draft: _Draft, position: int, how: Manner) -> Sheet:
    def rich(*names: str) -> str:
        return html_of([b for name in names for b in draft.parts.get(name, [])], how)

    def listed(name: str) -> tuple[str, ...]:
        own = (draft.inline[name],) if draft.inline.get(name) else ()
        items = (_item(b) for b in draft.parts.get(name, []) if b.kind != "row")
        return own + tuple(item for item in items if not _DEBRIS.fullmatch(item))

    numbered = [b for b in draft.parts.get("steps", []) if b.marker]
    steps = tuple(draft.steps) + tuple(Step(_item(b), _when(b.text)) for b in numbered)
    ancestors = (
        ("axis", "Axe"),
        ("strategic", "Objectif stratégique"),
        ("operational", "Objectif opérationnel"),
    )
    return Sheet(
        key=key("sheet", position, f"{draft.code} {draft.title}"),
        code=draft.code,
        title=draft.title,
        ancestors=tuple(
            f"{label} : {' '.join(listed(name))}" for name, label in ancestors if listed(name)
        ),
        theme=draft.above,
        context=rich("context"),
        goals=rich("goals"),
        description=rich("", "description"),
        steps=steps,
        leads=listed("leads"),
        partners=listed("partners"),
        audience=" ; ".join(listed("audience")),
        territory=" ; ".join(listed("territory")),
        schedule=" ".join(listed("schedule")),
        indicators=listed("indicators"),
        watch_points=listed("watch_points"),
    )
