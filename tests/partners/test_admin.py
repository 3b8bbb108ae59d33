import re

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partners.models import Account, Facility, Mandate, Membership, Organisation, Person
from tests.partners.factories import (
    AccountFactory,
    FacilityFactory,
    IntermunicipalityFactory,
    MandateFactory,
    MembershipFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PersonFactory,
)
from tests.partners.test_organisations import picture

pytestmark = pytest.mark.django_db

MODELS = [
    "department",
    "intermunicipality",
    "municipality",
    "organisation",
    "person",
    "mandate",
    "account",
    "facility",
]


def url(model, page, *args):
    return reverse(f"admin:partners_{model}_{page}", args=args)


def filled(response, **changes):
    """Return what a browser would post from the page's forms, with *changes*."""
    data = {}
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for field in form:
            value = field.value()
            data[field.html_name] = "" if value is None or value is False else value
    return {name: value for name, value in data.items() if value != ""} | changes


def saved(response):
    errors = re.findall(r'<ul class="errorlist[^"]*"[^>]*>(.*?)</ul>', response.text, re.DOTALL)
    assert response.status_code == 302, errors
    return response


@pytest.mark.parametrize("model", MODELS)
def test_every_list_and_every_form_opens(client, superuser, lozere, model):
    MandateFactory(organisation=lozere.commune)
    FacilityFactory()
    client.force_login(superuser)
    assert client.get(url(model, "changelist")).status_code == 200
    assert client.get(url(model, "changelist"), {"q": "é l'"}).status_code == 200
    row = {
        "department": lozere.department,
        "intermunicipality": lozere.territory,
        "municipality": lozere.municipality,
    }
    target = row.get(model) or {
        "organisation": Organisation, "person": Person, "mandate": Mandate, "account": Account, "facility": Facility,
    }[model].objects.first()  # fmt: skip
    page = client.get(url(model, "change", target.pk))
    assert page.status_code == 200
    assert client.get(url(model, "history", target.pk)).status_code == 200
    if model not in row:
        assert client.get(url(model, "add")).status_code == 200


@pytest.mark.parametrize(
    "model", ["organisation", "person", "mandate", "account", "facility", "municipality"]
)
def test_a_list_costs_the_same_whatever_its_length(
    client, adviser, lozere, django_assert_num_queries, model
):
    def add(number):
        for _ in range(number):
            {
                "organisation": lambda: OrganisationFactory(department=lozere.department),
                "person": lambda: MandateFactory(
                    organisation=lozere.commune, person=PersonFactory(), starts_on=None
                ),
                "mandate": lambda: MandateFactory(organisation=lozere.epci),
                "account": lambda: MembershipFactory(organisation=lozere.ccss, role="reader"),
                "facility": lambda: FacilityFactory(operator=lozere.epci),
                "municipality": lambda: MunicipalityFactory(department=lozere.department),
            }[model]()

    client.force_login(adviser)
    client.get(url(model, "changelist"))
    add(1)
    with CaptureQueriesContext(connection) as one:
        client.get(url(model, "changelist"))
    add(4)
    with django_assert_num_queries(len(one)):
        page = client.get(url(model, "changelist"))
    assert page.text.count('<th class="field-') >= 5


def test_an_organisation_page_costs_the_same_with_one_or_five_mandates(
    client, adviser, lozere, django_assert_num_queries
):
    client.force_login(adviser)
    page = url("organisation", "change", lozere.commune.pk)
    MandateFactory(organisation=lozere.commune)
    client.get(page)
    with CaptureQueriesContext(connection) as one:
        client.get(page)
    for _ in range(4):
        MandateFactory(organisation=lozere.commune)
    with django_assert_num_queries(len(one)):
        client.get(page)


def test_the_adviser_enters_an_organisation_with_its_representative(client, adviser, lozere):
    person = PersonFactory(civility="m", first_name="Jean-Claude", last_name="Saleil")
    client.force_login(adviser)
    form = client.get(url("organisation", "add"))
    assert "dans une phrase" in form.text
    posted = filled(
        form,
        kind="association",
        legal_name="Association Les P'tits Loups",
        article="l’",
        gender="f",
        siren="214 800 393",
        department=lozere.department.pk,
        **{
            "mandates-TOTAL_FORMS": "1",
            "mandates-0-person": person.pk,
            "mandates-0-function_masculine": "président",
            "mandates-0-function_feminine": "présidente",
            "mandates-0-starts_on": "04/04/2026",
        },
    )
    saved(client.post(url("organisation", "add"), posted))
    mandate = Mandate.objects.get(organisation__legal_name="Association Les P’tits Loups")
    assert mandate.organisation.siren == "214800393"
    assert mandate.function == "président"
    assert mandate.starts_on.isoformat() == "2026-04-04"
    page = client.get(url("organisation", "change", mandate.organisation.pk))
    assert "« l’association Les P’tits Loups »" in page.text


def test_errors_are_told_in_french_beside_their_field(client, adviser, lozere):
    client.force_login(adviser)
    posted = filled(
        client.get(url("organisation", "add")), kind="ccas", legal_name="", siren="123456789"
    )
    page = client.post(url("organisation", "add"), posted)
    errors = page.context["adminform"].form.errors
    assert errors["legal_name"] == ["Ce champ est obligatoire."]
    assert "Ce numéro SIREN n’est pas valable" in errors["siren"][0]
    assert not Organisation.objects.filter(kind="ccas").exists()


