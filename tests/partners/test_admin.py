import re

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partners.models import Account, Facility, Mandate, Organisation, Person
from tests.partners.factories import (
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


@pytest.mark.parametrize(
    ("names", "article", "said"),
    [
        (
            {"legal_name": "Conseil départemental de la Nièvre"},
            "",
            "le Conseil départemental de la Nièvre",
        ),
        ({"legal_name": "Caisse d’assurance retraite", "short_name": "Carsat"}, "", "la Carsat"),
        ({"legal_name": "École du Bazois"}, "", "l’École du Bazois"),
        ({"legal_name": "Bordeaux Métropole"}, "", "Bordeaux Métropole"),
        ({"legal_name": "Éclats"}, "les", "les Éclats"),
        ({"legal_name": "Relais"}, "le", "le Relais"),
    ],
)
def test_the_article_follows_the_name_and_the_gender_the_article(
    client, adviser, lozere, names, article, said
):
    client.force_login(adviser)
    posted = filled(client.get(url("organisation", "add")), kind="other", article=article, **names)
    saved(client.post(url("organisation", "add"), posted))
    made = Organisation.objects.get(legal_name=names["legal_name"])
    assert made.designation.full == said


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


def test_a_new_organisation_is_offered_from_the_official_list_even_in_a_small_window(
    client, adviser, lozere
):
    client.force_login(adviser)
    page = client.get(url("organisation", "add") + "?_popup=1")
    assert url_of_the_list() in page.text
    assert "mandates-TOTAL_FORMS" not in page.text


def url_of_the_list():
    return reverse("admin:partners_official")
