from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from actions.funding import Cell, Column, Row, compare, parse_cell, total
from ctg import typography


def amounts(text, measure="amount"):
    cell = parse_cell(text, measure)
    return cell.amount, cell.qualifier, cell.second_amount, cell.second_qualifier


@pytest.mark.parametrize(
    ("text", "amount", "qualifier"),
    [
        ("62 191€", "62191", ""),
        ("7971 €", "7971", ""),
        ("184 489,72", "184489.72", ""),
        ("41 478.97", "41478.97", ""),
        ("1.200,50", "1200.50", ""),
        ("12,5 k€", "12500", ""),
        ("-500 €", "-500", ""),
        ("0", "0", ""),
        ("PS 2014: 27 341,34", "27341.34", ""),
        ("25 000 € par an environ", "25000", "about"),
        ("Estimé à 35 038,72", "35038.72", "forecast"),
        ("Non encore liquidé Droit de 26 900,65", "26900.65", "unsettled"),
        ("80 000 € (coût net)", "80000", ""),
        ("15 350€* (*350 € attribués pour un forum)", "15350", ""),
        ("15 000 € accordés (CASS du 10 mars 2016)", "15000", ""),
        ("40 000 € environ (dont 30 000 € environ pour l’école)", "40000", "about"),
        ("prêt de 45 000 €", "45000", "loan"),
    ],
)
def test_a_printed_amount_is_read(text, amount, qualifier):
    assert amounts(text) == (Decimal(amount), qualifier, None, "")


@pytest.mark.parametrize(
    ("text", "grant", "loan"),
    [
        ("7000 +Prêt de 3000", "7000", "3000"),
        ("41 478.97 + PRÊT DE 3 000", "41478.97", "3000"),
        ("105 000 € de subvention et 45 000 € de prêt", "105000", "45000"),
    ],
)
def test_a_loan_may_stand_beside_a_grant(text, grant, loan):
    assert amounts(text) == (Decimal(grant), "", Decimal(loan), "loan")


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("", "empty"),
        (" - ", "empty"),
        ("néant", "empty"),
        ("A déterminer", "undecided"),
        ("Pas de convention, aide aux allocataires", "none"),
        ("Charte de solidarité avec les aînés", ""),
        ("1.200", ""),
        ("1,200", ""),
        ("50 %", ""),
        ("2 ETP", ""),
        ("3 000 à 4 000 €", ""),
        ("2014 15 000 €", ""),
        ("999 999 999 999 999 €", ""),
    ],
)
def test_what_is_no_sure_amount_keeps_its_words(text, qualifier):
    assert parse_cell(text) == Cell(text.strip(), qualifier=qualifier)


def test_what_surrounds_an_amount_is_kept_as_a_note():
    assert parse_cell("80 000 € (coût net)").note == "coût net"
    assert parse_cell("PS 2014: 27 341,34").note == "PS 2014"


def test_a_column_of_text_holds_no_amount():
    assert parse_cell("12 places", "text").amount is None
    assert parse_cell("20 bénéficiaires", "count").amount == 20


@given(st.decimals(0, 10**11, places=2))
def test_an_amount_written_the_french_way_is_read_back(value):
    assert parse_cell(typography.amount(value)).amount == value
    assert parse_cell(typography.number(value, 2)).amount == value


@given(st.text(max_size=80))
def test_any_cell_is_read_without_an_error_and_keeps_its_words(text):
    assert parse_cell(text).text == " ".join(text.split())


def column_of(*lines):
    """A table of one column, each line being (kind or « dont », text)."""
    return [
        Row(
            kind="line" if kind == "dont" else kind,
            of_which=kind == "dont",
            cells=(parse_cell(text),),
        )
        for kind, text in lines
    ]


def verdicts(*lines):
    return [
        (item.verdict, item.difference) for item in compare([Column("2014")], column_of(*lines))
    ]