def test_one_mandate_typed_twice_is_a_form_error(client, adviser, lozere):
    person = PersonFactory()
    client.force_login(adviser)
    page = client.get(url("organisation", "change", lozere.commune.pk))
    rows = {"mandates-TOTAL_FORMS": "2"}
    for number in range(2):
        rows |= {
            f"mandates-{number}-person": person.pk,
            f"mandates-{number}-organisation": lozere.commune.pk,
            f"mandates-{number}-function_masculine": "maire",
            f"mandates-{number}-function_feminine": "maire",
        }
    refused = client.post(url("organisation", "change", lozere.commune.pk), filled(page, **rows))
    assert refused.status_code == 200
    assert "Ce mandat est donné deux fois aux mêmes dates." in refused.text
    assert not Mandate.objects.exists()


def test_a_mandate_ending_before_it_starts_is_a_form_error(client, adviser, lozere):
    mandate = MandateFactory(organisation=lozere.commune)
    client.force_login(adviser)
    page = client.get(url("mandate", "change", mandate.pk))
    refused = client.post(
        url("mandate", "change", mandate.pk),
        filled(page, starts_on="05/04/2026", ends_on="04/04/2026"),
    )
    assert "Le mandat se termine avant d’avoir commencé" in refused.text


def test_a_logo_is_stored_shown_and_served_to_accounts_only(client, adviser, lozere):
    client.force_login(adviser)
    page = client.get(url("organisation", "change", lozere.commune.pk))
    saved(
        client.post(url("organisation", "change", lozere.commune.pk), filled(page, logo=picture()))
    )
    logo = reverse("partners:logo", args=[lozere.commune.pk])
    assert logo in client.get(url("organisation", "change", lozere.commune.pk)).text
    served = client.get(logo)
    assert served["Content-Type"] == "image/png"
    assert b"".join(served.streaming_content).startswith(b"\x89PNG")
    client.logout()
    assert client.get(logo).status_code == 302


def test_a_logo_that_is_not_an_image_is_a_form_error(client, adviser, lozere):
    client.force_login(adviser)
    page = client.get(url("organisation", "change", lozere.commune.pk))
    text = SimpleUploadedFile("logo.png", b"bonjour", content_type="image/png")
    refused = client.post(url("organisation", "change", lozere.commune.pk), filled(page, logo=text))
    assert refused.status_code == 200
    assert refused.context["adminform"].form.errors["logo"]
    lozere.commune.refresh_from_db()
    assert not lozere.commune.logo


def test_an_organisation_without_logo_has_no_logo_page(client, adviser, lozere):
    client.force_login(adviser)
    assert client.get(reverse("partners:logo", args=[lozere.commune.pk])).status_code == 404


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("municipality", "Commune de La Canourgue"),
        ("ccas", "Centre communal d’action sociale de La Canourgue"),
    ],
)
def test_a_commune_enters_the_directory_in_one_click(client, adviser, lozere, kind, name):
    place = MunicipalityFactory(name="La Canourgue", liaison=3, department=lozere.department)
    client.force_login(adviser)
    assert reverse("admin:partners_official") in client.get(url("organisation", "changelist")).text
    found = client.get(reverse("admin:partners_official"), {"q": "canourgue"})
    assert f'value="{kind}:{place.pk}"' in found.text
    answer = client.post(
        reverse("admin:partners_official"), {"create": f"{kind}:{place.pk}"}, follow=True
    )
    created = Organisation.objects.get(legal_name=name)
    assert answer.redirect_chain[-1][0] == url("organisation", "change", created.pk)
    assert f"{name} est maintenant dans l’annuaire." in answer.text
    assert LogEntry.objects.filter(object_id=str(created.pk)).count() == 1
    again = client.post(
        reverse("admin:partners_official"), {"create": f"{kind}:{place.pk}"}, follow=True
    )
    assert "était déjà dans l’annuaire" in again.text
    assert (
        "déjà dans l’annuaire</a>"
        in client.get(reverse("admin:partners_official"), {"q": "canourgue"}).text
    )


def test_an_epci_enters_the_directory_in_one_click(client, adviser):
    place = IntermunicipalityFactory(name="Pays de Forcalquier et Montagne de Lure")
    client.force_login(adviser)
    client.post(reverse("admin:partners_official"), {"create": f"epci:{place.pk}"})
    name = "Communauté de communes Pays de Forcalquier et Montagne de Lure"
    assert Organisation.objects.get(intermunicipality=place).legal_name == name


@pytest.mark.parametrize(
    "create", ["", "epci:", "person:1", "municipality:999999", "epci:1 OR 1=1"]
)
def test_a_forged_creation_is_refused(client, adviser, create):
    client.force_login(adviser)
    assert client.post(reverse("admin:partners_official"), {"create": create}).status_code == 400


def test_the_official_list_page_asks_for_a_role(client, lozere, with_role):
    client.force_login(with_role("reader", lozere.ccss))
    assert client.get(reverse("admin:partners_official")).status_code == 403


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
