import pytest

from tests.actions.factories import ActionSheetFactory, PlanFactory, PlanItemFactory
from tests.partners.factories import AccountFactory, MembershipFactory, OrganisationFactory


@pytest.fixture
def bazois():
    """A plan followed by a Caf: two objectives, three actions."""

    class World:
        caf = OrganisationFactory(caf=True)
        plan = PlanFactory(name="Plan du Bazois", organisations=[caf])
        aid = PlanItemFactory(plan=plan, title="Développer l’aide aux aidants")
        homes = PlanItemFactory(plan=plan, title="Informer sur le logement")
        day_care = ActionSheetFactory(item=aid, title="Accueil de jour itinérant")
        respite = ActionSheetFactory(item=aid, title="Plateforme de répit")
        survey = ActionSheetFactory(item=homes, title="Étudier l’offre")

    return World


@pytest.fixture
def with_role(bazois):
    """Return an account that may open the back office and holds a role in the Caf of the plan."""

    def make(role, organisation=None):
        account = AccountFactory(is_staff=True)
        MembershipFactory(account=account, role=role, organisation=organisation or bazois.caf)
        return account

    return make


@pytest.fixture
def adviser(with_role, client):
    """The client, logged in as the adviser of the Caf that follows the plan."""
    client.force_login(with_role("caf_adviser"))
    return client


@pytest.fixture
def foreigner(client):
    """The client, logged in as the adviser of another Caf."""
    account = AccountFactory(is_staff=True)
    other = OrganisationFactory(caf=True, legal_name="Caisse d’allocations familiales de l’Aude")
    MembershipFactory(account=account, role="caf_adviser", organisation=other)
    client.force_login(account)
    return client
