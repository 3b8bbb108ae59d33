"""The plan and its levels (axes, themes, objectives); actions hang under any of them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from ctg.ordered import Keyed, Ordered, refuse, unique_position
from partners.models import Organisation
from partners.models.organisation import DESK

MAX_LEVELS = 4


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: Any) -> "PlanQuerySet":
        """Keep the plans followed by the user's organisations; a superuser sees them all."""
        return self._followed_by(user, ())

    def kept_by(self, user: Any) -> "PlanQuerySet":
        """Keep the plans that the user may change, from the desk of one of those organisations."""
        return self._followed_by(user, DESK)

    def _followed_by(self, user: Any, roles: tuple[str, ...]) -> "PlanQuerySet":
        if user.is_superuser and user.is_active:
            return self
        own = Organisation.objects.order_by().of_member(user, *roles)
        followed = Plan.organisations.through.objects.filter(organisation__in=own.values("pk"))
        return self.filter(pk__in=followed.values("plan"))

    def for_document(self) -> "PlanQuerySet":
        """Load the tree, sheets, tables and committees in a constant number of queries."""
        from actions.models.committee import CommitteeMember
        from actions.models.money import FinancingTable
        from actions.models.sheet import ActionSheet

        return self.prefetch_related(
            "organisations",
            "indicators",
            models.Prefetch(
                "items", PlanItem.objects.with_parents().prefetch_related("indicators")
            ),
            models.Prefetch("sheets", ActionSheet.objects.with_details()),
            models.Prefetch("tables", FinancingTable.objects.with_cells()),
            models.Prefetch(
                "committees__members", CommitteeMember.objects.select_related("organisation")
            ),
        )


class Plan(models.Model):
    """A plan of actions. It outlives the convention that promised it, and never knows it."""

    name = models.CharField("nom", max_length=200)
    organisations = models.ManyToManyField(
        Organisation,
        verbose_name="suivi par",
        related_name="+",
        blank=True,
        help_text="Les comptes rattachés à ces organismes voient le plan.",
    )
    starts_on = models.DateField("début")
    ends_on = models.DateField("fin", null=True, blank=True)
    description = models.TextField("présentation", blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "plan d’actions"
        verbose_name_plural = "plans d’actions"
        ordering = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="actions_plan_ends_after_start",
                violation_error_message="Le plan ne peut pas finir avant d’avoir commencé.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlanItemQuerySet(models.QuerySet["PlanItem"]):
    def visible_to(self, user: Any) -> "PlanItemQuerySet":
        return self.filter(plan__in=Plan.objects.visible_to(user))

    def with_parents(self) -> "PlanItemQuerySet":
        """Load the levels above, which the code and the label show."""
        return self.select_related("plan", "parent__parent__parent")


class PlanItem(Keyed, Ordered):
    """An axis, a theme or an objective. Four levels at most; actions come below."""

    class Level(models.TextChoices):
        AXIS = "axis", "axe"
        THEME = "theme", "thématique"
        GENERAL = "general", "objectif général"
        STRATEGIC = "strategic", "objectif stratégique"
        OPERATIONAL = "operational", "objectif opérationnel"

    order_within = ("plan", "parent")

    plan = models.ForeignKey(
        Plan, on_delete=models.CASCADE, verbose_name="plan", related_name="items"
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        verbose_name="rattaché à",
        related_name="children",
        null=True,
        blank=True,
        help_text="Laissez vide pour un élément du premier niveau.",
    )
    level = models.CharField("niveau", max_length=12, choices=Level, default=Level.AXIS)
    depth = models.PositiveSmallIntegerField("profondeur", default=1, editable=False)
    printed_code = models.CharField(
        "code imprimé",
        max_length=20,
        blank=True,
        help_text=(
            "À remplir seulement si le document porte un autre code que celui du rang (« 7-1 »)."
        ),
    )
    title = models.CharField("intitulé", max_length=500)
    description = models.TextField("précisions", blank=True)
    schedule_text = models.CharField("échéance imprimée", max_length=200, blank=True)
    actors_text = models.CharField(
        "acteurs imprimés",
        max_length=500,
        blank=True,
        help_text="Par exemple « RPE, communes, Caf ».",
    )
    commitment = models.TextField(
        "engagement à venir",
        blank=True,
        help_text="Ce qui est promis plus tard, par exemple des fiches à conclure par avenant.",
    )
    commitment_due_on = models.DateField("engagement à tenir avant le", null=True, blank=True)

    objects = PlanItemQuerySet.as_manager()

    class Meta:
        verbose_name = "niveau du plan"
        verbose_name_plural = "niveaux du plan"
        ordering = ["plan", "depth", "position", "pk"]
        constraints = [
            unique_position("actions_planitem_position", "plan", "parent", nullable=True),
            models.UniqueConstraint(fields=["plan", "key"], name="actions_planitem_key"),
            models.CheckConstraint(
                condition=Q(depth__gte=1, depth__lte=MAX_LEVELS),
                name="actions_planitem_four_levels",
                violation_error_message="Un plan compte quatre niveaux au plus, sans les actions.",
            ),
            models.CheckConstraint(
                condition=Q(commitment_due_on__isnull=True) | ~Q(commitment=""),
                name="actions_planitem_due_needs_commitment",
                violation_error_message="Dites à quoi l’on s’engage avant cette date.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        before = self.depth
        self.depth = self.parent.depth + 1 if self.parent else 1
        super().save(*args, **kwargs)
        if self.pk and before != self.depth:
            for child in self.children.all():
                child.parent = self
                child.save()

    def clean(self) -> None:
        if self.parent is None:
            return
        refuse(
            self.parent.plan_id != self.plan_id, "Cet élément appartient à un autre plan.", "parent"
        )
        refuse(
            self.pk is not None and self in self.parent.lineage(),
            "Un élément ne peut pas être rattaché à lui-même ni à l’un de ceux qu’il contient.",
            "parent",
        )
        if self.parent.depth + self.height() > MAX_LEVELS:
            raise ValidationError(
                {
                    "parent": (
                        "Un plan compte quatre niveaux au plus, sans les actions : celui-ci "
                        "serait trop bas."
                    )
                }
            )

    @property
    def code(self) -> str:
        """The printed code, else one made of the positions: « 2.1 »."""
        if self.printed_code:
            return self.printed_code
        above = self.parent.code if self.parent else ""
        return f"{above}.{self.position}" if above else str(self.position or "")

    @property
    def label(self) -> str:
        """« Axe 1 – Mieux mailler le territoire »."""
        return f"{self.get_level_display().capitalize()} {self.code} – {self.title}"

    def lineage(self) -> list["PlanItem"]:
        """This item and all those above it, outermost first."""
        found: list[PlanItem] = [self]
        while (above := found[0].parent) is not None and above not in found:
            found.insert(0, above)
        return found

    def height(self) -> int:
        """How many levels it holds, itself included."""
        if self._state.adding:
            return 1
        height, floor = 1, [self.pk]
        while floor := list(PlanItem.objects.filter(parent__in=floor).values_list("pk", flat=True)):
            height += 1
        return height
