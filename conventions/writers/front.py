"""What precedes the annexes, ready to print: cover, contents, parties, legal bases, articles, signatures."""

from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from conventions.document import wording
from conventions.document.model import Article, Document, LegalBasis, Party, SignatureBlock
from conventions.writers.annexes import PrintedAnnex
from conventions.writers.composer import Composer
from conventions.writers.layout import cover_density, length_class, mark, signature_tables
from ctg.typography import date_long, french, number_in_words
from partners.grammar import capitalised, uncapitalised

USUAL_TITLE = "convention territoriale globale"
MAX_SHEETS_LISTED = 60
# Lines of contents that one page takes, by spacing; more go over two pages
ROOMY_CONTENTS, DENSE_CONTENTS, PACKED_CONTENTS = 26, 37, 46
CONTENTS_WIDTH = 72  # signs on a line
LONGEST_END = 40  # characters of a last word


# Cover


@dataclass(frozen=True, slots=True)
class Logo:
    name: str
    image: str
    mark: str


@dataclass(frozen=True, slots=True)
class Cover:
    density: str
    place: str
    title: SafeString
    title_class: str
    subtitle: str
    territory: str
    territory_class: str
    period: SafeString
    state: str
    version: str
    between: str
    logos: list[Logo]


def cover(composer: Composer) -> Cover:
    document = composer.document
    title, subtitle = _titles(document)
    territory = french(document.territory.name)
    return Cover(
        density=cover_density(len(document.parties)),
        place=french(document.territory.department),
        title=_broken(title),
        title_class=length_class(title, 34, 90),
        subtitle=subtitle,
        territory=territory,
        territory_class=length_class(territory, 44),
        period=_period(document),
        state="PROJET" if document.draft else "Version définitive",
        version=uncapitalised(french(document.version_label or document.reference)),
        between=_between(len(document.parties)),
        logos=[_logo(party, place) for place, party in enumerate(document.parties)],
    )


def _titles(document: Document) -> tuple[str, str]:
    """Title and subtitle; what follows « Convention territoriale globale » is one, when there is no other."""
    title, subtitle = french(document.title), french(document.subtitle)
    head, rest = title[: len(USUAL_TITLE)], title[len(USUAL_TITLE) :].strip(" –-")
    if not subtitle and rest and head.casefold() == USUAL_TITLE:
        return head, rest
    return title, subtitle


def _broken(title: str) -> SafeString:
    """« Convention », then the rest on its own line when the title is short."""
    first, _, rest = title.partition(" ")
    if first.lower() == "convention" and 0 < len(rest) <= 22:
        return format_html("{}<br>{}", first, rest)
    return format_html("{}", title)


def _logo(party: Party, place: int) -> Logo:
    image = f"ctg-asset:logo-{place}" if party.logo else ""
    return Logo(capitalised(french(party.name)), image, mark(party.name, party.designation))


def logos(document: Document) -> dict[str, tuple[bytes, str]]:
    """The images the cover calls for, by asset key."""
    return {
        f"logo-{place}": (party.logo.data, party.logo.media_type)
        for place, party in enumerate(document.parties)
        if party.logo
    }


def _between(count: int) -> str:
    if count < 2:
        return "Partie signataire"
    return f"Entre les {number_in_words(count, feminine=True)} parties signataires"


def _period(document: Document) -> SafeString:
    """« 1er janvier 2024 – 31 décembre 2028 », with what is known of it."""
    start, end = document.period.start, document.period.end
    first, last = (date_long(day, html=True) if day else "" for day in (start, end))
    if first and last:
        text = f"{first} – {last}"
    elif last:
        text = (
            f"De la signature au {last}" if document.period.from_signature else f"Jusqu’au {last}"
        )
    else:
        text = f"À compter du {first}" if first else ""
    return mark_safe(text)  # noqa: S308 - dates only


