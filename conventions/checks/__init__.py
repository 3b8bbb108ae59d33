"""Checks: each is a function from a Reading of the Document to findings. Plain Python, no database.

To add one: write a generator in the file of its family, name it in CHECKS, test it.
"""

from collections.abc import Callable, Iterable

from conventions.checks import annexed, blanks, parties, period, references
from conventions.checks.finding import SEVERITIES, Finding, Severity, Where
from conventions.checks.reading import Reading
from conventions.document.model import Document

__all__ = ["CHECKS", "SEVERITIES", "Finding", "Severity", "Where", "check"]

CHECKS: tuple[Callable[[Reading], Iterable[Finding]], ...] = (
    parties.too_few,
    parties.unrepresented,
    parties.lone_side,
    parties.shared_names,
    period.bounds,
    period.retroactive,
    references.broken_references,
    references.missing_values,
    blanks.blanks,
    blanks.options,
    blanks.empty_blocks,
    annexed.empty_annexes,
)
_PARTS = ("general", "party", "legal_basis", "preamble", "article", "annex", "closing")


def check(document: Document) -> tuple[Finding, ...]:
    """Every finding of every check: the gravest first, then in reading order."""
    reading = Reading(document)
    places = {
        (part, key): place
        for part, keys in (
            ("party", [party.key for party in document.parties]),
            ("legal_basis", [basis.key for basis in document.legal_bases]),
            ("article", [article.key for article in document.articles]),
            ("annex", [annex.key for annex in document.annexes]),
        )
        for place, key in enumerate(keys)
    }

    def rank(finding: Finding) -> tuple[int, int, int]:
        where = finding.where
        return (
            SEVERITIES.index(finding.severity),
            _PARTS.index(where.part),
            places.get((where.part, where.key), 0),
        )

    return tuple(sorted((found for one in CHECKS for found in one(reading)), key=rank))
