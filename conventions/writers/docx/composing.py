"""The deed in Word, from the same pieces as the PDF: cover, contents, parties, visas, articles, signatures, annexes."""

from html import escape

from django.core import signing
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from conventions.document import marks
from conventions.document.model import Document
from conventions.writers import annexes, front
from conventions.writers.annexes import Block, PrintedAnnex
from conventions.writers.composer import Composer, count_pages
from conventions.writers.docx import ooxml, package, styles, tables
from conventions.writers.docx.ooxml import LANDSCAPE, PORTRAIT, run
from conventions.writers.docx.story import KINDS, Place, Story
from ctg.markup import parse

MOST_LINES = 14  # parties on the cover, one a line
BREAK = "<w:pageBreakBefore/>"
PART_ANCHORS = {
    "parties": "parties",
    "visas": "visas",
    "preambule": "preamble",
    "signatures": "signatures",
}
TEMPLATES = {
    "plan": "pdf/_plan.html",
    "table": "pdf/_table.html",
    "facilities": "pdf/_facilities.html",
    "committees": "pdf/_committees.html",
}
CONTENTS = 'TOC \\o "1-2" \\h \\z \\u'  # headings of two levels, as links


class _WordComposer(Composer):
    """Word counts the pages itself."""

    def rich(self, html: str) -> SafeString:
        return mark_safe(count_pages(super().rich(html)))  # noqa: S308 - rendered by `Composer`

    def inline(self, html: str) -> SafeString:
        return mark_safe(count_pages(super().inline(html)))  # noqa: S308

    def counts(self) -> SafeString:
        return mark_safe(count_pages(super().counts()))  # noqa: S308


def to_docx(document: Document) -> bytes:
    """Write `document` as a .docx that remembers, signed, the very text it was made from.

    The same document gives the same bytes. Raises ValueError, in French, when a rich text is refused by its own rules.
    """
    composer = _WordComposer(document)
    writer = _Writer(composer)
    writer.write()
    return package.pack(
        document,
        writer.story,
        title=composer.title(),
        running=composer.running_title(),
        footer=composer.footer(),
        seal=seal(package.remembered(document)),
    )


def seal(memory: str) -> str:
    """The signature of what a file remembers: only this house can have written it."""
    return signing.Signer(salt=marks.SALT).signature(memory)


