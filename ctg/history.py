"""History written by the database itself: a trigger copies every stored version of a row, whoever wrote it."""

from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
from django.core.management.base import BaseCommand
from django.db.models import Model

M = TypeVar("M", bound=type[Model])


def tracked(*, exclude: tuple[str, ...] = ()) -> Callable[[M], M]:
    """Keep every insertion, change and deletion of a model's rows, except of the fields `exclude`.

    The rows kept are `Model.pgh_event_model`: append-only, they outlive the row they tell about. Who and why come
    from the context of the request (`pghistory.context`).
    """
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        append_only=True,
        exclude=list(exclude) or None,
    )


class RecordedCommand(BaseCommand):
    """A command whose changes bear its name in the history."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        name = type(self).__module__.rpartition(".")[2]
        with pghistory.context(command=name):
            return super().execute(*args, **options)
