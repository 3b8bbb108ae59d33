"""Lines → rich text: paragraphs re-joined, lists nested, sub-headings, tables. No word of the lines is lost."""

import re
from dataclasses import dataclass

from conventions.readers import lists, markers, tables
from conventions.readers.inline import Notes, rich
from conventions.readers.source import Line, join

HEADINGS = {"fiche": 0, "n)": 1, "n.": 2, "n.n": 3, "n.n.n": 4, "n.n.n.n": 5}


@dataclass(frozen=True, slots=True)
class Manner:
    """How this file sets its lines. `wrapped`: lines are cut at a column; `width` is that column, in characters."""

    scanned: bool = False
    wrapped: bool = False
    width: int = 90
    notes: Notes | None = None


def manner(lines: list[Line], *, scanned: bool, notes: Notes) -> Manner:
    """Recognise files whose paragraphs are cut into lines of one width."""
    filled = [line.text for line in lines if not line.blank]
    cut = sum(
        1
        for left, right in zip(lines, lines[1:], strict=False)
        if len(left.text) >= 50 and not right.blank and _runs_on(left.text, right.text)
    )
    wrapped = len(filled) > 5 and cut > len(filled) * 0.12
    width = sorted(len(text) for text in filled)[int(len(filled) * 0.9)] if filled else 90
    return Manner(scanned=scanned, wrapped=wrapped, width=min(max(width, 60), 120), notes=notes)


_LABEL = re.compile(r"[A-ZÉÈÀ][A-ZÉÈÀÊ ]{5,40}\s?:")  # « OBJECTIF STRATEGIQUE : »
_MISREAD = re.compile(r"[I|]['’][a-zéèêàâ]")  # « I'offre » for « l'offre »


def _runs_on(left: str, right: str) -> bool:
    """Whether the right line plainly continues the left one's sentence."""
    right = right.strip()
    opens_low = right[:1].islower() or right[:1] in "'’([" or bool(_MISREAD.match(right))
    return opens_low and not left.rstrip().endswith((".", ";", ":", "!", "?"))


@dataclass(slots=True)
class Block:
    """A paragraph, list item, heading or table row being gathered."""

    kind: str  # "text" | "item" | "heading" | "row"
    text: str
    marker: markers.Marker | None = None
    style: str = ""
    apart: bool = True  # a blank line stands before it
    tail: str = ""  # the last source line in it


def rich_text(lines: list[Line], how: Manner) -> str:
    """Rich text of the lines, "" for none."""
    return html_of(gather(lines, how), how)


def html_of(blocks: list[Block], how: Manner) -> str:
    out: list[str] = []
    levels = _heading_levels(blocks)
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if block.kind == "heading":
            level = levels[block.style]
            out.append(f"<h{level}>{rich(block.text, how.notes)}</h{level}>")
            at += 1
        elif block.kind == "text":
            out.append(f"<p>{rich(block.text, how.notes)}</p>")
            at += 1
        else:
            end = at
            while end < len(blocks) and blocks[end].kind == block.kind:
                end += 1
            render = lists.html if block.kind == "item" else tables.html
            out.append(render(blocks[at:end], how.notes))
            at = end
    return "".join(out)


def _heading_levels(blocks: list[Block]) -> dict[str, int]:
    """h3 for the widest style met, h4 for the next, h5 below."""
    met = sorted({b.style for b in blocks if b.kind == "heading"}, key=HEADINGS.__getitem__)
    return {style: min(3 + rank, 5) for rank, style in enumerate(met)}


