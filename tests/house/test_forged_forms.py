"""A form that no browser of ours would send: refused with a page, never an error of the server; nothing is lost."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from conventions.models import Convention
from partners.models import Membership
from tests.actions.factories import PlanFactory
from tests.conventions.backoffice import form_of, page_of, text_of
from tests.conventions.factories import ConventionFactory, LegalBasisFactory, PartyFactory
from tests.partners.factories import (
    DepartmentFactory,
    FacilityFactory,
    MandateFactory,
    MembershipFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def adviser(client):
    membership = MembershipFactory()
    client.force_login(membership.account)
    return membership


@pytest.fixture
def convention(adviser):
    return ConventionFactory(owner=adviser.organisation)


def keys(data):
    """Rows as the keys a browser sends."""
    return {
        name: [getattr(row, "pk", row) for row in value] if isinstance(value, list) else value
        for name, value in data.items()
    }


@pytest.mark.parametrize("key", ["abc", "²", "1\0", "9" * 30, "-1"])
@pytest.mark.parametrize("name", ["parties-0-organisation", "intermunicipality", "municipalities"])
def test_a_key_that_is_no_key_is_a_form_error(convention, client, name, key):
    data = keys(form_of(client.get(page_of(convention))))
    data |= {"parties-TOTAL_FORMS": 1, "parties-0-organisation": "", name: key}
    response = client.post(page_of(convention), data)
    assert response.status_code == 200
    assert "Corrigez" in text_of(response)


@pytest.mark.parametrize("place", ["0", "-1", "1.5", "99999999999", "a"])
def test_a_place_that_is_no_place_is_a_form_error(convention, client, place):
    LegalBasisFactory(convention=convention)
    data = keys(form_of(client.get(page_of(convention)))) | {"legal_bases-0-position": place}
    assert client.post(page_of(convention), data).status_code == 200
    assert convention.legal_bases.get().position == 1


@pytest.mark.parametrize("rank", ["-1", "1.5", "a"])
def test_a_rank_that_is_no_rank_is_a_form_error(adviser, client, rank):
    plan = PlanFactory(organisations=[adviser.organisation])
    page = reverse("admin:actions_plan_change", args=[plan.pk])
    data = keys(form_of(client.get(page)))
    data |= {"indicators-0-label": "Places ouvertes", "indicators-0-rank": rank}
    assert client.post(page, data).status_code == 200


def test_the_state_and_the_keeper_are_not_to_be_typed(convention, client):
    stranger = OrganisationFactory(caf=True)
    data = keys(form_of(client.get(page_of(convention))))
    assert client.post(page_of(convention), data | {"status": "signed"}).status_code == 302
    assert client.post(page_of(convention), data | {"owner": stranger.pk}).status_code == 200
    stored = Convention.objects.get()
    assert (stored.status, stored.owner) == ("drafting", convention.owner)


def test_rows_of_another_convention_are_out_of_reach(convention, client):
    mine, foreign = PartyFactory(convention=convention), PartyFactory(designation="la Commune")
    data = keys(form_of(client.get(page_of(convention))))
    data |= {"parties-0-id": foreign.pk, "parties-0-designation": "prise", "parties-0-DELETE": "on"}
    client.post(page_of(convention), data)
    foreign.refresh_from_db()
    assert foreign.designation == "la Commune"
    assert convention.parties.get() == mine


def test_the_agent_of_the_keeper_saves_a_convention(client):
    agent = MembershipFactory(
        organisation=OrganisationFactory(epci=True), role=Membership.Role.LOCAL_AGENT
    )
    convention = ConventionFactory(owner=agent.organisation)
    client.force_login(agent.account)
    data = keys(form_of(client.get(page_of(convention)))) | {"closing_place": "Chanac"}
    response = client.post(page_of(convention), data)
    assert response.status_code == 302, text_of(response)
    assert Convention.objects.get().closing_place == "Chanac"


def test_a_plan_that_the_writer_does_not_follow_stays_in_its_convention(convention, client):
    convention.plan = PlanFactory()
    convention.save()
    page = client.get(page_of(convention))
    assert f'<option value="{convention.plan.pk}" selected>' in page.text
    response = client.post(page_of(convention), keys(form_of(page)))
    assert response.status_code == 302, text_of(response)
    assert Convention.objects.get().plan == convention.plan


def test_a_facility_keeps_an_operator_out_of_reach(adviser, client):
    here = adviser.organisation.department = DepartmentFactory()
    adviser.organisation.save()
    facility = FacilityFactory(
        operator=OrganisationFactory(caf=True), municipality=MunicipalityFactory(department=here)
    )
    page = reverse("admin:partners_facility_change", args=[facility.pk])
    response = client.post(page, keys(form_of(client.get(page))) | {"notes": "Rouverte."})
    assert response.status_code == 302, text_of(response)
    facility.refresh_from_db()
    assert facility.notes == "Rouverte."
    assert facility.operator is not None


def test_a_mandate_given_by_another_page_meanwhile_is_a_form_error(adviser, client):
    page = reverse("admin:partners_organisation_change", args=[adviser.organisation.pk])
    stale = keys(form_of(client.get(page)))
    given = MandateFactory(organisation=adviser.organisation)
    del stale["logo"]
    stale |= {
        "mandates-TOTAL_FORMS": 1,
        "mandates-0-person": given.person.pk,
        "mandates-0-function_masculine": given.function_masculine,
        "memberships-TOTAL_FORMS": 0,
        "memberships-INITIAL_FORMS": 0,
    }
    response = client.post(page, stale)
    assert response.status_code == 200
    assert "exerce déjà cette fonction" in text_of(response)


def test_names_that_grow_when_they_are_folded_are_stored(db):
    organisation = OrganisationFactory(legal_name="œ" * 200, short_name="æ" * 120)
    person = PersonFactory(last_name="œ" * 80, first_name="½" * 80)
    facility = FacilityFactory(name="…" * 200, activity="…" * 200, operator_name="…" * 200)
    for row in (organisation, person, facility):
        row.refresh_from_db()
        assert row.search_text.startswith(" ")


def test_what_only_the_database_refuses_is_said_in_french(adviser, client, monkeypatch):
    convention = ConventionFactory(owner=adviser.organisation)
    data = keys(form_of(client.get(page_of(convention))))
    monkeypatch.setattr(Convention, "save", _taken)
    response = client.post(page_of(convention), data, follow=True)
    assert "Rien n’a été enregistré" in text_of(response)


def _taken(self, **kwargs):
    raise IntegrityError("taken meanwhile")
