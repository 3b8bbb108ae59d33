"""The official list of territories: départements, intercommunalités, communes."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from partners import grammar
from partners.models.fields import SirenField
from partners.models.searching import SearchableQuerySet, largest_first

# Where one authority exercises what a Département does elsewhere, by code of département
COLLECTIVITIES = {
    "2A": "Collectivité de Corse",
    "2B": "Collectivité de Corse",
    "67": "Collectivité européenne d’Alsace",
    "68": "Collectivité européenne d’Alsace",
    "75": "Ville de Paris",
    "972": "Collectivité territoriale de Martinique",
    "973": "Collectivité territoriale de Guyane",
}
SHARED = ("Collectivité de Corse", "Collectivité européenne d’Alsace")  # over two départements


class TerritoryQuerySet(SearchableQuerySet):
    def visible_to(self, user) -> Self:
        """Return the official list: public data, open to every active account."""
        return self if user.is_authenticated and user.is_active else self.none()

    def current(self) -> Self:
        """Keep the territories of the latest list loaded; older ones were merged or dissolved since."""
        latest = self.model._default_manager.aggregate(latest=models.Max("vintage"))["latest"]
        return self.filter(vintage=latest)


class DepartmentQuerySet(TerritoryQuerySet):
    search_order = ("code",)

    @staticmethod
    def word_matches(word: str) -> Q:
        return Q(search_text__contains=f" {word}") | Q(code__iexact=word)


class PlaceQuerySet(TerritoryQuerySet):
    search_order = largest_first()


class IntermunicipalityQuerySet(PlaceQuerySet):
    @staticmethod
    def word_matches(word: str) -> Q:
        matches = Q(search_text__contains=f" {word}")
        return matches | Q(siren=word) if word.isdigit() else matches


class MunicipalityQuerySet(PlaceQuerySet):
    @staticmethod
    def word_matches(word: str) -> Q:
        matches = Q(search_text__contains=f" {word}")
        if word[0].isdigit():
            matches |= Q(insee_code__iexact=word) | Q(postcodes__contains=[word]) | Q(siren=word)
        return matches


class Department(models.Model):
    code = models.CharField("code", max_length=3, unique=True)
    name = models.CharField("nom", max_length=60)
    liaison = models.PositiveSmallIntegerField(
        "code de liaison",
        default=0,
        help_text="Code de l’Insee : 2 le, 3 la, 4 les, 5 l’, 1 voyelle.",
    )
    vintage = models.PositiveSmallIntegerField("millésime")
    search_text = models.CharField(max_length=80, editable=False, default="")

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = "département"
        verbose_name_plural = "départements"
        ordering = ["code"]

    def __str__(self):
        return f"{self.name} ({self.code})"

    @property
    def phrase(self) -> grammar.NounPhrase:
        """The name in a sentence: « de la Lozère », « des Alpes-de-Haute-Provence », « de Mayotte »."""
        article = grammar.article_of_liaison(self.liaison)
        return grammar.NounPhrase(article, self.name, "f" if article == "la" else "m")

    @property
    def authority(self) -> str:
        """« Département de la Lozère », or the authority that took its place."""
        return COLLECTIVITIES.get(self.code) or f"Département {self.phrase.of}"


class Intermunicipality(models.Model):
    class Kind(models.TextChoices):
        """Établissements publics de coopération intercommunale, and the territories of Greater Paris."""

        CC = "CC", "communauté de communes"
        CA = "CA", "communauté d’agglomération"
        CU = "CU", "communauté urbaine"
        MET = "MET", "métropole"
        EPT = "EPT", "établissement public territorial"

    siren = SirenField("SIREN", unique=True, blank=False)
    name = models.CharField(
        "nom", max_length=150, help_text="Sans la catégorie : « Aubrac Lot Causses Tarn »."
    )
    kind = models.CharField("catégorie", max_length=3, choices=Kind)
    department = models.ForeignKey(
        Department,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="département principal",
    )
    population = models.PositiveIntegerField("population", null=True, blank=True)
    vintage = models.PositiveSmallIntegerField("millésime")
    search_text = models.CharField(max_length=200, editable=False, default="", db_index=True)

    objects = IntermunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "intercommunalité"
        verbose_name_plural = "intercommunalités"
        ordering = ["search_text", "pk"]

    def __str__(self):
        return self.legal_name

    @property
    def legal_name(self) -> str:
        """« Communauté de communes Aubrac Lot Causses Tarn »; a métropole is its own name."""
        if self.kind == self.Kind.MET:
            return grammar.capitalised(self.name)
        return grammar.capitalised(f"{self.get_kind_display()} {self.name}")


class Municipality(models.Model):
    insee_code = models.CharField("code Insee", max_length=5, unique=True)
    siren = SirenField("SIREN", db_index=True)
    name = models.CharField("nom", max_length=80)
    liaison = models.PositiveSmallIntegerField(
        "code de liaison",
        default=0,
        help_text="Code de l’Insee : 2 le, 3 la, 4 les, 5 l’, 1 voyelle.",
    )
    postcodes = ArrayField(
        models.CharField(max_length=5), verbose_name="codes postaux", default=list, blank=True
    )
    population = models.PositiveIntegerField("population", null=True, blank=True)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, verbose_name="département")
    intermunicipality = models.ForeignKey(
        Intermunicipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="municipalities",
        verbose_name="intercommunalité",
    )
    vintage = models.PositiveSmallIntegerField("millésime")
    search_text = models.CharField(max_length=100, editable=False, default="", db_index=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "commune"
        verbose_name_plural = "communes"
        ordering = ["search_text", "pk"]

    def __str__(self):
        return f"{self.name} ({self.postcode or self.insee_code})"

    @property
    def postcode(self) -> str:
        """The first postcode, "" when none is known."""
        return self.postcodes[0] if self.postcodes else ""

    @property
    def legal_name(self) -> str:
        """« Commune de Chanac »: the name of the local authority."""
        return f"Commune {self.of}"

    @property
    def ccas_name(self) -> str:
        """« Centre communal d’action sociale de Chanac »."""
        return f"Centre communal d’action sociale {self.of}"

    @property
    def of(self) -> str:
        """« de Chanac », « du Creusot », « d’Écuisses », « de Haguenau »."""
        return grammar.of(self.name, elided=self.liaison == 1)

    @property
    def at(self) -> str:
        """« à Chanac », « au Creusot »."""
        return grammar.at(self.name)
