"""People and what they are, from a day to a day: « maire de Chanac depuis le 4 avril 2026 »."""

import datetime
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Greatest, Lower

from partners.grammar import feminine_function
from partners.models.fields import one_line
from partners.models.organisation import DESK, Organisation
from partners.models.searching import SearchableQuerySet, index_text

# Who may read the names and addresses of people: those who keep the directory, and Caf signatories.
READERS = (*DESK, "caf_signatory")


class PersonQuerySet(SearchableQuerySet):
    def visible_to(self, user) -> Self:
        """Return people who hold or held a mandate in an organisation *user* belongs to or works on.

        Someone without any mandate yet is visible to those who keep a directory, who will give it one.
        """
        return self._linked_to(user, READERS, member=True)

    def kept_by(self, user) -> Self:
        """Keep the people *user* may change: every mandate they hold is within reach."""
        queryset = self._linked_to(user, DESK, member=False)
        if user.is_authenticated and user.is_superuser:
            return queryset
        reached = Organisation.objects.order_by().within_reach_of(user)
        elsewhere = Mandate.objects.order_by().exclude(organisation__in=reached.values("pk"))
        return queryset.exclude(pk__in=elsewhere.values("person"))

    def _linked_to(self, user, roles: tuple[str, ...], *, member: bool) -> Self:
        if not (user.is_authenticated and user.is_active):
            return self.none()
        if user.is_superuser:
            return self
        organisations = Organisation.objects.order_by()
        reached = organisations.within_reach_of(user, roles)
        if member:
            reached = _seen_by(user, roles)
        linked = Mandate.objects.filter(organisation__in=reached.values("pk")).values("person")
        if not Organisation.objects.of_member(user, *DESK).exists():
            return self.filter(pk__in=linked)
        orphans = Person.objects.order_by().filter(mandates__isnull=True).values("pk")
        return self.filter(Q(pk__in=linked) | Q(pk__in=orphans))


def _seen_by(user, roles: tuple[str, ...]):
    organisations = Organisation.objects.order_by()
    return organisations.filter(
        Q(pk__in=organisations.within_reach_of(user, roles).values("pk"))
        | Q(pk__in=organisations.of_member(user).values("pk"))
    )


class Person(models.Model):
    class Civility(models.TextChoices):
        MR = "m", "M."
        MRS = "mme", "Mme"

    civility = models.CharField("civilité", max_length=3, choices=Civility)
    first_name = models.CharField("prénom", max_length=80, blank=True)
    last_name = models.CharField("nom", max_length=80)
    email = models.EmailField("adresse électronique", blank=True)
    phone = models.CharField("téléphone", max_length=20, blank=True)
    search_text = models.CharField(max_length=180, editable=False, default="", db_index=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "personne"
        verbose_name_plural = "personnes"
        ordering = ["last_name", "first_name", "pk"]

    def __str__(self):
        return self.full_name

    def save(self, **kwargs):
        self.first_name, self.last_name = one_line(self.first_name), one_line(self.last_name)
        self.search_text = index_text(f"{self.last_name} {self.first_name}", most=180)
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "first_name", "last_name", "search_text"}
        super().save(**kwargs)

    @property
    def gender(self) -> str:
        """ "f" or "m", as :mod:`partners.grammar` wants it."""
        return "f" if self.civility == self.Civility.MRS else "m"

    @property
    def plain_name(self) -> str:
        """« Philippe Rochoux », as typed."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def name(self) -> str:
        """« Philippe ROCHOUX », the surname told apart."""
        return f"{self.first_name} {self.last_name.upper()}".strip()

    @property
    def full_name(self) -> str:
        """« M. Philippe ROCHOUX », with a non-breaking space after the civility."""
        return f"{self.get_civility_display()}\u00a0{self.name}"

    @property
    def formal_name(self) -> str:
        """« Monsieur Philippe ROCHOUX », as a convention introduces a representative."""
        return f"{'Madame' if self.gender == 'f' else 'Monsieur'} {self.name}"


class MandateQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """Return the mandates of the organisations *user* belongs to or works on."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(organisation__in=_seen_by(user, READERS).values("pk"))

    def valid_on(self, day: datetime.date) -> Self:
        """Keep the mandates held on *day*, first and last days included; no date means no bound."""
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day),
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        )


def _same(expression) -> tuple[Func, str]:
    """Return « same whole number » as « ranges of one overlap ».

    Exclusion on plain equality needs the btree_gist extension, which the embedded server lacks.
    """
    return Func(expression, expression, Value("[]"), function="int8range"), RangeOperators.OVERLAPS


_FOR_EVER = datetime.date(9999, 12, 31)
# Dates in the wrong order are refused by their own constraint; here they must not be an SQL error.
_HELD = Func(
    F("starts_on"),
    Greatest(
        F("starts_on"), Coalesce(F("ends_on"), Value(_FOR_EVER), output_field=models.DateField())
    ),
    Value("[]"),
    function="daterange",
    output_field=DateRangeField(),
)
_FUNCTION_HASH = Func(
    Lower("function_masculine"),
    Value(0),
    function="hashtextextended",
    output_field=models.BigIntegerField(),
)


class Mandate(models.Model):
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="mandates", verbose_name="personne"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="mandates", verbose_name="organisme"
    )
    function_masculine = models.CharField(
        "fonction au masculin",
        max_length=150,
        help_text="« président », « maire », « directeur général »",
    )
    function_feminine = models.CharField(
        "fonction au féminin",
        max_length=150,
        blank=True,
        help_text="« présidente », « directrice générale » ; vide : déduite du masculin",
    )
    starts_on = models.DateField("depuis le", null=True, blank=True)
    ends_on = models.DateField("jusqu’au", null=True, blank=True)
    is_interim = models.BooleanField("par intérim", default=False)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = "mandat"
        verbose_name_plural = "mandats"
        ordering = ["organisation", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="mandate_ends_after_it_starts",
                violation_error_message="Le mandat se termine avant d’avoir commencé. Corrigez l’une des deux dates.",
            ),
            ExclusionConstraint(
                name="mandate_held_once_at_a_time",
                expressions=[
                    _same(F("person")),
                    _same(F("organisation")),
                    _same(_FUNCTION_HASH),
                    (_HELD, RangeOperators.OVERLAPS),
                ],
                violation_error_message=(
                    "Cette personne exerce déjà cette fonction dans cet organisme à ces dates."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.function}, {self.organisation}"

    def save(self, **kwargs):
        self.function_masculine = one_line(self.function_masculine)
        self.function_feminine = one_line(self.function_feminine) or feminine_function(
            self.function_masculine
        )
        super().save(**kwargs)

    @property
    def function(self) -> str:
        """The function in the person's gender: « présidente », « directeur par intérim »."""
        feminine = self.person.gender == "f"
        function = self.function_feminine if feminine else self.function_masculine
        return f"{function} par intérim" if self.is_interim else function

    def is_valid_on(self, day: datetime.date) -> bool:
        """Tell whether the mandate is held on *day*, first and last days included."""
        return (self.starts_on is None or self.starts_on <= day) and (
            self.ends_on is None or day <= self.ends_on
        )
