import pytest

from partners.models import Organisation
from tests.partners.factories import (
    AccountFactory,
    DepartmentFactory,
    IntermunicipalityFactory,
    MembershipFactory,
    MunicipalityFactory,
    OrganisationFactory,
)


@pytest.fixture
def lozere():
    """A département, its caisse commune, an EPCI, a commune of it, and the MSA, which serves several."""

    class Place:
        department = DepartmentFactory()
        ccss = OrganisationFactory(ccss=True, department=department)
        territory = IntermunicipalityFactory(department=department)
        epci = OrganisationFactory(epci=True, intermunicipality=territory, department=department)
        municipality = MunicipalityFactory(department=department, intermunicipality=territory)
        commune = OrganisationFactory(municipality=municipality, department=department)
        msa = OrganisationFactory(msa=True)

    return Place


@pytest.fixture
def elsewhere():
    """Another département: its Caf and a commune."""

    class Place:
        department = DepartmentFactory(code="58", name="Nièvre")
        caf = OrganisationFactory(caf=True, department=department)
        municipality = MunicipalityFactory(
            insee_code="58062", name="Châtillon-en-Bazois", department=department
        )
        commune = OrganisationFactory(
            legal_name="Commune de Châtillon-en-Bazois",
            municipality=municipality,
            department=department,
        )

    return Place


@pytest.fixture
def with_role():
    """Return an account that holds a role in an organisation."""

    def make(role: str, organisation: Organisation):
        return MembershipFactory(role=role, organisation=organisation).account

    return make


@pytest.fixture
def superuser():
    return AccountFactory(is_superuser=True)


@pytest.fixture
def adviser(lozere, with_role):
    return with_role("caf_adviser", lozere.ccss)


@pytest.fixture
def administrator(lozere, with_role):
    return with_role("administrator", lozere.ccss)


@pytest.fixture
def local_agent(lozere, with_role):
    return with_role("local_agent", lozere.epci)
