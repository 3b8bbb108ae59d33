"""Moving rows among their siblings: any queryset of rows that have a `position` and share a list.

The rows are locked, renumbered 1…n and written in one transaction; the unique constraint on the
position is deferred, so no row needs a free place to go through. A move that asks for a place
outside the list takes the nearest end.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

Row = TypeVar("Row", bound=models.Model)


def move(queryset: models.QuerySet[Row], obj: Row, to: int) -> None:
    """Put `obj` at place `to` (1…n) among the rows of `queryset`, and close the ranks.

    Raises ValidationError when `obj` is no longer one of them.
    """
    with transaction.atomic():
        rows = _locked(queryset)
        if obj not in rows:
            raise ValidationError("Cet élément n’est plus dans la liste : rechargez la page.")
        rows.remove(obj)
        rows.insert(max(0, min(to - 1, len(rows))), obj)
        _write(queryset, rows)
        obj.position = rows.index(obj) + 1  # type: ignore[attr-defined]


def move_up(queryset: models.QuerySet[Row], obj: Row) -> None:
    """Change places with the row before; the first one stays first."""
    _step(queryset, obj, -1)


def move_down(queryset: models.QuerySet[Row], obj: Row) -> None:
    """Change places with the row after; the last one stays last."""
    _step(queryset, obj, 1)


def reorder(queryset: models.QuerySet[Row], keys: Sequence[int]) -> None:
    """Order the rows as their primary keys stand in `keys`, which must name each of them once.

    Raises ValidationError otherwise: someone added or removed a row in the meantime.
    """
    with transaction.atomic():
        rows = {row.pk: row for row in _locked(queryset)}
        if sorted(keys) != sorted(rows):
            raise ValidationError(
                "La liste a changé entre-temps : rechargez la page, puis recommencez."
            )
        _write(queryset, [rows[key] for key in keys])


def arrange(queryset: models.QuerySet[Row], keys: Sequence[int]) -> None:
    """Put the rows of `keys` first, in that order; the others follow in theirs. Refuses nothing."""
    with transaction.atomic():
        places = {key: place for place, key in enumerate(keys)}
        rows = _locked(queryset)
        rows.sort(key=lambda row: places.get(row.pk, len(places)))
        _write(queryset, rows)


def renumber(queryset: models.QuerySet[Row]) -> None:
    """Close the ranks after a removal: positions become 1…n, in the same order."""
    with transaction.atomic():
        _write(queryset, _locked(queryset))


def _step(queryset: models.QuerySet[Row], obj: Row, by: int) -> None:
    with transaction.atomic():
        keys = [row.pk for row in _locked(queryset)]
        place = keys.index(obj.pk) + 1 if obj.pk in keys else 0
        move(queryset, obj, max(1, place + by))


def _locked(queryset: models.QuerySet[Row]) -> list[Row]:
    return list(queryset.select_for_update(of=("self",)).order_by("position", "pk"))


def _write(queryset: models.QuerySet[Row], rows: Iterable[Row]) -> None:
    moved = []
    for position, row in enumerate(rows, start=1):
        if row.position != position:  # type: ignore[attr-defined]
            row.position = position  # type: ignore[attr-defined]
            moved.append(row)
    if moved:
        queryset.model._default_manager.bulk_update(moved, ["position"])
