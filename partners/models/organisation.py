"""Those who contract: Caf, MSA, Département, EPCI, communes, CCAS, associations…"""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, Q

from partners import grammar
from partners.models.fields import LogoField, SirenField, SiteField, one_line
from partners.models.searching import SearchableQuerySet, index_text
from partners.models.territory import (
    COLLECTIVITIES,
    SHARED,
    Department,
    Intermunicipality,
    Municipality,
)
from partners.validators import validate_postcode

# Names of ``Membership.Role`` that keep the directory up to date (the model is defined a step above).
DESK = ("administrator", "caf_adviser", "local_agent")


class OrganisationQuerySet(SearchableQuerySet):
    @staticmethod
    def word_matches(word: str) -> Q:
        matches = Q(search_text__contains=f" {word}")
        return matches | Q(siren=word) if word.isdigit() else matches

    def visible_to(self, user) -> Self:
        """Return the directory: public bodies, open to every active account."""
        return self if user.is_authenticated and user.is_active else self.none()

    def of_member(self, user, *roles: str) -> Self:
        """Keep the organisations *user* belongs to, in one of *roles* if any is given."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        lookup: dict = {"memberships__account": user.pk}
        if roles:
            lookup["memberships__role__in"] = roles
        return self.filter(pk__in=Organisation.objects.filter(**lookup).values("pk"))

    def family_funds(self) -> Self:
        """Keep those that carry a CTG for the family branch: Caf and caisses communes."""
        return self.filter(kind__in=Organisation.FAMILY_FUNDS)

    def within_reach_of(self, user, roles: tuple[str, ...] = DESK) -> Self:
        """Keep those *user* works on in one of *roles*: her own, and those her Caf serves.

        A Caf reaches every organisation of its département and every one bound to no département
        (MSA, Carsat, Région, national association). Superusers reach everything.
        """
        if user.is_authenticated and user.is_active and user.is_superuser:
            return self
        own = Organisation.objects.order_by().of_member(user, *roles)
        funds = own.family_funds()
        return self.filter(
            Q(pk__in=own.values("pk"))
            | Q(department__in=funds.values("department"))
            | (Q(department__isnull=True) & ~Q(kind__in=Organisation.FAMILY_FUNDS) & Exists(funds))
        )


_OrganisationManager = models.Manager.from_queryset(OrganisationQuerySet)


class OrganisationManager(_OrganisationManager):
    def create_from_municipality(self, municipality: Municipality) -> "Organisation":
        """Return the commune of the official list, created if it is not yet in the directory."""
        name = municipality.legal_name
        return self._from_official(
            Q(municipality=municipality),
            kind=Organisation.Kind.MUNICIPALITY,
            legal_name=name,
            short_name=grammar.uncapitalised(name),
            article="la",
            gender="f",
            siren=municipality.siren,
            postcode=municipality.postcode,
            city=municipality.name,
            municipality=municipality,
            intermunicipality=municipality.intermunicipality,
            department=municipality.department,
        )

    def create_ccas_from_municipality(self, municipality: Municipality) -> "Organisation":
        """Return the « centre communal d’action sociale » of a commune, created if need be."""
        name = municipality.ccas_name
        return self._from_official(
            Q(municipality=municipality),
            kind=Organisation.Kind.CCAS,
            legal_name=name,
            short_name=f"CCAS {municipality.of}",
            article="le",
            gender="m",
            postcode=municipality.postcode,
            city=municipality.name,
            municipality=municipality,
            intermunicipality=municipality.intermunicipality,
            department=municipality.department,
        )

    def create_from_intermunicipality(self, intermunicipality: Intermunicipality) -> "Organisation":
        """Return the EPCI of the official list, created if it is not yet in the directory."""
        name = intermunicipality.legal_name
        article, gender, running = _epci_grammar(intermunicipality)
        return self._from_official(
            Q(intermunicipality=intermunicipality),
            kind=Organisation.Kind.INTERMUNICIPALITY,
            legal_name=name,
            short_name=running,
            article=article,
            gender=gender,
            siren=intermunicipality.siren,
            intermunicipality=intermunicipality,
            department=intermunicipality.department,
        )

    def create_from_department(self, department: Department) -> "Organisation":
        """Return the Département as a local authority, or the one that took its place, created if need be."""
        usual = department.code not in COLLECTIVITIES
        name = department.authority
        return self._from_official(
            Q(department=department) | Q(legal_name=name),
            kind=Organisation.Kind.DEPARTMENT,
            legal_name=name,
            short_name="Département" if usual else grammar.uncapitalised(name),
            article="le" if usual else "la",
            gender="m" if usual else "f",
            department=None if name in SHARED else department,
        )

    def create_official(self, source: str, pk: int) -> "Organisation":
        """Return the organisation a territory is: *source* is "municipality", "ccas", "epci" or "department".

        The territory is locked: whoever asks at the same time finds what the first one made.
        Raises LookupError when there is no such territory.
        """
        models_and_makers: dict[str, tuple[Any, Any]] = {
            "municipality": (Municipality, self.create_from_municipality),
            "ccas": (Municipality, self.create_ccas_from_municipality),
            "epci": (Intermunicipality, self.create_from_intermunicipality),
            "department": (Department, self.create_from_department),
        }
        model, make = models_and_makers[source]
        place = model.objects.select_for_update(of=("self",)).order_by().filter(pk=pk).first()
        if place is None:
            raise LookupError(f"{source}:{pk}")
        organisation: Organisation = make(place)
        return organisation

    def _from_official(self, link, *, kind, **values):
        same = link & Q(kind=kind)
        if values.get("siren"):
            same |= Q(siren=values["siren"])
        found = self.filter(same).order_by("pk").first()
        return found or Organisation.objects.create(kind=kind, **values)


def _epci_grammar(intermunicipality: Intermunicipality) -> tuple[str, str, str]:
    """Return article, gender and running name: « la communauté de communes X », « Bordeaux Métropole »."""
    name = intermunicipality.legal_name
    if intermunicipality.kind == Intermunicipality.Kind.EPT:
        return "l’", "m", grammar.uncapitalised(name)
    if intermunicipality.kind != Intermunicipality.Kind.MET:
        return "la", "f", grammar.uncapitalised(name)
    if name.startswith("Métropole"):
        return "la", "f", grammar.uncapitalised(name)
    return ("l’", "f", name) if name.startswith("Eurométropole") else ("", "f", name)


class Organisation(models.Model):
    class Kind(models.TextChoices):
        """Every kind of body met at the foot of a convention."""

        CAF = "caf", "caisse d’allocations familiales"
        CCSS = "ccss", "caisse commune de sécurité sociale"
        MSA = "msa", "mutualité sociale agricole"
        CARSAT = "carsat", "caisse d’assurance retraite et de la santé au travail"
        CPAM = "cpam", "caisse primaire d’assurance maladie"
        DEPARTMENT = "department", "Département"
        REGION = "region", "Région"
        STATE = "state", "État (préfecture, Éducation nationale…)"
        INTERMUNICIPALITY = "intermunicipality", "intercommunalité (EPCI)"
        MUNICIPALITY = "municipality", "commune"
        CCAS = "ccas", "centre d’action sociale (CCAS, CIAS)"
        ASSOCIATION = "association", "association"
        SCHOOL = "school", "établissement scolaire"
        OTHER = "other", "autre"

    class Article(models.TextChoices):
        LE = "le", "le"
        LA = "la", "la"
        L = "l’", "l’"
        LES = "les", "les"

    class Gender(models.TextChoices):
        MASCULINE = "m", "masculin"
        FEMININE = "f", "féminin"

    class Number(models.TextChoices):
        SINGULAR = "s", "singulier"
        PLURAL = "p", "pluriel"

    FAMILY_FUNDS = (Kind.CAF, Kind.CCSS)
    COMMON_NOUNS = (Kind.INTERMUNICIPALITY, Kind.MUNICIPALITY, Kind.CCAS, Kind.ASSOCIATION)

    kind = models.CharField("nature", max_length=20, choices=Kind)
    legal_name = models.CharField(
        "nom complet", max_length=200, help_text="« Caisse d’allocations familiales de la Lozère »"
    )
    short_name = models.CharField(
        "nom court",
        max_length=120,
        blank=True,
        help_text="Sans article : « Caf », « commune de Chanac ». Vide : le nom complet.",
    )
    article = models.CharField(
        "article du nom court",
        max_length=3,
        choices=Article,
        blank=True,
        help_text="la Caf, le Département, l’État",
    )
    gender = models.CharField("genre", max_length=1, choices=Gender, default=Gender.FEMININE)
    number = models.CharField("nombre", max_length=1, choices=Number, default=Number.SINGULAR)
    siren = SirenField("SIREN", help_text="Neuf chiffres ; les espaces sont permises.")
    address_line1 = models.CharField("adresse", max_length=150, blank=True)
    address_line2 = models.CharField("complément d’adresse", max_length=150, blank=True)
    postcode = models.CharField(
        "code postal", max_length=5, blank=True, validators=[validate_postcode]
    )
    city = models.CharField("ville", max_length=80, blank=True)
    email = models.EmailField("adresse électronique", blank=True)
    website = SiteField("site", blank=True)
    logo = LogoField("logo", upload_to="logos", blank=True, help_text="PNG ou JPEG, 2 Mo au plus.")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, verbose_name="commune"
    )
    intermunicipality = models.ForeignKey(
        Intermunicipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="intercommunalité",
    )
    department = models.ForeignKey(
        Department,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="département",
        help_text="Vide pour un organisme qui en couvre plusieurs.",
    )
    # Set on what comes with the software (Caf, MSA), so that loading again never adds it twice.
    reference_code = models.CharField(max_length=40, blank=True, default="", editable=False)
    search_text = models.CharField(max_length=340, editable=False, default="", db_index=True)

    objects = OrganisationManager()

    class Meta:
        verbose_name = "organisme"
        verbose_name_plural = "organismes"
        ordering = ["search_text", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["siren"],
                condition=~Q(siren=""),
                name="organisation_siren_unique",
                violation_error_message="Un organisme de l’annuaire porte déjà ce numéro SIREN.",
            ),
            models.UniqueConstraint(
                fields=["reference_code"],
                condition=~Q(reference_code=""),
                name="organisation_loaded_once",
            ),
            models.CheckConstraint(
                condition=Q(article="les", number="p")
                | ~Q(article="les") & (Q(number="s") | Q(article="")),
                name="organisation_article_agrees_in_number",
                violation_error_message="L’article « les » va avec le pluriel, les autres avec le singulier.",
            ),
            models.CheckConstraint(
                condition=~Q(article="le", gender="f") & ~Q(article="la", gender="m"),
                name="organisation_article_agrees_in_gender",
                violation_error_message="L’article et le genre se contredisent : « le » est masculin, « la » féminin.",
            ),
        ]

    def __str__(self):
        return self.legal_name

    def save(self, **kwargs):
        self.legal_name, self.short_name = one_line(self.legal_name), one_line(self.short_name)
        if self.short_name == self.running_name:  # one name, to be corrected in one place
            self.short_name = ""
        self.search_text = index_text(self.legal_name, self.short_name)
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "legal_name", "short_name", "search_text"}
        super().save(**kwargs)

    @property
    def is_family_fund(self) -> bool:
        """Tell whether it is a Caf or a « caisse commune », where Caf roles exist."""
        return self.kind in self.FAMILY_FUNDS

    @property
    def designation(self) -> grammar.NounPhrase:
        """How the text calls it after the first mention: « la Caf », « la commune de Chanac »."""
        return grammar.NounPhrase(
            self.article, self.short_name or self.running_name, self.gender, self.number
        )

    @property
    def full_name(self) -> grammar.NounPhrase:
        """Its whole name in a sentence: « la Caisse d’allocations familiales de la Lozère »."""
        name = self.running_name
        article = self.article and grammar.definite_article(name, self.gender, self.number)
        return grammar.NounPhrase(article, name, self.gender, self.number)

    @property
    def running_name(self) -> str:
        """The legal name as written inside a sentence: « commune de Chanac », « Département de la Lozère »."""
        lowered = self.article and self.kind in self.COMMON_NOUNS
        return grammar.uncapitalised(self.legal_name) if lowered else self.legal_name

    @property
    def address(self) -> list[str]:
        """The lines of the postal address, without empty ones."""
        town = f"{self.postcode} {self.city}".strip()
        return [line for line in (self.address_line1, self.address_line2, town) if line]
