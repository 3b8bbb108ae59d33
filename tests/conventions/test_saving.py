"""One block saved at a time, over the text it was typed from: nothing is lost without being seen."""

import pytest
from django.urls import reverse

from conventions import blocks
from conventions.blocks import Address
from tests.conventions.factories import ArticleFactory, ConventionFactory
from tests.partners.factories import MembershipFactory

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


def address_of(block):
    return f"{block.convention.reference}/blocs/{Address.of(block)}"


def save_url(block, kind=None):
    convention = getattr(block, "convention", block)
    address = blocks.WORDS[kind] if kind else str(Address.of(block))
    return reverse("conventions:save-block", args=[convention.reference, address])


def state_of(block, kind=None):
    block.refresh_from_db()
    return blocks.state(block, kind or Address.of(block).kind)


@pytest.fixture
def article(convention):
    return ArticleFactory(convention=convention, title="Objet", body="<p>Avant.</p>")


def test_a_saved_block_answers_its_new_state_and_the_hour(client, article):
    sent = {"title": "Objet", "body": "<p>Après.</p>", "etat": state_of(article)}
    response = client.post(save_url(article), sent, headers=JSON)
    assert response.status_code == 200
    answer = response.json()
    assert answer["changed"] is True
    assert answer["state"] == state_of(article) != sent["etat"]
    assert article.body == "<p>Après.</p>"


def test_a_save_on_an_older_state_is_refused_with_both_texts(client, article):
    base = state_of(article)
    client.post(save_url(article), {"body": "<p>Le sien.</p>", "etat": base}, headers=JSON)
    response = client.post(
        save_url(article), {"body": "<p>Le mien.</p>", "etat": base}, headers=JSON
    )
    assert response.status_code == 409
    answer = response.json()
    assert "<del>sien</del>" in answer["html"]
    assert "<ins>mien</ins>" in answer["html"]
    assert answer["stored"]["body"] == "<p>Le sien.</p>"
    assert answer["by"]
    assert answer["at"]
    assert answer["state"] == state_of(article)
    assert article.body == "<p>Le sien.</p>"


def test_the_same_refusal_is_a_page_without_a_script(client, article):
    base = state_of(article)
    client.post(save_url(article), {"body": "<p>Le sien.</p>", "etat": base})
    response = client.post(save_url(article), {"body": "<p>Le mien.</p>", "etat": base})
    assert response.status_code == 409
    assert "<del>sien</del><ins>mien</ins>" in response.text
    form = response.context["form"]
    assert form["body"].value() == "<p>Le mien.</p>"
    again = {"title": "Objet", "body": form["body"].value(), "etat": response.context["state"]}
    assert client.post(save_url(article), again).status_code == 302
    assert state_of(article)
    assert article.body == "<p>Le mien.</p>"


def test_a_faulty_field_is_told_by_its_name(client, article):
    response = client.post(
        save_url(article),
        {"title": "", "body": "<p>x</p>", "etat": state_of(article)},
        headers=JSON,
    )
    assert response.status_code == 422
    assert list(response.json()["errors"]) == ["title"]


def test_a_reader_is_refused_and_a_stranger_sees_nothing(client, article):
    reader = MembershipFactory(organisation=article.convention.owner, role="reader").account
    client.force_login(reader)
    sent = {"title": "Objet", "body": "<p>x</p>", "etat": state_of(article)}
    assert client.post(save_url(article), sent, headers=JSON).status_code == 403
    client.force_login(MembershipFactory().account)
    assert client.post(save_url(article), sent, headers=JSON).status_code == 404


def test_a_deleted_block_gives_the_text_back(client, article):
    url, sent = save_url(article), {"title": "Objet", "body": "<p>x</p>", "etat": "?"}
    article.delete()
    answer = client.post(url, sent, headers=JSON)
    assert answer.status_code == 410
    assert "supprimé" in answer.json()["message"]
    page = client.post(url, sent)
    assert page.status_code == 410
    assert "&lt;p&gt;x&lt;/p&gt;" in page.text


def test_the_key_of_another_convention_leads_nowhere(client, article, adviser):
    other = ConventionFactory(owner=adviser.organisation)
    url = reverse("conventions:save-block", args=[other.reference, str(Address.of(article))])
    assert client.post(url, {"title": "x", "etat": ""}, headers=JSON).status_code == 404
    for written in ("article", "preambule-12", "chapitre-1"):
        url = reverse("conventions:save-block", args=[other.reference, written])
        assert client.post(url, {"title": "x", "etat": ""}, headers=JSON).status_code == 404


def test_two_fields_changed_by_two_people_are_both_kept(client, article):
    base = state_of(article)
    client.post(
        save_url(article), {"title": "Objet", "body": "<p>Le sien.</p>", "etat": base}, headers=JSON
    )
    response = client.post(
        save_url(article),
        {"title": "Mon titre", "body": "<p>Avant.</p>", "etat": base},
        headers=JSON,
    )
    assert response.status_code == 200
    assert response.json()["merged"] == {"body": "<p>Le sien.</p>"}
    assert response.json()["state"] == state_of(article)


def test_a_text_too_big_is_refused_in_one_sentence(client, article):
    sent = {"title": "Objet", "body": "x" * 11_000_000}
    response = client.post(save_url(article), sent, headers=JSON, content_type="text/plain")
    form = "title=Objet&body=" + "x" * 11_000_000
    kind = "application/x-www-form-urlencoded"
    response = client.post(save_url(article), form, headers=JSON, content_type=kind)
    assert response.status_code == 413
    assert "dix mégaoctets" in response.json()["message"]
    page = client.post(save_url(article), form, content_type=kind)
    assert page.status_code == 413
    assert "trop lourd" in page.text
