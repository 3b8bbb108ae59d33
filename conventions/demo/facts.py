"""What a data module of the demonstration says: plain values, no Django. Texts are in the notation of `notation`."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

Day = dt.date
Civility = Literal["m", "mme"]


@dataclass(frozen=True)
class Person:
    civility: Civility
    first_name: str
    last_name: str


@dataclass(frozen=True)
class Organisation:
    """A body of the directory. `commune` or `epci` is its name in the official list, looked for in `department`."""

    kind: str
    legal_name: str
    short_name: str
    article: str
    gender: Literal["m", "f"]
    department: str = ""  # code, "" when it covers several
    siren: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""
    commune: str = ""
    epci: str = ""


@dataclass(frozen=True)
class Signs:
    """A representative, and her function in both genders. `since` is the first day of the mandate, if known."""

    person: Person
    masculine: str
    feminine: str
    since: Day | None = None


@dataclass(frozen=True)
class Party:
    key: str
    organisation: Organisation
    signatories: tuple[Signs, ...]
    body: str = ""  # the assembly that decides
    decided_on: Day | None = None
    number: str = ""
    act: str = "délibération"
    reason: str = ""  # why no act is needed
    side: int | None = None
    designation: str = ""  # "" : that of the organisation, which alone is then to be corrected


@dataclass(frozen=True)
class Article:
    key: str
    title: str
    text: str


@dataclass(frozen=True)
class Facility:
    name: str
    kind: str
    commune: str
    operator: str = ""  # key of a party, or a name
    activity: str = ""
    address: str = ""
    postcode: str = ""
    capacity: int | None = None


@dataclass(frozen=True)
class Annex:
    """`tables` are keys of the plan's tables; `facilities` are listed in the order of the document."""

    key: str
    title: str
    kind: str = "text"
    text: str = ""
    with_previous: bool = False
    tables: tuple[str, ...] = ()
    facilities: tuple[Facility, ...] = ()


@dataclass(frozen=True)
class Step:
    text: str
    schedule: str = ""
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True)
class Action:
    """A line of the plan, or a whole sheet when `context`, `goals`, `description` or `steps` are told."""

    code: str
    title: str
    schedule: str = ""
    leads: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    theme: str = ""
    context: str = ""
    goals: str = ""
    description: str = ""
    audience: str = ""
    territory: str = ""
    steps: tuple[Step, ...] = ()
    watch: tuple[str, ...] = ()
    budget: tuple[tuple[str, int | None, str], ...] = ()  # (funder or nature, euros, note)
    status: str = "planned"
    key: str = ""


@dataclass(frozen=True)
class Level:
    """One level of the plan, and what hangs under it, in order."""

    level: str
    code: str
    title: str
    below: tuple["Level | Action", ...] = ()
    indicators: tuple[str, ...] = ()
    actors: str = ""
    schedule: str = ""
    commitment: str = ""
    commitment_due_on: Day | None = None


@dataclass(frozen=True)
class Column:
    label: str
    group: str = ""
    kind: str = "amount"
    is_total: bool = False


@dataclass(frozen=True)
class Row:
    """`cells` are as printed, one for each column; none for a section."""

    label: str
    cells: tuple[str, ...] = ()
    kind: str = "line"
    of_which: bool = False
    depth: int = 0
    measure: str = ""


@dataclass(frozen=True)
class Table:
    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    row_heading: str = ""
    unit: str = "en euros"
    source: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seat:
    group: str
    function: str
    consultative: bool = False


@dataclass(frozen=True)
class Committee:
    name: str
    kind: str
    members: tuple[Seat, ...]
    role: str = ""
    frequency: str = ""
    secretariat: str = ""


@dataclass(frozen=True)
class Plan:
    name: str
    starts_on: Day
    ends_on: Day | None = None
    levels: tuple[Level | Action, ...] = ()
    tables: tuple[Table, ...] = ()
    committees: tuple[Committee, ...] = ()


@dataclass(frozen=True)
class Convention:
    reference: str
    title: str
    territory: str
    owner: str  # key of a party
    department: str
    status: str
    parties: tuple[Party, ...]
    preamble: str
    articles: tuple[Article, ...]
    legal_bases: tuple[tuple[str, str], ...] = ()  # (key, text)
    annexes: tuple[Annex, ...] = ()
    plan: Plan | None = None
    kind: str = "ctg"
    subtitle: str = ""
    epci: str = ""
    communes: tuple[str, ...] = ()
    starts_on: Day | None = None
    ends_on: Day | None = None
    notice_months: int | None = None
    notice_form: str = ""
    place: str = ""
    signed_on: Day | None = None
    copies: int | None = None
    extra_organisations: tuple[Organisation, ...] = field(default=())
