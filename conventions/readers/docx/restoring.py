"""A text that comes back from Word → the text to store: what nobody touched is what was stored, live nodes first.

Three texts are compared: the one stored, the one exported (the same, its live nodes told in full, French spaces set)
and the one returned. Words found again in their order keep their stored spelling; a live node whose words are all
found again stays live.
"""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from lxml.html import HtmlElement

from ctg.markup import is_block, parse, serialise, words_of
from ctg.richtext import live_nodes
from ctg.richtext.nodes import Live, attributes_of

_TOKEN = re.compile(r"\w+|\s|[^\w\s]")
_SPACES = re.compile(r"\s+")
BREAK = "\n"
LONG = 3000  # words and signs rewritten; beyond, the usual ones are no landmarks


@dataclass(slots=True)
class _Token:
    """A word, a sign, a blank; a note whole. `chip` is the live node it tells, `raised` whether it stands higher."""

    text: str
    said: str
    chip: str = ""
    raised: bool = False
    slot: int = -1


@dataclass(slots=True)
class _Flat:
    tokens: list[_Token] = field(default_factory=list)
    slots: list[tuple[HtmlElement, str]] = field(default_factory=list)

    @property
    def said(self) -> list[str]:
        return [token.said for token in self.tokens]


@dataclass(frozen=True, slots=True)
class Restored:
    """`html` is not sanitised yet; `lost` are the words of the live nodes that became text, or were rewritten."""

    html: str
    lost: tuple[str, ...] = ()


def same(first: str, second: str) -> bool:
    """Whether two readings say the same thing, whatever the marks of live nodes and the kinds of blanks."""
    return canonical(first) == canonical(second)


def canonical(html: str) -> str:
    """A reading without the marks of live nodes, with one kind of blank and of apostrophe."""
    bare = re.sub(r'<span data-chip="[^"]*">|(?<!")</span>', "", html)
    bare = re.sub(r"<(\w+)>(\s*)</\1>", r"\2", bare)
    return _SPACES.sub(" ", bare.replace("’", "'")).strip()


def restore(stored: str, exported: str, returned: str) -> Restored:
    """The text to store for what came back. `exported` and `returned` come from the same reader."""
    lives = [node for node in live_nodes(stored) if node.type != "note"]
    before, after = _flatten(parse(exported)), _flatten(root := parse(returned))
    names = list(dict.fromkeys(token.chip for token in before.tokens if token.chip))
    if len(names) != len(lives):
        names, lives = [], []
    told = {name: _told(before, name) for name in names}
    origin = _flatten(parse(stored), [told[name] for name in names])
    spelling = _aligned(origin.said, before.said)
    found = _aligned(before.said, after.said)
    chips = _chips(before, after, found, told)
    _unraise(root, origin, spelling, found, after)
    _write(after, origin, spelling, found, chips, dict(zip(names, lives, strict=True)))
    _drop_marks(root)
    kept = _keep_blocks(root, stored, exported, returned)
    lost = [told[name] for name in names if _is_lost(name, chips, found, before)]
    return Restored(
        _dressed(root, stored),
        tuple(words for words in lost if not kept or words not in kept),
    )


# Words


def _flatten(root: HtmlElement, told: list[str] | None = None) -> _Flat:
    """The words of a tree in order. `told` gives the words of its live nodes, when they are not written in it."""
    flat = _Flat()
    waiting = list(told or [])

    def words(text: str | None, chip: str, slot: int, *, raised: bool) -> None:
        for found in _TOKEN.findall(text or ""):
            said = " " if found.isspace() else "'" if found == "’" else found
            flat.tokens.append(_Token(found, said, chip, raised, slot))

    def visit(element: HtmlElement, chip: str, *, raised: bool) -> None:
        if is_block(element) or element.tag == "br":
            flat.tokens.append(_Token(BREAK, BREAK))
        if note := element.get("data-note"):
            flat.tokens.append(_Token("", f"note {_SPACES.sub(' ', note)}"))
        elif element.get("data-var") or element.get("data-ref"):
            words(waiting.pop(0) if waiting else "", f"live {len(waiting)}", -1, raised=raised)
        chip = element.get("data-chip") or chip
        raised = raised or element.tag == "sup"
        flat.slots.append((element, "text"))
        words(element.text, chip, len(flat.slots) - 1, raised=raised)
        for child in element:
            visit(child, chip, raised=raised)
            flat.slots.append((child, "tail"))
            words(child.tail, chip, len(flat.slots) - 1, raised=raised)

    visit(root, "", raised=False)
    return flat


