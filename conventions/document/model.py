"""The Document: a convention as a value.

A tree of frozen dataclasses, hashable and comparable, that imports no Django. Readers and `assembling` produce it;
writers, checks and redlines consume it. Rich text is sanitised HTML with live nodes (see `ctg.richtext`): their text is
computed from this very tree, never stored. Sequences are tuples. Absent facts are `None`, `""` or `()`, never guessed.
"""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Kind = Literal["ctg", "partnership", "amendment", "deliberation", "other"]
Gender = Literal["m", "f", ""]
Number = Literal["s", "p"]
AnnexKind = Literal["text", "plan", "sheets", "tables", "facilities", "committees", "deliberation"]
Qualifier = Literal["", "about", "undecided", "unsettled", "forecast", "loan", "none", "empty"]
Measure = Literal["amount", "count", "text"]
RowKind = Literal["line", "section", "subtotal", "total"]
Level = Literal["axis", "theme", "general", "strategic", "operational", "action"]


@dataclass(frozen=True, slots=True)
class Period:
    """When the convention binds. `start` is None when it runs from the signature. Both ends are included."""

    start: dt.date | None = None
    end: dt.date | None = None
    from_signature: bool = False
    text: str = ""  # as printed in the source, kept for the reader


@dataclass(frozen=True, slots=True)
class Notice:
    """Notice before termination. `months` is a count of months."""

    months: int | None = None
    form: str = ""


@dataclass(frozen=True, slots=True)
class Territory:
    """What the convention covers. `department` is printed on the cover."""

    name: str = ""
    department: str = ""
    municipalities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Image:
    """A logo: its bytes and media type travel with the value so that a frozen document needs no other file."""

    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Representative:
    """A person who signs for a party. `function` already agrees with the person (« présidente »)."""

    name: str  # given name then family name, family name as the source writes it
    civility: str = ""  # "M." | "Mme" | ""
    function: str = ""

    @property
    def gender(self) -> Gender:
        return {"M.": "m", "Mme": "f"}.get(self.civility, "")  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Decision:
    """The act that authorises a party to sign. `reason` says why none is needed."""

    body: str = ""  # "conseil municipal", "conseil d’administration"
    on: dt.date | None = None
    number: str = ""
    act_kind: str = "délibération"  # or "décision"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """An entity bound. `article` + `name` is how the sentence begins (« la » + « Commune de Chanac »)."""

    key: str
    name: str
    article: str = ""  # "le" | "la" | "l’" | "les" | ""
    gender: Gender = ""
    number: Number = "s"
    designation: str = ""  # « la Caf »: ci-après dénommée
    side: int | None = None  # 1 d’une part, 2 d’autre part, None: no sides
    representatives: tuple[Representative, ...] = ()
    decision: Decision | None = None
    logo: Image | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """« Vu … » or « Considérant … ». `html` is inline rich text without the first word nor the final mark."""

    key: str
    html: str
    kind: Literal["vu", "considerant"] = "vu"
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """`title` is inline rich text, `html` rich text. The number is computed from the position (`numbering`)."""

    key: str
    title: str
    html: str
    printed_number: str = ""  # what the source printed, kept to be compared
    line: int | None = None


