"""When the convention binds: dates known, in order, within the usual length."""

import datetime as dt
from collections.abc import Iterator

from conventions.checks.finding import Finding, Where
from conventions.checks.reading import Reading
from ctg.typography import date_long

USUAL_YEARS = 5
_PERIOD = Where("general", label="période")


def bounds(reading: Reading) -> Iterator[Finding]:
    """D01: an end, after the start, five years at most."""
    period = reading.document.period
    if period.end is None:
        message = "La date de fin n’est pas fixée : la durée de l’engagement reste inconnue."
        yield Finding("D01", "PERIODE", "blocking", _PERIOD, message)
    elif period.start and period.end < period.start:
        message = "La convention se termine avant d’avoir commencé."
        yield Finding("D01", "PERIODE", "blocking", _PERIOD, message)
    elif period.start and period.end >= _years_after(period.start, USUAL_YEARS):
        message = f"La période dépasse {USUAL_YEARS} ans, la durée habituelle d’une convention."
        yield Finding("D01", "PERIODE", "minor", _PERIOD, message)


def retroactive(reading: Reading) -> Iterator[Finding]:
    """D02: it takes effect before anybody signed it."""
    start, signed = reading.document.period.start, reading.document.closing.on
    if start and signed and start < signed:
        message = (
            f"La convention prend effet le {date_long(start)}, avant sa signature "
            f"du {date_long(signed)} : faites approuver cet effet rétroactif, ou changez la date."
        )
        yield Finding("D02", "RETROACTIVITE", "minor", Where("closing", label="clôture"), message)


def _years_after(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, month=3, day=1)
