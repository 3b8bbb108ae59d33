"""Reading the cells of a financing table, and adding them up beside the printed totals.

Plain rules: no Django. Amounts are Decimal euros. A cell that cannot be read beyond doubt keeps its
text and has no amount; nothing is guessed (« 1.200 » may be twelve hundred or one and a fifth).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

Measure = Literal["amount", "count", "text"]
Qualifier = Literal["", "about", "undecided", "unsettled", "forecast", "loan", "none", "empty"]
RowKind = Literal["line", "section", "subtotal", "total"]
Verdict = Literal["right", "minor", "wrong", "partial", "approximate", "missing", "unknown"]

LARGEST = Decimal(10) ** 12
ROUNDING = Decimal(1)  # lines rounded to the euro may differ by one euro from a rounded total


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` is what is printed. A grant may stand beside a loan: `second_amount`."""

    text: str = ""
    amount: Decimal | None = None
    qualifier: Qualifier = ""
    second_amount: Decimal | None = None
    second_qualifier: Qualifier = ""
    note: str = ""

    @property
    def readable(self) -> bool:
        """Whether one knows what the cell says: an amount, nothing, or a known reason for none."""
        return self.amount is not None or self.qualifier in {"empty", "none"}


@dataclass(frozen=True, slots=True)
class Column:
    label: str = ""
    group: str = ""
    measure: Measure = "amount"
    is_total: bool = False  # sums the other columns of its group, or all of them without a group


@dataclass(frozen=True, slots=True)
class Row:
    """As many cells as there are columns. `measure` is set when it is not that of the columns."""

    kind: RowKind = "line"
    of_which: bool = False
    measure: Measure | None = None
    cells: tuple[Cell, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """What the lines add up to. `partial`: a cell has no known amount; `second` sums the loans."""

    amount: Decimal = Decimal(0)
    second: Decimal | None = None
    partial: bool = False
    approximate: bool = False
    count: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """A printed total beside the computed one; `difference` is printed minus computed, in euros."""

    row: int
    column: int
    printed: Cell
    computed: Total
    verdict: Verdict
    difference: Decimal | None = None


# Reading a cell

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_FIGURE = re.compile(
    r"(?<![\w.,])(?P<sign>[-−])?(?P<figure>\d(?:[\d ]|[.,](?=\d))*)(?:\s?(?P<scale>[kM])(?=€))?"
    r"(?![\w%]| ?%)"
)
_PLAIN_FIGURES = (
    re.compile(r"\d+(?:[.,]\d{1,2})?"),
    re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?"),
    re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}"),
    re.compile(r"\d{1,3}(?:\.\d{3}){2,}"),
    re.compile(r"\d{1,3}(?:,\d{3})+\.\d{1,2}"),
)
_SCALES = {"k": 1000, "M": 1_000_000, None: 1}
_NOTHING = re.compile(r"[-–—/.]+|n[ée]ant|sans objet", re.IGNORECASE)
_QUALIFIER_WORDS: tuple[tuple[Qualifier, str], ...] = (
    ("none", r"\b(?:pas de|sans|aucune) convention\b"),
    ("undecided", r"\b[àa] (?:d[ée]terminer|d[ée]finir|pr[ée]ciser|confirmer)\b"),
    (
        "unsettled",
        r"\bnon (?:encore )?(?:liquid|sold|vers)[ée]e?s?\b|\ben cours de liquidation\b",
    ),
    (
        "forecast",
        r"\b(?:estim[ée]e?s?(?: [àa]\b)?|pr[ée]visionnel(?:le)?s?|pr[ée]vue?s?)(?!\w)",
    ),
    ("about", r"\b(?:environ|env\b\.?|pr[èe]s de|à peu près)|[~≈±]"),
    ("loan", r"\bpr[êe]ts?\b"),
)
_QUALIFIERS = tuple((name, re.compile(words, re.IGNORECASE)) for name, words in _QUALIFIER_WORDS)
_SAID_OF_MONEY = re.compile(
    r"€|\beuros?\b|\bTTC\b|\bHT\b|\bpar an\b|\b(?:droits?|montant|subventions?|co[ûu]t)(?: (?:r[ée]el|net))?\b"
    r"|\b(?:accord|vot|vers)[ée]e?s?\b|\b(?:de|du|d’|d')(?=\W|$)|\bun\b",
    re.IGNORECASE,
)
_EURO = re.compile(r"€|\beuros?\b", re.IGNORECASE)
_ASIDE = re.compile(r"\(([^()]*)\)")
_LABEL = re.compile(r"^(?P<label>[^:]*[^\W\d][^:]*):\s*(?=\S)")
_WITH_LOAN = re.compile(
    r"(?P<first>.*?\d.*?)\s*(?:\+|\bet\b)\s*(?P<loan>pr[êe]t\b.*|[^+]*\d[^+]*\bpr[êe]t)",
    re.IGNORECASE,
)


