"""Two states of a rich text shown as one: what left is struck out, what came is underlined.

The output is made of the tags of rich text, `<ins>`, `<del>` and these classes: on blocks `ajoute`, `retire` and
`deplace`; on spans `variable`, `renvoi`, `note-lue` (a footnote, read in its place) and `remarque` (what the words
alone do not show: « en gras », « déplacé plus haut »). Nothing in it is live nor leads anywhere.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from conventions.document.aligning import (
    MOST_COMPARED,
    MOST_WORDS,
    Opcode,
    Pair,
    align,
    likeness,
    opcodes,
)
from conventions.document.grids import columns, rows
from conventions.document.pieces import Mark, Node, Piece, Token, read, sentences
from conventions.document.references import Context
from conventions.document.remarks import of_block, of_look

SAME, GONE, NEW = "", "del", "ins"
_CLASSES = {GONE: "retire", NEW: "ajoute"}
_LIVE = {"variable": "variable", "reference": "renvoi", "note": "note-lue"}
_LISTS = {"a": "lower-alpha", "i": "lower-roman"}
_FAMILIES = {
    **dict.fromkeys(("", "p", "h3", "h4", "h5"), "text"),
    **dict.fromkeys(("ul", "ol"), "list"),
    **dict.fromkeys(("td", "th"), "cell"),
}
_NOISE = 12  # letters left the same between two long changes that are read better as one
_LONG = 3  # words
_MOVED = 0.75  # share of common words from which a block that came is one that left


def redline(
    before: str, after: str, context: Context | None = None, *, inline: bool = False
) -> str:
    """Return both texts as one, readable; `inline` texts (titles, visas) stay on one line.

    Live nodes are read as `context` answers, as their labels without it. Raises ValueError, in French, when a
    text is longer or deeper than may be stored.
    """
    old, new = (read(html, context, inline=inline) for html in (before, after))
    return "".join(_children(old.children, new.children))


def changed(before: str, after: str) -> bool:
    """Whether a reader, or an editor, would see a difference."""
    return before != after and read(before).mark != read(after).mark


def words(before: str, after: str) -> tuple[int, int]:
    """How many words were added and removed; those of a block that only moved are not counted."""
    old, new = read(before).words, read(after).words
    return (new - old).total(), (old - new).total()


# Blocks


def _children(before: Sequence[Node], after: Sequence[Node]) -> Iterator[str]:
    pairs = list(
        align(
            [node.mark for node in before],
            [node.mark for node in after],
            lambda i, j: _likeness(before[i], after[j]),
        )
    )
    moves = _moves(before, after, pairs)
    for i, j in pairs:
        if i is not None and j is not None:
            yield _both(before[i], after[j])
        elif i is not None:
            yield _whole(before[i], GONE, moves.get((i, None), ""))
        elif j is not None:
            yield _whole(after[j], NEW, moves.get((None, j), ""))


def _likeness(before: Node, after: Node) -> float:
    if _family(before) != _family(after):
        return 0.0
    return likeness(before.words, after.words)


def _family(node: Node) -> str:
    return _FAMILIES.get(node.tag, node.tag)


def _moves(before: Sequence[Node], after: Sequence[Node], pairs: list[Pair]) -> dict[Pair, str]:
    """What to say of the blocks that left one place for another, by the pair where they stand alone."""
    gone = {i: place for place, (i, j) in enumerate(pairs) if i is not None and j is None}
    new = {j: place for place, (i, j) in enumerate(pairs) if j is not None and i is None}
    said: dict[Pair, str] = {}
    few = len(gone) * len(new) <= MOST_COMPARED
    for least, edited in ((1.0, ""), (_MOVED, ", modifié")) if few else ((1.0, ""),):
        origins = _origins(before, after, gone, new, least)
        for j, i in origins.items():
            up = gone.pop(i) > new.pop(j)
            said[i, None] = f"déplacé plus {'haut' if up else 'bas'}"
            said[None, j] = f"vient de plus {'bas' if up else 'haut'}{edited}"
    return said


def _origins(
    before: Sequence[Node],
    after: Sequence[Node],
    gone: Iterable[int],
    new: Iterable[int],
    least: float,
) -> dict[int, int]:
    """Where each new block comes from: the first one gone that says the same, or `least` as much (0–1)."""
    left = [i for i in gone if before[i].words]
    by_mark: dict[str, list[int]] = {}
    for i in left:
        by_mark.setdefault(before[i].mark, []).append(i)
    found: dict[int, int] = {}
    for j in new:
        same = by_mark.get(after[j].mark) or [
            i for i in left if least < 1 and _likeness(before[i], after[j]) >= least
        ]
        origin = next((i for i in same if i not in found.values()), None)
        if origin is not None:
            found[j] = origin
            by_mark[before[origin].mark].remove(origin)
    return found


def _both(before: Node, after: Node) -> str:
    if before.mark == after.mark:
        return _whole(after, SAME)
    if not before.tag and not after.tag:
        return "".join(_run(before.tokens, after.tokens))
    if after.tag == "table":
        return _table(before, after)
    remark = of_block(before, after)
    inside = "".join(_children(before.inner, after.inner))
    return _wrapped(after, inside, remark=remark)


def _whole(node: Node, status: str, remark: str = "") -> str:
    """A block that was left alone, taken away or brought in as a whole."""
    if not node.tag:
        return (_remark(remark) if remark else "") + _segment(node.tokens, status)
    inside = [_whole(child, status) for child in node.children]
    return _wrapped(node, "".join(inside), status, remark)


def _wrapped(node: Node, inside: str, status: str = SAME, remark: str = "") -> str:
    names = []
    attributes = dict(node.attributes)
    if node.tag == "ol":
        names.append(_LISTS.get(attributes.pop("type", ""), ""))
    if status:
        names.append("deplace" if remark else _CLASSES[status])
    if classes := " ".join(filter(None, names)):
        attributes["class"] = classes
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    if node.tag == "hr":
        return f"<hr{written}>"
    if remark and node.tag in ("ul", "ol", "table"):
        return f'<p class="remarque">[{remark}]</p><{node.tag}{written}>{inside}</{node.tag}>'
    start = _remark(remark) if remark else ""
    return f"<{node.tag}{written}>{start}{inside}</{node.tag}>" if node.tag else start + inside


def _remark(text: str) -> str:
    return f'<span class="remarque">[{text}]</span> '


# Tables


def _table(before: Node, after: Node) -> str:
    """Both tables as one: rows and columns added, removed, cells compared; apart when cells are merged otherwise."""
    pairs = columns(before, after)
    if pairs is None:
        return _whole(before, GONE, "ancien tableau") + _whole(after, NEW, "nouveau tableau")
    captions = [
        [child for child in node.children if child.tag == "caption"] for node in (before, after)
    ]
    inside = "".join(_children(*captions))
    old, new = list(rows(before)), list(rows(after))
    heads = {id(row) for part in after.children if part.tag == "thead" for row in part.children}
    head: list[str] = []
    body: list[str] = []
    for i, j in align(
        [row.mark for row in old],
        [row.mark for row in new],
        lambda i, j: likeness(old[i].words, new[j].words),
    ):
        row = _row(old[i] if i is not None else None, new[j] if j is not None else None, pairs)
        in_head = not body and (id(new[j]) in heads if j is not None else False)
        (head if in_head else body).append(row)
    if head:
        inside += f"<thead>{''.join(head)}</thead>"
    return _wrapped(after, f"{inside}<tbody>{''.join(body)}</tbody>")


def _row(before: Node | None, after: Node | None, pairs: list[Pair]) -> str:
    cells = "".join(_cell(before, after, pair) for pair in pairs)
    if before is None and after is not None:
        return _wrapped(after, cells, NEW)
    if after is None and before is not None:
        return _wrapped(before, cells, GONE)
    return f"<tr>{cells}</tr>"


def _cell(before: Node | None, after: Node | None, pair: Pair) -> str:
    """One cell of the common table; where a row and a column are not of the same text, it is empty."""
    old = (
        before.children[pair[0]]
        if before and pair[0] is not None and pair[0] < len(before.children)
        else None
    )
    new = (
        after.children[pair[1]]
        if after and pair[1] is not None and pair[1] < len(after.children)
        else None
    )
    if old and new:
        return _both(old, new)
    if old:
        return _whole(old, GONE)
    return _whole(new, NEW) if new else "<td></td>"


# Words


def _run(before: Sequence[Token], after: Sequence[Token]) -> Iterator[str]:
    if max(len(before), len(after)) > MOST_WORDS:
        yield from _children(sentences(before), sentences(after))
        return
    steps = _quiet(_steps(before, after), before, after)
    for rank, (same, i1, i2, j1, j2) in enumerate(steps):
        if not same:
            yield from _replaced(before[i1:i2], after[j1:j2])
            continue
        yield from _kept(before[i1:i2], after[j1:j2])
        removed_next = rank + 1 < len(steps) and steps[rank + 1][2] > steps[rank + 1][1]
        if removed_next and before[i2 - 1].is_spaced and not after[j2 - 1].is_spaced:
            yield " "


def _replaced(before: Sequence[Token], after: Sequence[Token]) -> Iterator[str]:
    """What was taken away, then what came in; the space after both belongs to neither."""
    if before and after and before[-1].is_spaced and after[-1].is_spaced:
        before = (*before[:-1], before[-1].bare)
        after = (*after[:-1], after[-1].bare)
        yield _segment(before, GONE) + _segment(after, NEW) + " "
    else:
        yield _segment(before, GONE) + _segment(after, NEW)


def _steps(before: Sequence[Token], after: Sequence[Token]) -> list[Opcode]:
    return list(opcodes([token.key for token in before], [token.key for token in after]))


def _quiet(steps: list[Opcode], before: Sequence[Token], after: Sequence[Token]) -> list[Opcode]:
    """Join changes that only a few letters keep apart: « de la » in the middle of another sentence."""
    found: list[Opcode] = []
    for rank, step in enumerate(steps):
        same, i1, i2, j1, j2 = step
        if same and 0 < rank < len(steps) - 1 and _letters(before[i1:i2]) <= _NOISE:
            around = steps[rank - 1], steps[rank + 1]
            same = not all(max(b - a, d - c) >= _LONG for _, a, b, c, d in around)
        if not same and found and not found[-1][0]:
            found[-1] = (False, found[-1][1], i2, found[-1][3], j2)
        else:
            found.append((same, i1, i2, j1, j2))
    return found


def _letters(tokens: Iterable[Token]) -> int:
    return sum(len(token.key) for token in tokens)


def _kept(before: Sequence[Token], after: Sequence[Token]) -> Iterator[str]:
    """Words that stayed, with what changed in their look."""
    for remark, pairs in groupby(zip(before, after, strict=True), key=lambda pair: of_look(*pair)):
        yield _segment([token for _, token in pairs], SAME)
        if remark:
            yield _remark(remark)


def _segment(tokens: Iterable[Token], status: str) -> str:
    inside = _inline([piece for token in tokens for piece in token.pieces])
    return f"<{status}>{inside}</{status}>" if status and inside else inside


def _inline(pieces: Iterable[Piece]) -> str:
    """Letters under their marks, each mark opened once for the letters that share it."""
    written: list[str] = []
    opened: list[Mark] = []
    for piece in pieces:
        shared = 0
        while shared < min(len(opened), len(piece.marks)) and opened[shared] == piece.marks[shared]:
            shared += 1
        written += [_closing(opened.pop()) for _ in range(len(opened) - shared)]
        written += [_opening(mark) for mark in piece.marks[shared:]]
        opened += piece.marks[shared:]
        written.append(escape(piece.text, quote=False).replace("\n", "<br>"))
    written += [_closing(mark) for mark in reversed(opened)]
    return "".join(written)


def _opening(mark: Mark) -> str:
    name, value = mark
    if name in _LIVE:
        return f'<span class="{_LIVE[name]}">'
    return f'<a href="{escape(value)}">' if name == "a" else f"<{name}>"


def _closing(mark: Mark) -> str:
    return "</span>" if mark[0] in _LIVE else f"</{mark[0]}>"