@given(st.lists(st.decimals(0, 10**6, places=2), min_size=1, max_size=20))
def test_the_sum_of_the_lines_is_the_right_total_whatever_the_details(values):
    lines = [("line", typography.amount(value)) for value in values]
    lines.insert(1, ("dont", "999 €"))
    assert verdicts(*lines, ("total", typography.amount(sum(values)))) == [("right", 0)]


@given(
    st.lists(st.lists(st.integers(0, 10**6), min_size=1, max_size=5), min_size=1, max_size=5),
)
def test_subtotals_cover_their_part_and_the_total_covers_all(parts):
    lines = []
    for part in parts:
        lines += [("section", "")] + [("line", str(value)) for value in part]
        lines.append(("subtotal", str(sum(part))))
    lines.append(("total", str(sum(map(sum, parts)))))
    assert {verdict for verdict, _ in verdicts(*lines)} == {"right"}


@given(st.integers(2, 10**6), st.integers(2, 10**5))
def test_a_wrong_total_says_by_how_much(value, excess):
    found = verdicts(("line", str(value)), ("total", str(value + excess)))
    assert found == [("wrong", Decimal(excess))]


def test_a_total_over_undecided_cells_is_partial_not_wrong():
    assert verdicts(("line", "1500"), ("line", "à déterminer"), ("total", "9000")) == [
        ("partial", Decimal(7500))
    ]


def test_one_euro_of_rounding_is_minor():
    assert verdicts(("line", "14 314"), ("total", "14 313")) == [("minor", Decimal(-1))]


def test_a_total_that_is_not_printed_is_missing():
    assert verdicts(("line", "1500"), ("total", "")) == [("missing", None)]


def test_a_total_without_any_line_is_not_judged():
    assert verdicts(("line", ""), ("total", "20")) == [("unknown", None)]


def test_counts_are_not_added_to_euros():
    rows = [
        *column_of(("line", "100")),
        Row(measure="count", cells=(parse_cell("753"),)),
        *column_of(("total", "100")),
    ]
    assert [item.verdict for item in compare([Column("Décembre")], rows)] == ["right"]


def test_a_total_column_sums_the_columns_of_its_group():
    columns = [
        Column("2014", "Caf"),
        Column("Total", "Caf", is_total=True),
        Column("2014", "MSA"),
        Column("Ensemble", is_total=True),
    ]
    cells = tuple(parse_cell(text) for text in ("10", "10", "5", "16"))
    found = compare(columns, [Row(cells=cells)])
    assert [(item.column, item.verdict) for item in found] == [(1, "right"), (3, "minor")]


def test_loans_are_added_apart():
    cells = [parse_cell("7000 + prêt de 3000"), parse_cell("500")]
    assert (total(cells).amount, total(cells).second) == (7500, 3000)


# The totals of a real convention: Bazois, annex 3

CAF = ["62 191€", "13 871€", "81 997 €", "6 856 €", "17 286 €", "67 688 €", "102 071 €"]
MSA_2014 = ["1200", "4000", "7000 +Prêt de 3000", "PS 2014: 27 341,34", "", "1937,63"]
MSA_2015 = [
    "1200",
    "4000",
    "",
    "Non encore liquidé Droit de 26 900,65",
    "369,92",
    "2568,15",
]
CARSAT_2014 = "535 0 2371 720 5285 0 252 487 0 4115 306 243".split()


@pytest.mark.parametrize(
    ("lines", "printed", "verdict"),
    [
        (CAF, "351 960 €", "right"),
        (MSA_2014, "41 478.97 + PRÊT DE 3 000", "right"),
        (MSA_2015, "Estimé à 35 038,72", "right"),
        (CARSAT_2014, "14 313", "minor"),
        (["25 000 € par an environ", "59 000 €", "40 000 € environ"], "124 000 €", "right"),
    ],
)
def test_the_printed_totals_of_a_real_annex(lines, printed, verdict):
    found = verdicts(*[("line", text) for text in lines], ("total", printed))
    assert [name for name, _ in found] == [verdict]
