import datetime as dt

import pytest
from hypothesis import given, strategies as st

from actions.schedule import MONTHS, Schedule, parse

D = dt.date
YEAR_2016, LAST_2017, LAST_2019 = D(2016, 1, 1), D(2017, 12, 31), D(2019, 12, 31)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision", "recurring"),
    [
        ("JUILLET 2016", D(2016, 7, 1), D(2016, 7, 31), "month", False),
        ("2016/2017", YEAR_2016, LAST_2017, "year", False),
        ("2016 - 2019", YEAR_2016, LAST_2019, "year", False),
        ("de 2016 à 2019", YEAR_2016, LAST_2019, "year", False),
        ("2016, 2017, 2018 et 2019", YEAR_2016, LAST_2019, "year", False),
        ("2016 2017", YEAR_2016, LAST_2017, "year", False),
        ("En 2024", D(2024, 1, 1), D(2024, 12, 31), "year", False),
        ("2e trimestre 2023", D(2023, 4, 1), D(2023, 6, 30), "quarter", False),
        ("T2 2023", D(2023, 4, 1), D(2023, 6, 30), "quarter", False),
        ("1er semestre 2023", D(2023, 1, 1), D(2023, 6, 30), "semester", False),
        ("À partir du deuxième trimestre 2023", D(2023, 4, 1), None, "quarter", False),
        ("dès 2023", D(2023, 1, 1), None, "year", False),
        ("dès 2023 et chaque année", D(2023, 1, 1), None, "year", True),
        ("chaque année", None, None, "", True),
        ("au plus tard le 31 mars 2023", None, D(2023, 3, 31), "day", False),
        ("avant le 31 mars 2023", None, D(2023, 3, 31), "day", False),
        ("avant 2024", None, D(2023, 12, 31), "year", False),
        ("jusqu’au 31 décembre 2020", None, D(2020, 12, 31), "day", False),
        ("31/03/2023", None, D(2023, 3, 31), "day", False),
        (
            "du 1er janvier 2022 au 31 décembre 2024",
            D(2022, 1, 1),
            D(2024, 12, 31),
            "day",
            False,
        ),
    ],
)
def test_a_printed_schedule_gives_its_dates(text, start, end, precision, recurring):
    assert parse(text) == Schedule(start, end, precision, recurring)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "à définir",
        "2023 si le financement est acquis",
        "2023, 2025",
        "2023 et 2025",
        "2019/2016",
        "31/02/2023",
        "5e trimestre 2023",
        "fin 2024",
        "12",
        "1789",
        "20232024",
        "dès que possible et chaque année",
    ],
)
def test_what_is_not_said_beyond_doubt_gives_no_date(text):
    assert not parse(text)


YEARS = st.integers(1990, 2098)


@given(YEARS, st.integers(1, 30))
def test_a_range_of_years_covers_them_all(first, length):
    last = min(first + length, 2100)
    read = parse(f"{first}/{last}")
    assert (read.start, read.end) == (D(first, 1, 1), D(last, 12, 31))


@given(YEARS, st.sampled_from(MONTHS))
def test_a_month_ends_the_day_before_the_next_one(year, month):
    read = parse(f"{month} {year}")
    assert read.start.day == 1
    assert (read.end + dt.timedelta(days=1)).day == 1
    assert read.start.month == read.end.month


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error_and_never_ends_before_it_starts(text):
    read = parse(text)
    assert not (read.start and read.end) or read.start <= read.end
