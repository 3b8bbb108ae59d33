import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from conventions.models import Article, Convention
from tests.conventions.factories import (
    ArticleFactory,
    ConventionFactory,
    PartyFactory,
    SignatoryFactory,
)
from tests.partners.factories import (
    AccountFactory,
    MandateFactory,
    MembershipFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db


def check_deferred() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_period_that_ends_before_it_starts_is_refused_in_french():
    convention = ConventionFactory.build(
        owner=OrganisationFactory(), starts_on=dt.date(2024, 1, 1), ends_on=dt.date(2023, 12, 31)
    )

    with pytest.raises(ValidationError, match="se termine avant d’avoir commencé"):
        convention.full_clean()


def test_the_database_refuses_a_period_that_ends_before_it_starts():
    with pytest.raises(IntegrityError, match="convention_ends_after_start"), transaction.atomic():
        ConventionFactory(starts_on=dt.date(2024, 1, 1), ends_on=dt.date(2023, 12, 31))


def test_a_signature_after_the_end_is_refused():
    convention = ConventionFactory.build(owner=OrganisationFactory(), signed_on=dt.date(2029, 1, 1))

    with pytest.raises(ValidationError, match="après la fin de la convention"):
        convention.full_clean()


def test_a_new_article_takes_the_last_place():
    first = ArticleFactory()
    second = ArticleFactory(convention=first.convention)

    assert (first.position, second.position) == (1, 2)


def test_two_articles_never_share_a_place():
    first = ArticleFactory()

    @transaction.atomic
    def take_its_place():
        ArticleFactory(convention=first.convention, position=first.position)
        check_deferred()

    with pytest.raises(IntegrityError, match="article_position_unique"):
        take_its_place()


def test_two_articles_can_swap_places_in_one_transaction():
    first = ArticleFactory()
    second = ArticleFactory(convention=first.convention)

    with transaction.atomic():
        Article.objects.filter(pk=first.pk).update(position=2)
        Article.objects.filter(pk=second.pk).update(position=1)
        check_deferred()

    assert list(first.convention.articles.all()) == [second, first]


def test_script_never_reaches_the_database_even_through_a_plain_save():
    article = ArticleFactory(body='<p onclick="x()">Texte<script>alert(1)</script></p>')

    article.refresh_from_db()
    assert article.body == "<p>Texte</p>"


def test_a_signatory_must_hold_a_mandate_of_the_party():
    party = PartyFactory()
    elsewhere = MandateFactory(organisation=OrganisationFactory(legal_name="Commune de Limans"))
    signatory = SignatoryFactory.build(party=party, mandate=elsewhere)

    with pytest.raises(ValidationError, match="d’un autre organisme"):
        signatory.full_clean()


def test_an_organisation_is_a_party_only_once():
    party = PartyFactory()

    with pytest.raises(IntegrityError, match="party_organisation_unique"), transaction.atomic():
        PartyFactory(convention=party.convention, organisation=party.organisation)


def test_a_convention_is_visible_to_its_owner_and_its_parties_only():
    party = PartyFactory()
    adviser = MembershipFactory(organisation=party.convention.owner).account
    agent = MembershipFactory(organisation=party.organisation, role="local_agent").account
    stranger = MembershipFactory(
        organisation=OrganisationFactory(legal_name="Commune de Limans"), role="administrator"
    ).account
    superuser = AccountFactory(is_superuser=True)

    def seen(user):
        return Convention.objects.visible_to(user).count()

    assert [seen(user) for user in (adviser, agent, stranger, superuser)] == [1, 1, 0, 1]
    assert Article.objects.visible_to(stranger).count() == 0


def test_an_account_switched_off_sees_nothing():
    party = PartyFactory()
    account = MembershipFactory(organisation=party.organisation, account__is_active=False).account

    assert not Convention.objects.visible_to(account).exists()
