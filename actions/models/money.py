"""Money: the budget of an action, and the financing tables that a convention annexes."""

from typing import Any

from django.db import models
from django.db.models import Q

from actions.models.plan import Plan
from actions.models.sheet import ActionSheet
from ctg.ordered import Keyed, Ordered, refuse, unique_position
from partners.models import Organisation


class Measure(models.TextChoices):
    """What a cell counts: euros, things, or nothing at all."""

    AMOUNT = "amount", "montant en euros"
    COUNT = "count", "nombre"
    TEXT = "text", "texte"


class Qualifier(models.TextChoices):
    """How sure a cell is; the words are those of `actions.funding`."""

    ABOUT = "about", "environ"
    UNDECIDED = "undecided", "à déterminer"
    UNSETTLED = "unsettled", "non liquidé"
    FORECAST = "forecast", "prévisionnel"
    LOAN = "loan", "prêt"
    NONE = "none", "sans convention"
    EMPTY = "empty", "vide"


class BudgetLine(Ordered):
    """What one funder puts into one action, in euros. No amount: still to be decided."""

    class State(models.TextChoices):
        PLANNED = "planned", "prévu"
        VOTED = "voted", "voté"
        COMMITTED = "committed", "engagé"
        CLAIMED = "claimed", "demandé"
        PAID = "paid", "payé"

    order_within = ("sheet",)

    sheet = models.ForeignKey(
        ActionSheet, on_delete=models.CASCADE, verbose_name="action", related_name="budget_lines"
    )
    funder = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        verbose_name="financeur",
        related_name="+",
        null=True,
        blank=True,
    )
    funder_name = models.CharField("financeur imprimé", max_length=200, blank=True)
    nature = models.CharField(
        "nature", max_length=200, blank=True, help_text="Par exemple « un équivalent temps plein »."
    )
    year = models.PositiveSmallIntegerField("année", null=True, blank=True)
    amount = models.DecimalField(
        "montant (€)", max_digits=14, decimal_places=2, null=True, blank=True
    )
    state = models.CharField("état", max_length=10, choices=State, default=State.PLANNED)
    note = models.CharField("précision", max_length=300, blank=True)

    class Meta:
        verbose_name = "ligne de budget"
        verbose_name_plural = "budget"
        ordering = ["position", "pk"]
        constraints = [
            unique_position("actions_budgetline_position", "sheet"),
            models.CheckConstraint(
                condition=Q(funder__isnull=False) | ~Q(funder_name="") | ~Q(nature=""),
                name="actions_budgetline_says_something",
                violation_error_message="Indiquez le financeur ou la nature de la dépense.",
            ),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__gte=1990, year__lte=2100),
                name="actions_budgetline_real_year",
                violation_error_message=(
                    "Indiquez une année sur quatre chiffres, entre 1990 et 2100."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.funder_label or self.nature} {self.year or ''}".strip()

    @property
    def funder_label(self) -> str:
        return self.funder_name or (str(self.funder) if self.funder else "")


class FinancingTableQuerySet(models.QuerySet["FinancingTable"]):
    def visible_to(self, user: Any) -> "FinancingTableQuerySet":
        return self.filter(plan__in=Plan.objects.visible_to(user))

    def with_cells(self) -> "FinancingTableQuerySet":
        return self.prefetch_related(
            "columns", models.Prefetch("rows", TableRow.objects.prefetch_related("cells"))
        )


class FinancingTable(Keyed, Ordered):
    """A printed grid of amounts, counts and words, kept as printed and added up again beside it."""

    order_within = ("plan",)

    plan = models.ForeignKey(
        Plan, on_delete=models.CASCADE, verbose_name="plan", related_name="tables"
    )
    title = models.CharField("titre", max_length=300)
    row_heading = models.CharField(
        "titre de la première colonne",
        max_length=200,
        blank=True,
        help_text="Par exemple « Nature des financements ».",
    )
    unit_note = models.CharField(
        "unité", max_length=120, blank=True, help_text="Par exemple « en euros »."
    )
    source = models.TextField("source", blank=True)
    notes = models.TextField("notes", blank=True, help_text="Une note par ligne.")

    objects = FinancingTableQuerySet.as_manager()

    class Meta:
        verbose_name = "tableau financier"
        verbose_name_plural = "tableaux financiers"
        ordering = ["plan", "position", "pk"]
        constraints = [
            unique_position("actions_financingtable_position", "plan"),
            models.UniqueConstraint(fields=["plan", "key"], name="actions_financingtable_key"),
        ]

    def __str__(self) -> str:
        return self.title


