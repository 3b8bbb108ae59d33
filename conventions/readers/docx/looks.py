"""What styles and numbering say of a paragraph: its name, its heading level, its list, the number printed before it."""

import re
from dataclasses import dataclass, field

from lxml import etree

from conventions.readers.docx.archive import Archive, W

SHAPES = {"lowerLetter": "a", "upperLetter": "a", "lowerRoman": "i", "upperRoman": "i"}
_HEADING = re.compile(r"(?:heading|titre|überschrift)\s*(\d)")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: `shape` is bullet, decimal, lowerLetter…; `text` the mark, « %1. »."""

    shape: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A paragraph in a list: which one, how deep (0…8), its level."""

    number: str
    depth: int
    level: Level

    @property
    def bulleted(self) -> bool:
        return self.level.shape in ("bullet", "none")


@dataclass(slots=True)
class _Style:
    name: str
    base: str = ""
    outline: int | None = None
    number: str = ""
    depth: int = 0


@dataclass(slots=True)
class Looks:
    """The styles and the lists of one file."""

    styles: dict[str, _Style] = field(default_factory=dict)
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # by list
    counters: dict[tuple[str, int], int] = field(default_factory=dict)
    abstracts: dict[str, str] = field(default_factory=dict)
    default: str = ""

    @classmethod
    def of(cls, archive: Archive) -> "Looks":
        looks = cls()
        looks._read_styles(archive.part("styles.xml"))
        looks._read_lists(archive.part("numbering.xml"))
        return looks

    def style(self, paragraph: etree._Element) -> str:
        """The name of its style, in lower case."""
        found = self.styles.get(value(paragraph, "pPr/pStyle") or self.default)
        return found.name if found else ""

    def heading(self, paragraph: etree._Element) -> int:
        """1 for a title of the first level; 0 for a text."""
        given = value(paragraph, "pPr/outlineLvl")
        if given.isdecimal():
            return int(given) + 1 if int(given) < 9 else 0
        for style in self._line(value(paragraph, "pPr/pStyle")):
            if found := _HEADING.match(style.name):
                return int(found[1])
            if style.outline is not None:
                return style.outline + 1 if style.outline < 9 else 0
        return 0

    def listed(self, paragraph: etree._Element) -> Listed | None:
        """The list it belongs to, by itself or by its style."""
        number, depth = value(paragraph, "pPr/numPr/numId"), value(paragraph, "pPr/numPr/ilvl")
        if not number:
            for style in self._line(value(paragraph, "pPr/pStyle")):
                if style.number:
                    number, depth = style.number, depth or str(style.depth)
                    break
        if not number or number == "0":
            return None
        deep = min(int(depth), 8) if depth.isdecimal() else 0
        level = self.levels.get(number, {}).get(deep) or Level("bullet", "•", 1)
        return Listed(number, deep, level)

    def printed(self, listed: Listed) -> str:
        """The mark Word prints before the next paragraph of that list: « Article 3. », « a) », « - »."""
        if listed.bulleted:
            return "-" if listed.level.shape == "bullet" else ""
        key = self.abstracts.get(listed.number, listed.number)
        count = self.counters.get((key, listed.depth), listed.level.start - 1) + 1
        self.counters[key, listed.depth] = count
        for deeper in range(listed.depth + 1, 9):
            self.counters.pop((key, deeper), None)

        def figure(found: re.Match[str]) -> str:
            depth = int(found[1]) - 1
            shape = self.levels.get(listed.number, {}).get(depth, listed.level).shape
            return _figure(self.counters.get((key, depth), 1), shape)

        return re.sub(r"%(\d)", figure, listed.level.text)

    def _line(self, key: str) -> list[_Style]:
        """The style and those it is based on."""
        line: list[_Style] = []
        while key in self.styles and len(line) < 20:
            line.append(self.styles[key])
            key = line[-1].base
        return line

    def _read_styles(self, part: etree._Element | None) -> None:
        for element in part.findall(f"{W}style") if part is not None else ():
            key = element.get(f"{W}styleId") or ""
            outline, depth = value(element, "pPr/outlineLvl"), value(element, "pPr/numPr/ilvl")
            self.styles[key] = _Style(
                name=value(element, "name").lower(),
                base=value(element, "basedOn"),
                outline=int(outline) if outline.isdecimal() else None,
                number=value(element, "pPr/numPr/numId"),
                depth=int(depth) if depth.isdecimal() else 0,
            )
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") == "1":
                self.default = key

    def _read_lists(self, part: etree._Element | None) -> None:
        if part is None:
            return
        shapes = {
            element.get(f"{W}abstractNumId") or "": _levels(element)
            for element in part.findall(f"{W}abstractNum")
        }
        for element in part.findall(f"{W}num"):
            number = element.get(f"{W}numId") or ""
            abstract = value(element, "abstractNumId")
            levels = dict(shapes.get(abstract, {}))
            restarts = False
            for override in element.findall(f"{W}lvlOverride"):
                depth = _depth(override)
                start = value(override, "startOverride")
                restarts = restarts or bool(start)
                if depth in levels and start.isdecimal():
                    levels[depth] = Level(levels[depth].shape, levels[depth].text, int(start))
            self.levels[number] = levels
            self.abstracts[number] = number if restarts else f"a{abstract}"


def _depth(element: etree._Element) -> int:
    given = element.get(f"{W}ilvl") or ""
    return int(given[:2]) if given.isdecimal() else 0


def _levels(element: etree._Element) -> dict[int, Level]:
    levels = {}
    for level in element.findall(f"{W}lvl"):
        start = value(level, "start")
        levels[_depth(level)] = Level(
            value(level, "numFmt") or "decimal",
            value(level, "lvlText"),
            int(start) if start.isdecimal() else 1,
        )
    return levels


def _figure(count: int, shape: str) -> str:
    if shape.endswith("Letter"):
        letter = chr(ord("a") + (max(count, 1) - 1) % 26)
        return letter.upper() if shape.startswith("upper") else letter
    if shape.endswith("Roman"):
        roman = ""
        for size, sign in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
            while count >= size:
                roman, count = roman + sign, count - size
        return roman.upper() if shape.startswith("upper") else roman
    return f"{count:02}" if shape == "decimalZero" else str(count)


def value(element: etree._Element, path: str) -> str:
    """The `w:val` of what stands at that path (« pPr/pStyle »), "" when it is absent."""
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return (found.get(f"{W}val") or "") if found is not None else ""
