"""List items → nested lists, by indentation, then by kind of marker."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from conventions.readers.inline import Notes, rich

if TYPE_CHECKING:
    from conventions.readers.blocks import Block


@dataclass(slots=True)
class Node:
    block: Block
    children: list[Node] = field(default_factory=list)


def demote_strays(blocks: list[Block]) -> None:
    """A numbered or lettered item that belongs to no sequence is a paragraph: its number is kept as text."""
    for at, block in enumerate(blocks):
        if block.kind != "item":
            continue
        alone = _alone_with_a_star(blocks, at)
        if alone or (_numbered(block) and not _in_sequence(blocks, at)):
            block.kind, block.text = "text", block.text.strip()


def _alone_with_a_star(blocks: list[Block], at: int) -> bool:
    """« * hors allocation » under a table is a note, not a list of one."""
    near = [blocks[n] for n in (at - 1, at + 1) if 0 <= n < len(blocks)]
    return blocks[at].text.lstrip().startswith("*") and not any(b.kind == "item" for b in near)


def promote_unmarked(blocks: list[Block]) -> None:
    """Lines that touch, each ending with « ; », under a line ending with « : », are a list without its bullets."""
    at = 1
    while at < len(blocks):
        end = at
        while end < len(blocks) and _is_clause(blocks, end, first=end == at):
            end += 1
            if blocks[end - 1].text.endswith("."):
                break
        if end - at >= 2 and blocks[at - 1].text.rstrip().endswith(":"):
            for block in blocks[at:end]:
                block.kind = "item"
        at = max(end, at + 1)


def _is_clause(blocks: list[Block], at: int, *, first: bool) -> bool:
    block = blocks[at]
    if block.kind != "text" or block.marker or (block.apart and not first):
        return False
    return block.text.endswith(";") or (not first and block.text.endswith("."))


def _numbered(block: Block) -> bool:
    return block.marker is not None and block.marker.kind in ("number", "letter")


def _in_sequence(blocks: list[Block], at: int) -> bool:
    """Whether the items around hold all the numbers from 1 to this one, and there are two of them at least."""
    start = at
    while start and blocks[start - 1].kind == "item":
        start -= 1
    end = at
    while end < len(blocks) and blocks[end].kind == "item":
        end += 1
    mine = blocks[at].marker
    same = [
        b.marker.value
        for b in blocks[start:end]
        if b.marker and mine and (b.marker.kind, b.marker.style) == (mine.kind, mine.style)
    ]
    return len(same) > 1 and _restarting(same)


def _restarting(values: list[int]) -> bool:
    """1, 2, 3, possibly starting again at 1."""
    return values[0] == 1 and all(
        value in (before + 1, 1) for before, value in zip(values, values[1:], strict=False)
    )


def html(blocks: list[Block], notes: Notes | None) -> str:
    """One or more sibling lists."""
    return _render(_tree(blocks), notes)


def _tree(blocks: list[Block]) -> list[Node]:
    roots: list[Node] = []
    stack: list[Node] = []
    for at, block in enumerate(blocks):
        node = Node(block)
        while stack and not _under(block, stack[-1].block, blocks, at):
            stack.pop()
        (stack[-1].children if stack else roots).append(node)
        if len(stack) < 5:
            stack.append(node)
    return roots


def _under(block: Block, above: Block, blocks: list[Block], at: int) -> bool:
    """Whether the item goes below the other: further in, or a bullet between two numbers of one sequence."""
    mine, other = block.marker, above.marker
    if mine is None or other is None:
        return False
    if mine.indent != other.indent and abs(mine.indent - other.indent) >= 1:
        return mine.indent > other.indent
    if mine.kind == "bullet" and other.kind != "bullet":
        return any(
            later.marker
            and (later.marker.kind, later.marker.style, later.marker.value)
            == (other.kind, other.style, other.value + 1)
            for later in blocks[at + 1 : at + 40]
        )
    if mine.kind == "bullet" and other.kind == "bullet":
        return (mine.sign, other.sign) in (
            ("o", "-"),
            ("✓", "❖"),
            ("✓", "•"),
            ("-", "▶"),
            ("-", "►"),
        )
    return mine.kind == "letter" and other.kind == "number"


def _render(nodes: list[Node], notes: Notes | None) -> str:
    out: list[str] = []
    at = 0
    while at < len(nodes):
        tag = _tag(nodes[at])
        end = at + 1
        while end < len(nodes) and _tag(nodes[end]) == tag and not _restarts(nodes[end]):
            end += 1
        items = "".join(_item(node, notes) for node in nodes[at:end])
        out.append(f"<{tag}>{items}</{tag.split()[0]}>")
        at = end
    return "".join(out)


def _tag(node: Node) -> str:
    kind = node.block.marker.kind if node.block.marker else "bullet"
    return {"number": "ol", "letter": 'ol type="a"'}.get(kind, "ul")


def _restarts(node: Node) -> bool:
    return _numbered(node.block) and node.block.marker is not None and node.block.marker.value == 1


def _item(node: Node, notes: Notes | None) -> str:
    marker = node.block.marker
    text = node.block.text[marker.width :] if marker else node.block.text
    return f"<li><p>{rich(text, notes)}</p>{_render(node.children, notes)}</li>"