def _told(flat: _Flat, name: str) -> str:
    return "".join(token.text for token in flat.tokens if token.chip == name)


def _aligned(first: list[str], second: list[str]) -> dict[int, int]:
    """Place in `first` by place in `second`, of what both say in the same order."""
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    end = 0
    while end < min(len(first), len(second)) - start and first[-1 - end] == second[-1 - end]:
        end += 1
    places = {at: at for at in range(start)}
    places |= {len(second) - 1 - at: len(first) - 1 - at for at in range(end)}
    left, right = first[start : len(first) - end], second[start : len(second) - end]
    middle = SequenceMatcher(None, left, right, autojunk=max(len(left), len(right)) > LONG)
    for block in middle.get_matching_blocks():
        for at in range(block.size):
            places[start + block.b + at] = start + block.a + at
    return places


# Live nodes


def _chips(
    before: _Flat, after: _Flat, found: dict[int, int], told: dict[str, str]
) -> dict[int, tuple[str, int]]:
    """Where a live node stands in what came back: (name, number of tokens) by first token."""
    reverse = {old: new for new, old in found.items()}
    places: dict[int, tuple[str, int]] = {}
    for name, words in told.items():
        marked = [at for at, token in enumerate(after.tokens) if token.chip == name]
        if marked and _is_run(marked) and _fold(_told(after, name)) == _fold(words):
            places[marked[0]] = (name, len(marked))
            continue
        old = [at for at, token in enumerate(before.tokens) if token.chip == name]
        new = [reverse[at] for at in old if at in reverse]
        if len(new) == len(old) and _is_run(new):
            places[new[0]] = (name, len(new))
    return places


def _is_run(places: list[int]) -> bool:
    return places == list(range(places[0], places[0] + len(places))) if places else False


def _is_lost(
    name: str, chips: dict[int, tuple[str, int]], found: dict[int, int], before: _Flat
) -> bool:
    """Rewritten in part: gone with its whole sentence is a deletion, not a loss."""
    if any(name == held for held, _ in chips.values()):
        return False
    left = set(found.values())
    words = [
        at for at, token in enumerate(before.tokens) if token.chip == name and token.said.strip()
    ]
    return any(at in left for at in words)


def _fold(words: str) -> str:
    return _SPACES.sub(" ", words.replace("’", "'")).strip()


# Writing


def _write(
    after: _Flat,
    origin: _Flat,
    spelling: dict[int, int],
    found: dict[int, int],
    chips: dict[int, tuple[str, int]],
    lives: dict[str, Live],
) -> None:
    """Put the stored spelling and the live nodes into the returned tree."""
    pieces: dict[int, list[str | Live]] = {}
    skip = 0
    for at, token in enumerate(after.tokens):
        if token.slot < 0:
            continue
        line = pieces.setdefault(token.slot, [])
        if at in chips:
            name, skip = chips[at]
            line.append(lives[name])
        if skip:
            skip -= 1
            continue
        line.append(_spelled(token, found.get(at), origin, spelling))
    for slot, line in pieces.items():
        _fill(after.slots[slot], line)


def _spelled(token: _Token, old: int | None, origin: _Flat, spelling: dict[int, int]) -> str:
    if old is None:
        return token.text
    place = spelling.get(old)
    if place is not None:
        return origin.tokens[place].text
    return "" if token.said == " " else token.text  # a blank that only French typography wants


