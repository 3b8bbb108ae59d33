"""Those who log in, and what they may do for which organisation."""

from typing import ClassVar, Self

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from partners.models.organisation import Organisation
from partners.models.searching import SearchableQuerySet, index_text


class AccountQuerySet(SearchableQuerySet):
    def visible_to(self, user) -> Self:
        """Return *user*'s own account and those of the organisations it belongs to or administers."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        if user.is_superuser:
            return self
        organisations = Organisation.objects.order_by()
        shared = Membership.objects.filter(
            Q(organisation__in=organisations.of_member(user).values("pk"))
            | Q(
                organisation__in=organisations.within_reach_of(user, Membership.KEEPERS).values(
                    "pk"
                )
            )
        )
        return self.filter(Q(pk=user.pk) | Q(pk__in=shared.values("account")))


_AccountManager = models.Manager.from_queryset(AccountQuerySet)


class AccountManager(_AccountManager, BaseUserManager["Account"]):
    """Accounts are made with ``create_user`` and found whatever the case of their address."""

    def create_user(self, email, password=None, **fields):
        """Create an account; without *password* nobody can log in until one is set."""
        if not email:
            raise ValueError("Un compte a besoin d’une adresse électronique.")
        account = self.model(email=email, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def create_superuser(self, email, password=None, **fields):
        """Create an account that may do everything."""
        return self.create_user(
            email, password, **fields | {"is_staff": True, "is_superuser": True}
        )

    def get_by_natural_key(self, email):
        return self.get(email=email.strip().lower())


class Account(AbstractUser):
    username = None  # type: ignore[assignment]
    email = models.EmailField(
        "adresse électronique",
        unique=True,
        error_messages={"unique": "Un compte existe déjà pour cette adresse."},
    )
    is_staff = models.BooleanField(
        "accès à l’administration",
        default=False,
        help_text="Peut ouvrir les pages d’administration.",
    )
    search_text = models.CharField(max_length=600, editable=False, default="")

    objects = AccountManager()  # type: ignore[assignment,misc]

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "compte"
        verbose_name_plural = "comptes"
        ordering = ["last_name", "first_name", "email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="account_email_unique_whatever_the_case",
                violation_error_message="Un compte existe déjà pour cette adresse.",
            )
        ]

    def __str__(self):
        return self.get_full_name() or self.email

    def clean(self):
        super().clean()
        self.email = self.email.strip().lower()

    def save(self, **kwargs):
        self.email = self.email.strip().lower()
        self.search_text = index_text(f"{self.last_name} {self.first_name}", self.email, most=600)
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "search_text"}
        super().save(**kwargs)

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles held in any organisation, read once per request."""
        return frozenset(self.memberships.order_by().values_list("role", flat=True).distinct())

    def has_role(self, *roles: str) -> bool:
        """Tell whether the account holds one of *roles* in any organisation; superusers hold them all."""
        if not self.is_active:
            return False
        return self.is_superuser or not self.roles.isdisjoint(roles)


class MembershipQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """Return *user*'s memberships and those of the organisations it belongs to or administers."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        if user.is_superuser:
            return self
        organisations = Organisation.objects.order_by()
        return self.filter(
            Q(account=user)
            | Q(organisation__in=organisations.of_member(user).values("pk"))
            | Q(
                organisation__in=organisations.within_reach_of(user, Membership.KEEPERS).values(
                    "pk"
                )
            )
        )


class Membership(models.Model):
    class Role(models.TextChoices):
        """What an account does for an organisation.

        administrator gives and takes the roles; caf_adviser drafts conventions and keeps the directory of
        the département; caf_signatory reads and signs for the Caf; local_agent drafts and follows for a
        local authority; contributor fills in the action sheets entrusted to it; reader reads and comments.
        """

        ADMINISTRATOR = "administrator", "administrateur"
        CAF_ADVISER = "caf_adviser", "conseiller de la Caf"
        CAF_SIGNATORY = "caf_signatory", "signataire de la Caf"
        LOCAL_AGENT = "local_agent", "agent de la collectivité"
        CONTRIBUTOR = "contributor", "contributeur"
        READER = "reader", "lecteur"

    KEEPERS = (Role.ADMINISTRATOR,)
    CAF_ROLES = (Role.CAF_ADVISER, Role.CAF_SIGNATORY)

    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="memberships", verbose_name="compte"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships", verbose_name="organisme"
    )
    role = models.CharField("rôle", max_length=20, choices=Role)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "rôle"
        verbose_name_plural = "rôles"
        ordering = ["organisation", "account"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "organisation", "role"],
                name="membership_role_given_once",
                violation_error_message="Ce compte a déjà ce rôle dans cet organisme.",
            )
        ]

    def __str__(self):
        return f"{self.account}, {self.get_role_display()}, {self.organisation}"

    def save(self, **kwargs):
        super().save(**kwargs)
        self.account.__dict__.pop("roles", None)

    def clean(self):
        super().clean()
        if (
            self.role in self.CAF_ROLES
            and self.organisation_id
            and not self.organisation.is_family_fund
        ):
            raise ValidationError(
                {
                    "role": "Ce rôle n’existe que dans une Caf ou une caisse commune de sécurité sociale."
                }
            )
