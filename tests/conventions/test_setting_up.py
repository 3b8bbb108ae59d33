"""The guided set-up, as a browser without JavaScript goes through it: from a template to a complete draft."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from conventions import library
from conventions.models import Convention
from conventions.setting_up import Territory, last_day
from partners.models import Intermunicipality, Mandate, Organisation
from tests.conventions.backoffice import text_of
from tests.conventions.factories import ConventionFactory, PartyFactory, SignatoryFactory
from tests.conventions.wizard import (
    URL,
    Forcalquier,
    Kind,
    fields,
    go,
    heading,
    parties_page,
    press,
    to_summary,
)
from tests.partners.factories import (
    DepartmentFactory,
    IntermunicipalityFactory,
    MandateFactory,
    MembershipFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PersonFactory,
)

# From a template to a draft


def test_four_clicks_make_a_complete_draft(forcalquier_adviser, client, place):
    page = client.get(URL)
    assert "Communauté de communes Pays de Forcalquier" in text_of(page)
    page = press(client, page, "choisir", place.area.pk)
    page = go(client, page, "texte")
    page = go(client, page, "bilan")
    assert not Convention.objects.exists()
    assert not Organisation.objects.filter(kind=Kind.MUNICIPALITY).exists()
    answer = go(client, page, "creer")
    convention = Convention.objects.get()
    assert answer.url == convention.get_absolute_url()
    year = dt.date.today().year + 1  # noqa: DTZ011  the year of the machine
    assert (convention.starts_on, convention.ends_on) == (dt.date(year, 1, 1), dt.date(year + 4, 12, 31))  # fmt: skip
    assert convention.reference == f"pays-de-forcalquier-montagne-de-lure-{year}"
    assert convention.municipalities.count() == 4
    assert convention.department == place.department
    assert [party.organisation.legal_name for party in convention.parties.order_by("position")] == [
        place.caf.legal_name,
        place.msa.legal_name,
        "Département des Alpes-de-Haute-Provence",
        place.area.legal_name,
        "Commune de Forcalquier",
        "Commune de Limans",
        "Commune de Lurs",
        "Commune de Saint-Étienne-les-Orgues",
    ]
    assert list(convention.parties.values_list("side", flat=True)) == [1, 1, 1, 2, 2, 2, 2, 2]
    assert [one.mandate for one in convention.parties.first().signatories.all()] == [place.director]
    assert convention.parties.last().deciding_body == "conseil municipal"
    assert convention.preamble
    assert convention.articles.count() > 10
    assert convention.annexes.exists()
    assert convention.plan is not None
    assert convention.template.code


def test_what_is_typed_is_what_is_created(forcalquier_adviser, client, place):
    page = parties_page(client, place)
    communes = [("p-avec", f"municipality:{one.pk}") for one in place.communes[1:]]
    town = f"municipality:{place.communes[0].pk}"
    person = {
        f"p-civility:{town}": "mme",
        f"p-first_name:{town}": "Jeanne",
        f"p-last_name:{town}": "Martel",
        f"p-function:{town}": "maire",
    }
    page = go(client, page, "texte", also=person, without=communes)
    page = go(
        client,
        page,
        "bilan",
        also={"t-subtitle": "du pays de Lure", "t-starts_on": "2027-07-01", "t-years": "3"},
    )
    assert "Mme Jeanne MARTEL, maire" in text_of(page)
    assert "30 juin 2030" in text_of(page)
    go(client, page, "creer")
    convention = Convention.objects.get()
    assert convention.subtitle == "du pays de Lure"
    assert convention.ends_on == dt.date(2030, 6, 30)
    assert convention.parties.count() == 5
    mandate = Mandate.objects.get(person__last_name="Martel")
    assert mandate.organisation.municipality == place.communes[0]
    assert convention.parties.last().signatories.get().mandate == mandate


def test_a_list_of_communes_makes_a_convention_of_their_ccas(forcalquier_adviser, client, place):
    page = press(client, client.get(URL), "par", "communes", also={"modele": "partenariat"})
    page = press(client, page, "chercher", "1", also={"q": "saint etienne"})
    assert "Saint-Étienne-les-Orgues" in text_of(page)
    for commune in place.communes[:2]:
        page = press(client, page, "ajouter", commune.pk)
    page = press(client, page, "retirer", place.communes[1].pk)
    page = press(client, page, "ajouter", place.communes[2].pk)
    page = go(client, page, "parties")
    assert heading(page) == "Les parties"
    page = go(client, go(client, page, "texte"), "bilan")
    go(client, page, "creer")
    convention = Convention.objects.get()
    assert convention.kind == "partnership"
    assert convention.intermunicipality is None
    assert convention.territory_name == "Forcalquier et Saint-Étienne-les-Orgues"
    kinds = set(convention.parties.values_list("organisation__kind", "side"))
    assert kinds == {(Kind.CAF, None), (Kind.CCAS, None)}


def test_going_back_keeps_what_was_typed(forcalquier_adviser, client, place):
    page = parties_page(client, place)
    msa = f"organisation:{place.msa.pk}"
    page = go(client, page, "texte", without=[("p-avec", msa)])
    page = go(client, page, "parties", also={"t-title": "Notre convention", "t-years": "4"})
    assert ("p-avec", msa) not in fields(page)
    assert ("p-partie", msa) in fields(page)
    page = go(client, page, "territoire")
    assert "Territoire choisi" in text_of(page)
    page = go(client, go(client, page, "parties"), "texte")
    assert {("t-title", "Notre convention"), ("t-years", "4")} <= set(fields(page))
    page = go(client, page, "parties")
    assert ("p-avec", msa) not in fields(page)


def test_another_territory_proposes_its_own_parties(forcalquier_adviser, client, place):
    other = IntermunicipalityFactory(name="Vallée de l’Ubaye", department=place.department)
    page = go(client, parties_page(client, place), "texte", also={})
    page = go(client, page, "territoire", also={"t-title": "Notre convention"})
    page = press(client, page, "choisir", other.pk)
    assert "Vallée de l’Ubaye" in text_of(page)
    assert "Commune de Forcalquier" not in text_of(page)
    assert ("t-title", "Notre convention") in fields(go(client, page, "texte"))


# What is proposed


def test_the_parties_of_the_last_convention_sign_again(forcalquier_adviser, client, place):
    last = ConventionFactory(
        owner=place.caf, intermunicipality=place.area, ends_on=dt.date(2026, 12, 31)
    )
    PartyFactory(convention=last, organisation=place.caf)
    limans = Organisation.objects.create_from_municipality(place.communes[1])
    school = OrganisationFactory(kind=Kind.STATE, legal_name="Inspection académique", article="")
    deputy = MandateFactory(organisation=limans, function_masculine="adjoint au maire")
    mayor = MandateFactory(
        organisation=limans,
        person=PersonFactory(last_name="Furet"),
        function_masculine="maire",
    )
    SignatoryFactory(party=PartyFactory(convention=last, organisation=limans), mandate=deputy)
    PartyFactory(convention=last, organisation=school)
    sent = fields(parties_page(client, place))
    assert {value for name, value in sent if name == "p-avec"} == {
        f"organisation:{one.pk}" for one in (place.caf, limans, school)
    }
    assert ("p-signe", str(deputy.pk)) in sent
    assert ("p-signe", str(mayor.pk)) not in sent


def test_only_those_in_office_today_are_proposed(forcalquier_adviser, client, place):
    gone = MandateFactory(
        organisation=place.caf,
        person=PersonFactory(last_name="Ancien"),
        function_masculine="président",
        ends_on=dt.date(2020, 1, 1),
    )
    page = parties_page(client, place)
    assert "AUTARD" in text_of(page)
    assert "ANCIEN" not in text_of(page)
    assert ("p-signe", str(gone.pk)) not in fields(page)


def test_an_organisation_of_the_directory_is_not_made_again(forcalquier_adviser, client, place):
    known = Organisation.objects.create_from_intermunicipality(place.area)
    council = OrganisationFactory(
        kind=Kind.DEPARTMENT,
        legal_name="Conseil départemental des Alpes-de-Haute-Provence",
        department=place.department,
        article="le",
        gender="m",
    )
    sent = fields(parties_page(client, place))
    assert ("p-partie", f"organisation:{known.pk}") in sent
    assert ("p-partie", f"organisation:{council.pk}") in sent
    page = press(client, parties_page(client, place), "p-ajouter", f"epci:{place.area.pk}")
    page = go(client, go(client, page, "texte"), "bilan")
    go(client, page, "creer")
    assert Organisation.objects.filter(kind=Kind.INTERMUNICIPALITY).get() == known
    assert Organisation.objects.filter(kind=Kind.DEPARTMENT).get() == council


def test_communes_too_many_are_offered_and_not_ticked(forcalquier_adviser, client, place):
    for rank in range(45):
        MunicipalityFactory(
            name=f"Village {rank}", department=place.department, intermunicipality=place.area
        )
    page = parties_page(client, place)
    ticked = [value for name, value in fields(page) if name == "p-avec"]
    assert not any(value.startswith("municipality:") for value in ticked)
    page = press(client, page, "p-toutes", "communes")
    assert "49 sur 49" in text_of(page)
    assert "0 sur 49" in text_of(press(client, page, "p-aucune", "communes"))


def test_another_organisation_is_found_and_added_once(forcalquier_adviser, client, place):
    carsat = OrganisationFactory(kind=Kind.CARSAT, legal_name="Carsat Sud-Est", short_name="")
    page = parties_page(client, place)
    page = press(client, page, "chercher", "1", also={"p-q": "carsat"})
    assert heading(page) == "Les parties"
    page = press(client, page, "p-ajouter", f"organisation:{carsat.pk}")
    page = press(client, page, "p-ajouter", f"organisation:{carsat.pk}")
    sent = [pair for pair in fields(page) if pair[1] == f"organisation:{carsat.pk}"]
    assert sorted(name for name, _ in sent) == ["p-avec", "p-partie"]


def test_parties_change_places(forcalquier_adviser, client, place):
    page = parties_page(client, place)
    msa = f"organisation:{place.msa.pk}"
    assert [v for n, v in fields(page) if n == "p-partie"][1] == msa
    page = press(client, page, "p-monter", msa)
    assert [v for n, v in fields(page) if n == "p-partie"][0] == msa
    page = press(client, page, "p-monter", msa)
    page = press(client, page, "p-descendre", msa)
    assert [v for n, v in fields(page) if n == "p-partie"][1] == msa


@pytest.mark.parametrize("text", ["foret", "saint etienne", "200670", "rien du tout"])
def test_one_looks_for_a_territory_by_its_name_a_commune_or_its_siren(
    forcalquier_adviser, client, place, text
):
    forest = IntermunicipalityFactory(name="de la Forêt", siren="200670000")
    found = {"foret": forest, "saint etienne": place.area}.get(text)
    if text == "200670":
        text, found = forest.siren, forest
    page = press(client, client.get(URL), "chercher", "1", also={"q": text})
    fragment = press(client, page, "chercher", "1", also={"q": text}, headers={"HX-Request": "true"})  # fmt: skip
    for answer in (page, fragment):
        assert (f'value="{found.pk}"' in answer.text) if found else "Rien dans la liste" in answer.text  # fmt: skip
    assert "<html" not in fragment.text


def test_one_s_own_departement_comes_first(forcalquier_adviser, client, place):
    far = IntermunicipalityFactory(
        name="Pays de Forcalquier", department=DepartmentFactory(code="99", name="Ailleurs")
    )
    page = press(client, client.get(URL), "chercher", "1", also={"q": "pays de forcalquier"})
    chosen = html.fromstring(page.content).xpath("//button[@name='choisir']/@value")
    assert chosen == [str(place.area.pk), str(far.pk)]


def test_who_serves_two_caf_opens_in_the_name_of_that_of_the_territory(
    forcalquier_adviser, client, place
):
    lozere = DepartmentFactory()
    ccss = OrganisationFactory(ccss=True, department=lozere)
    MembershipFactory(account=forcalquier_adviser, organisation=ccss)
    area = IntermunicipalityFactory(department=lozere)
    page = press(client, client.get(URL), "choisir", area.pk)
    assert fields(page)[-1]
    assert ccss.legal_name in text_of(page)
    page = go(client, go(client, page, "texte"), "bilan")
    go(client, page, "creer")
    assert Convention.objects.get().owner == ccss


# Once


def test_the_same_page_sent_twice_makes_one_convention(forcalquier_adviser, client, place):
    page = to_summary(client, place)
    addresses = {go(client, page, "creer").url for _ in range(3)}
    assert addresses == {Convention.objects.get().get_absolute_url()}
    again = go(client, to_summary(client, place), "creer")
    assert again.url not in addresses
    assert Convention.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_make_one_convention(transactional_db):
    library.load()
    place = Forcalquier()
    account = MembershipFactory(organisation=place.caf).account
    clients = [Client(), Client()]
    for one in clients:
        one.force_login(account)
    page = to_summary(clients[0], place)

    def click(one):
        try:
            return go(one, page, "creer").url
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        addresses = set(pool.map(click, clients))
    assert len(addresses) == 1
    assert Convention.objects.count() == 1
    assert Organisation.objects.filter(kind=Kind.MUNICIPALITY).count() == 4


def test_each_page_costs_the_same_whatever_the_communes(forcalquier_adviser, client, place):
    def costs():
        page = client.get(URL)
        found = []
        for name, value in [("choisir", place.area.pk), ("aller", "texte"), ("aller", "bilan")]:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                page = press(client, page, name, value)
            found.append(len(queries))
        return found

    few = costs()
    for rank in range(30):
        commune = MunicipalityFactory(
            name=f"Village {rank}", department=place.department, intermunicipality=place.area
        )
        if rank % 2:
            body = Organisation.objects.create_from_municipality(commune)
            MandateFactory(organisation=body, person=PersonFactory(last_name=f"Maire {rank}"))
    assert costs() == few
    assert max(few) < 40


def test_of_two_caf_of_a_departement_the_other_is_offered_only(forcalquier_adviser, client, place):
    other = OrganisationFactory(kind=Kind.CAF, legal_name="Caf du Sud", department=place.department)
    page = parties_page(client, place)
    assert ("p-partie", f"organisation:{other.pk}") in fields(page)
    assert ("p-avec", f"organisation:{other.pk}") not in fields(page)


def test_enter_searches_where_something_is_looked_for(forcalquier_adviser, client, place):
    page = parties_page(client, place)
    searched = press(client, page, "entree", "texte", also={"p-q": "lurs"})
    assert heading(searched) == "Les parties"
    assert heading(press(client, page, "entree", "texte")) == "Période et clauses"


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("du Bazois", "Bazois"),
        ("de l’Outre-Forêt", "Outre-Forêt"),
        ("d’Erdre et Gesvres", "Erdre et Gesvres"),
        ("Pays Forcalquier et Montagne de Lure", "Pays Forcalquier et Montagne de Lure"),
        ("Dunes et Marais", "Dunes et Marais"),
    ],
)
def test_a_cover_prints_the_bare_name_of_the_territory(name, printed):
    assert Territory(Intermunicipality(name=name), ()).name == printed


def test_the_last_day_of_whole_years():
    assert last_day(dt.date(2027, 1, 1), 5) == dt.date(2031, 12, 31)
    assert last_day(dt.date(2024, 2, 29), 1) == dt.date(2025, 2, 28)
    assert last_day(dt.date(2026, 7, 1), 3) == dt.date(2029, 6, 30)


@pytest.mark.parametrize(
    ("code", "name", "said"),
    [
        ("48", "Lozère", "Département de la Lozère"),
        ("2A", "Corse-du-Sud", "Collectivité de Corse"),
        ("67", "Bas-Rhin", "Collectivité européenne d’Alsace"),
    ],
)
def test_a_departement_becomes_an_organisation_once(db, code, name, said):
    department = DepartmentFactory(code=code, name=name)
    made = Organisation.objects.create_official("department", department.pk)
    assert made.legal_name == said
    assert Organisation.objects.create_official("department", department.pk) == made
    with pytest.raises(LookupError):
        Organisation.objects.create_official("epci", 0)