class TableColumn(Ordered):
    """A column; those that follow each other under one `group` share a two-level header."""

    order_within = ("table",)

    table = models.ForeignKey(
        FinancingTable, on_delete=models.CASCADE, verbose_name="tableau", related_name="columns"
    )
    group = models.CharField(
        "regroupement",
        max_length=200,
        blank=True,
        help_text="Titre commun à plusieurs colonnes voisines.",
    )
    label = models.CharField("titre", max_length=200)
    kind = models.CharField("contenu", max_length=8, choices=Measure, default=Measure.AMOUNT)
    is_total = models.BooleanField(
        "total de la ligne",
        default=False,
        help_text="La somme des autres colonnes de même contenu.",
    )

    class Meta:
        verbose_name = "colonne"
        verbose_name_plural = "colonnes"
        ordering = ["position", "pk"]
        constraints = [unique_position("actions_tablecolumn_position", "table")]

    def __str__(self) -> str:
        return f"{self.group} – {self.label}" if self.group else self.label


class TableRow(Ordered):
    """A row. `of_which` marks a line under « dont »: a partial breakdown, never added."""

    class Kind(models.TextChoices):
        LINE = "line", "ligne"
        SECTION = "section", "titre de partie"
        SUBTOTAL = "subtotal", "sous-total"
        TOTAL = "total", "total"

    order_within = ("table",)

    table = models.ForeignKey(
        FinancingTable, on_delete=models.CASCADE, verbose_name="tableau", related_name="rows"
    )
    kind = models.CharField("nature", max_length=8, choices=Kind, default=Kind.LINE)
    label = models.TextField("intitulé", blank=True)
    of_which = models.BooleanField("« dont »", default=False)
    depth = models.PositiveSmallIntegerField("retrait", default=0)
    measure = models.CharField(
        "contenu de la ligne",
        max_length=8,
        choices=Measure,
        blank=True,
        help_text="S’il diffère de celui des colonnes : un nombre de personnes sous des montants.",
    )
    note = models.CharField("précision", max_length=500, blank=True)

    class Meta:
        verbose_name = "ligne de tableau"
        verbose_name_plural = "lignes de tableau"
        ordering = ["position", "pk"]
        constraints = [
            unique_position("actions_tablerow_position", "table"),
            models.CheckConstraint(
                condition=Q(of_which=False) | Q(kind="line"),
                name="actions_tablerow_of_which_is_a_line",
                violation_error_message="Seule une ligne ordinaire peut être un « dont ».",
            ),
        ]

    def __str__(self) -> str:
        return self.label[:80]


class TableCell(models.Model):
    """A cell: `text` as printed, and what `actions.funding.parse_cell` reads in it.

    `amount` is in euros (or a count, by the column); a grant may stand beside a loan
    (`second_amount`).
    """

    row = models.ForeignKey(
        TableRow, on_delete=models.CASCADE, verbose_name="ligne", related_name="cells"
    )
    column = models.ForeignKey(
        TableColumn, on_delete=models.CASCADE, verbose_name="colonne", related_name="cells"
    )
    text = models.TextField("texte imprimé", blank=True)
    amount = models.DecimalField("montant", max_digits=14, decimal_places=2, null=True, blank=True)
    qualifier = models.CharField("qualité", max_length=10, choices=Qualifier, blank=True)
    second_amount = models.DecimalField(
        "second montant", max_digits=14, decimal_places=2, null=True, blank=True
    )
    second_qualifier = models.CharField(
        "qualité du second", max_length=10, choices=Qualifier, blank=True
    )
    note = models.CharField("précision", max_length=500, blank=True)

    class Meta:
        verbose_name = "cellule"
        verbose_name_plural = "cellules"
        ordering = ["row", "column__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["row", "column"],
                name="actions_tablecell_one_per_place",
                violation_error_message="Cette case est déjà remplie.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        refuse(
            self.row.table_id != self.column.table_id,
            "La ligne et la colonne sont de deux tableaux différents.",
        )