# Contents


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents. `minor` is a sheet under its annex; `absent` is an annex that is not in the file."""

    label: SafeString | str
    title: SafeString | str
    anchor: str
    minor: bool = False
    absent: bool = False

    @property
    def start(self) -> SafeString:
        """The title but its last word, which is never parted from the page number."""
        return mark_safe(conditional_escape(self.title).removesuffix(self.end))  # noqa: S308 - a part of safe HTML

    @property
    def end(self) -> SafeString:
        last = conditional_escape(self.title).rpartition(" ")[2]
        whole = last.count("<") == 2 * last.count("</")
        return mark_safe(last if whole and len(last) < LONGEST_END else "")  # noqa: S308 - the other part

    @property
    def caps(self) -> bool:
        return self.title.isupper()


@dataclass(frozen=True, slots=True)
class Contents:
    parts: list[Entry]
    annexes: list[Entry]

    @property
    def css(self) -> str:
        """Closer lines when the contents would leave a few of them on a second page."""
        entries = [*self.parts, *self.annexes]
        lines = sum(1 + len(entry.title) // CONTENTS_WIDTH for entry in entries)
        if lines <= ROOMY_CONTENTS:
            return ""
        return "packed" if DENSE_CONTENTS < lines <= PACKED_CONTENTS else "dense"


def contents(composer: Composer, printed: list[PrintedAnnex], *, signatures: bool) -> Contents:
    document = composer.document
    parts = [
        Entry("", title, anchor)
        for title, anchor, there in (
            ("Les parties", "parties", document.parties),
            ("Visas", "visas", document.legal_bases),
            ("Préambule", "preambule", document.preamble),
        )
        if there
    ]
    parts += [
        Entry(
            composer.heading("article", article.key),
            composer.plain(article.title),
            composer.anchor("article", article.key),
        )
        for article in document.articles
    ]
    if signatures:
        parts.append(Entry("", "Signatures", "signatures"))
    return Contents(parts, _annex_entries(composer, printed))


def _entry(composer: Composer, kind: str, key: str, title: str, *, absent: bool = False) -> Entry:
    label, anchor = composer.heading(kind, key), composer.anchor(kind, key)
    return Entry(label, composer.plain(title), anchor, absent=absent)


def _annex_entries(composer: Composer, printed: list[PrintedAnnex]) -> list[Entry]:
    sheets = {annex.anchor: annex.sheets for annex in printed}
    listed = sum(map(len, sheets.values())) <= MAX_SHEETS_LISTED
    entries = []
    for annex in composer.document.annexes:
        anchor = composer.anchor("annex", annex.key)
        entries.append(_entry(composer, "annex", annex.key, annex.title, absent=not annex.present))
        if listed:
            entries += [
                Entry(sheet.code, sheet.name, sheet.anchor, minor=True)
                for sheet in sheets.get(anchor, [])
            ]
    return entries


# Parties and legal bases


@dataclass(frozen=True, slots=True)
class PrintedParty:
    """`known` is « ci-après dénommée … », "" when the party has no designation."""

    key: str
    who: SafeString
    represented: SafeString | str
    known: SafeString | str


@dataclass(frozen=True, slots=True)
class Side:
    parties: list[PrintedParty]
    mention: str


@dataclass(frozen=True, slots=True)
class Parties:
    lead: str
    sides: list[Side]


@dataclass(frozen=True, slots=True)
class Basis:
    anchor: str
    word: str
    html: SafeString
    considerant: bool


def parties(composer: Composer) -> Parties | None:
    document = composer.document
    if not document.parties:
        return None
    keys = iter([party.key for party in document.parties])
    sides = [
        Side(
            [_party(composer, clause, next(keys)) for clause in group.clauses],
            french(group.closing),
        )
        for group in wording.party_groups(document)
    ]
    count = wording.parties_count(document)
    return Parties(
        f"La présente convention est conclue entre les {count} désignées ci-après.", sides
    )


def _party(composer: Composer, clause: wording.PartyClause, key: str) -> PrintedParty:
    who, *others = composer.clause(clause)
    known = others.pop() if clause.designation else ""
    return PrintedParty(key, who, others[0] if others else "", known)


def bases(composer: Composer) -> list[Basis]:
    items = composer.document.legal_bases
    return [_basis(composer, basis, last=basis is items[-1]) for basis in items]


def _basis(composer: Composer, basis: LegalBasis, *, last: bool) -> Basis:
    html = composer.inline(wording.legal_basis_html(basis, last=last))
    word, _, rest = html.partition(" ")
    return Basis(
        anchor=composer.anchor("legal_basis", basis.key),
        word=word,
        html=mark_safe(rest),  # noqa: S308 - comes from `inline`
        considerant=basis.kind == "considerant",
    )


# Articles


@dataclass(frozen=True, slots=True)
class PrintedArticle:
    anchor: str
    label: SafeString
    part: str
    outline: str
    title: SafeString
    caps: bool
    html: SafeString


def articles(composer: Composer) -> list[PrintedArticle]:
    return [printed_article(composer, article) for article in composer.document.articles]


def printed_article(composer: Composer, article: Article) -> PrintedArticle:
    label = composer.heading("article", article.key)
    part, words = composer.words(label), composer.words(composer.plain(article.title))
    return PrintedArticle(
        anchor=composer.anchor("article", article.key),
        label=label,
        part=part,
        outline=f"{part} – {words}" if words else part,
        title=composer.inline(article.title),
        caps=words.isupper(),
        html=composer.rich(article.html),
    )


# Signatures


@dataclass(frozen=True, slots=True)
class Zone:
    anchor: str
    organisation: str
    name: str
    function: str


@dataclass(frozen=True, slots=True)
class Signatures:
    made: SafeString
    counts: SafeString
    tables: list[list[list[Zone | None]]]


def signatures(composer: Composer) -> Signatures | None:
    blocks = composer.document.signatures or _blocks_of(composer.document.parties)
    zones = [_zone(block, rank) for rank, block in enumerate(blocks, start=1)]
    if not zones:
        return None
    return Signatures(composer.made(), composer.counts(), signature_tables(zones))


def _blocks_of(parties: tuple[Party, ...]) -> list[SignatureBlock]:
    """A block for every representative, or an empty one for a party that has none yet."""
    return [
        SignatureBlock(
            party.name,
            person.name if person else "",
            person.function if person else "",
            party=party.key,
        )
        for party in parties
        for person in party.representatives or (None,)
    ]


def _zone(block: SignatureBlock, rank: int) -> Zone:
    return Zone(
        anchor=f"signature-{rank:02}",
        organisation=french(block.organisation),
        name=block.name,
        function=capitalised(french(block.function)),
    )
