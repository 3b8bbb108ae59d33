import secrets
from typing import Any

from django.db import models
from django.db.models import Deferrable, Max
from django.utils.html import strip_tags

from actions.models import FinancingTable
from conventions.models.convention import Convention
from ctg.fields import RichTextField
from partners.models import Facility


def new_key() -> str:
    """A stable id for a block: what references point to, whatever its place and number become."""
    return secrets.token_hex(4)


class BlockQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> "BlockQuerySet":
        return self.filter(convention__in=Convention.objects.visible_to(user))


class Ordered(models.Model):
    """A block of a convention, in its place (from 1). A new block takes the last one."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE)
    position = models.PositiveIntegerField("place", blank=True, editable=True)
    key = models.CharField("identifiant stable", max_length=24, default=new_key, editable=False)

    objects = BlockQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["convention", "position"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.position:
            last = (
                type(self)
                .objects.filter(convention=self.convention)
                .aggregate(last=Max("position"))["last"]
            )
            self.position = (last or 0) + 1
        super().save(*args, **kwargs)


def ordered_constraints(name: str) -> list[models.BaseConstraint]:
    """Two blocks never share a place nor a key. Places are checked at commit: they can be swapped."""
    return [
        models.UniqueConstraint(
            fields=["convention", "position"],
            deferrable=Deferrable.DEFERRED,
            name=f"{name}_position_unique",
            violation_error_message="Cette place est déjà prise dans la convention.",
        ),
        models.UniqueConstraint(fields=["convention", "key"], name=f"{name}_key_unique"),
    ]


class LegalBasis(Ordered):
    class Kind(models.TextChoices):
        VU = "vu", "Vu"
        CONSIDERANT = "considerant", "Considérant"

    kind = models.CharField("nature", max_length=12, choices=Kind, default=Kind.VU)
    text = RichTextField(
        "texte",
        inline=True,
        help_text="Sans « Vu » ni point-virgule final : ils sont ajoutés.",
    )

    class Meta(Ordered.Meta):
        verbose_name = "visa"
        verbose_name_plural = "visas"
        default_related_name = "legal_bases"
        constraints = ordered_constraints("legal_basis")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {strip_tags(self.text)}"[:80]


class Article(Ordered):
    title = RichTextField(
        "titre",
        inline=True,
        help_text="Sans « Article » ni numéro : ils sont calculés.",
    )
    body = RichTextField("texte", blank=True)
    updated_at = models.DateTimeField("modifié le", auto_now=True)

    class Meta(Ordered.Meta):
        verbose_name = "article"
        default_related_name = "articles"
        constraints = ordered_constraints("article")

    def __str__(self) -> str:
        return f"Article {self.position}"


class Annex(Ordered):
    class Kind(models.TextChoices):
        TEXT = "text", "Texte"
        PLAN = "plan", "Plan d’actions"
        SHEETS = "sheets", "Fiches-actions"
        TABLES = "tables", "Tableaux financiers"
        FACILITIES = "facilities", "Équipements et services"
        COMMITTEES = "committees", "Instances de pilotage"
        DELIBERATION = "deliberation", "Délibération ou décision"

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

    class Meta(Ordered.Meta):
        verbose_name = "annexe"
        default_related_name = "annexes"
        constraints = ordered_constraints("annex")

    def __str__(self) -> str:
        return f"Annexe : {strip_tags(self.title)}"[:80]


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
