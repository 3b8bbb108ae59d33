"""The pages: who sees what, in French, at a constant cost."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conventions.models import Convention, ImportRecord
from conventions.views import pdf as pdf_view
from ctg.pdf import Rendered, RenderRefused
from partners.models import Membership
from tests.conventions.factories import (
    AnnexFactory,
    ArticleFactory,
    ConventionFactory,
    LegalBasisFactory,
    PartyFactory,
    SignatoryFactory,
)
from tests.partners.factories import (
    AccountFactory,
    MembershipFactory,
    MunicipalityFactory,
    OrganisationFactory,
)

Role = Membership.Role


@pytest.fixture
def ccss(db):
    return OrganisationFactory(ccss=True)


def logged_in(client, organisation, role=Role.CAF_ADVISER, **account):
    user = AccountFactory(**{"is_staff": True} | account)
    MembershipFactory(account=user, organisation=organisation, role=role)
    client.force_login(user)
    return user


@pytest.fixture
def adviser(client, ccss):
    return logged_in(client, ccss)


def page(client, address, **data):
    return client.get(address, data).content.decode()


def whole_convention(owner, **values):
    convention = ConventionFactory(owner=owner, **values)
    party = PartyFactory(convention=convention)
    SignatoryFactory(party=party)
    LegalBasisFactory(convention=convention)
    name = f'<span data-var="partie:{party.key}"></span>'
    ArticleFactory(convention=convention, title=f"Les projets {name}", body=f"<p>Ainsi {name}.</p>")
    AnnexFactory(convention=convention)
    return convention


# Coming in and going out


def test_the_login_page_says_what_went_wrong_and_keeps_the_address(client, db):
    answer = client.post(reverse("login"), {"username": "claire@example.org", "password": "non"})
    text = answer.content.decode()
    assert "ne correspond à aucun compte actif" in text
    assert 'value="claire@example.org"' in text


def test_logging_in_leads_to_the_list(client, db):
    AccountFactory(email="claire@example.org", password="territoire-en-commun")
    form = {"username": "claire@example.org", "password": "territoire-en-commun"}
    assert client.post(reverse("login"), form).url == reverse("conventions:list")


def test_logging_out_is_a_post(client, adviser):
    assert client.get(reverse("logout")).status_code == 405
    assert client.post(reverse("logout")).url == reverse("login")


@pytest.mark.parametrize("name", ["accessibility", "privacy"])
def test_a_visitor_reads_the_public_pages(client, db, name):
    assert client.get(reverse(f"conventions:{name}")).status_code == 200


def test_a_visitor_is_sent_to_the_login_page(client, db):
    convention = ConventionFactory()
    for address in (reverse("conventions:list"), convention.get_absolute_url()):
        assert client.get(address).url.startswith(reverse("login"))


# The list


def test_the_list_shows_the_conventions_of_my_organisations_and_no_other(client, adviser, ccss):
    ConventionFactory(owner=ccss, territory_name="Cévennes au mont Lozère")
    party = PartyFactory(organisation=ccss, convention__territory_name="Gévaudan")
    ConventionFactory(territory_name="Pays de Nevers", owner=OrganisationFactory())
    text = page(client, reverse("conventions:list"))
    assert "Cévennes au mont Lozère" in text
    assert party.convention.territory_name in text
    assert "Pays de Nevers" not in text


def test_the_list_costs_the_same_for_one_and_for_five(client, adviser, ccss):
    def add():
        convention = whole_convention(ccss)
        convention.municipalities.add(MunicipalityFactory())

    add()
    client.get(reverse("conventions:list"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("conventions:list"))
    for _ in range(4):
        add()
    with CaptureQueriesContext(connection) as five:
        client.get(reverse("conventions:list"))
    assert len(one) == len(five)


@pytest.mark.parametrize(
    "words", ["saint etienne", "CEVENNES", "chanac", "etienne cevennes", "Saint-Étienne"]
)
def test_the_search_ignores_accents_hyphens_and_case(client, adviser, ccss, words):
    convention = ConventionFactory(owner=ccss, territory_name="Saint-Étienne-des-Cévennes")
    PartyFactory(convention=convention, organisation__legal_name="Commune de Chanac")
    ConventionFactory(owner=ccss, territory_name="Gévaudan")
    text = page(client, reverse("conventions:list"), q=words)
    assert "Saint-Étienne-des-Cévennes" in text
    assert "Gévaudan" not in text


def test_a_convention_is_found_by_one_of_its_communes(client, adviser, ccss):
    convention = ConventionFactory(owner=ccss, territory_name="Bassin nord")
    convention.municipalities.add(MunicipalityFactory(name="Les Hermaux"))
    assert "Bassin nord" in page(client, reverse("conventions:list"), q="hermaux")


def test_filters_by_state_kind_and_year_add_up(client, adviser, ccss):
    ConventionFactory(owner=ccss, territory_name="Bazois", status="archived")
    ConventionFactory(
        owner=ccss,
        territory_name="Forcalquier",
        starts_on=dt.date(2022, 1, 1),
        ends_on=dt.date(2024, 12, 31),
    )
    ConventionFactory(owner=ccss, territory_name="Aubrac")
    address = reverse("conventions:list")
    assert "Bazois" in page(client, address, etat="terminees")
    assert "Aubrac" not in page(client, address, etat="terminees")
    text = page(client, address, annee="2022", etat="redaction")
    assert "Forcalquier" in text
    assert "Aubrac" not in text
    assert "n’est pas lisible" in page(client, address, annee="deux mille")


def test_htmx_gets_the_results_alone(client, adviser, ccss):
    ConventionFactory(owner=ccss)
    text = client.get(reverse("conventions:list"), headers={"HX-Request": "true"}).content.decode()
    assert text.strip().startswith('<div id="resultats">')
    assert "<form" not in text


def test_an_empty_list_says_what_will_be_there(client, adviser):
    assert "Aucune convention pour l’instant" in page(client, reverse("conventions:list"))


# A convention, read whole


def reading(convention):
    return reverse("conventions:reading", args=[convention.reference])


def test_the_page_shows_the_text_with_its_live_values(client, adviser, ccss):
    convention = whole_convention(ccss)
    text = page(client, reading(convention))
    assert 'Les projets <span class="variable">' in text
    assert "Télécharger le PDF" in text
    assert "Rédiger" in text


def test_the_page_costs_the_same_however_long_the_convention(client, adviser, ccss):
    convention = whole_convention(ccss)
    client.get(reading(convention))
    with CaptureQueriesContext(connection) as short:
        client.get(reading(convention))
    for _ in range(3):
        party = PartyFactory(convention=convention)
        SignatoryFactory(party=party)
        ArticleFactory(convention=convention)
        AnnexFactory(convention=convention)
        LegalBasisFactory(convention=convention)
        convention.municipalities.add(MunicipalityFactory())
    with CaptureQueriesContext(connection) as long:
        client.get(reading(convention))
    assert len(short) == len(long)


def test_a_convention_of_others_does_not_exist(client, adviser):
    convention = whole_convention(OrganisationFactory())
    for name in ("detail", "reading", "outline", "pdf"):
        answer = client.get(reverse(f"conventions:{name}", args=[convention.reference]))
        assert answer.status_code == 404
        assert "ne vous est pas ouverte" in answer.content.decode()


def test_a_reader_reads_and_is_not_offered_to_write(client, ccss):
    logged_in(client, ccss, Role.READER, is_staff=False)
    text = page(client, reading(whole_convention(ccss)))
    assert "Télécharger le PDF" in text
    assert "Rédiger" not in text


def test_a_signed_convention_is_not_offered_to_writing(client, adviser, ccss):
    convention = whole_convention(ccss, status=Convention.Status.SIGNED)
    assert "Rédiger" not in page(client, reading(convention))


def test_those_who_write_read_what_the_import_could_not(client, adviser, ccss):
    convention = whole_convention(ccss)
    ImportRecord.objects.create(
        convention=convention,
        source_name="aubrac.txt",
        source_sha256="0" * 64,
        source_text="…",
        warnings=[{"line": 167, "message": "L’annexe 1e manque."}],
        unread=[{"line": 80, "text": "Berger Levrault"}],
    )
    text = page(client, reading(convention))
    assert "ligne 167" in text
    assert "Berger Levrault" in text
    logged_in(client, ccss, Role.READER)
    assert "Berger Levrault" not in page(client, reading(convention))


# The PDF


@pytest.fixture
def printed(monkeypatch):
    """Documents given to the page engine, which is tested elsewhere."""
    documents = []

    def to_pdf(document):
        documents.append(document)
        return Rendered(b"%PDF-1.7", pages=1)

    monkeypatch.setattr(pdf_view, "to_pdf", to_pdf)
    return documents


def test_the_pdf_is_downloaded_under_the_reference(client, adviser, ccss, printed):
    convention = whole_convention(ccss)
    answer = client.get(reverse("conventions:pdf", args=[convention.reference]))
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == f'attachment; filename="{convention.reference}.pdf"'


def test_the_pdf_is_made_again_only_when_the_text_has_changed(client, adviser, ccss, printed):
    convention = whole_convention(ccss)
    address = reverse("conventions:pdf", args=[convention.reference])
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    ArticleFactory(convention=convention)
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200
    assert len(printed) == 2


def test_a_convention_that_cannot_be_printed_says_why(client, adviser, ccss, monkeypatch):
    def refuse(document):
        raise RenderRefused("Le document dépasse 1 000 pages.")

    monkeypatch.setattr(pdf_view, "to_pdf", refuse)
    answer = client.get(reverse("conventions:pdf", args=[whole_convention(ccss).reference]))
    assert answer.status_code == 422
    assert "Le document dépasse 1 000 pages." in answer.content.decode()
