"""Annexes ready to print: each is a list of blocks, every block on portrait or landscape pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from conventions.document.model import Annex, Committee, Sheet, Step
from conventions.writers import financing, listing
from conventions.writers.composer import Composer
from conventions.writers.financing import PrintedTable
from conventions.writers.fitting import cut_at_turns
from conventions.writers.layout import Grid, grid, length_class
from ctg.typography import french

CARD = financing.CARD
LONG_TITLE = 62  # characters of an annex's or a sheet's title
BRIEF = 1500  # characters of an annex that may follow another on the same page
INTRODUCTION = 600  # characters of text printed on the landscape page of the table it introduces
SHEET_OF_ITS_OWN = 2600  # characters of a sheet that opens a page


@dataclass(frozen=True, slots=True)
class Block:
    """What stands on pages of one orientation. `page` is the class of the section."""

    kind: str
    page: str
    matter: Any = None
    html: SafeString | str = ""


@dataclass(frozen=True, slots=True)
class PrintedAnnex:
    anchor: str
    label: SafeString
    title: SafeString
    title_class: str
    blocks: list[Block]

    @property
    def sheets(self) -> "list[PrintedSheet]":
        return [sheet for block in self.blocks if block.kind == "sheets" for sheet in block.matter]


@dataclass(frozen=True, slots=True)
class Field:
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    label: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Steps:
    """`columns` is empty when the steps are plain sentences: a list is enough."""

    columns: list[str]
    rows: Sequence[tuple[str, ...]]
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    anchor: str
    code: str
    name: str
    part: str
    title: str
    title_class: str
    css: str
    ancestors: list[str]
    fields: list[Field]
    texts: list[Section]
    steps: Steps | None
    indicators: list[str]
    watch_points: list[str]
    budget: PrintedTable | None


@dataclass(frozen=True, slots=True)
class PrintedGroup:
    label: str
    members: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PrintedCommittee:
    name: str
    fields: list[Field]
    role: SafeString
    groups: list[PrintedGroup]


def annexes(composer: Composer) -> list[PrintedAnnex]:
    """The annexes whose content is in the document, in order."""
    printed: list[PrintedAnnex] = []
    for annex in composer.document.annexes:
        if annex.present:
            after_text = bool(printed) and printed[-1].blocks[-1].kind == "text"
            printed.append(printed_annex(composer, annex, after_text=after_text))
    return printed


def _once(annex: Annex) -> Annex:
    """What a reader recognised inside a text stays in that text: it is not printed a second time."""
    if annex.kind != "text" or not annex.html:
        return annex
    return replace(annex, plan=(), sheets=(), tables=(), facilities=(), committees=())


def _is_brief(annex: Annex) -> bool:
    """A few lines of text: a page of its own would be almost empty."""
    matter = (annex.plan, annex.sheets, annex.tables, annex.facilities, annex.committees)
    return not any(matter) and len(annex.html) < BRIEF and "<table" not in annex.html


def printed_annex(composer: Composer, annex: Annex, *, after_text: bool = False) -> PrintedAnnex:
    """One annex; `after_text`: the one before ends with text, which a few lines more may follow on the same page."""
    annex = _once(annex)
    flows = after_text and _is_brief(annex)
    title = composer.inline(annex.title)
    blocks = list(_blocks(composer, annex))
    if not blocks:
        blocks = [Block("text", "portrait")]
    if flows:
        blocks[0] = Block(blocks[0].kind, "flow whole", blocks[0].matter, blocks[0].html)
    return PrintedAnnex(
        anchor=composer.anchor("annex", annex.key),
        label=composer.heading("annex", annex.key),
        title=title,
        title_class=length_class(composer.words(composer.plain(annex.title)), LONG_TITLE),
        blocks=blocks,
    )


def _blocks(composer: Composer, annex: Annex) -> Iterator[Block]:
    """Blocks in reading order; the first one opens a page, the others do when the page must be turned."""
    page = ""
    for block in _matter(composer, annex):
        turned = block.page or getattr(getattr(block.matter, "grid", None), "landscape", False)
        wanted = "landscape" if turned else "portrait"
        yield Block(block.kind, wanted if wanted != page else "", block.matter, block.html)
        page = wanted


def _matter(composer: Composer, annex: Annex) -> Iterator[Block]:
    if annex.html:
        yield from _texts(composer.rich(annex.html))
    if annex.plan:
        yield Block("plan", "", listing.plan(annex.plan))
    for table in annex.tables:
        yield Block("table", "", financing.financing(table))
    if annex.facilities:
        yield Block("facilities", "", listing.facilities(annex.facilities))
    if annex.committees:
        yield Block("committees", "", [_committee(composer, item) for item in annex.committees])
    if annex.sheets:
        yield Block(
            "sheets",
            "",
            [_sheet(composer, item, first=not place) for place, item in enumerate(annex.sheets)],
        )


def _texts(html: SafeString) -> Iterator[Block]:
    """A text cut where a wide table turns the page; a short introduction goes on the page of its table."""
    pending = ""
    for piece, turned in cut_at_turns(html):
        if not turned:
            pending = piece
            continue
        if len(pending) > INTRODUCTION:
            yield Block("text", "", html=mark_safe(pending))  # noqa: S308 - a piece of rich text
            pending = ""
        yield Block("text", "landscape", html=mark_safe(pending + piece))  # noqa: S308
        pending = ""
    if pending.strip():
        yield Block("text", "", html=mark_safe(pending))  # noqa: S308


# Action sheets


def _sheet(composer: Composer, sheet: Sheet, *, first: bool) -> PrintedSheet:
    title = french(f"{sheet.code} – {sheet.title}" if sheet.code else sheet.title)
    long = _length(sheet) > SHEET_OF_ITS_OWN
    return PrintedSheet(
        anchor=composer.anchor("sheet", sheet.key),
        code=sheet.code,
        name=french(sheet.title),
        part=french(f"Fiche {sheet.code}" if sheet.code else "Fiche-action"),
        title=title,
        title_class=length_class(title, LONG_TITLE),
        css="" if first else "alone" if long else "whole",
        ancestors=[french(label) for label in sheet.ancestors],
        fields=_sheet_fields(sheet),
        texts=_sheet_texts(composer, sheet),
        steps=_steps(sheet.steps),
        indicators=[french(text) for text in sheet.indicators],
        watch_points=[french(text) for text in sheet.watch_points],
        budget=financing.budget(sheet.budget) if sheet.budget else None,
    )


def _length(sheet: Sheet) -> int:
    """Characters, a line of the card counting for about ninety."""
    texts = (sheet.context, sheet.goals, sheet.description, sheet.audience, sheet.territory)
    lines = (
        len(sheet.indicators)
        + len(sheet.watch_points)
        + 2 * len(sheet.steps)
        + 2 * len(sheet.budget)
    )
    return sum(map(len, texts)) + sum(map(len, sheet.indicators)) + 90 * lines


def _sheet_fields(sheet: Sheet) -> list[Field]:
    fields = (
        ("Thème", sheet.theme),
        ("Pilotes" if len(sheet.leads) > 1 else "Pilote", ", ".join(sheet.leads)),
        ("Partenaires", ", ".join(sheet.partners)),
        ("Public", sheet.audience),
        ("Territoire", sheet.territory),
        ("Calendrier", sheet.schedule),
        ("État", sheet.status),
    )
    return [Field(label, french(text)) for label, text in fields if text]


def _sheet_texts(composer: Composer, sheet: Sheet) -> list[Section]:
    texts = (
        ("Contexte", sheet.context),
        ("Objectifs", sheet.goals),
        ("Description", sheet.description),
    )
    return [Section(label, composer.rich(html)) for label, html in texts if html]


def _steps(steps: tuple[Step, ...]) -> Steps | None:
    """Steps as a table with the columns that hold something, or as a plain list."""
    if not steps:
        return None
    lines = [
        (
            str(rank),
            french(step.text),
            french(step.schedule),
            french("\u202f; ".join(step.indicators)),
        )
        for rank, step in enumerate(steps, start=1)
    ]
    if not any(line[2] or line[3] for line in lines):
        return Steps([], lines)
    names = ("N°", "Étape", "Échéance", "Indicateurs")
    kept = [index for index in range(4) if any(line[index] for line in lines)]
    rows = [tuple(line[index] for index in kept) for line in lines]
    columns = [[names[index], *(row[place] for row in rows)] for place, index in enumerate(kept)]
    return Steps([names[index] for index in kept], rows, grid(columns, width=CARD))


# Committees


def _committee(composer: Composer, committee: Committee) -> PrintedCommittee:
    fields = (("Réunions", committee.frequency), ("Secrétariat", committee.secretariat))
    groups: list[PrintedGroup] = []
    for member in committee.members:
        label = french(member.group) or "Composition"
        if not groups or groups[-1].label != label:
            groups.append(PrintedGroup(label))
        voice = " (voix consultative)" if member.consultative else ""
        groups[-1].members.append(french(f"{member.function}{voice}"))
    return PrintedCommittee(
        name=french(committee.name),
        fields=[Field(label, french(text)) for label, text in fields if text],
        role=composer.rich(committee.role),
        groups=groups,
    )
