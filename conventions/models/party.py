from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from conventions.models.convention import Convention
from conventions.models.text import Block, block_constraints
from ctg.history import tracked
from partners.models import Mandate, Organisation


@tracked()
class Party(Block):
    """An organisation bound by the convention, its name there, the act that lets it sign."""

    class Side(models.IntegerChoices):
        FIRST = 1, "d’une part"
        SECOND = 2, "d’autre part"

    class ActKind(models.TextChoices):
        DELIBERATION = "délibération", "délibération"
        DECISION = "décision", "décision"

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="parties",
        verbose_name="organisme",
    )
    designation = models.CharField(
        "ci-après dénommé(e)",
        max_length=120,
        blank=True,
        help_text="Avec l’article : « la Caf ». Vide : le nom court de l’organisme.",
    )
    side = models.PositiveSmallIntegerField(
        "côté",
        choices=Side,
        null=True,
        blank=True,
        help_text="À laisser vide si la convention n’oppose pas de côtés.",
    )
    act_kind = models.CharField(
        "acte", max_length=20, choices=ActKind, default=ActKind.DELIBERATION
    )
    deciding_body = models.CharField(
        "assemblée",
        max_length=150,
        blank=True,
        help_text="Par exemple « conseil municipal ».",
    )
    decided_on = models.DateField("date de l’acte", null=True, blank=True)
    decision_number = models.CharField("numéro de l’acte", max_length=60, blank=True)
    no_decision_reason = models.CharField(
        "motif sans acte",
        max_length=200,
        blank=True,
        help_text=(
            "Si aucun vote n’est nécessaire, dites pourquoi "
            "(service de l’État, délégation permanente…)."
        ),
    )

    class Meta(Block.Meta):
        verbose_name = "partie"
        default_related_name = "parties"
        constraints = [
            *block_constraints("party"),
            models.UniqueConstraint(
                fields=["convention", "organisation"],
                name="party_organisation_unique",
                violation_error_message="Cet organisme est déjà partie à la convention.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class SignatoryQuerySet(models.QuerySet["Signatory"]):
    def visible_to(self, user: Any) -> "SignatoryQuerySet":
        return self.filter(party__convention__in=Convention.objects.visible_to(user))


@tracked()
class Signatory(models.Model):
    """Who signs for a party, under which mandate. One person may sign for two parties: two mandates."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="signatories")
    mandate = models.ForeignKey(
        Mandate,
        on_delete=models.PROTECT,
        related_name="signatures",
        verbose_name="mandat",
    )
    position = models.PositiveIntegerField("place", default=0)

    objects = SignatoryQuerySet.as_manager()

    class Meta:
        verbose_name = "signataire"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["party", "mandate"],
                name="signatory_mandate_unique",
                violation_error_message="Cette personne signe déjà pour cette partie.",
            )
        ]

    def __str__(self) -> str:
        return str(self.mandate)

    def clean(self) -> None:
        if (
            self.mandate_id
            and self.party_id
            and self.mandate.organisation_id != self.party.organisation_id
        ):
            raise ValidationError({"mandate": "Ce mandat est celui d’un autre organisme."})
