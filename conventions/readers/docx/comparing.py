"""What a Word file changes in the convention it was made from, block by block; what it cannot change is told."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from conventions.document import marks
from conventions.document.model import Document
from conventions.document.numbering import labels
from conventions.readers.docx.restoring import restore, same
from conventions.readers.docx.returned import Found, Returned, fold, plain, without
from conventions.readers.docx.words import Change, Comment

ALIKE = 0.55  # share of words that makes an unmarked block the same one
LOOKED_AT = 3000  # characters compared to tell so
SHOWN = 140  # characters of a text shown in a note
MOST_UNKNOWN = 100  # blocks looked at for likeness
LONGEST = 600_000  # characters of one text
AROUND = 3  # words around a change
MOST_NOTES = 12  # of one part
_WORD = re.compile(r"^\s*(vu|considérant)\b\s*", re.IGNORECASE)
_END = re.compile(r"[\s\u00a0\u202f]*[;.](</\w+>)*\s*$")
PART_NAMES = {
    "front": "Page de garde",
    "parties": "Parties",
    "visas": "Visas",
    "articles": "Avant le premier article",
    "signatures": "Signatures",
}


@dataclass(frozen=True, slots=True)
class BlockChange:
    """`fields` are (name, text exported as stored, text to propose); none for a block to remove."""

    action: str  # change | add | remove
    kind: str
    key: str = ""
    label: str = ""
    after: str = ""
    fields: tuple[tuple[str, str, str], ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(slots=True)
class Comparison:
    """`comments` come with the kind and the key of their block, "" twice when it is none of ours."""

    changes: list[BlockChange] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    comments: list[tuple[str, str, Comment]] = field(default_factory=list)
    matched: float = 1.0  # share of the articles found again


@dataclass(frozen=True, slots=True)
class _Base:
    """A block as exported: its key, its stored texts, how it reads in the file."""

    kind: str
    key: str
    label: str
    stored: tuple[tuple[str, str], ...]
    found: Found


def compare(base: Document, exported: Returned, back: Returned) -> Comparison:
    """`exported` is the reading of the export of `base`, `back` that of the file that came back."""
    out = Comparison()
    blocks = list(_bases(base, exported))
    for kind in ("legal_basis", "preamble", "article", "annex"):
        ours = [block for block in blocks if block.kind == kind]
        theirs = [found for found in back.blocks if found.kind == kind]
        pairs = _match(ours, theirs)
        if kind == "article" and ours:
            out.matched = len(pairs) / len(ours)
        _compare_kind(out, kind, ours, theirs, pairs)
    _compare_others(out, exported, back)
    return out


def _bases(base: Document, exported: Returned) -> Iterator[_Base]:
    found = {(block.kind, block.mark): block for block in exported.blocks}
    names = labels(base)

    def held(kind: str, key: str, *stored: tuple[str, str]) -> Iterator[_Base]:
        if block := found.get((kind, marks.block_mark(kind, key) if key else "")):
            label = names[kind, key].heading if key else "Préambule"
            yield _Base(kind, key, label, stored, block)

    for basis in base.legal_bases:
        yield from held("legal_basis", basis.key, ("text", basis.html))
    yield from held("preamble", "", ("preamble", base.preamble))
    for article in base.articles:
        yield from held("article", article.key, ("title", article.title), ("body", article.html))
    for annex in base.annexes:
        yield from held("annex", annex.key, ("title", annex.title), ("body", annex.html))


# Which block is which


def _match(ours: list[_Base], theirs: list[Found]) -> dict[int, int]:
    """Place in `ours` by place in `theirs`: same words first, then the bookmark, then what looks like it."""
    pairs: dict[int, int] = {}
    _pair_by(pairs, [_name(block.found) for block in ours], [_name(found) for found in theirs])
    _pair_by(pairs, [block.found.mark for block in ours], [found.mark for found in theirs])
    if ours and ours[0].kind == "preamble" and theirs:
        pairs.setdefault(0, 0)
    _pair_alike(pairs, ours, theirs)
    return pairs


def _name(found: Found) -> str:
    return fold(plain(found.title if found.kind in ("article", "annex") else _basis_text(found)))


def _pair_by(pairs: dict[int, int], ours: list[str], theirs: list[str]) -> None:
    """Pair what bears the same name, when only one does on each side."""
    taken, once = set(pairs.values()), Counter(theirs)
    places = {name: place for place, name in enumerate(ours) if ours.count(name) == 1}
    for place, name in enumerate(theirs):
        own = places.get(name, -1)
        if place not in pairs and name and once[name] == 1 and own >= 0 and own not in taken:
            pairs[place] = own
            taken.add(own)


def _pair_alike(pairs: dict[int, int], ours: list[_Base], theirs: list[Found]) -> None:
    left = [place for place in range(len(ours)) if place not in pairs.values()]
    if len(theirs) - len(pairs) > MOST_UNKNOWN:
        return
    for place, found in enumerate(theirs):
        if place in pairs or not left:
            continue
        words = _words(found)
        scores = {own: _likeness(_words(ours[own].found), words) for own in left}
        best = max(left, key=lambda own: scores[own])
        if scores[best] >= ALIKE:
            pairs[place] = best
            left.remove(best)


def _words(found: Found) -> list[str]:
    return plain(f"{found.title} {found.html}")[:LOOKED_AT].split()


def _likeness(first: list[str], second: list[str]) -> float:
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0


# What changed


def _compare_kind(
    out: Comparison, kind: str, ours: list[_Base], theirs: list[Found], pairs: dict[int, int]
) -> None:
    after = ""
    for place, found in enumerate(theirs):
        if place in pairs:
            block = ours[pairs[place]]
            _compare_block(out, block, found)
            after = block.key
            key = block.key
        else:
            _added(out, found, after)
            key = ""
        known = place in pairs
        out.comments += [(kind if known else "", key, comment) for comment in found.comments]
    for own, block in enumerate(ours):
        if own not in pairs.values():
            _removed(out, block)
    _tell_moves(out, ours, [pairs[place] for place in sorted(pairs)])


def _compare_block(out: Comparison, block: _Base, found: Found) -> None:
    found = _split_computed(out, block, found)
    fields = []
    for name, stored in block.stored:
        before, now = _text(block.found, name), _text(found, name)
        if same(before, now):
            continue
        if len(now) > LONGEST:
            out.notes.append(
                f"{block.label}\u00a0: trop long pour être repris, à reporter à la main."
            )
            continue
        restored = restore(stored, before, now)
        fields.append((name, stored, restored.html))
        out.notes += [
            f"{block.label}\u00a0: «\u00a0{_short(words)}\u00a0» était calculé\u00a0; réécrit dans Word, "
            "il revient comme du texte."
            for words in restored.lost
        ]
    if block.kind == "legal_basis" and _opening(found) != _opening(block.found):
        out.notes.append(
            f"{block.label}\u00a0: «\u00a0Vu\u00a0» ou «\u00a0Considérant\u00a0» a changé, à reporter à la main."
        )
    if found.pictures > block.found.pictures:
        out.notes.append(
            f"{block.label}\u00a0: une image ou un cadre ajouté dans Word n’est pas repris."
        )
    if fields:
        out.changes.append(
            BlockChange(
                "change",
                block.kind,
                block.key,
                block.label,
                "",
                tuple(fields),
                tuple(found.changes),
            )
        )


def _text(found: Found, name: str) -> str:
    if name == "title":
        return found.title
    return _basis_text(found) if name == "text" else found.html


def _basis_text(found: Found) -> str:
    """A visa without its first word nor its final mark, which are computed."""
    if found.kind != "legal_basis":
        return found.html
    return _END.sub(r"\1", without(found.html, _WORD))


def _opening(found: Found) -> str:
    opening = _WORD.match(plain(found.html))
    return opening[1].lower() if opening else "vu"


def _split_computed(out: Comparison, block: _Base, found: Found) -> Found:
    """Tell the text of an annex from what is computed in it, and say when the latter was changed."""
    ours = [_line(item.html) for item in block.found.computed]
    if not ours:
        return found
    if not found.computed:
        lines = [_line(item.html) for item in found.items]
        start = next((at for at, line in enumerate(lines) if line and line == ours[0]), None)
        if start is None and ours:
            start = next((at for at, item in enumerate(found.items) if item.table), len(lines))
        found = replace(found, items=found.items[:start], computed=found.items[start:])
    theirs = [_line(item.html) for item in found.computed]
    lines_before, lines_after = _told(block.found), _told(found)
    if ours != theirs:
        out.notes += list(
            _line_notes(f"{block.label} (contenu calculé)", lines_before, lines_after)
        )
    return found


def _line(html: str) -> str:
    return fold(plain(html))


def _told(found: Found) -> list[str]:
    lines: list[str] = []
    for item in found.computed:
        lines += (
            [" | ".join(map(plain, row)) for row in item.rows] if item.table else [plain(item.html)]
        )
    return [line for line in lines if line]


def _added(out: Comparison, found: Found, after: str) -> None:
    if found.kind == "preamble":
        fields = [("preamble", "", found.html)]
        out.changes.append(
            BlockChange(
                "change", "preamble", "", "Préambule", "", tuple(fields), tuple(found.changes)
            )
        )
        return
    title = found.title if found.kind != "legal_basis" else ""
    body = _basis_text(found)
    said = plain(title) or plain(body)
    if not said:
        return
    new = restore("", "", body).html
    fields = [("title", "", restore("", "", title).html), ("body", "", new)]
    out.changes.append(
        BlockChange("add", found.kind, "", _short(said), after, tuple(fields), tuple(found.changes))
    )


def _removed(out: Comparison, block: _Base) -> None:
    if block.kind == "preamble":
        out.notes.append("Préambule\u00a0: supprimé dans Word, à reporter à la main.")
    elif block.kind == "annex" and block.found.computed:
        out.notes.append(
            f"{block.label}\u00a0: supprimée dans Word\u00a0; son contenu est calculé, à reporter à la main."
        )
    else:
        out.changes.append(BlockChange("remove", block.kind, block.key, block.label))


def _tell_moves(out: Comparison, ours: list[_Base], order: list[int]) -> None:
    """Blocks found again in another order: the fewest that explain it are named."""
    best: list[list[int]] = []
    for rank, own in enumerate(order):
        longest: list[int] = []
        for other in range(rank):
            if order[other] < own and len(best[other]) > len(longest):
                longest = best[other]
        best.append([*longest, own])
    best.sort(key=len)
    stay = set(best[-1] if best else [])
    for own in order:
        if own not in stay:
            title = plain(ours[own].found.title) or plain(ours[own].found.html)
            out.notes.append(
                f"{ours[own].label} (« {_short(title)} ») a changé de place dans Word\u00a0: à déplacer à la main."
            )


# Around the blocks


def _compare_others(out: Comparison, exported: Returned, back: Returned) -> None:
    for part in dict.fromkeys([*exported.others, *back.others]):
        before, now = exported.others.get(part, []), back.others.get(part, [])
        out.notes += list(_line_notes(PART_NAMES.get(part, "Hors des articles"), before, now))
    out.comments += [("", "", comment) for comment in back.comments]
    if back.pictures > exported.pictures:
        out.notes.append("Une image ou un cadre ajouté dans Word n’est pas repris.")


def _line_notes(part: str, before: list[str], now: list[str]) -> Iterator[str]:
    matcher = SequenceMatcher(
        None, [fold(line) for line in before], [fold(line) for line in now], autojunk=False
    )
    notes = []
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            continue
        old, new = " ".join(before[start:end]), " ".join(now[first:last])
        if old and new:
            was, became = _difference(old, new)
            notes.append(
                f"{part}\u00a0: «\u00a0{was}\u00a0» est devenu «\u00a0{became}\u00a0», à reporter à la main."
            )
        elif new:
            notes.append(f"{part}\u00a0: «\u00a0{_short(new)}\u00a0» ajouté, à reporter à la main.")
        elif old:
            notes.append(
                f"{part}\u00a0: «\u00a0{_short(old)}\u00a0» a été supprimé, à reporter à la main."
            )
    yield from notes[:MOST_NOTES]
    if len(notes) > MOST_NOTES:
        yield f"{part}\u00a0: {len(notes) - MOST_NOTES} autres changements, à reporter à la main."


def _difference(old: str, new: str) -> tuple[str, str]:
    """Where two wordings part, with a few words around."""
    first, second = old.split(), new.split()
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    end = 0
    while end < min(len(first), len(second)) - start and first[-1 - end] == second[-1 - end]:
        end += 1
    start, end = max(start - AROUND, 0), max(end - AROUND, 0)

    def piece(words: list[str]) -> str:
        said = _short(" ".join(words[start : len(words) - end]))
        return f"{'… ' if start else ''}{said}{' …' if end else ''}"

    return piece(first), piece(second)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= SHOWN else f"{words[: SHOWN - 1].rstrip()}…"
