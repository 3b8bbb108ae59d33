import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from partners.models import Account, Mandate, Membership, Person
from tests.partners.factories import (
    AccountFactory,
    FacilityFactory,
    MandateFactory,
    MembershipFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db
DAY = datetime.date


def build(mandate, **changes):
    values = {
        "person": mandate.person,
        "organisation": mandate.organisation,
        "function_masculine": mandate.function_masculine,
        "function_feminine": mandate.function_feminine,
    }
    return Mandate(**values | changes)


def test_a_person_is_named_as_in_a_convention():
    person = PersonFactory(civility="m", first_name="Philippe", last_name="Rochoux")
    assert person.full_name == "M.\u00a0Philippe ROCHOUX"
    assert person.formal_name == "Monsieur Philippe ROCHOUX"
    assert person.plain_name == "Philippe Rochoux"
    assert PersonFactory(civility="m", first_name="", last_name="Joly").full_name == "M.\u00a0JOLY"


def test_a_function_agrees_with_the_person():
    assert MandateFactory().function == "adjointe au maire"
    director = MandateFactory(
        person__civility="m",
        function_masculine="directeur",
        function_feminine="directrice",
        is_interim=True,
    )
    assert director.function == "directeur par intérim"


def test_a_mandate_may_not_end_before_it_starts():
    mandate = MandateFactory.build(
        person=PersonFactory(),
        organisation=OrganisationFactory(),
        starts_on=DAY(2026, 4, 4),
        ends_on=DAY(2026, 4, 3),
    )
    with pytest.raises(ValidationError, match="se termine avant d’avoir commencé"):
        mandate.full_clean()
    with pytest.raises(IntegrityError, match="mandate_ends_after_it_starts"):
        mandate.save()


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "accepted"),
    [
        (DAY(2020, 1, 1), DAY(2020, 6, 1), False),
        (DAY(2026, 1, 1), None, True),
        (DAY(2025, 12, 31), None, False),
        (None, DAY(2019, 12, 31), True),
        (None, DAY(2020, 1, 1), False),
        (None, None, False),
    ],
)
def test_the_same_mandate_is_not_held_twice_on_one_day(starts_on, ends_on, accepted):
    held = MandateFactory(starts_on=DAY(2020, 1, 1), ends_on=DAY(2025, 12, 31))
    other = build(held, starts_on=starts_on, ends_on=ends_on, function_masculine="Adjoint au maire")
    if accepted:
        other.full_clean()
        other.save()
        return
    with pytest.raises(ValidationError, match="exerce déjà cette fonction"):
        other.full_clean()
    with transaction.atomic(), pytest.raises(IntegrityError, match="mandate_held_once_at_a_time"):
        other.save()


def test_one_person_may_hold_two_functions_or_serve_two_organisations():
    held = MandateFactory()
    build(held, function_masculine="président", function_feminine="présidente").full_clean()
    build(held, organisation=OrganisationFactory(epci=True)).full_clean()


def test_a_mandate_is_valid_from_its_first_day_to_its_last():
    mandate = MandateFactory(starts_on=DAY(2026, 4, 4), ends_on=DAY(2032, 3, 31))
    endless = MandateFactory(person__last_name="Malzac")
    valid = [
        set(Mandate.objects.valid_on(day)) == {mandate, endless} and mandate.is_valid_on(day)
        for day in (DAY(2026, 4, 3), DAY(2026, 4, 4), DAY(2032, 3, 31), DAY(2032, 4, 1))
    ]
    assert valid == [False, True, True, False]
    assert endless.is_valid_on(DAY(1990, 1, 1))


def test_people_are_found_by_either_name_without_accents():
    person = PersonFactory(first_name="Émilie", last_name="Géhant")
    assert list(Person.objects.search("gehant emilie")) == [person]


def test_an_address_is_one_account_whatever_its_case(client):
    account = Account.objects.create_user("Claire.Vidal@Exemple.fr", "une phrase assez longue")
    assert account.email == "claire.vidal@exemple.fr"
    with pytest.raises(ValidationError, match="existe déjà pour cette adresse"):
        Account(email="CLAIRE.VIDAL@exemple.fr", password="x").full_clean()
    assert client.login(username="CLAIRE.vidal@exemple.fr", password="une phrase assez longue")


def test_an_account_needs_an_address_and_a_superuser_is_staff():
    with pytest.raises(ValueError, match="adresse électronique"):
        Account.objects.create_user("")
    chief = Account.objects.create_superuser("chef@exemple.fr", "x")
    assert chief.is_staff
    assert chief.is_superuser
    assert chief.has_role(Membership.Role.CAF_SIGNATORY)


def test_a_caf_role_exists_only_in_a_caf():
    membership = MembershipFactory.build(
        account=AccountFactory(), organisation=OrganisationFactory(), role="caf_adviser"
    )
    with pytest.raises(ValidationError, match="n’existe que dans une Caf"):
        membership.full_clean()
    membership.organisation = OrganisationFactory(ccss=True)
    membership.full_clean()


def test_a_role_is_given_once():
    held = MembershipFactory()
    twin = Membership(account=held.account, organisation=held.organisation, role=held.role)
    with pytest.raises(ValidationError, match="a déjà ce rôle"):
        twin.full_clean()
    with pytest.raises(IntegrityError, match="membership_role_given_once"):
        twin.save()


def test_a_facility_takes_the_name_of_its_commune_and_of_its_operator():
    operator = OrganisationFactory(epci=True)
    facility = FacilityFactory(
        municipality=MunicipalityFactory(name="La Canourgue"),
        municipality_name="",
        operator=operator,
    )
    assert facility.municipality_name == "La Canourgue"
    assert facility.operator_label == operator.legal_name
    assert str(facility) == "Multi-accueil Les Petits Loups (La Canourgue)"


def test_the_feminine_of_a_function_is_deduced_when_it_is_left_out():
    assert (
        MandateFactory(function_masculine="directeur général", function_feminine="").function
        == "directrice générale"
    )
