"""A convention written in the administration, from its territory to its last annex."""

import re

import pytest
from django.urls import reverse

from actions.models import Plan
from conventions.models import Article, Convention
from partners.models import Membership
from tests.conventions.backoffice import add, edit, form_of, page_of, text_of
from tests.conventions.factories import (
    AnnexFactory,
    ArticleFactory,
    ConventionFactory,
    LegalBasisFactory,
    PartyFactory,
    SignatoryFactory,
)
from tests.partners.factories import (
    IntermunicipalityFactory,
    MembershipFactory,
    MunicipalityFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db


# ---------------------------------------------------------------------------- opening


def test_a_territory_and_a_period_are_enough_to_open_a_convention(adviser, client):
    area = IntermunicipalityFactory()
    MunicipalityFactory(intermunicipality=area)
    community = OrganisationFactory(epci=True, intermunicipality=area)
    response = client.post(
        reverse("admin:conventions_convention_add"),
        {
            "kind": "ctg",
            "owner": adviser.organisation.pk,
            "intermunicipality": area.pk,
            "territory_name": "",
            "starts_on": "2024-01-01",
            "ends_on": "2028-12-31",
            "reference": "",
        },
    )
    convention = Convention.objects.get()
    assert response.headers["Location"] == page_of(convention) + "#parties"
    assert convention.reference == "aubrac-lot-causses-tarn-2024"
    assert convention.territory_name == "Aubrac Lot Causses Tarn"
    assert [town.name for town in convention.municipalities.all()] == ["Chanac"]
    assert [party.organisation for party in convention.parties.all()] == [
        adviser.organisation,
        community,
    ]
    assert "la CCSS" in client.get(page_of(convention)).content.decode()


def test_a_taken_reference_is_followed_by_a_number(adviser, client):
    ConventionFactory(reference="bazois-2016")
    client.post(
        reverse("admin:conventions_convention_add"),
        {
            "kind": "ctg",
            "owner": adviser.organisation.pk,
            "territory_name": "Bazois",
            "starts_on": "2016-01-01",
        },
    )
    assert Convention.objects.filter(reference="bazois-2016-2", territory_name="Bazois").exists()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (
            {"territory_name": "Bazois", "starts_on": "2020-01-01", "ends_on": "2016-12-31"},
            "La convention se termine avant d’avoir commencé.",
        ),
        ({"territory_name": ""}, "Indiquez le territoire, ou choisissez l’intercommunalité."),
    ],
)
def test_a_convention_that_cannot_be_is_refused_in_french(adviser, client, sent, sentence):
    sent = {"kind": "ctg", "owner": adviser.organisation.pk} | sent
    response = client.post(reverse("admin:conventions_convention_add"), sent)
    assert sentence in text_of(response)
    assert not Convention.objects.exists()


def test_a_convention_is_opened_in_the_name_of_ones_own_organisation_only(adviser, client):
    stranger = OrganisationFactory(caf=True)
    response = client.post(
        reverse("admin:conventions_convention_add"),
        {"kind": "ctg", "owner": stranger.pk, "territory_name": "Bazois"},
    )
    assert response.status_code == 200
    assert not Convention.objects.exists()


# ---------------------------------------------------------------------------- the page


def test_the_page_reads_in_the_order_of_the_deed(convention, client):
    ArticleFactory(convention=convention)
    AnnexFactory(convention=convention)
    html = client.get(page_of(convention)).content.decode()
    sections = re.findall(r'class="acte-section" id="(\w+)"', html)
    assert (
        sections
        == "identite territoire periode parties visas preambule articles plan annexes fin".split()
    )


def test_the_page_says_what_the_printed_deed_will_lack(convention, client):
    text = text_of(client.get(page_of(convention)))
    assert "Aucune partie : l’acte n’engage personne." in text
    assert "Aucun article : l’acte ne dit rien encore." in text


def test_parties_and_visas_are_written_and_ordered_in_the_page(convention, adviser, client):
    town = OrganisationFactory()
    data = form_of(client.get(page_of(convention))) | {
        "parties-TOTAL_FORMS": 2,
        "parties-0-position": 2,
        "parties-0-organisation": adviser.organisation.pk,
        "parties-1-position": 1,
        "parties-1-organisation": town.pk,
        "parties-1-designation": "la Commune",
        "legal_bases-TOTAL_FORMS": 1,
        "legal_bases-0-kind": "vu",
        "legal_bases-0-text": "le Code <script>alert(1)</script><b>rural</b>",
    }
    response = client.post(page_of(convention), data)
    assert response.status_code == 302, text_of(response)
    assert [party.designation for party in convention.parties.all()] == ["la Commune", ""]
    assert convention.legal_bases.get().text == "le Code <strong>rural</strong>"


