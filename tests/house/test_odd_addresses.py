"""Whatever stands after the « ? » of an address, a page answers: never an error of ours."""

import pytest
from django.urls import reverse

from tests.conventions.factories import ConventionFactory
from tests.partners.factories import AccountFactory

pytestmark = pytest.mark.django_db

BIG = "9" * 40
LISTS = [
    ("admin:conventions_convention_changelist", "annee=99999"),
    ("admin:conventions_convention_changelist", "annee=0"),
    ("admin:conventions_convention_changelist", f"annee={BIG}"),
    ("admin:conventions_convention_changelist", "starts_on__year=99999"),
    ("admin:conventions_convention_changelist", "kind__exact=%00"),
    ("admin:conventions_convention_changelist", f"owner__id__exact={BIG}"),
    ("admin:conventions_clause_changelist", "modele=%00&part__exact=zz"),
    ("admin:actions_actionsheet_changelist", "title=%00"),
    ("admin:actions_actionsheet_changelist", f"plan={BIG}"),
    ("admin:partners_mandate_changelist", f"starts_on__year={BIG}"),
    ("admin:partners_organisation_changelist", "q=%00"),
    ("admin:partners_organisation_changelist", "p=abc&o=1.zz.-99&all=1"),
    ("admin:partners_organisation_export", "annee=2024"),
    ("admin:partners_facility_export", "id__in=a,b"),
]
FORMS = [
    ("admin:actions_plan_add", "organisations=abc"),
    ("admin:actions_actionsheet_add", f"municipalities=1,abc,{BIG}"),
    ("admin:actions_actionsheet_add", f"plan=1&item={BIG}"),
    ("admin:conventions_convention_add", "intermunicipality=abc&owner=zz"),
    ("admin:partners_mandate_add", "person=abc"),
    ("admin:partners_mandate_add", "person=²&organisation=%00"),
]


@pytest.fixture
def anybody(client):
    ConventionFactory()
    client.force_login(AccountFactory(is_superuser=True))
    return client


@pytest.mark.parametrize(("name", "query"), LISTS)
def test_a_list_asked_oddly_shows_itself_without_the_odd_filter(anybody, name, query):
    answer = anybody.get(f"{reverse(name)}?{query}", follow=True)
    assert answer.status_code == 200


@pytest.mark.parametrize(("name", "query"), FORMS)
def test_a_form_asked_oddly_opens_without_the_odd_value(anybody, name, query):
    assert anybody.get(f"{reverse(name)}?{query}").status_code == 200


@pytest.mark.parametrize(
    "query",
    ["q=%00", "annee=99999", "annee=%C2%B2", "etat=xx", "etat=%00", "nature=zz", "page=abc", f"page={BIG}"],
)  # fmt: skip
def test_the_home_page_asked_oddly_answers(anybody, query):
    assert anybody.get(f"{reverse('conventions:list')}?{query}").status_code == 200
