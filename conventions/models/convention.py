from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from actions.models import Plan
from conventions.models.library import ClauseVersion, ConventionKind, ConventionTemplate
from ctg.fields import RichTextField
from ctg.history import tracked
from partners.models import Department, Intermunicipality, Municipality, Organisation


class ConventionStatus(models.TextChoices):
    """Life of a convention. The Caf adviser drafts; the parties read, vote, sign; dates do the rest.

    PREPARING → DRAFTING ⇄ REVIEWING → STABILISED → DELIBERATING → READY → SIGNING → SIGNED
    → IN_FORCE → EVALUATING → RENEWED | EXPIRED | TERMINATED → ARCHIVED; ABANDONED ends an
    unsigned one.
    """

    PREPARING = "preparing", "En préparation"
    DRAFTING = "drafting", "En rédaction"
    REVIEWING = "reviewing", "En relecture"
    STABILISED = "stabilised", "Stabilisée"
    DELIBERATING = "deliberating", "En délibération"
    READY = "ready", "Prête à signer"
    SIGNING = "signing", "En signature"
    SIGNED = "signed", "Signée"
    IN_FORCE = "in_force", "En vigueur"
    EVALUATING = "evaluating", "En évaluation"
    RENEWED = "renewed", "Renouvelée"
    EXPIRED = "expired", "Expirée"
    TERMINATED = "terminated", "Résiliée"
    ARCHIVED = "archived", "Archivée"
    ABANDONED = "abandoned", "Abandonnée"


WRITABLE = (
    ConventionStatus.PREPARING,
    ConventionStatus.DRAFTING,
    ConventionStatus.REVIEWING,
)


RESERVED = ("nouvelle",)  # « /conventions/nouvelle/ » is where one is set up


class ConventionQuerySet(models.QuerySet["Convention"]):
    def visible_to(self, user: Any) -> "ConventionQuerySet":
        """Conventions of the organisations the account belongs to: as owner or as party."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_superuser:
            return self
        mine = Organisation.objects.filter(memberships__account=user).values("pk")
        as_party = self.model.objects.filter(parties__organisation__in=mine)
        return self.filter(Q(owner__in=mine) | Q(pk__in=as_party.values("pk")))


@tracked(exclude=("created_at", "updated_at", "opening_token"))
class Convention(models.Model):
    Kind = ConventionKind
    Status = ConventionStatus

    reference = models.SlugField(
        "référence",
        max_length=80,
        unique=True,
        help_text="Dans les adresses et les noms de fichiers, par exemple « bazois-2016 ».",
    )
    kind = models.CharField("nature", max_length=20, choices=Kind, default=Kind.CTG)
    title = models.CharField("titre", max_length=200, default="Convention territoriale globale")
    subtitle = models.CharField(
        "sous-titre",
        max_length=200,
        blank=True,
        help_text="Par exemple « de services aux familles ».",
    )
    owner = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="owned_conventions",
        verbose_name="organisme qui tient la convention",
        help_text="Le plus souvent la Caf : ses conseillers rédigent.",
    )
    status = models.CharField(
        "état", max_length=20, choices=Status, default=Status.DRAFTING, editable=False
    )

    territory_name = models.CharField(
        "territoire", max_length=200, help_text="Tel qu’il est imprimé en couverture."
    )
    intermunicipality = models.ForeignKey(
        Intermunicipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="intercommunalité",
    )
    department = models.ForeignKey(
        Department,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="département",
    )
    municipalities = models.ManyToManyField(
        Municipality,
        blank=True,
        related_name="+",
        verbose_name="communes du territoire",
    )
    municipality_names = models.TextField(
        "autres communes",
        blank=True,
        help_text=(
            "Une par ligne : communes absentes de la liste officielle, "
            "fusionnées depuis par exemple."
        ),
    )

    starts_on = models.DateField(
        "début",
        null=True,
        blank=True,
        help_text="Laissez vide si la convention court à compter de sa signature.",
    )
    ends_on = models.DateField("fin", null=True, blank=True, help_text="Dernier jour, compris.")
    notice_months = models.PositiveSmallIntegerField(
        "préavis de résiliation, en mois",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
    )
    notice_form = models.CharField("forme de la résiliation", max_length=200, blank=True)

    preamble = RichTextField("préambule", blank=True)
    preamble_source = models.ForeignKey(
        ClauseVersion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="clause d’origine du préambule",
    )
    template = models.ForeignKey(
        ConventionTemplate,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="modèle de départ",
    )
    plan = models.ForeignKey(
        Plan,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="conventions",
        verbose_name="plan d’actions",
    )

    closing_place = models.CharField("fait à", max_length=100, blank=True)
    signed_on = models.DateField(
        "le", null=True, blank=True, help_text="Date portée au bas de la convention."
    )
    copies = models.PositiveSmallIntegerField(
        "nombre d’exemplaires",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(200)],
        help_text="Laissez vide pour « autant d’exemplaires que de signataires ».",
    )

    # Of the page it was set up on: sent twice, that page still makes one convention
    opening_token = models.UUIDField(null=True, unique=True, editable=False)
    created_at = models.DateTimeField("créée le", auto_now_add=True)
    updated_at = models.DateTimeField("modifiée le", auto_now=True)

    objects = ConventionQuerySet.as_manager()

    class Meta:
        verbose_name = "convention"
        ordering = ["-starts_on", "reference"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="convention_ends_after_start",
                violation_error_message=(
                    "La convention se termine avant d’avoir commencé. "
                    "Corrigez l’une des deux dates."
                ),
            ),
        ]

    def __str__(self) -> str:
        years = "–".join(str(day.year) for day in (self.starts_on, self.ends_on) if day)
        return f"{self.territory_name} {years}".strip() or self.reference

    def get_absolute_url(self) -> str:
        return reverse("conventions:detail", args=[self.reference])

    @property
    def is_writable(self) -> bool:
        """Its text may still change: not yet stabilised."""
        return self.status in WRITABLE

    def clean(self) -> None:
        if self.reference in RESERVED:
            raise ValidationError({"reference": "Cette référence est l’adresse d’une autre page."})
        if self.signed_on and self.ends_on and self.signed_on > self.ends_on:
            raise ValidationError(
                {"signed_on": "La signature est datée après la fin de la convention."}
            )


@tracked()
class CoveredMunicipality(Convention.municipalities.through):  # type: ignore[name-defined]
    """A commune of the territory: the row behind the list, so that its history is kept too."""

    class Meta:
        proxy = True
