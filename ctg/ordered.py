"""What every ordered row shares: a place among its siblings, never typed by hand."""

import secrets
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models


class Ordered(models.Model):
    """A row with a `position` (1…n) among those that share its `order_within` keys.

    A row saved without a position goes last. Moving rows is the work of `ctg.ordering`.
    """

    order_within: ClassVar[tuple[str, ...]] = ()

    position = models.PositiveSmallIntegerField("ordre", blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if getattr(self, "position", None) is None:
            last = self.siblings().aggregate(last=models.Max("position"))["last"]
            self.position = (last or 0) + 1
        super().save(*args, **kwargs)

    def siblings(self) -> models.QuerySet:
        """The rows among which this one is ordered, itself included."""
        keys = {f"{name}_id": getattr(self, f"{name}_id") for name in self.order_within}
        return type(self)._default_manager.filter(
            **{k: v for k, v in keys.items() if v is not None},
            **{f"{k}__isnull": True for k, v in keys.items() if v is None},
        )


def new_key() -> str:
    """A stable id: what references point to, whatever the row's place and number become."""
    return secrets.token_hex(5)


class Keyed(models.Model):
    """A row cited by live references through its `key`, drawn when it is first saved."""

    key = models.CharField("clé", max_length=40, blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.key:
            self.key = new_key()
        super().save(*args, **kwargs)


def unique_position(name: str, *fields: str, nullable: bool = False) -> models.UniqueConstraint:
    """One row per place. Deferred, so that a whole list may be renumbered in one transaction.

    With `nullable`, the constraint must reach the database through its own `AddConstraint`: inside
    `CreateModel`, Django loses DEFERRABLE when nulls are not distinct.
    """
    return models.UniqueConstraint(
        fields=[*fields, "position"],
        name=name,
        deferrable=models.Deferrable.DEFERRED,
        violation_error_message="Deux éléments ne peuvent pas occuper la même place.",
        nulls_distinct=False if nullable else None,
    )


def refuse(condition: bool, message: str, field: str | None = None) -> None:  # noqa: FBT001
    """Raise the French `message`, attached to `field`, when `condition` holds."""
    if condition:
        raise ValidationError({field: message} if field else message)
