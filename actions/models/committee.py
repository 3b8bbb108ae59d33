"""Committees: who steers the plan, by function rather than by name."""

from typing import Any

from django.db import models
from django.db.models import Q

from actions.models.plan import Plan
from ctg.fields import RichTextField
from ctg.ordered import Ordered, unique_position
from partners.models import Organisation


class CommitteeQuerySet(models.QuerySet["Committee"]):
    def visible_to(self, user: Any) -> "CommitteeQuerySet":
        return self.filter(plan__in=Plan.objects.visible_to(user))


class Committee(Ordered):
    """A body that steers, prepares or discusses the plan."""

    class Kind(models.TextChoices):
        STEERING = "steering", "comité de pilotage"
        TECHNICAL = "technical", "comité technique"
        STRATEGIC = "strategic", "comité stratégique"
        WORKING_GROUP = "working_group", "groupe de travail"
        COORDINATION = "coordination", "cellule de coordination"

    order_within = ("plan",)

    plan = models.ForeignKey(
        Plan, on_delete=models.CASCADE, verbose_name="plan", related_name="committees"
    )
    name = models.CharField("nom", max_length=200)
    kind = models.CharField("nature", max_length=14, choices=Kind, default=Kind.STEERING)
    role = RichTextField("rôle", blank=True)
    frequency = models.CharField(
        "rythme", max_length=300, blank=True, help_text="Par exemple « au moins une fois par an »."
    )
    secretariat = models.CharField("animation et secrétariat", max_length=300, blank=True)
    notes = RichTextField("précisions", blank=True)

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        verbose_name = "comité"
        verbose_name_plural = "comités"
        ordering = ["plan", "position", "pk"]
        constraints = [unique_position("actions_committee_position", "plan")]

    def __str__(self) -> str:
        return self.name


class CommitteeMember(Ordered):
    """A seat: « Pour la communauté de communes », « le président ou son représentant »."""

    order_within = ("committee",)

    committee = models.ForeignKey(
        Committee, on_delete=models.CASCADE, verbose_name="comité", related_name="members"
    )
    group = models.CharField(
        "groupe",
        max_length=200,
        blank=True,
        help_text="Par exemple « Pour la communauté de communes ».",
    )
    function = models.CharField(
        "fonction",
        max_length=500,
        blank=True,
        help_text="Par exemple « le président ou son représentant ».",
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        verbose_name="organisme",
        related_name="+",
        null=True,
        blank=True,
    )
    consultative = models.BooleanField("à titre consultatif", default=False)

    class Meta:
        verbose_name = "membre"
        verbose_name_plural = "composition"
        ordering = ["position", "pk"]
        constraints = [
            unique_position("actions_committeemember_position", "committee"),
            models.CheckConstraint(
                condition=~Q(group="") | ~Q(function="") | Q(organisation__isnull=False),
                name="actions_committeemember_someone",
                violation_error_message="Indiquez une fonction, un groupe ou un organisme.",
            ),
        ]

    def __str__(self) -> str:
        return self.function or self.group or str(self.organisation)