class _Writer:
    """Writes the parts one after the other."""

    def __init__(self, composer: _WordComposer) -> None:
        self.composer = composer
        self.document = composer.document
        self.story = Story()
        self.landscape = False

    def write(self) -> None:
        printed = annexes.annexes(self.composer)
        signatures = front.signatures(self.composer)
        self._cover()
        self._contents(printed, signed=signatures is not None)
        self._parties()
        self._bases()
        self._preamble()
        self._articles()
        if signatures:
            self._signatures(signatures)
        for annex, source in zip(printed, self._present(), strict=True):
            self._annex(annex, source)
        self.story.pieces.append(ooxml.section(landscape=self.landscape))

    def _present(self) -> list[str]:
        return [annex.key for annex in self.document.annexes if annex.present]

    def _line(self, style: str, html: str, extra: str = "") -> None:
        """A paragraph of inline rich text."""
        root = parse(html)
        nodes = [*([root.text] if root.text else [])]
        for child in root:
            nodes.append(child)
            if child.tail:
                nodes.append(child.tail)
        if html.strip():
            self.story.add(style, self.story.inline(nodes, frozenset()), extra)

    def _heading(self, part: str, extra: str = "") -> None:
        self.story.pending.append(marks.part_mark(part))
        self.story.add("Heading1", run(marks.PARTS[part]), extra)

    # Cover and contents

    def _cover(self) -> None:
        cover = front.cover(self.composer)
        self._line("CoverPlace", escape(cover.place))
        self._line("Title", str(cover.title))
        self._line("Subtitle", escape(cover.subtitle))
        self._line("CoverTerritory", escape(cover.territory))
        self._line("CoverText", str(cover.period))
        version = f" · {cover.version}" if cover.version else ""
        self._line("CoverState", escape(f"{cover.state}{version}"))
        if cover.logos:
            self._line("CoverText", escape(cover.between))
        names = [logo.name for logo in cover.logos]
        for name in names if len(names) <= MOST_LINES else [" · ".join(names)]:
            self._line("CoverParty", escape(name))
        self.story.pieces.append(
            f"<w:p><w:pPr>{ooxml.section(landscape=False, cover=True)}</w:pPr></w:p>"
        )

    def _contents(self, printed: list[PrintedAnnex], *, signed: bool) -> None:
        """A field that Word updates with its page numbers; until then, a line by heading, each a link."""
        contents = front.contents(self.composer, printed, signatures=signed)
        self.story.add("TOCHeading", run("Sommaire"))
        lines = [
            (_line_of(self.composer, entry), _anchor(entry))
            for entry in [*contents.parts, *contents.annexes]
            if not entry.minor
        ]
        begin = "".join(
            f"<w:r>{inside}</w:r>"
            for inside in (
                '<w:fldChar w:fldCharType="begin"/>',
                f'<w:instrText xml:space="preserve"> {CONTENTS} </w:instrText>',
                '<w:fldChar w:fldCharType="separate"/>',
            )
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        for place, (text, anchor) in enumerate(lines):
            words = run(text)
            if anchor:
                words = f'<w:hyperlink w:anchor="{anchor}" w:history="1">{words}</w:hyperlink>'
            before, after = begin if not place else "", end if place == len(lines) - 1 else ""
            style = "TOC2" if "_article_" in anchor else "TOC1"
            self.story.add(style, before + words + after)

    # The body

    def _parties(self) -> None:
        self._heading("parties", BREAK)
        parties = front.parties(self.composer)
        if parties is None:
            blank = "[à compléter : aucune partie n’est désignée, l’acte n’engage personne]"
            self.story.add("Lead", run(blank, style="Blank"))
            return
        self._line("Lead", escape(parties.lead))
        for side in parties.sides:
            for party in side.parties:
                words = [str(part) for part in (party.who, party.represented, party.known) if part]
                self._line("Party", " ".join([f"<b>{words[0]}</b>", *words[1:]]))
            self._line("Side", escape(side.mention))

    def _bases(self) -> None:
        bases = front.bases(self.composer)
        if bases:
            self._heading("visas")
        for basis, source in zip(bases, self.document.legal_bases, strict=True):
            self.story.pending.append(marks.block_mark("legal_basis", source.key))
            self._line("Basis", f"{escape(basis.word)} {basis.html}")

    def _preamble(self) -> None:
        if self.document.preamble:
            self._heading("preamble")
            self.story.text(self.composer.rich(self.document.preamble))

    def _articles(self) -> None:
        if not self.document.articles:
            return
        self.story.add("Agreed", run("Il est convenu ce qui suit\u00a0:"))
        self._heading("articles")
        first = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{styles.ARTICLE_FIRST}"/></w:numPr>'
        for rank, article in enumerate(self.document.articles):
            self.story.pending.append(marks.block_mark("article", article.key))
            title = str(self.composer.inline(article.title)) or "\u200b"
            self._line("Heading2", title, "" if rank else first)
            self._rich(self.composer.rich(article.html))

    def _rich(self, html: str) -> None:
        """A text of the body: its wide tables stay on the page of the rest, in smaller type."""
        self.story.text(html, Place(width=PORTRAIT))

    def _signatures(self, signatures: front.Signatures) -> None:
        self._heading("signatures")
        self._line("BodyText", str(signatures.made))
        self._line("BodyText", str(signatures.counts))
        root = parse(render_to_string("pdf/_signatures.html", {"signatures": signatures}))
        for table in root.iter("table"):
            tables.add(self.story, table, Place())

    # Annexes

    def _annex(self, annex: PrintedAnnex, key: str) -> None:
        for rank, block in enumerate(annex.blocks):
            opens = self._turn(block)
            if not rank:
                self.story.pending.append(marks.block_mark("annex", key))
                number = run(f"{annex.label} – ", style="Number")
                words = parse(str(annex.title))
                nodes = [words.text or "", *[n for c in words for n in (c, c.tail or "")]]
                runs = number + self.story.inline(
                    [n for n in nodes if not isinstance(n, str) or n], frozenset()
                )
                flows = "flow" in block.page or opens
                self.story.add("Heading1", runs, "" if flows else BREAK)
            if block.kind != "text":
                self.story.pending.append(marks.computed_mark(key))
            self._matter(block)

    def _turn(self, block: Block) -> bool:
        """Turn the page when the block asks for it; tell whether a page was opened so."""
        wanted = (
            self.landscape if not block.page or "flow" in block.page else "landscape" in block.page
        )
        if wanted == self.landscape:
            return False
        end = ooxml.section(landscape=self.landscape)
        self.story.pieces.append(f'<w:p><w:pPr><w:pStyle w:val="AfterTable"/>{end}</w:pPr></w:p>')
        self.landscape = wanted
        return True

    def _matter(self, block: Block) -> None:
        place = Place(width=LANDSCAPE if self.landscape else PORTRAIT)
        if block.kind == "text":
            self.story.text(block.html, place)
        elif block.kind == "sheets":
            for sheet in block.matter:
                self.story.text(render_to_string("pdf/_sheet.html", {"sheet": sheet}), place)
        else:
            name = TEMPLATES[block.kind]
            self.story.text(render_to_string(name, {block.kind: block.matter}), place)


def _line_of(composer: Composer, entry: front.Entry) -> str:
    """« Article 3. Titre », « Annexe 1a – Titre »."""
    label, words = composer.words(str(entry.label)), composer.words(str(entry.title))
    mark = ". " if label.startswith("Article") else " – "
    return mark.join(part for part in (label, words) if part)


def _anchor(entry: front.Entry) -> str:
    """The bookmark a line of the contents leads to, "" when what it names is not in the file."""
    if entry.anchor in PART_ANCHORS:
        return marks.part_mark(PART_ANCHORS[entry.anchor])
    prefix, _, key = entry.anchor.partition("-")
    return "" if entry.absent else marks.block_mark(KINDS[prefix], key)
