import pytest
from django.contrib.auth.models import AnonymousUser

from partners import perms
from partners.models import (
    Account,
    Facility,
    Mandate,
    Membership,
    Municipality,
    Organisation,
    Person,
)
from tests.partners.factories import (
    AccountFactory,
    FacilityFactory,
    MandateFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db

# Who (role, in which organisation of Lozère) may change what. "v" sees, "e" changes too, "-" nothing.
#                               own      other    MSA      elsewhere
MATRIX = {
    ("administrator", "ccss"): ("e", "e", "e", "v"),
    ("caf_adviser", "ccss"): ("e", "e", "e", "v"),
    ("caf_signatory", "ccss"): ("v", "v", "v", "v"),
    ("reader", "ccss"): ("v", "v", "v", "v"),
    ("administrator", "epci"): ("e", "v", "v", "v"),
    ("local_agent", "epci"): ("e", "v", "v", "v"),
    ("contributor", "epci"): ("v", "v", "v", "v"),
    ("reader", "epci"): ("v", "v", "v", "v"),
}
#                               own      other    MSA      elsewhere
PEOPLE = {
    ("administrator", "ccss"): ("e", "e", "e", "-"),
    ("caf_adviser", "ccss"): ("e", "e", "e", "-"),
    ("caf_signatory", "ccss"): ("v", "v", "v", "-"),
    ("reader", "ccss"): ("v", "-", "-", "-"),
    ("administrator", "epci"): ("e", "-", "-", "-"),
    ("local_agent", "epci"): ("e", "-", "-", "-"),
    ("contributor", "epci"): ("v", "-", "-", "-"),
    ("reader", "epci"): ("v", "-", "-", "-"),
}


def answers(user, targets):
    def answer(target):
        if perms.can_edit(user, target):
            assert perms.can_view(user, target)
            return "e"
        return "v" if perms.can_view(user, target) else "-"

    return tuple(map(answer, targets))


@pytest.mark.parametrize(("role", "where"), MATRIX)
def test_organisations_by_role(role, where, lozere, elsewhere, with_role):
    own = getattr(lozere, where)
    user = with_role(role, own)
    assert (
        answers(user, [own, lozere.commune, lozere.msa, elsewhere.commune]) == MATRIX[role, where]
    )


@pytest.mark.parametrize(("role", "where"), PEOPLE)
def test_people_and_mandates_by_role(role, where, lozere, elsewhere, with_role):
    own = getattr(lozere, where)
    user = with_role(role, own)
    organisations = [own, lozere.commune, lozere.msa, elsewhere.commune]
    mandates = [MandateFactory(organisation=organisation) for organisation in organisations]
    assert answers(user, mandates) == PEOPLE[role, where]
    assert answers(user, [mandate.person for mandate in mandates]) == PEOPLE[role, where]


@pytest.mark.parametrize("role", Membership.Role.values)
def test_the_official_list_is_read_by_all_and_changed_by_none(role, lozere, with_role):
    user = with_role(role, lozere.ccss)
    assert answers(user, [lozere.municipality, lozere.territory, lozere.department]) == (
        "v",
        "v",
        "v",
    )
    assert not perms.can_add(user, Municipality)


def test_someone_bound_elsewhere_too_is_not_changed_from_here(adviser, lozere, elsewhere):
    person = PersonFactory()
    MandateFactory(person=person, organisation=lozere.commune)
    MandateFactory(person=person, organisation=elsewhere.commune)
    assert perms.can_view(adviser, person)
    assert not perms.can_edit(adviser, person)


def test_a_person_without_mandate_belongs_to_those_who_keep_a_directory(
    adviser, local_agent, lozere, with_role
):
    person = PersonFactory()
    assert perms.can_edit(adviser, person)
    assert perms.can_edit(local_agent, person)
    assert not perms.can_view(with_role("reader", lozere.epci), person)


@pytest.mark.parametrize(
    ("role", "where", "expected"),
    [
        ("caf_adviser", "ccss", ("e", "e", "v", "e")),
        ("local_agent", "epci", ("e", "e", "v", "v")),
        ("local_agent", "commune", ("v", "e", "v", "v")),
        ("reader", "ccss", ("v", "v", "v", "v")),
    ],
)
def test_facilities_by_role(role, where, expected, lozere, elsewhere, with_role):
    facilities = [
        FacilityFactory(operator=lozere.epci),
        FacilityFactory(municipality=lozere.municipality),
        FacilityFactory(municipality=elsewhere.municipality),
        FacilityFactory(),
    ]
    assert answers(with_role(role, getattr(lozere, where)), facilities) == expected


def test_only_administrators_give_roles_and_only_within_their_reach(lozere, elsewhere, with_role):
    memberships = [
        MembershipFactory(organisation=lozere.commune, role="reader"),
        MembershipFactory(organisation=elsewhere.commune, role="reader"),
    ]
    assert answers(with_role("administrator", lozere.ccss), memberships) == ("e", "-")
    assert answers(with_role("administrator", lozere.commune), memberships) == ("e", "-")
    assert answers(with_role("caf_adviser", lozere.ccss), memberships) == ("-", "-")
    assert answers(with_role("local_agent", lozere.commune), memberships) == ("v", "-")


def test_an_administrator_never_holds_an_account_that_may_do_more(
    administrator, lozere, elsewhere, superuser
):
    MembershipFactory(account=superuser, organisation=lozere.ccss, role="reader")
    abroad = MembershipFactory(organisation=lozere.commune, role="reader").account
    MembershipFactory(account=abroad, organisation=elsewhere.caf, role="administrator")
    local = MembershipFactory(organisation=lozere.commune, role="reader").account
    assert answers(administrator, [superuser, abroad, local, administrator]) == ("v", "v", "e", "e")
    assert not perms.can_edit(administrator, AccountFactory())
    assert not perms.can_delete(administrator, local)


def test_a_superuser_does_everything(superuser, elsewhere):
    targets = [
        elsewhere.commune,
        MandateFactory(),
        FacilityFactory(),
        MembershipFactory(),
        elsewhere.municipality,
    ]
    assert answers(superuser, targets) == ("e",) * 5
    assert all(perms.can_delete(superuser, target) for target in targets)


@pytest.mark.parametrize(
    "model", [Account, Facility, Mandate, Membership, Municipality, Organisation, Person]
)
def test_a_stranger_and_a_closed_account_see_nothing(model, lozere):
    mandate = MandateFactory(organisation=lozere.ccss)
    FacilityFactory()
    closed = MembershipFactory(organisation=lozere.ccss, account__is_active=False).account
    for user in (AnonymousUser(), closed):
        assert not model.objects.visible_to(user).exists()
        assert not perms.can_view(user, model)
        assert not perms.can_edit(user, mandate)
        assert not perms.can_delete(user, model)


def test_an_account_without_role_reads_the_directory_only():
    user = AccountFactory()
    organisation = OrganisationFactory()
    assert list(Organisation.objects.visible_to(user)) == [organisation]
    assert list(Account.objects.visible_to(user)) == [user]
    MandateFactory(organisation=organisation)
    assert not Mandate.objects.visible_to(user).exists()
    assert not perms.can_add(user, Organisation)
    assert perms.can_edit(user, Organisation) is False


def test_removing_an_organisation_is_for_its_administrators(
    lozere, adviser, administrator, local_agent
):
    assert perms.can_delete(administrator, lozere.commune)
    assert not perms.can_delete(administrator, lozere.ccss)
    assert not perms.can_delete(adviser, lozere.commune)
    assert not perms.can_delete(local_agent, lozere.epci)
