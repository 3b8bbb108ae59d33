"""The library: clauses with their successive wordings, and the templates a convention starts from."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from ctg.fields import RichTextField
from ctg.ordered import Ordered, unique_position
from partners.models import Membership


class ConventionKind(models.TextChoices):
    CTG = "ctg", "Convention territoriale globale"
    PARTNERSHIP = "partnership", "Convention de partenariat"


class AnnexKind(models.TextChoices):
    TEXT = "text", "Texte"
    PLAN = "plan", "Plan d’actions"
    SHEETS = "sheets", "Fiches-actions"
    TABLES = "tables", "Tableaux financiers"
    FACILITIES = "facilities", "Équipements et services"
    COMMITTEES = "committees", "Instances de pilotage"
    DELIBERATION = "deliberation", "Délibération ou décision"


class LibraryQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> "LibraryQuerySet":
        """The library is one for all who open conventions: administrators and Caf advisers."""
        opens = (Membership.Role.ADMINISTRATOR, Membership.Role.CAF_ADVISER)
        return self if user.is_authenticated and user.has_role(*opens) else self.none()


class Clause(models.Model):
    """A clause of the library. Its words are those of its last version.

    Two clauses of the same `family` are variants of one subject: a convention never holds both.
    """

    class Part(models.TextChoices):
        LEGAL_BASIS = "legal_basis", "Visa"
        PREAMBLE = "preamble", "Préambule"
        ARTICLE = "article", "Article"
        ANNEX = "annex", "Annexe"

    class Repeat(models.TextChoices):
        ONCE = "", "Une fois"
        CAF = "caf", "Pour la Caf"
        AUTHORITY = "authority", "Pour chaque collectivité partie"
        PARTNER = "partner", "Pour chaque autre partie"
        PARTY = "party", "Pour chaque partie"

    code = models.SlugField("code", max_length=60, unique=True)
    name = models.CharField("nom", max_length=120)
    part = models.CharField("partie du texte", max_length=20, choices=Part, default=Part.ARTICLE)
    family = models.SlugField(
        "famille",
        max_length=60,
        blank=True,
        help_text="Deux clauses de la même famille ne vont jamais ensemble.",
    )
    repeat = models.CharField(
        "écrite", max_length=20, choices=Repeat, blank=True, default=Repeat.ONCE
    )
    annex_kind = models.CharField(
        "contenu de l’annexe", max_length=20, choices=AnnexKind, blank=True
    )
    requires = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="required_by",
        verbose_name="suppose",
        help_text="Les clauses auxquelles celle-ci renvoie : elles viennent avec elle.",
    )
    advice = models.TextField(
        "conseil au rédacteur", blank=True, help_text="Ce qui varie, ce qu’il faut vérifier."
    )
    is_active = models.BooleanField("proposée", default=True)

    objects = LibraryQuerySet.as_manager()

    class Meta:
        verbose_name = "clause"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ClauseVersion(models.Model):
    """One wording of a clause, never changed once published: a convention keeps the one it used."""

    clause = models.ForeignKey(
        Clause, on_delete=models.PROTECT, related_name="versions", verbose_name="clause"
    )
    number = models.PositiveSmallIntegerField("version")
    title = RichTextField("titre", inline=True, blank=True)
    body = RichTextField("texte", blank=True)
    note = models.CharField("ce qui change", max_length=300, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="auteur",
    )
    published_at = models.DateTimeField("publiée le", auto_now_add=True)

    objects = LibraryQuerySet.as_manager()

    class Meta:
        verbose_name = "version de clause"
        verbose_name_plural = "versions de clause"
        ordering = ["clause", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["clause", "number"], name="clause_version_unique"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_version_stays", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.clause}, version {self.number}"


class ConventionTemplate(models.Model):
    """What a convention starts from: its kind, its titles, its clauses in order."""

    code = models.SlugField("code", max_length=60, unique=True)
    name = models.CharField("nom", max_length=120)
    description = models.TextField("pour quel usage", blank=True)
    kind = models.CharField(
        "nature", max_length=20, choices=ConventionKind, default=ConventionKind.CTG
    )
    title = models.CharField("titre", max_length=200, default="Convention territoriale globale")
    subtitle = models.CharField("sous-titre", max_length=200, blank=True)
    years = models.PositiveSmallIntegerField(
        "durée, en années", default=5, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    notice_months = models.PositiveSmallIntegerField(
        "préavis de résiliation, en mois",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
    )
    notice_form = models.CharField("forme de la résiliation", max_length=200, blank=True)
    is_active = models.BooleanField("proposé", default=True)

    objects = LibraryQuerySet.as_manager()

    class Meta:
        verbose_name = "modèle de convention"
        verbose_name_plural = "modèles de convention"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class TemplateClause(Ordered):
    """A clause in its place in a template, and what the drafter may do with it.

    LOCKED: always there, its words are not changed. OPTIONAL: ticked or not, then written freely.
    FREE: always there, written by the drafter from what the clause proposes.
    """

    class Mode(models.TextChoices):
        LOCKED = "locked", "Verrouillée"
        OPTIONAL = "optional", "Au choix"
        FREE = "free", "Libre"

    order_within = ("template",)

    template = models.ForeignKey(
        ConventionTemplate, on_delete=models.CASCADE, related_name="clauses"
    )
    clause = models.ForeignKey(
        Clause, on_delete=models.PROTECT, related_name="uses", verbose_name="clause"
    )
    position = models.PositiveSmallIntegerField("place", blank=True)
    mode = models.CharField("statut", max_length=10, choices=Mode, default=Mode.FREE)
    is_ticked = models.BooleanField(
        "cochée d’avance", default=True, help_text="Pour une clause au choix."
    )

    objects = LibraryQuerySet.as_manager()

    class Meta:
        verbose_name = "clause du modèle"
        verbose_name_plural = "clauses du modèle"
        ordering = ["template", "position"]
        constraints = [
            unique_position("template_clause_position_unique", "template"),
            models.UniqueConstraint(
                fields=["template", "clause"],
                name="template_clause_unique",
                violation_error_message="Cette clause est déjà dans le modèle.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.clause)


class Sourced(models.Model):
    """A block that may come from a clause: the very version it used, and whether its words are locked."""

    source = models.ForeignKey(
        ClauseVersion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="clause d’origine",
    )
    is_locked = models.BooleanField("texte verrouillé", default=False, editable=False)

    class Meta:
        abstract = True


def last_versions(clauses: Any = None) -> "models.QuerySet[ClauseVersion]":
    """The wording in force of each clause: the version with the highest number."""
    newer = ClauseVersion.objects.filter(
        clause=models.OuterRef("clause"), number__gt=models.OuterRef("number")
    )
    versions = ClauseVersion.objects.filter(~models.Exists(newer))
    return versions if clauses is None else versions.filter(Q(clause__in=clauses))
