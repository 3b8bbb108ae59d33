"""Places and services open to families: crèches, accueils de loisirs, relais…"""

from typing import Self

from django.db import models
from django.db.models import Q

from partners.models.fields import one_line
from partners.models.organisation import Organisation
from partners.models.searching import SearchableQuerySet, index_text
from partners.models.territory import Municipality
from partners.validators import validate_postcode


class FacilityQuerySet(SearchableQuerySet):
    def visible_to(self, user) -> Self:
        """Return the facilities: public places, open to every active account."""
        return self if user.is_authenticated and user.is_active else self.none()

    def within_reach_of(self, user) -> Self:
        """Keep those *user* may change: run by, or standing where, an organisation it works on.

        A facility bound to no commune and no organisation of the directory is within reach of whoever
        keeps the directory of a Caf.
        """
        if user.is_authenticated and user.is_active and user.is_superuser:
            return self
        reached = Organisation.objects.order_by().within_reach_of(user)
        members = reached.of_member(user)
        reach = Q(operator__in=reached.values("pk"))
        reach |= Q(municipality__in=members.filter(kind__in=_TOWNS).values("municipality"))
        reach |= Q(
            municipality__intermunicipality__in=members.filter(kind=_EPCI).values(
                "intermunicipality"
            )
        )
        reach |= Q(municipality__department__in=members.family_funds().values("department"))
        if members.family_funds().exists():
            reach |= Q(operator__isnull=True, municipality__isnull=True)
        return self.filter(reach)


_TOWNS = (Organisation.Kind.MUNICIPALITY, Organisation.Kind.CCAS)
_EPCI = Organisation.Kind.INTERMUNICIPALITY


class Facility(models.Model):
    class Kind(models.TextChoices):
        """The kinds named in the annexes of the five conventions, and those of the Caf's « prestations »."""

        EAJE = "eaje", "établissement d’accueil du jeune enfant (EAJE)"
        MAM = "mam", "maison d’assistants maternels (MAM)"
        RPE = "rpe", "relais petite enfance (RPE)"
        LAEP = "laep", "lieu d’accueil enfants-parents (LAEP)"
        ALSH = "alsh", "accueil de loisirs sans hébergement (ALSH)"
        AFTER_SCHOOL = "after_school", "accueil périscolaire"
        TEENAGERS = "teenagers", "accueil adolescents"
        TOY_LIBRARY = "toy_library", "ludothèque"
        SOCIAL_CENTRE = "social_centre", "centre social"
        EVS = "evs", "espace de vie sociale (EVS)"
        YOUNG_WORKERS = "young_workers", "foyer ou résidence de jeunes (FJT)"
        PARENTING = "parenting", "soutien à la parentalité"
        FRANCE_SERVICES = "france_services", "maison France services"
        COOPERATION = "cooperation", "pilotage et coopération CTG"
        OTHER = "other", "autre"

    name = models.CharField("nom", max_length=200)
    kind = models.CharField("nature", max_length=20, choices=Kind)
    activity = models.CharField(
        "activité", max_length=200, blank=True, help_text="« Multi-accueil », « mercredis »"
    )
    operator = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="facilities",
        verbose_name="gestionnaire",
    )
    operator_name = models.CharField(
        "nom du gestionnaire",
        max_length=200,
        blank=True,
        help_text="S’il n’est pas dans l’annuaire.",
    )
    address_line1 = models.CharField("adresse", max_length=150, blank=True)
    address_line2 = models.CharField("complément d’adresse", max_length=150, blank=True)
    postcode = models.CharField(
        "code postal", max_length=5, blank=True, validators=[validate_postcode]
    )
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, verbose_name="commune"
    )
    municipality_name = models.CharField(
        "nom de la commune",
        max_length=80,
        blank=True,
        help_text="Repris de la commune choisie s’il est vide.",
    )
    capacity = models.PositiveIntegerField("places", null=True, blank=True)
    is_new_offer = models.BooleanField("offre nouvelle", default=False)
    notes = models.TextField("remarques", blank=True)
    search_text = models.CharField(max_length=900, editable=False, default="")

    objects = FacilityQuerySet.as_manager()

    class Meta:
        verbose_name = "équipement ou service"
        verbose_name_plural = "équipements et services"
        ordering = ["municipality_name", "kind", "name", "pk"]

    def __str__(self):
        return f"{self.name} ({self.municipality_name})" if self.municipality_name else self.name

    def save(self, **kwargs):
        self.name = one_line(self.name)
        if self.municipality and not self.municipality_name:
            self.municipality_name = self.municipality.name
        self.search_text = index_text(
            self.name, self.municipality_name, self.operator_label, self.activity, most=900
        )
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "name", "municipality_name", "search_text"}
        super().save(**kwargs)

    @property
    def operator_label(self) -> str:
        """The operator's name, from the directory or as typed."""
        return self.operator.legal_name if self.operator else self.operator_name
