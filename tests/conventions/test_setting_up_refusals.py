"""The guided set-up, when something is missing, forged, or asked by who may not: said in French, nothing is lost."""

import pytest
from django.urls import reverse
from lxml import html

from conventions.models import Convention
from tests.conventions.backoffice import text_of
from tests.conventions.wizard import (
    URL,
    alerts,
    fields,
    go,
    heading,
    parties_page,
    to_summary,
)
from tests.partners.factories import (
    MandateFactory,
    MembershipFactory,
    OrganisationFactory,
)

# What is refused


def test_a_step_not_complete_is_said_and_kept(forcalquier_adviser, client, place):
    page = go(client, client.get(URL), "bilan", also={"q": "lure"})
    assert "Choisissez l’intercommunalité" in alerts(page)
    page = parties_page(client, place)
    ticked = [pair for pair in fields(page) if pair[0] == "p-avec"]
    page = go(client, page, "texte", without=ticked)
    assert "au moins deux parties" in alerts(page)
    assert heading(page) == "Les parties"


def test_a_person_half_typed_is_said_in_its_row(forcalquier_adviser, client, place):
    page = parties_page(client, place)
    name = f"p-last_name:organisation:{place.caf.pk}"
    page = go(client, page, "texte", also={name: "Martel"})
    assert place.caf.legal_name in alerts(page)
    assert "Indiquez la fonction" in text_of(page)
    assert (name, "Martel") in fields(page)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"t-title": ""}, "Ce champ est obligatoire"),
        ({"t-starts_on": "2027-01-01", "t-ends_on": "2026-01-01"}, "avant d’avoir commencé"),
        ({"t-starts_on": "demain"}, "date valide"),
        ({"t-years": "99"}, "inférieure ou égale à 10"),
        ({"t-starts_on": "9999-01-01"}, "plausible"),
    ],
)
def test_a_cover_that_does_not_hold_is_refused_and_kept(
    forcalquier_adviser, client, place, typed, said
):
    page = go(client, parties_page(client, place), "texte")
    page = go(client, page, "bilan", also=typed)
    assert "Corrigez les champs signalés" in alerts(page)
    assert said in text_of(page)
    assert not Convention.objects.exists()


def test_two_variants_of_a_clause_are_refused(forcalquier_adviser, client, place):
    page = go(client, parties_page(client, place), "texte")
    boxes = html.fromstring(page.content).xpath("//input[@name='t-clause']")
    families = {}
    for box in boxes:
        families.setdefault(box.get("data-family"), []).append(box.get("value"))
    two = next(codes for family, codes in families.items() if family and len(codes) > 1)
    page = go(client, page, "bilan", also={"t-clause": two})
    assert "deux rédactions d’une même clause" in alerts(page)
    assert {("t-clause", code) for code in two} <= set(fields(page))


@pytest.mark.parametrize("role", ["reader", "local_agent", "contributor"])
def test_only_advisers_and_administrators_set_up(place, client, role):
    client.force_login(MembershipFactory(organisation=place.caf, role=role).account)
    assert client.get(URL).status_code == 403
    assert client.post(URL, {"aller": "creer"}).status_code == 403
    assert URL not in client.get(reverse("conventions:list")).text


def test_the_list_leads_to_the_set_up(forcalquier_adviser, client):
    assert f'href="{URL}"' in client.get(reverse("conventions:list")).text
    assert f'href="{URL}"' in client.get(reverse("admin:conventions_convention_add")).text


FORGED = [
    {"epci": "0"},
    {"epci": "²"},
    {"epci": "9" * 30},
    {"modele": "aucun"},
    {"tenue_par": "1"},
    {"tenue_par": "\0"},
    {"par": "communes", "commune": ["abc", "9" * 20, "1"]},
    {"etape": "ailleurs", "aller": "nulle-part"},
    {"q": "\0", "p-q": "\0"},
    {"jeton": "rien"},
]


@pytest.mark.parametrize("forged", FORGED)
@pytest.mark.parametrize("step", ["parties", "creer"])
def test_a_forged_first_page_is_answered(forcalquier_adviser, client, place, forged, step):
    data = {"modele": "", "epci": place.area.pk, "aller": step} | forged
    answer = client.post(URL, data)
    assert answer.status_code in {200, 302}
    assert client.get(URL, data).status_code == 200


def test_forged_parties_are_left_out(forcalquier_adviser, client, place):
    stranger = MandateFactory(organisation=OrganisationFactory())
    page = parties_page(client, place)
    names = ["organisation:999999", "truc:1", "epci:0", "organisation:²", f"ccas:{'9' * 9}"]
    known = [value for name, value in fields(page) if name == "p-partie"]
    caf = f"p-cote:organisation:{place.caf.pk}"
    sent = {
        "p-partie": [*known, *names],
        "p-signe": [str(stranger.pk), "\0", "abc"],
        caf: "7",
        "t-clause": ["inconnue"],
    }
    page = go(client, go(client, page, "texte", also=sent), "bilan", also={"t-clause": "inconnue"})
    go(client, page, "creer")
    convention = Convention.objects.get()
    assert convention.parties.count() == len(known)
    assert not convention.parties.filter(signatories__mandate=stranger).exists()
    assert convention.parties.get(organisation=place.caf).side is None


def test_another_s_caf_is_out_of_reach(forcalquier_adviser, client, place):
    other = OrganisationFactory(caf=True)
    page = to_summary(client, place)
    answer = go(client, page, "creer", also={"tenue_par": str(other.pk)})
    assert answer.status_code == 200
    assert not Convention.objects.exists()
