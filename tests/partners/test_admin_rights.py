import pytest
from django.urls import reverse

from partners.models import Account, Mandate, Membership
from tests.partners.factories import (
    AccountFactory,
    MandateFactory,
    MembershipFactory,
    PersonFactory,
)
from tests.partners.test_admin import filled, saved, url

pytestmark = pytest.mark.django_db


def test_what_is_not_visible_is_not_found_and_what_is_not_allowed_is_read_only(
    client, local_agent, lozere, elsewhere
):
    client.force_login(local_agent)
    foreign = MandateFactory(organisation=elsewhere.commune)
    assert client.get(url("mandate", "change", foreign.pk)).status_code == 404
    assert client.get(url("person", "change", foreign.person.pk)).status_code == 404
    page = client.get(url("organisation", "change", elsewhere.commune.pk))
    assert page.status_code == 200
    assert 'name="legal_name"' not in page.text
    refused = client.post(
        url("organisation", "change", elsewhere.commune.pk), {"legal_name": "Pirate"}
    )
    assert refused.status_code == 403


def test_a_related_object_out_of_reach_is_refused_and_not_offered(
    client, local_agent, lozere, elsewhere
):
    client.force_login(local_agent)
    posted = {
        "person": PersonFactory().pk,
        "organisation": elsewhere.commune.pk,
        "function_masculine": "maire",
        "function_feminine": "maire",
    }
    refused = client.post(url("mandate", "add"), posted)
    assert "organisation" in refused.context["adminform"].form.errors
    assert not Mandate.objects.exists()
    asked = {
        "app_label": "partners",
        "model_name": "mandate",
        "field_name": "organisation",
        "term": "communaute",
    }
    offered = client.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert [one["text"] for one in offered] == [lozere.epci.legal_name]
    asked["term"] = "chatillon"
    assert client.get(reverse("admin:autocomplete"), asked).json()["results"] == []


def test_the_staff_of_a_caf_cannot_widen_its_own_reach(client, administrator, lozere, elsewhere):
    client.force_login(administrator)
    page = client.get(url("organisation", "change", lozere.ccss.pk))
    assert 'name="department"' not in page.text
    add = client.get(url("organisation", "add"))
    posted = filled(add, kind="caf", legal_name="Caf pirate", department=elsewhere.department.pk)
    refused = client.post(url("organisation", "add"), posted)
    assert "kind" in refused.context["adminform"].form.errors


def test_an_administrator_opens_an_account_with_its_role(client, administrator, lozere):
    client.force_login(administrator)
    posted = filled(
        client.get(url("account", "add")),
        email="Luc.Agent@Exemple.fr",
        usable_password="true",
        password1="une phrase assez longue",
        password2="une phrase assez longue",
        is_superuser="on",
        **{
            "memberships-TOTAL_FORMS": "1",
            "memberships-0-organisation": lozere.epci.pk,
            "memberships-0-role": "local_agent",
        },
    )
    saved(client.post(url("account", "add"), posted))
    account = Account.objects.get(email="luc.agent@exemple.fr")
    assert not account.is_superuser
    assert account.memberships.get().organisation == lozere.epci
    without_role = client.post(
        url("account", "add"), posted | {"memberships-TOTAL_FORMS": "0", "email": "b@c.fr"}
    )
    assert "Donnez au moins un rôle à ce compte" in without_role.text
    assert not Account.objects.filter(email="b@c.fr").exists()


def test_a_role_is_not_given_out_of_reach(client, administrator, elsewhere):
    client.force_login(administrator)
    posted = filled(
        client.get(url("account", "add")),
        email="luc@exemple.fr",
        usable_password="false",
        **{
            "memberships-TOTAL_FORMS": "1",
            "memberships-0-organisation": elsewhere.caf.pk,
            "memberships-0-role": "administrator",
        },
    )
    assert client.post(url("account", "add"), posted).status_code == 200
    assert not Account.objects.filter(email="luc@exemple.fr").exists()


def test_the_password_of_someone_who_may_do_more_is_out_of_reach(
    client, administrator, lozere, superuser
):
    MembershipFactory(account=superuser, organisation=lozere.ccss, role="reader")
    client.force_login(administrator)
    page = reverse("admin:auth_user_password_change", args=[superuser.pk])
    assert client.get(page).status_code == 403
    own = MembershipFactory(organisation=lozere.commune, role="reader").account
    assert client.get(reverse("admin:auth_user_password_change", args=[own.pk])).status_code == 200


def test_the_adviser_gives_no_role(client, adviser, lozere):
    MembershipFactory(organisation=lozere.commune, role="reader")
    client.force_login(adviser)
    page = client.get(url("organisation", "change", lozere.commune.pk))
    assert 'name="memberships-0-role"' not in page.text
    assert client.get(url("account", "add")).status_code == 403


def test_the_official_list_is_read_only_even_for_a_superuser(client, superuser, lozere):
    client.force_login(superuser)
    page = client.get(url("municipality", "change", lozere.municipality.pk))
    assert "submit-row" not in page.text or "_save" not in page.text
    assert client.get(url("municipality", "add")).status_code == 403


def test_an_account_without_admin_access_is_sent_to_the_login_page(client):
    client.force_login(AccountFactory(is_staff=False))
    assert client.get(url("organisation", "changelist")).status_code == 302


def test_searching_the_directory_ignores_accents(client, adviser, elsewhere):
    client.force_login(adviser)
    page = client.get(url("organisation", "changelist"), {"q": "chatillon bazois"})
    assert [one.pk for one in page.context["cl"].result_list] == [elsewhere.commune.pk]


def test_a_role_may_be_taken_back_by_an_administrator(client, administrator, lozere):
    membership = MembershipFactory(organisation=lozere.commune, role="reader")
    client.force_login(administrator)
    page = client.get(url("organisation", "change", lozere.commune.pk))
    saved(
        client.post(
            url("organisation", "change", lozere.commune.pk),
            filled(page, **{"memberships-0-DELETE": "on"}),
        )
    )
    assert not Membership.objects.filter(pk=membership.pk).exists()
