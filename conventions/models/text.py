from typing import Any

from django.db import models
from django.utils.html import strip_tags

from actions.models import FinancingTable
from conventions.models.convention import Convention
from conventions.models.library import AnnexKind, Sourced
from ctg.fields import RichTextField
from ctg.history import tracked
from ctg.ordered import Keyed, Ordered, unique_position
from partners.models import Facility


class BlockQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> "BlockQuerySet":
        return self.filter(convention__in=Convention.objects.visible_to(user))


class Block(Keyed, Ordered):
    """A block of a convention, in its place, cited by its key."""

    order_within = ("convention",)

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField("place", blank=True)  # typed by the forms of rows

    objects = BlockQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["convention", "position"]


def block_constraints(name: str) -> list[models.BaseConstraint]:
    """Two blocks of a convention never share a place nor a key."""
    return [
        unique_position(f"{name}_position_unique", "convention"),
        models.UniqueConstraint(fields=["convention", "key"], name=f"{name}_key_unique"),
    ]


@tracked()
class LegalBasis(Sourced, Block):
    class Kind(models.TextChoices):
        VU = "vu", "Vu"
        CONSIDERANT = "considerant", "Considérant"

    kind = models.CharField("nature", max_length=12, choices=Kind, default=Kind.VU)
    text = RichTextField(
        "texte",
        inline=True,
        help_text="Sans « Vu » ni point-virgule final : ils sont ajoutés.",
    )

    class Meta(Block.Meta):
        verbose_name = "visa"
        verbose_name_plural = "visas"
        default_related_name = "legal_bases"
        constraints = block_constraints("legal_basis")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {strip_tags(self.text)}"[:80]


@tracked(exclude=("updated_at",))
class Article(Sourced, Block):
    title = RichTextField(
        "titre",
        inline=True,
        help_text="Sans « Article » ni numéro : ils sont calculés.",
    )
    body = RichTextField("texte", blank=True)
    updated_at = models.DateTimeField("modifié le", auto_now=True)

    class Meta(Block.Meta):
        verbose_name = "article"
        default_related_name = "articles"
        constraints = block_constraints("article")

    def __str__(self) -> str:
        return f"Article {self.position}"


@tracked(exclude=("updated_at",))
class Annex(Sourced, Block):
    Kind = AnnexKind

    title = RichTextField(
        "titre", inline=True, help_text="Sans « Annexe » ni numéro : ils sont calculés."
    )
    kind = models.CharField(
        "contenu",
        max_length=20,
        choices=Kind,
        default=Kind.TEXT,
        help_text=(
            "Plan, fiches et instances viennent du plan d’actions ; "
            "tableaux et équipements se choisissent plus bas."
        ),
    )
    with_previous = models.BooleanField(
        "même numéro que la précédente",
        default=False,
        help_text="Pour des annexes 1a, 1b, 1c : cochez la deuxième et les suivantes.",
    )
    body = RichTextField("texte", blank=True, help_text="Imprimé avant le contenu choisi.")
    tables = models.ManyToManyField(
        FinancingTable,
        through="AnnexTable",
        blank=True,
        related_name="+",
        verbose_name="tableaux",
    )
    facilities = models.ManyToManyField(
        Facility,
        through="AnnexFacility",
        blank=True,
        related_name="+",
        verbose_name="équipements et services",
    )
    updated_at = models.DateTimeField("modifiée le", auto_now=True)

    class Meta(Block.Meta):
        verbose_name = "annexe"
        default_related_name = "annexes"
        constraints = block_constraints("annex")

    def __str__(self) -> str:
        return f"Annexe : {strip_tags(self.title)}"[:80]


@tracked()
class AnnexTable(models.Model):
    annex = models.ForeignKey(Annex, on_delete=models.CASCADE, related_name="table_links")
    table = models.ForeignKey(
        FinancingTable,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="tableau",
    )
    position = models.PositiveIntegerField("place", default=0)

    class Meta:
        verbose_name = "tableau annexé"
        verbose_name_plural = "tableaux annexés"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["annex", "table"],
                name="annex_table_unique",
                violation_error_message="Ce tableau est déjà dans l’annexe.",
            )
        ]

    def __str__(self) -> str:
        return str(self.table)


@tracked()
class AnnexFacility(models.Model):
    annex = models.ForeignKey(Annex, on_delete=models.CASCADE, related_name="facility_links")
    facility = models.ForeignKey(
        Facility,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="équipement ou service",
    )
    position = models.PositiveIntegerField("place", default=0)

    class Meta:
        verbose_name = "équipement annexé"
        verbose_name_plural = "équipements annexés"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["annex", "facility"],
                name="annex_facility_unique",
                violation_error_message="Cet équipement est déjà dans l’annexe.",
            )
        ]

    def __str__(self) -> str:
        return str(self.facility)