def parse_cell(text: str, measure: Measure = "amount") -> Cell:
    """Read one cell: « 62 191€ », « 7000 +Prêt de 3000 », « Estimé à 35 038,72 », « A déterminer ».

    In a column of text only the qualifier is looked for.
    """
    printed = _SPACES.sub(" ", text).strip()
    if not printed or _NOTHING.fullmatch(printed):
        return Cell(printed, qualifier="empty")
    if measure == "text":
        return Cell(printed, qualifier=_qualifier(printed, ("none", "undecided")))
    main, note = _without_asides(printed)
    if both := _WITH_LOAN.fullmatch(main):
        return _with_loan(printed, both, note)
    return _one_figure(printed, main, note, measure)


def _without_asides(text: str) -> tuple[str, str]:
    """Take out what stands in brackets, the marks of notes and a label before a colon."""
    notes = _ASIDE.findall(text)
    main = re.sub(r"[*¹²³]+", "", _ASIDE.sub(" ", text))
    main = _SPACES.sub(" ", main).strip(" ;,.")
    label = _LABEL.match(main)
    if label and not _qualifier(label["label"]):
        notes.insert(0, label["label"])
        main = main[label.end() :]
    return main, " ; ".join(note.strip(" *") for note in notes)


def _with_loan(printed: str, both: re.Match[str], note: str) -> Cell:
    first = _one_figure(printed, both["first"], note, "amount")
    loan = _one_figure(printed, both["loan"], "", "amount")
    if first.amount is None or loan.amount is None:
        return Cell(printed, note=note)
    return replace(first, second_amount=loan.amount, second_qualifier="loan")


def _one_figure(printed: str, main: str, note: str, measure: Measure) -> Cell:
    qualifier = _qualifier(main)
    figures = list(_FIGURE.finditer(main))
    amount = _value(figures[0]) if len(figures) == 1 else None
    words = _leftover(_FIGURE.sub(" ", main))
    sure = not words or bool(_EURO.search(main)) or (measure == "count" and main[:1].isdigit())
    if amount is None or not sure or qualifier == "none" or "%" in main:
        return Cell(printed, qualifier=qualifier, note=note)
    note = " ; ".join(part for part in (words, note) if part)
    return Cell(printed, amount=amount, qualifier=qualifier, note=note)


def _qualifier(text: str, among: tuple[Qualifier, ...] = ()) -> Qualifier:
    for name, pattern in _QUALIFIERS:
        if (not among or name in among) and pattern.search(text):
            return name
    return ""


def _value(match: re.Match[str]) -> Decimal | None:
    figure = match["figure"].strip()
    if not any(shape.fullmatch(figure) for shape in _PLAIN_FIGURES):
        return None
    figure = figure.replace(" ", "")
    if re.search(r"[.,]\d{1,2}$", figure):
        whole, cents = re.split(r"[.,](?=\d{1,2}$)", figure)
        value = Decimal(f"{re.sub(r'[.,]', '', whole)}.{cents}")
    else:
        value = Decimal(re.sub(r"[.,]", "", figure))
    value *= _SCALES[match["scale"]]
    if value >= LARGEST:
        return None
    return -value if match["sign"] else value


def _leftover(text: str) -> str:
    """The words of a cell that are neither a figure, nor a qualifier, nor said of any money."""
    for _, pattern in _QUALIFIERS:
        text = pattern.sub(" ", text)
    return _SPACES.sub(" ", _SAID_OF_MONEY.sub(" ", text)).strip(" ,;:.+-–")


# Adding up


