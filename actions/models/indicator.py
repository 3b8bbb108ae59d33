"""Indicators: how one will know.

They belong to a sheet, one of its steps, a level of the plan, or the whole plan.
"""

from typing import Any

from django.db import models
from django.db.models import Q

from actions.models.plan import Plan, PlanItem
from actions.models.sheet import ActionSheet, Step
from ctg.ordered import Ordered, refuse, unique_position


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def visible_to(self, user: Any) -> "IndicatorQuerySet":
        return self.filter(plan__in=Plan.objects.visible_to(user))


class Indicator(Ordered):
    """A measure, in figures or in words.

    `baseline` is its value before the launch, `target` the one aimed at.
    """

    class Kind(models.TextChoices):
        MEANS = "means", "moyens"
        OUTPUT = "output", "réalisation"
        RESULT = "result", "résultat"
        EFFECT = "effect", "effet"
        SATISFACTION = "satisfaction", "satisfaction"

    order_within = ("plan", "item", "sheet")

    plan = models.ForeignKey(
        Plan, on_delete=models.CASCADE, verbose_name="plan", related_name="indicators"
    )
    item = models.ForeignKey(
        PlanItem,
        on_delete=models.CASCADE,
        verbose_name="niveau du plan",
        related_name="indicators",
        null=True,
        blank=True,
    )
    sheet = models.ForeignKey(
        ActionSheet,
        on_delete=models.CASCADE,
        verbose_name="action",
        related_name="indicators",
        null=True,
        blank=True,
    )
    step = models.ForeignKey(
        Step,
        on_delete=models.CASCADE,
        verbose_name="étape",
        related_name="indicators",
        null=True,
        blank=True,
    )
    label = models.CharField("indicateur", max_length=500)
    kind = models.CharField("nature", max_length=12, choices=Kind, default=Kind.OUTPUT)
    unit = models.CharField("unité", max_length=60, blank=True)
    source = models.CharField("source", max_length=200, blank=True)
    frequency = models.CharField("fréquence", max_length=60, blank=True)
    baseline = models.CharField("valeur de départ", max_length=200, blank=True)
    baseline_on = models.DateField("relevée le", null=True, blank=True)
    target = models.CharField("cible", max_length=200, blank=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "indicateur"
        verbose_name_plural = "indicateurs"
        ordering = ["position", "pk"]
        constraints = [
            unique_position("actions_indicator_position", "plan", "item", "sheet", nullable=True),
            models.CheckConstraint(
                condition=Q(item__isnull=True) | Q(sheet__isnull=True),
                name="actions_indicator_one_owner",
                violation_error_message=(
                    "Un indicateur suit une action ou un niveau du plan, pas les deux."
                ),
            ),
            models.CheckConstraint(
                condition=Q(step__isnull=True) | Q(sheet__isnull=False),
                name="actions_indicator_step_of_sheet",
                violation_error_message="L’étape suivie doit être celle de l’action.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def save(self, *args: Any, **kwargs: Any) -> None:
        owner = self.sheet or self.item
        if owner is not None:
            self.plan = owner.plan
        super().save(*args, **kwargs)

    def clean(self) -> None:
        refuse(
            self.step is not None and self.step.sheet_id != self.sheet_id,
            "L’étape suivie doit être celle de l’action.",
            "step",
        )
