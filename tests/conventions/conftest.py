import pytest

from conventions import library
from tests.conventions.factories import ConventionFactory
from tests.conventions.wizard import Forcalquier
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


@pytest.fixture
def place(db):
    """The territory of Forcalquier, with the library delivered."""
    library.load()
    return Forcalquier()


@pytest.fixture
def forcalquier_adviser(place, client):
    """The adviser of its Caf, logged in."""
    account = MembershipFactory(organisation=place.caf).account
    client.force_login(account)
    return account
