"""Cut the lines into the parts of a convention, in one pass. Every non-blank line lands in exactly one part."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from conventions.readers import headings
from conventions.readers.headings import Heading
from conventions.readers.noise import is_debris
from conventions.readers.source import Line, join


@dataclass(slots=True)
class Part:
    """An article or an annex: its heading and the lines under it."""

    heading: Heading
    line: int
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Sections:
    front: list[Line] = field(default_factory=list)
    titles: list[Line] = field(default_factory=list)
    deliberation: list[Line] = field(default_factory=list)
    parties: list[Line] = field(default_factory=list)
    toc: list[Line] = field(default_factory=list)
    annex_list: list[Line] = field(default_factory=list)
    visas: list[Line] = field(default_factory=list)
    preamble: list[Line] = field(default_factory=list)
    articles: list[Part] = field(default_factory=list)
    closing: list[Line] = field(default_factory=list)
    signatures: list[Line] = field(default_factory=list)
    annexes: list[Part] = field(default_factory=list)
    between: list[Line] = field(default_factory=list)  # belongs nowhere
    debris: list[Line] = field(default_factory=list)
    formulas: list[Line] = field(default_factory=list)
    party_heading: int | None = None


def split(lines: list[Line], *, scanned: bool = False) -> Sections:
    return _Splitter(lines, scanned=scanned).run()


class _Splitter:
    """A small state machine: the state is the part being read; each state decides what a line may open."""

    def __init__(self, lines: list[Line], *, scanned: bool) -> None:
        self.lines = lines
        self.scanned = scanned
        self.out = Sections()
        self.state = "front"
        self.at = 0
        self.toc_numbers: list[str] = []
        self.last_fait = self._last_closing()
        self.steps: dict[str, Callable[[Line], None]] = {
            "front": self._front,
            "deliberation": self._deliberation,
            "title": self._title,
            "parties": self._parties,
            "toc": self._toc,
            "annex_list": self._annex_list,
            "after": self._after,
            "visas": self._visas,
            "preamble": self._preamble,
            "article": self._article,
            "closing": self._closing,
            "signatures": self._signatures,
            "annex": self._annex,
        }

    def _last_closing(self) -> int:
        """The « Fait à … » that ends the articles: the last one before the annexes' headings, else none."""
        found = -1
        articles = 0
        for at, line in enumerate(self.lines):
            if headings.article(line):
                articles += 1
            elif articles and headings.is_a("closing", line) and len(line.bare) < 200:
                found = at
            elif found >= 0 and headings.annex(line):
                break
        return found

    def run(self) -> Sections:
        while self.at < len(self.lines):
            self.steps[self.state](self.lines[self.at])
            self.at += 1
        if self.scanned:
            for part in self.out.articles:
                self._drop_first_debris(part.lines)
        return self.out

    def _drop_first_debris(self, lines: list[Line]) -> None:
        """Stray signs just under a heading."""
        while lines and (lines[0].blank or is_debris(lines[0])):
            line = lines.pop(0)
            if not line.blank:
                self.out.debris.append(line)

    # What any state before the articles may meet

    def _opens(self, line: Line) -> bool:
        """Move to the part this line opens, if it opens one that may stand before the first article."""
        if headings.is_formula(line):
            self.out.formulas.append(line)
            self.state = "after" if self.state in ("parties", "front", "title") else self.state
        elif headings.is_a("toc", line):
            self.out.toc.append(line)
            self.state = "toc"
        elif headings.is_a("annex_list", line):
            self.out.annex_list.append(line)
            self.state = "annex_list"
        elif headings.is_a("visa", line):
            self.out.visas.append(line)
            self.state = "visas"
        elif headings.is_a("preamble", line):
            self.out.formulas.append(line)
            self.state = "preamble"
        else:
            return self._opens_article(line)
        return True

    def _opens_article(self, line: Line) -> bool:
        found = headings.article(line)
        if not found:
            return False
        title = self._rest_of_title(found)
        self._drop_debris()
        if found.noise:
            self.out.debris.append(line.with_text(found.noise))
        if found.number.lower().startswith("pr") and "ambule" in title.lower():
            self.out.formulas.append(line)
            self.state = "preamble"
        else:
            heading = Heading(found.number, title, found.noise, found.marked)
            self.out.articles.append(Part(heading, line.number))
            self.state = "article"
        return True

    def _rest_of_title(self, found: Heading) -> str:
        """A title goes on over the next line of a wrapped file, or stands alone under « Article 1er »."""
        title = found.title
        ahead = self.at + 1
        if not title:
            while ahead < len(self.lines) and self.lines[ahead].blank:
                ahead += 1
            below = self.lines[ahead] if ahead < len(self.lines) else None
            if (
                below
                and len(below.bare) <= 150
                and not below.bare.endswith((".", ";", ":"))
                and not headings.article(below)
            ):
                self.at = ahead
                return below.bare
            return ""
        while ahead < len(self.lines) and self._continues_title(title, self.lines[ahead]):
            title = join(title, self.lines[ahead].bare)
            self.at = ahead
            ahead += 1
        return title

    def _continues_title(self, title: str, below: Line) -> bool:
        if below.blank or len(title) > 200 or len(below.bare) > 90 or "\t" in below.text:
            return False
        return (
            len(title) > 40
            and bool(re.match(r"[a-zà-öø-ÿœ(’']", below.bare))
            and not title.endswith((".", ":"))
        )

    def _drop_debris(self) -> None:
        """Stray signs of a scan just above a heading go out of the part that precedes it."""
        if not self.scanned:
            return
        for part in (
            self.out.articles[-1].lines if self.out.articles else [],
            self.out.preamble,
            self.out.visas,
        ):
            while part and (part[-1].blank or is_debris(part[-1])):
                line = part.pop()
                if not line.blank:
                    self.out.debris.append(line)

    # The states

    def _front(self, line: Line) -> None:
        if headings.is_a("deliberation", line):
            self._take_back_header()
            self.out.deliberation.append(line)
            self.state = "deliberation"
        elif headings.is_a("parties", line):
            self.out.party_heading = line.number
            self.out.parties.append(line)
            self.state = "parties"
        elif headings.is_title(line):
            self.out.titles.append(line)
            self.state = "title"
        elif re.match(r"^\W*entre\b", line.bare, re.IGNORECASE) or re.search(
            r"repr[ée]sent[ée]e?s? par", line.bare
        ):
            self.out.parties.append(line)
            self.state = "parties"
        elif not self._opens(line):
            self.out.front.append(line)

    def _take_back_header(self) -> None:
        """What stands above « Extrait du registre » (department, assembly) belongs to the deliberation."""
        self.out.deliberation = self.out.front
        self.out.front = []

    def _deliberation(self, line: Line) -> None:
        title = headings.is_title(line) and (line.bare.isupper() or self._parties_follow())
        if title or headings.is_a("parties", line):
            self.state = "front"
            self._front(line)
        else:
            self.out.deliberation.append(line)

    def _parties_follow(self) -> bool:
        return any(
            headings.is_a("parties", line) for line in self.lines[self.at + 1 : self.at + 12]
        )

    def _title(self, line: Line) -> None:
        """After the title: its other lines until the parties."""
        if headings.is_a("parties", line) or headings.is_a("deliberation", line):
            self._front(line)
        elif re.search(r"repr[ée]sent[ée]e?s? par", line.bare) or re.match(
            r"^\W*entre\b", line.bare, re.IGNORECASE
        ):
            self.out.parties.append(line)
            self.state = "parties"
        elif not self._opens(line):
            self.out.titles.append(line)

    def _parties(self, line: Line) -> None:
        if headings.is_title(line) and not self.out.titles:
            self.out.titles.append(line)
            self._take_title_lines()
        elif not self._opens(line):
            self.out.parties.append(line)

    def _take_title_lines(self) -> None:
        """A title met among the parties (columns of a scan) keeps the lines that touch it."""
        while self.at + 1 < len(self.lines) and not self.lines[self.at + 1].blank:
            self.at += 1
            self.out.titles.append(self.lines[self.at])

    def _toc(self, line: Line) -> None:
        found = headings.article(line)
        again = found is not None and found.number in self.toc_numbers
        if not line.blank and not again and self._is_entry(line):
            if found:
                self.toc_numbers.append(found.number)
            self.out.toc.append(line)
        elif not line.blank:
            self.state = "after"
            self._after(line)

    def _is_entry(self, line: Line) -> bool:
        text = line.bare
        if headings.is_a("visa", line) or headings.is_a("annex_list", line):
            return False
        if headings.article(line) or headings.annex(line):
            return True
        return (
            bool(re.search(r"(?:\t|\.{3,}|…|\s{3,}|\s)\s*(?:p\.\s*)?\d{1,3}$", text))
            and len(text) < 200
        )

    def _annex_list(self, line: Line) -> None:
        if line.blank:
            return
        above = self.out.annex_list[-1]
        if headings.annex(line) or re.match(r"^[-–•]\s", line.bare):
            self.out.annex_list.append(line)
        elif line.number == above.number + above.span and line.bare[:1].islower():
            self.out.annex_list[-1] = Line(
                above.number, join(above.text, line.text), line.number - above.number + 1
            )
        else:
            self.state = "after"
            self._after(line)

    def _after(self, line: Line) -> None:
        """Between the parties and the articles."""
        if not self._opens(line) and not line.blank:
            if headings.is_title(line) and not self.out.titles:
                self.out.titles.append(line)
            elif headings.is_a("parties", line) and not self.out.parties:
                self._front(line)
            else:
                self.out.between.append(line)

    def _visas(self, line: Line) -> None:
        if self._opens(line):
            return
        self.out.visas.append(line)

    def _preamble(self, line: Line) -> None:
        if headings.is_formula(line):
            self.out.formulas.append(line)
        elif headings.is_a("toc", line) or (
            headings.is_a("visa", line) and not any(self.out.visas)
        ):
            self._opens(line)
        elif not self._opens_article(line):
            self.out.preamble.append(line)

    def _article(self, line: Line) -> None:
        if self.at == self.last_fait:
            self._drop_debris()
            self.out.closing.append(line)
            self.state = "closing"
        elif self._opens_annex(line) or self._opens_article(line):
            return
        else:
            self.out.articles[-1].lines.append(line)

    def _opens_annex(self, line: Line) -> bool:
        found = headings.annex(line)
        if not found or (
            self.state == "article" and (self.at < self.last_fait or not _stands_out(line))
        ):
            return False
        title = self._rest_of_title(found) if found.title else found.title
        if found.noise:
            self.out.debris.append(line.with_text(found.noise))
        self.out.annexes.append(Part(Heading(found.number, title), line.number))
        self.state = "annex"
        return True

    def _closing(self, line: Line) -> None:
        if self._opens_annex(line):
            return
        if line.blank or _closes(line):
            self.out.closing.append(line)
        else:
            self.state = "signatures"
            self.out.signatures.append(line)

    def _signatures(self, line: Line) -> None:
        if not self._opens_annex(line):
            target = self.out.closing if _closes(line) else self.out.signatures
            target.append(line)

    def _annex(self, line: Line) -> None:
        if not self._opens_annex(line):
            self.out.annexes[-1].lines.append(line)


def _stands_out(line: Line) -> bool:
    return line.bare[:6].isupper() or line.text.strip().startswith("**")


_CLOSES = re.compile(
    r"^(?:fait\b|le\b[\s:]*(?:$|\d|x|_|\.)|en\s.{0,40}\bexemplaires?|(?:la|cette) "
    r"(?:pr[ée]sente )?convention (?:comporte|comprend|contient)|établi[e]?\s+en\b"
    r"|elle (?:comporte|comprend)|à\s[\w\s'’-]{2,40},?\s*le\b)",
    re.IGNORECASE,
)


def _closes(line: Line) -> bool:
    """« Fait à …, le …, en N exemplaires », « Cette convention comporte … »."""
    return len(line.bare) < 240 and bool(_CLOSES.match(line.bare))