def gather(lines: list[Line], how: Manner) -> list[Block]:
    """Blocks in order; continuation lines are joined to what they continue."""
    blocks: list[Block] = []
    apart = True
    columns = _in_columns(lines) if how.scanned else frozenset()
    for at, line in enumerate(lines):
        if line.blank:
            apart = True
            continue
        apart = apart or (how.scanned and line.text.startswith(" "))  # the head of a page
        block = _block(line, how, apart=apart, row=_is_row(lines, at))
        if line.number in columns and not apart:
            blocks[-1].text += f"<br>{line.text.strip()}"
            blocks[-1].kind = "text"
        elif line.number in columns:
            blocks.append(Block("text", line.text.strip()))
        elif blocks and _continues(blocks[-1], block, how):
            blocks[-1].text = join(blocks[-1].text, line.text)
            blocks[-1].tail = line.text
        else:
            blocks.append(block)
        apart = False
    return _settle(blocks)


def _in_columns(lines: list[Line]) -> frozenset[int]:
    """Lines of a scan where columns stand side by side (« | » between them): kept line by line, as they stand."""
    found: set[int] = set()
    run: list[Line] = []
    for line in [*lines, Line(0, "")]:
        if not line.blank:
            run.append(line)
            continue
        if sum("|" in held.text for held in run) >= 2:
            found.update(held.number for held in run)
        run = []
    return frozenset(found)


def _is_row(lines: list[Line], at: int) -> bool:
    """A line of cells; one whose only tabs stand at an end is a row when the line above or below has tabs too."""
    text = lines[at].text
    if "\t" in text.strip():
        return True
    near = [*lines[max(at - 2, 0) : at], *lines[at + 1 : at + 3]]
    return "\t" in text and any("\t" in line.text.strip() for line in near)


def _block(line: Line, how: Manner, *, apart: bool, row: bool) -> Block:
    text = line.text
    if row:
        return Block("row", text, apart=apart, tail=text)
    marker = markers.of(text, scanned=how.scanned)
    style = markers.heading_style(text)
    if style and not (marker and marker.kind == "bullet"):
        return Block("heading", text.strip(), marker, style, apart, text)
    if marker:
        return Block("item", text, marker, apart=apart, tail=text)
    return Block("text", text.strip(), apart=apart, tail=text)


def _continues(last: Block, block: Block, how: Manner) -> bool:
    """Whether a plain line goes on with the block before it rather than opening a paragraph."""
    if block.kind != "text" or last.kind == "row" or _LABEL.match(block.text):
        return False
    long_enough = len(last.tail) >= (how.width * 0.62 if how.wrapped else 55)
    runs_on = _runs_on(last.tail, block.text)
    if block.apart:
        return (
            how.wrapped and runs_on and len(last.tail) >= how.width * 0.8 and last.kind != "heading"
        )
    if last.kind == "heading":
        return how.wrapped and runs_on
    if how.wrapped:
        full = len(last.tail) >= how.width * 0.92
        stops = last.tail.rstrip().endswith((":", ";") if full else (".", ":", ";"))
        return runs_on or (long_enough and not stops)
    return runs_on and long_enough


def _settle(blocks: list[Block]) -> list[Block]:
    """Numbered headings that follow one another are a list; a numbered item alone is a paragraph."""
    for at, block in enumerate(blocks):
        if block.kind == "heading" and block.style in ("n)", "n.") and _listed(blocks, at):
            block.kind = "item"
    lists.demote_strays(blocks)
    lists.promote_unmarked(blocks)
    return blocks


def _listed(blocks: list[Block], at: int) -> bool:
    """A numbered short line is an item when its neighbour of the same style stands right beside it."""
    block = blocks[at]
    for other in (at - 1, at + 1):
        if not 0 <= other < len(blocks):
            continue
        near = blocks[other]
        if near.kind not in ("heading", "item"):
            continue
        touching = not (near if other > at else block).apart
        if _follow(block, near, other - at) or (touching and other > at and near.kind == "item"):
            return True
    return False


def _follow(block: Block, near: Block, step: int) -> bool:
    """Whether the neighbour's number, of the same style, comes just before or just after."""
    mine, other = block.marker, near.marker
    if mine is None or other is None or mine.kind != other.kind:
        return False
    return mine.style == other.style and other.value == mine.value + step