def test_rows_change_places_in_one_go_and_removed_ones_leave_no_hole(convention, client):
    visas = [LegalBasisFactory(convention=convention, text=f"la loi {rank}") for rank in "abc"]
    data = form_of(client.get(page_of(convention))) | {
        "legal_bases-0-position": 3,
        "legal_bases-1-DELETE": "on",
        "legal_bases-2-position": 1,
    }
    response = client.post(page_of(convention), data)
    assert response.status_code == 302, text_of(response)
    assert list(convention.legal_bases.values_list("pk", "position")) == [
        (visas[2].pk, 1),
        (visas[0].pk, 2),
    ]


def test_two_rows_in_one_place_are_refused(convention, client):
    for rank in "ab":
        LegalBasisFactory(convention=convention, text=f"la loi {rank}")
    data = form_of(client.get(page_of(convention))) | {"legal_bases-1-position": 1}
    response = client.post(page_of(convention), data)
    assert "Deux lignes ne peuvent pas occuper la même place." in text_of(response)
    assert [visa.position for visa in convention.legal_bases.all()] == [1, 2]


def test_the_same_organisation_is_not_bound_twice(convention, client):
    party = PartyFactory(convention=convention)
    data = form_of(client.get(page_of(convention))) | {
        "parties-TOTAL_FORMS": 2,
        "parties-1-organisation": party.organisation.pk,
    }
    response = client.post(page_of(convention), data)
    assert response.status_code == 200
    assert convention.parties.count() == 1


def test_the_page_costs_the_same_whatever_it_holds(
    convention, client, django_assert_max_num_queries
):
    def fill():
        SignatoryFactory(
            party=PartyFactory(convention=convention, organisation=OrganisationFactory())
        )
        LegalBasisFactory(convention=convention)
        ArticleFactory(convention=convention)
        AnnexFactory(convention=convention)

    fill()
    with django_assert_max_num_queries(60) as first:
        client.get(page_of(convention))
    for _ in range(4):
        fill()
    with django_assert_max_num_queries(len(first)):
        client.get(page_of(convention))


def test_an_organisation_proposes_how_the_text_calls_it(convention, client):
    town = OrganisationFactory()
    address = reverse("admin:conventions_convention_designation", args=[town.pk])
    assert client.get(address).json() == {"designation": "la commune de Chanac"}


# ---------------------------------------------------------------------------- who


def test_a_stranger_finds_nothing(convention, client):
    article = ArticleFactory(convention=convention)
    party = PartyFactory(convention=convention)
    stranger = MembershipFactory(organisation=OrganisationFactory(caf=True))
    client.force_login(stranger.account)
    for address in (page_of(convention), edit(article), edit(party), add(Article, convention)):
        assert client.get(address).status_code == 404
    assert (
        client.post(
            reverse("admin:conventions_article_move", args=[article.pk]), {"to": "up"}
        ).status_code
        == 404
    )
    insertions = reverse("conventions:insertions", args=[convention.reference])
    assert client.get(insertions).status_code == 404


def test_a_party_reads_and_does_not_write(convention, client):
    article = ArticleFactory(convention=convention)
    party = PartyFactory(convention=convention)
    agent = MembershipFactory(organisation=party.organisation, role=Membership.Role.LOCAL_AGENT)
    client.force_login(agent.account)
    page = client.get(page_of(convention))
    assert "Vous lisez cette convention" in text_of(page)
    assert 'name="_save"' not in page.content.decode()
    assert client.get(edit(article)).status_code == 200
    assert client.post(edit(article), {"title": "x"}).status_code == 403
    assert (
        client.post(
            reverse("admin:conventions_article_move", args=[article.pk]), {"to": "up"}
        ).status_code
        == 403
    )
    assert client.get(add(Article, convention)).status_code == 403


def test_a_settled_text_is_read_only(convention, client):
    article = ArticleFactory(convention=convention)
    Convention.objects.update(status=Convention.Status.STABILISED)
    assert "Le texte est arrêté" in text_of(client.get(page_of(convention)))
    assert client.post(edit(article), {"title": "x"}).status_code == 403
    assert (
        client.post(
            reverse("admin:conventions_article_move", args=[article.pk]), {"to": "up"}
        ).status_code
        == 403
    )


# ---------------------------------------------------------------------------- the list


