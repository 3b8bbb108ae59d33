"""Looking for a row by what people type: no accent, no hyphen, words in any order."""

from typing import Self

from django.db import models
from django.db.models import Case, F, IntegerField, Q, Value, When

from partners.grammar import fold


class SearchableQuerySet(models.QuerySet):
    """Rows whose ``search_text`` is :func:`index_text` of what they are called."""

    def search(self, text: str) -> Self:
        """Keep the rows in which every word of *text* begins a word, best match first.

        Order: the whole name, the beginning of the name, words in a row, words anywhere; then the
        model's own ``search_order``. An empty *text* keeps everything.
        """
        words = fold(text).split()
        if not words:
            return self
        queryset = self
        for word in words:
            queryset = queryset.filter(self.word_matches(word))
        return queryset.annotate(search_rank=_rank(" ".join(words))).order_by(
            "search_rank", *self.search_order
        )

    search_order: tuple = ("search_text", "pk")

    @staticmethod
    def word_matches(word: str) -> Q:
        """Return the condition one folded word must meet; models with codes widen it."""
        return Q(search_text__contains=f" {word}")


def index_text(*parts: str, most: int = 340) -> str:
    """Return the ``search_text`` of a row: each part folded, a blank first so that words have a start.

    Folding may lengthen (« œ » is « oe »): what goes beyond *most* characters is not searched.
    """
    return "".join(f" {fold(part)}" for part in parts if part)[:most]


def _rank(text: str) -> Case:
    whole = [f" {text}", *(f" {article} {text}" for article in ("le", "la", "les", "l"))]
    return Case(
        When(search_text__in=whole, then=Value(0)),
        When(search_text__startswith=f" {text}", then=Value(1)),
        When(search_text__contains=f" {text}", then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )


def largest_first() -> tuple:
    """Order the places of one rank: those of the current list, most populated, then by name."""
    return (F("vintage").desc(), F("population").desc(nulls_last=True), "name", "pk")