def compare(columns: Sequence[Column], rows: Sequence[Row]) -> list[Comparison]:
    """Compare every printed total of the table with the sum of its lines.

    A subtotal covers the lines since the last subtotal or section title; a total, those since the
    last total; a total with no line of its own covers the whole table. Lines under « dont » are
    never added. A « total » column covers the other columns of its group.
    """
    found = [item for place, _ in enumerate(columns) for item in _down(columns, rows, place)]
    found += [item for place, row in enumerate(rows) for item in _across(columns, row, place)]
    return sorted(found, key=lambda item: (item.row, item.column))


def total(cells: Iterable[Cell]) -> Total:
    """Add cells up; loans that stand beside a grant are added apart."""
    result = Total()
    for cell in cells:
        result = _plus(result, cell)
    return result


def _plus(result: Total, cell: Cell) -> Total:
    if cell.qualifier == "empty" and cell.amount is None:
        return result
    second = result.second
    if cell.second_amount is not None:
        second = (second or Decimal(0)) + cell.second_amount
    return Total(
        amount=result.amount + (cell.amount or 0),
        second=second,
        partial=result.partial or not cell.readable,
        approximate=result.approximate or cell.qualifier == "about",
        count=result.count + (cell.amount is not None),
    )


@dataclass(slots=True)
class _Piles:
    """The cells of a column met since the last subtotal or section, the last total, the top."""

    part: list[Cell] = field(default_factory=list)
    block: list[Cell] = field(default_factory=list)
    table: list[Cell] = field(default_factory=list)

    def add(self, cell: Cell) -> None:
        for pile in (self.part, self.block, self.table):
            pile.append(cell)

    def covered_by(self, kind: RowKind) -> Total:
        return total(
            (self.part or self.block) if kind == "subtotal" else (self.block or self.table)
        )

    def close(self, kind: RowKind) -> None:
        self.part = []
        if kind == "total":
            self.block = []


def _down(columns: Sequence[Column], rows: Sequence[Row], place: int) -> Iterator[Comparison]:
    """The totals of one column."""
    measure = columns[place].measure
    piles = _Piles()
    for number, row in enumerate(rows):
        if measure == "text" or row.measure not in (None, measure) or row.of_which:
            continue
        if row.kind == "line":
            piles.add(row.cells[place])
            continue
        if row.kind != "section":
            computed = piles.covered_by(row.kind)
            yield _judge(number, place, row.cells[place], computed, measure)
        piles.close(row.kind)


def _across(columns: Sequence[Column], row: Row, number: int) -> Iterator[Comparison]:
    """The « total » columns of one ordinary row."""
    if row.kind != "line":
        return
    for place, column in enumerate(columns):
        if not column.is_total or row.measure not in (None, column.measure):
            continue
        summed = [
            cell
            for cell, other in zip(row.cells, columns, strict=True)
            if not other.is_total
            and other.measure == column.measure
            and column.group in ("", other.group)
        ]
        yield _judge(number, place, row.cells[place], total(summed), column.measure)


def _judge(row: int, column: int, printed: Cell, computed: Total, measure: Measure) -> Comparison:
    if not computed.count:
        return Comparison(row, column, printed, computed, "unknown")
    if printed.amount is None:
        verdict: Verdict = "missing" if printed.qualifier == "empty" else "unknown"
        return Comparison(row, column, printed, computed, verdict)
    difference = _difference(printed, computed)
    return Comparison(
        row, column, printed, computed, _verdict(difference, printed, computed, measure), difference
    )


def _difference(printed: Cell, computed: Total) -> Decimal:
    """Printed minus computed; a printed total may also hold the loans, or count them apart."""
    difference = (printed.amount or Decimal(0)) - computed.amount
    if printed.second_amount is not None:
        return difference + printed.second_amount - (computed.second or Decimal(0))
    if computed.second is not None and difference == computed.second:
        return Decimal(0)
    return difference


def _verdict(difference: Decimal, printed: Cell, computed: Total, measure: Measure) -> Verdict:
    if not difference:
        return "right"
    if computed.partial:
        return "partial"
    if measure == "amount" and abs(difference) <= ROUNDING:
        return "minor"
    return "approximate" if computed.approximate or printed.qualifier == "about" else "wrong"