def test_the_list_is_searched_without_accents_and_costs_the_same(
    adviser, client, django_assert_max_num_queries
):
    def fill(number):
        for _ in range(number):
            convention = ConventionFactory(
                owner=adviser.organisation, territory_name="Pays d’Écuisses"
            )
            PartyFactory(convention=convention, organisation=OrganisationFactory())

    address = reverse("admin:conventions_convention_changelist")
    fill(1)
    with django_assert_max_num_queries(20) as first:
        client.get(address)
    fill(4)
    with django_assert_max_num_queries(len(first)):
        client.get(address)
    assert "5 conventions" in text_of(client.get(address, {"q": "ecuisses"}))
    assert "0 convention" in text_of(client.get(address, {"q": "creusot"}))
    assert "0 convention" in text_of(client.get(address, {"annee": "1999"}))


# ---------------------------------------------------------------------------- what the editor reads


def test_the_editor_reads_values_and_references_as_they_are_now(convention, client):
    party = PartyFactory(convention=convention)
    article = ArticleFactory(convention=convention, title="Financement")
    found = client.get(reverse("conventions:insertions", args=[convention.reference])).json()
    values = {item["name"]: item["value"] for item in found["variables"]}
    assert values[f"partie:{party.key}.de"] == "de la commune de Chanac"
    assert values["periode.fin"].replace("\u00a0", " ") == "31 décembre 2028"
    assert {
        "kind": "article",
        "key": article.key,
        "group": "Articles",
        "label": "article 1er",
        "title": "Financement",
        "number": "1er",
    } in found["references"]


def test_the_import_map_of_the_editor_carries_the_nonce_of_the_page(convention, client):
    response = client.get(page_of(convention))
    html = response.content.decode()
    nonce = re.search(r'<script[^>]* nonce="([^"]+)"[^>]*>\{"imports"', html) or re.search(
        r'<script type="importmap" nonce="([^"]+)"', html
    )
    assert nonce
    assert f"'nonce-{nonce[1]}'" in response.headers["Content-Security-Policy"]


def test_the_first_page_shows_the_rubrics_in_the_order_of_the_house(adviser, client):
    page = client.get(reverse("admin:index"))
    assert [section["name"] for section in page.context["app_list"]][:4] == [
        "Conventions",
        "Modèles",
        "Plan d’actions",
        "Partenaires",
    ]
    assert "Préparer une convention" in text_of(page)


def test_the_administration_has_no_door_of_its_own(client):
    response = client.get(reverse("admin:index"))
    assert response.status_code == 302
    assert client.get(reverse("admin:login")).headers["Location"].startswith("/connexion/?next=")


def test_a_refused_page_keeps_what_is_typed_and_links_to_what_is_refused(convention, client):
    data = form_of(client.get(page_of(convention))) | {
        "reference": "autre-reference",
        "title": "",
        "starts_on": "2026-01-01",
        "ends_on": "2025-01-01",
    }
    page = client.post(page_of(convention), data)
    assert page.status_code == 200
    assert "ce que vous avez tapé est gardé ici. À corriger : Identité ." in text_of(page)
    assert 'value="autre-reference"' in page.content.decode()
    links = re.findall(r'(?:href|data-insertions)="(/conventions/[^"]+)"', page.content.decode())
    assert {link.split("/")[2] for link in links} == {convention.reference}


def test_the_plan_is_opened_from_the_convention_for_its_period_and_parties(convention, client):
    party = PartyFactory(convention=convention)
    data = form_of(client.get(page_of(convention))) | {"copies": "7", "_plan": "1"}
    response = client.post(page_of(convention), data)
    convention.refresh_from_db()
    assert response.headers["Location"] == reverse(
        "admin:actions_plan_change", args=[convention.plan.pk]
    )
    assert convention.copies == 7
    assert convention.plan.ends_on == convention.ends_on
    assert set(convention.plan.organisations.all()) == {convention.owner, party.organisation}
    client.post(page_of(convention), form_of(client.get(page_of(convention))) | {"_plan": "1"})
    assert Plan.objects.get() == convention.plan


def test_the_plan_leads_back_to_its_convention(convention, client):
    client.post(page_of(convention), form_of(client.get(page_of(convention))) | {"_plan": "1"})
    page = client.get(reverse("admin:actions_plan_change", args=[Plan.objects.get().pk]))
    assert f'href="{page_of(convention)}#annexes"' in page.content.decode()


def test_a_plan_is_not_removed_from_the_page_of_a_convention(convention, client):
    page = client.get(page_of(convention)).content.decode()
    assert "id_plan" in page
    assert "delete_id_plan" not in page
