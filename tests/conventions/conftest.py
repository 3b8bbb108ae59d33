import pytest

from tests.conventions.factories import ConventionFactory
from tests.partners.factories import MembershipFactory


@pytest.fixture
def adviser(client):
    """The adviser of the Caf that keeps the conventions, logged in."""
    membership = MembershipFactory()
    client.force_login(membership.account)
    return membership


@pytest.fixture
def convention(adviser):
    return ConventionFactory(owner=adviser.organisation)
