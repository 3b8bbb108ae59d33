"""A Word file as the parts of a convention: what stands under each heading, found by bookmarks, else by words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from conventions.document import marks
from conventions.document.marks import PARTS, PREFIX, STYLE
from conventions.readers.docx.archive import Archive
from conventions.readers.docx.body import Body, Item
from conventions.readers.docx.rich import html_of
from conventions.readers.docx.words import Change, Comment
from ctg.markup import parse, serialise, words_of

_ARTICLE = re.compile(
    r"^\s*article\s+(?:\d{1,3}(?:\s*er)?|premier|unique)\b[\s.:–—-]*", re.IGNORECASE
)
_ANNEX = re.compile(r"^\s*annexe\s*(?:n°\s*)?(?:\d{1,2}\s?[a-z]{0,2}\b)?[\s.:–—-]*", re.IGNORECASE)
_FORMULA = re.compile(r"^il est (?:donc )?convenu ce qui suit\s*:?$")


@dataclass(slots=True)
class Found:
    """A block as it stands in the file. `title` and `html` still hold marked live nodes (`words`)."""

    kind: str  # article | annex | legal_basis | preamble
    mark: str = ""
    title: str = ""
    items: list[Item] = field(default_factory=list)
    computed: list[Item] = field(default_factory=list)
    head: Item | None = None

    @property
    def html(self) -> str:
        if self.kind == "legal_basis":
            return "<br>".join(item.html for item in self.items if not item.blank)
        return html_of(self.items)

    @property
    def changes(self) -> list[Change]:
        return [change for item in self._all() for change in item.changes]

    @property
    def comments(self) -> list[Comment]:
        return [comment for item in [*self._all(), *self.computed] for comment in item.comments]

    @property
    def pictures(self) -> int:
        return sum(item.pictures for item in self._all())

    def _all(self) -> list[Item]:
        return [*([self.head] if self.head else []), *self.items]


@dataclass(slots=True)
class Returned:
    """The blocks in their order; `others` are the lines of what is computed around them, by part."""

    blocks: list[Found] = field(default_factory=list)
    others: dict[str, list[str]] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)
    pictures: int = 0


def read(archive: Archive) -> Returned:
    """The parts of the file."""
    return _Sorter().run(Body(archive).items())


class _Sorter:
    """The part being read, and the block open in it."""

    def __init__(self) -> None:
        self.out = Returned()
        self.part = "front"
        self.block: Found | None = None
        self.computed = False

    def run(self, items: list[Item]) -> Returned:
        for item in items:
            self._sort(item)
        return self.out

    def _sort(self, item: Item) -> None:
        if item.style.startswith("toc") or item.style in (
            "contents heading",
            STYLE.contents.lower(),
        ):
            return
        if item.blank and not item.table:
            self._leave(item)
            return
        words = plain(item.html)
        if part := self._opens_part(item, words):
            self.part, self.block = part, None
            if part == "preamble":
                self._open(Found("preamble"))
        elif kind := self._opens_block(item, words):
            self._open(_block(kind, item))
            self.part = "annexes" if kind == "annex" else self.part
        elif self.part in ("parties", "visas", "preamble") and _FORMULA.match(words.lower()):
            self.block = None
        elif self.part == "visas":
            self._open(Found("legal_basis", _mark(item, "legal_basis"), items=[item]))
        else:
            self._put(item, words)

    def _leave(self, item: Item) -> None:
        """A blank paragraph may hold a comment, a picture, or tell that its words were deleted."""
        if self.block is not None and not self.computed and item.changes and item.blank:
            self.block.items.append(item)
            return
        self.out.comments += item.comments
        self.out.pictures += item.pictures

    def _opens_part(self, item: Item, words: str) -> str:
        marked = next((part for part in PARTS if marks.part_mark(part) in item.marks), "")
        titled = next((part for part, title in PARTS.items() if fold(title) == fold(words)), "")
        if titled and (item.heading == 1 or marked):
            return titled
        return (
            marked
            if item.heading == 1 and not _ANNEX.match(words) and not _mark(item, "annex")
            else ""
        )

    def _opens_block(self, item: Item, words: str) -> str:
        for kind in ("article", "annex"):
            if item.heading and _mark(item, kind):
                return kind
        if item.heading == 1 and (_ANNEX.match(words) or self.part in ("annexes", "signatures")):
            return "annex"
        if not item.heading or item.heading > 2 or self.part not in ("articles", "preamble"):
            return ""
        numbered = _ARTICLE.match(words) or item.printed.lower().startswith("article")
        return "article" if self.part == "articles" or numbered else ""

    def _open(self, block: Found) -> None:
        self.block, self.computed = block, False
        self.out.blocks.append(block)

    def _put(self, item: Item, words: str) -> None:
        if any(mark.startswith(f"{PREFIX}{marks.COMPUTED}_") for mark in item.marks):
            self.computed = True
        if self.block is None:
            self.out.others.setdefault(self.part, []).extend(_lines(item, words))
            self._leave(item)
        elif self.computed:
            self.block.computed.append(item)
        else:
            self.block.items.append(item)


def _block(kind: str, item: Item) -> Found:
    pattern = _ARTICLE if kind == "article" else _ANNEX
    return Found(kind, _mark(item, kind), without(item.html, pattern), head=item)


def _mark(item: Item, kind: str) -> str:
    return next((mark for mark in item.marks if mark.startswith(f"{PREFIX}{kind}_")), "")


def without(html: str, pattern: re.Pattern[str]) -> str:
    """The title without the number typed or printed before it."""
    html = html.replace("\u200b", "")
    found = pattern.match(plain(html))
    if not found:
        return html
    root, left = parse(html), found.end()
    for element, place in _slots(root):
        text = getattr(element, place) or ""
        cut = min(left, len(text))
        setattr(element, place, text[cut:])
        left -= cut
        if not left:
            break
    return serialise(root).strip(" ")


def _slots(root: object) -> Iterator[tuple[object, str]]:
    """Every text in its order."""
    yield root, "text"
    for child in root:  # type: ignore[attr-defined]
        yield from _slots(child)
        yield child, "tail"


def _lines(item: Item, words: str) -> list[str]:
    if not item.table:
        return [words]
    return [" | ".join(plain(cell) for cell in row) for row in item.rows]


def plain(html: str) -> str:
    """The words, notes left out, on one line."""
    return re.sub(r"\s+", " ", words_of(parse(html.replace("<br>", " ")))).strip()


def fold(words: str) -> str:
    """What two wordings share when only blanks, apostrophes and letter case differ."""
    return re.sub(r"\s+", "", words.replace("’", "'")).casefold()
