"""Partners as one meets them in Lozère; everything is overridable."""

import factory
from factory.django import DjangoModelFactory, Password

from partners.models import (
    Account,
    Department,
    Facility,
    Intermunicipality,
    Mandate,
    Membership,
    Municipality,
    Organisation,
    Person,
)
from partners.models.searching import index_text

PASSWORD = "correct cheval batterie agrafe"


def siren_with_key(eight_digits: int) -> str:
    """Return the SIREN that begins with *eight_digits*, its key computed."""
    digits = f"{eight_digits:08d}"
    total = 0
    for position, digit in enumerate(map(int, digits)):
        doubled = digit * 2 if position % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return digits + str(-total % 10)


class DepartmentFactory(DjangoModelFactory):
    class Meta:
        model = Department
        django_get_or_create = ("code",)

    code = "48"
    name = "Lozère"
    liaison = 3
    vintage = 2026
    search_text = factory.LazyAttribute(lambda row: index_text(row.name))


class IntermunicipalityFactory(DjangoModelFactory):
    class Meta:
        model = Intermunicipality

    siren = factory.Sequence(lambda n: siren_with_key(20_006_000 + n))
    name = "Aubrac Lot Causses Tarn"
    kind = Intermunicipality.Kind.CC
    department = factory.SubFactory(DepartmentFactory)
    population = 8_000
    vintage = 2026
    search_text = factory.LazyAttribute(lambda row: index_text(row.name))


class MunicipalityFactory(DjangoModelFactory):
    class Meta:
        model = Municipality

    insee_code = factory.Sequence(lambda n: f"48{n % 1000:03d}")
    siren = factory.Sequence(lambda n: siren_with_key(21_480_000 + n))
    name = "Chanac"
    postcodes = ["48230"]
    population = 1_404
    department = factory.SubFactory(DepartmentFactory)
    vintage = 2026
    search_text = factory.LazyAttribute(lambda row: index_text(row.name))


class OrganisationFactory(DjangoModelFactory):
    """A commune; traits give the other parties of the Aubrac Lot Causses Tarn convention."""

    class Meta:
        model = Organisation

    class Params:
        caf = factory.Trait(
            kind=Organisation.Kind.CAF,
            legal_name="Caisse d’allocations familiales de la Nièvre",
            short_name="Caf",
        )
        ccss = factory.Trait(
            kind=Organisation.Kind.CCSS,
            legal_name="Caisse commune de sécurité sociale de la Lozère",
            short_name="CCSS",
        )
        msa = factory.Trait(
            kind=Organisation.Kind.MSA,
            legal_name="Mutualité sociale agricole du Languedoc",
            short_name="MSA",
        )
        council = factory.Trait(
            kind=Organisation.Kind.DEPARTMENT,
            legal_name="Département de la Lozère",
            short_name="Département",
            article="le",
            gender="m",
        )
        epci = factory.Trait(
            kind=Organisation.Kind.INTERMUNICIPALITY,
            legal_name="Communauté de communes Aubrac Lot Causses Tarn",
            short_name="communauté de communes Aubrac Lot Causses Tarn",
        )

    kind = Organisation.Kind.MUNICIPALITY
    legal_name = "Commune de Chanac"
    short_name = "commune de Chanac"
    article = "la"
    gender = "f"


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    civility = Person.Civility.MRS
    first_name = "Florence"
    last_name = "Fernandez"


class MandateFactory(DjangoModelFactory):
    class Meta:
        model = Mandate

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    function_masculine = "adjoint au maire"
    function_feminine = "adjointe au maire"


class AccountFactory(DjangoModelFactory):
    class Meta:
        model = Account

    email = factory.Sequence(lambda n: f"claire.vidal{n}@exemple.fr")
    first_name = "Claire"
    last_name = "Vidal"
    password = Password(PASSWORD)
    is_staff = True


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    account = factory.SubFactory(AccountFactory)
    organisation = factory.SubFactory(OrganisationFactory, ccss=True)
    role = Membership.Role.CAF_ADVISER


class FacilityFactory(DjangoModelFactory):
    class Meta:
        model = Facility

    name = "Multi-accueil Les Petits Loups"
    kind = Facility.Kind.EAJE
    municipality_name = "La Canourgue"
    operator_name = "Association Les Petits Loups"
    capacity = 20