def _fill(slot: tuple[HtmlElement, str], line: list[str | Live]) -> None:
    element, place = slot
    holder = element if place == "text" else element.getparent()
    index = 0 if place == "text" else holder.index(element) + 1
    words, spans = "", []
    for piece in line:
        if isinstance(piece, Live):
            spans.append(holder.makeelement("span", attributes_of(piece)))
        elif spans:
            spans[-1].tail = (spans[-1].tail or "") + piece
        else:
            words += piece
    setattr(element, place, words)
    for rank, span in enumerate(spans):
        holder.insert(index + rank, span)


def _unraise(
    root: HtmlElement,
    origin: _Flat,
    spelling: dict[int, int],
    found: dict[int, int],
    after: _Flat,
) -> None:
    """« 1er » was raised by the typography, not by the one who wrote it."""
    raised: dict[HtmlElement, list[bool]] = {}
    for at, token in enumerate(after.tokens):
        element = after.slots[token.slot][0] if token.slot >= 0 else None
        if element is not None and element.tag == "sup" and after.slots[token.slot][1] == "text":
            place = spelling.get(found.get(at, -1), -1)
            raised.setdefault(element, []).append(place < 0 or origin.tokens[place].raised)
    for element, told in raised.items():
        if not any(told):
            element.set("data-flat", "1")


def _drop_marks(root: HtmlElement) -> None:
    for element in list(root.iter("span", "sup")):
        if element.get("data-chip") or element.get("data-flat"):
            element.drop_tag()
    for element in list(root.iter("sup", "sub", "em", "strong", "u", "s")):
        if not len(element) and not element.text:  # a live node took its words
            element.drop_tag()


# Blocks


def _keep_blocks(root: HtmlElement, stored: str, exported: str, returned: str) -> str:
    """Take the blocks nobody touched as they were stored. Returns their words, live nodes told."""
    first, old, new = parse(stored), list(parse(exported)), list(parse(returned))
    if len(first) != len(old) or len(list(root)) != len(new) or not len(first):
        return ""
    if (first.text or "").strip():
        return ""
    before, after = [_said(element) for element in old], [_said(element) for element in new]
    kept: list[str] = []
    originals, current = list(first), list(root)
    for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        for at in range(block.size):
            element = current[block.b + at]
            replacement = originals[block.a + at]
            replacement.tail = None
            root.replace(element, replacement)
            kept.append(words_of(old[block.a + at]))
    return " ".join(kept)


def _said(element: HtmlElement) -> str:
    holder = parse("")
    holder.append(parse(serialise_one(element))[0])
    return canonical(serialise(holder))


def serialise_one(element: HtmlElement) -> str:
    """The element itself as HTML, without what follows it."""
    holder = element.makeelement("div")
    tail, element.tail = element.tail, None
    parent = element.getparent()
    index = parent.index(element) if parent is not None else 0
    holder.append(element)
    html = serialise(holder)
    element.tail = tail
    if parent is not None:
        parent.insert(index, element)
    return html


def _dressed(root: HtmlElement, stored: str) -> str:
    """Items and cells with a paragraph of their own, or without, as the stored text has them."""
    for tag in ("li", "td", "th"):
        if re.search(rf"<{tag}[^>]*><p", stored) and not re.search(rf"<{tag}[^>]*>[^<]", stored):
            continue
        for element in root.iter(tag):
            paragraphs = [child for child in element if child.tag == "p"]
            if len(paragraphs) == 1 and element[0] is paragraphs[0]:
                paragraphs[0].drop_tag()
    if "<thead" in stored:
        for table in root.iter("table"):
            _give_head(table)
    return serialise(root)


def _give_head(table: HtmlElement) -> None:
    """The leading rows of headers in a head of their own, as the stored text has them."""
    body = table.find("tbody")
    if table.find("thead") is not None or body is None:
        return
    rows = []
    for row in body:
        if not len(row) or any(cell.tag != "th" for cell in row):
            break
        rows.append(row)
    if rows and len(rows) < len(body):
        head = table.makeelement("thead")
        head.extend(rows)
        body.addprevious(head)
