"""The action and its sheet (fiche-action): who does what, by when, and what to watch."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from actions import schedule
from actions.models.plan import Plan, PlanItem
from ctg.fields import RichTextField
from ctg.ordered import Keyed, Ordered, refuse, unique_position
from partners.models import Municipality, Organisation, Person


class ActionSheetQuerySet(models.QuerySet["ActionSheet"]):
    def visible_to(self, user: Any) -> "ActionSheetQuerySet":
        return self.filter(plan__in=Plan.objects.visible_to(user))

    def late(self, *, on: date) -> "ActionSheetQuerySet":
        """Keep those whose due date is past and that nobody closed."""
        return self.filter(due_on__lt=on).exclude(status__in=ActionSheet.CLOSED)

    def with_codes(self) -> "ActionSheetQuerySet":
        """Load what the code is made of: the levels above, the sub-levels placed before."""
        elders = (
            PlanItem.objects.filter(parent=OuterRef("item"))
            .order_by()
            .values("parent")
            .annotate(count=Count("pk"))
            .values("count")
        )
        return self.select_related("plan", "item__parent__parent__parent").annotate(
            elder_count=Coalesce(Subquery(elders), 0)
        )

    def with_details(self) -> "ActionSheetQuerySet":
        """Load everything a printed sheet shows, in a constant number of queries."""
        from actions.models.money import BudgetLine

        return self.with_codes().prefetch_related(
            "steps__indicators",
            "indicators",
            "watch_points",
            "municipalities",
            models.Prefetch("actors", SheetActor.objects.select_related("organisation", "person")),
            models.Prefetch("budget_lines", BudgetLine.objects.select_related("funder")),
        )


class ActionSheet(Keyed, Ordered):
    """What is promised and followed. `has_sheet` is false for a mere line of the plan.

    Dates are read from `schedule_text` when it says them beyond doubt (`actions.schedule`);
    otherwise they are those typed, or none.
    """

    class Status(models.TextChoices):
        """Planned until started; paused by choice, blocked from outside; done or dropped."""

        PLANNED = "planned", "à venir"
        ONGOING = "ongoing", "en cours"
        PAUSED = "paused", "en pause"
        BLOCKED = "blocked", "bloquée"
        DONE = "done", "réalisée"
        DROPPED = "dropped", "abandonnée"

    class Priority(models.TextChoices):
        HIGH = "high", "prioritaire"
        NORMAL = "normal", "normale"
        LOW = "low", "secondaire"

    CLOSED = (Status.DONE, Status.DROPPED)

    order_within = ("plan", "item")

    plan = models.ForeignKey(
        Plan, on_delete=models.CASCADE, verbose_name="plan", related_name="sheets"
    )
    item = models.ForeignKey(
        PlanItem,
        on_delete=models.RESTRICT,
        verbose_name="objectif",
        related_name="sheets",
        null=True,
        blank=True,
        help_text="Le niveau du plan sous lequel l’action est rangée.",
    )
    printed_code = models.CharField(
        "code imprimé",
        max_length=20,
        blank=True,
        help_text=(
            "À remplir seulement si le document porte un autre code que celui du rang (« 6-3 »)."
        ),
    )
    title = models.CharField("intitulé", max_length=500)
    has_sheet = models.BooleanField(
        "fiche détaillée", default=True, help_text="Décochez pour une simple ligne du plan."
    )
    sheet_code = models.CharField(
        "code imprimé sur la fiche",
        max_length=20,
        blank=True,
        help_text="S’il diffère de celui du plan.",
    )
    sheet_title = models.CharField(
        "intitulé imprimé sur la fiche",
        max_length=500,
        blank=True,
        help_text="S’il diffère de celui du plan.",
    )
    theme = models.CharField("thématique", max_length=120, blank=True)
    operational_objective = models.TextField(
        "objectif opérationnel de la fiche",
        blank=True,
        help_text="S’il diffère du niveau du plan ci-dessus.",
    )
    context = RichTextField("contexte et constats", blank=True)
    goals = RichTextField("objectifs de l’action", blank=True)
    description = RichTextField("description, actions à mettre en place", blank=True)
    audience = models.TextField("public visé", blank=True)
    territory = models.TextField("territoire concerné", blank=True)
    municipalities = models.ManyToManyField(
        Municipality, verbose_name="communes concernées", related_name="+", blank=True
    )
    schedule_text = models.CharField(
        "échéance",
        max_length=200,
        blank=True,
        help_text=(
            "Comme dans le document : « 2e trimestre 2023 », « 2016/2019 », « dès 2023 et "
            "chaque année »."
        ),
    )
    starts_on = models.DateField("commence le", null=True, blank=True)
    due_on = models.DateField("à finir le", null=True, blank=True)
    priority = models.CharField("priorité", max_length=8, choices=Priority, default=Priority.NORMAL)
    status = models.CharField("état", max_length=8, choices=Status, default=Status.PLANNED)
    funding_note = models.TextField("financement, précisions", blank=True)
    appendix = RichTextField(
        "complément joint à la fiche", blank=True, help_text="Profil de poste, tableau, texte long."
    )

    objects = ActionSheetQuerySet.as_manager()

    class Meta:
        verbose_name = "action"
        verbose_name_plural = "actions"
        ordering = ["plan", "item__depth", "item__position", "position", "pk"]
        constraints = [
            unique_position("actions_actionsheet_position", "plan", "item", nullable=True),
            models.UniqueConstraint(fields=["plan", "key"], name="actions_actionsheet_key"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(due_on__isnull=True)
                | Q(due_on__gte=models.F("starts_on")),
                name="actions_actionsheet_due_after_start",
                violation_error_message="L’action ne peut pas finir avant d’avoir commencé.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        read = self.schedule
        if read.start or read.end:
            self.starts_on, self.due_on = read.start, read.end
        super().save(*args, **kwargs)

    def clean(self) -> None:
        refuse(
            self.item is not None and self.item.plan_id != self.plan_id,
            "Cet objectif appartient à un autre plan.",
            "item",
        )

    @property
    def schedule(self) -> schedule.Schedule:
        return schedule.parse(self.schedule_text)

    @property
    def code(self) -> str:
        """The printed code, else one made of the positions: « 2.1.3 ».

        Where a level holds both sub-levels and actions, the actions come after.
        """
        if self.printed_code:
            return self.printed_code
        if self.item is None:
            return str(self.position or "")
        elders = getattr(self, "elder_count", None)
        if elders is None:
            elders = self.item.children.count()
        return f"{self.item.code}.{(self.position or 1) + elders}"

    @property
    def printed_title(self) -> str:
        """The title the sheet itself bears."""
        return self.sheet_title or self.title

    def is_late(self, *, on: date) -> bool:
        """Late is computed, never typed: the due date is past and nobody closed the action."""
        return self.due_on is not None and self.due_on < on and self.status not in self.CLOSED


class Step(Ordered):
    """One stage of an action, with its own date."""

    order_within = ("sheet",)

    sheet = models.ForeignKey(
        ActionSheet, on_delete=models.CASCADE, verbose_name="action", related_name="steps"
    )
    text = models.TextField("étape")
    schedule_text = models.CharField("échéance", max_length=200, blank=True)
    starts_on = models.DateField("commence le", null=True, blank=True)
    due_on = models.DateField("à finir le", null=True, blank=True)
    done = models.BooleanField("faite", default=False)

    class Meta:
        verbose_name = "étape"
        verbose_name_plural = "étapes"
        ordering = ["position", "pk"]
        constraints = [unique_position("actions_step_position", "sheet")]

    def __str__(self) -> str:
        return self.text[:80]

    def save(self, *args: Any, **kwargs: Any) -> None:
        read = schedule.parse(self.schedule_text)
        if read.start or read.end:
            self.starts_on, self.due_on = read.start, read.end
        super().save(*args, **kwargs)


class SheetActor(Ordered):
    """Who leads or takes part: a known organisation, a known person, or a name as printed."""

    class Role(models.TextChoices):
        LEAD = "lead", "pilote"
        PARTNER = "partner", "partenaire associé"

    order_within = ("sheet",)

    sheet = models.ForeignKey(
        ActionSheet, on_delete=models.CASCADE, verbose_name="action", related_name="actors"
    )
    role = models.CharField("rôle", max_length=8, choices=Role, default=Role.PARTNER)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        verbose_name="organisme",
        related_name="+",
        null=True,
        blank=True,
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        verbose_name="personne",
        related_name="+",
        null=True,
        blank=True,
    )
    name = models.CharField(
        "nom imprimé",
        max_length=300,
        blank=True,
        help_text="Par exemple « les professionnels de la petite enfance ».",
    )

    class Meta:
        verbose_name = "acteur"
        verbose_name_plural = "pilotes et acteurs associés"
        ordering = ["position", "pk"]
        constraints = [
            unique_position("actions_sheetactor_position", "sheet"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(person__isnull=False) | ~Q(name=""),
                name="actions_sheetactor_someone",
                violation_error_message=(
                    "Choisissez un organisme ou une personne, ou écrivez un nom."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name as printed, else that of the person or the organisation."""
        return self.name or str(self.person or self.organisation)


class WatchPoint(Ordered):
    """What may go wrong, and what would unblock it."""

    class Level(models.TextChoices):
        LOW = "low", "à suivre"
        MEDIUM = "medium", "sérieux"
        HIGH = "high", "bloquant"

    order_within = ("sheet",)

    sheet = models.ForeignKey(
        ActionSheet, on_delete=models.CASCADE, verbose_name="action", related_name="watch_points"
    )
    text = models.TextField("point de vigilance")
    level = models.CharField("niveau", max_length=8, choices=Level, default=Level.LOW)
    owner = models.CharField("suivi par", max_length=200, blank=True)
    unblock_condition = models.TextField("ce qui le lèverait", blank=True)
    due_on = models.DateField("à lever avant le", null=True, blank=True)
    closed_on = models.DateField("levé le", null=True, blank=True)

    class Meta:
        verbose_name = "point de vigilance"
        verbose_name_plural = "points de vigilance"
        ordering = ["position", "pk"]
        constraints = [unique_position("actions_watchpoint_position", "sheet")]

    def __str__(self) -> str:
        return self.text[:80]