@dataclass(frozen=True, slots=True)
class PlanNode:
    """A level of the plan, or an action without a sheet of its own."""

    code: str
    title: str
    level: Level
    children: tuple["PlanNode", ...] = ()
    schedule: str = ""
    leads: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    commitment: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    text: str
    schedule: str = ""
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One funder’s amounts in euros, by year (0: no year given); `None` is « à déterminer »."""

    funder: str
    amounts: tuple[tuple[int, Decimal | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A fiche-action as annexed. `ancestors` are the labels above it, outermost first (« Axe 1 – … »)."""

    key: str
    code: str
    title: str
    ancestors: tuple[str, ...] = ()
    theme: str = ""
    context: str = ""  # rich text
    goals: str = ""  # rich text
    description: str = ""  # rich text
    steps: tuple[Step, ...] = ()
    leads: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    audience: str = ""
    territory: str = ""
    schedule: str = ""
    status: str = ""  # French label
    indicators: tuple[str, ...] = ()
    watch_points: tuple[str, ...] = ()
    budget: tuple[BudgetRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    group: str = ""
    kind: Measure = "amount"


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` is what is printed; `amount` in euros (or a count) when it is one; a grant may stand beside a loan."""

    text: str = ""
    amount: Decimal | None = None
    qualifier: Qualifier = ""
    second_amount: Decimal | None = None
    second_qualifier: Qualifier = ""


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    kind: RowKind = "line"
    of_which: bool = False  # a line under « dont »: a partial breakdown, never added
    cells: tuple[Cell, ...] = ()
    measure: Literal["", "amount", "count", "text"] = ""  # "": that of the columns


@dataclass(frozen=True, slots=True)
class Table:
    """A financing table. Every row holds as many cells as there are columns."""

    title: str
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    row_heading: str = ""
    unit: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Facility:
    operator: str
    name: str
    kind: str = ""
    activity: str = ""
    address: str = ""
    postcode: str = ""
    municipality: str = ""
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
class CommitteeMember:
    function: str
    group: str = ""  # « Pour la Caf »
    consultative: bool = False


@dataclass(frozen=True, slots=True)
class Committee:
    name: str
    members: tuple[CommitteeMember, ...] = ()
    role: str = ""  # rich text
    frequency: str = ""
    secretariat: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """What is joined. The label (« 4 », « 1a ») is computed; `with_previous` puts it under the number before it.

    `html` is the rich text printed first; the other fields hold the annex's own matter according to `kind`.
    """

    key: str
    title: str  # inline rich text
    kind: AnnexKind = "text"
    html: str = ""
    with_previous: bool = False
    plan: tuple[PlanNode, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    tables: tuple[Table, ...] = ()
    facilities: tuple[Facility, ...] = ()
    committees: tuple[Committee, ...] = ()
    printed_label: str = ""
    announced: bool = True  # named in the list of annexes
    present: bool = True  # its content is in the file
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """« Fait à …, le …, en N exemplaires ». `pages` and `annex_count` are what the source declared, else None."""

    place: str = ""
    on: dt.date | None = None
    copies: int | None = None
    copies_as_parties: bool = False  # « en autant d’exemplaires originaux que de signataires »
    pages: int | None = None
    annex_count: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """One place to sign, as printed. `party` is the key of the party, "" when the source's block matches none."""

    organisation: str
    name: str = ""
    function: str = ""
    civility: str = ""
    party: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Deliberation:
    """An assembly's act found in the file. Counts are persons; `act_identifier` is the @CTES one."""

    organisation: str = ""
    number: str = ""
    on: dt.date | None = None
    subject: str = ""
    in_office: int | None = None
    present: int | None = None
    voters: int | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None
    proxies: tuple[tuple[str, str], ...] = ()  # (absent, bearer)
    absent: tuple[str, ...] = ()
    not_taking_part: tuple[str, ...] = ()
    act_identifier: str = ""
    sent_on: dt.date | None = None
    received_on: dt.date | None = None
    published_on: dt.date | None = None
    html: str = ""  # its whole text
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    mark: str
    text: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Warning:
    """Something a reader could not read, or read with a doubt. `line` is 1-based in the source."""

    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A passage of the source that has no place in the tree; kept word for word."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    title: str
    kind: Kind = "ctg"
    subtitle: str = ""
    period: Period = field(default_factory=Period)
    notice: Notice = field(default_factory=Notice)
    territory: Territory = field(default_factory=Territory)
    parties: tuple[Party, ...] = ()
    legal_bases: tuple[LegalBasis, ...] = ()
    preamble: str = ""  # rich text
    articles: tuple[Article, ...] = ()
    annexes: tuple[Annex, ...] = ()
    closing: Closing = field(default_factory=Closing)
    signatures: tuple[SignatureBlock, ...] = ()
    deliberations: tuple[Deliberation, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    warnings: tuple[Warning, ...] = ()
    unread: tuple[Unread, ...] = ()
    draft: bool = True
    version_label: str = ""  # « Version 3 du 19 octobre 2023 »
    reference: str = ""
