"""One block saved at a time, over the text it was typed from: nothing is lost without being seen."""

import threading

import pytest
import zeal
from django.db import connections
from django.test import Client
from django.urls import reverse

from conventions import blocks
from conventions.blocks import Address
from conventions.models import ConventionStatus
from tests.conventions.factories import (
    AnnexFactory,
    ArticleFactory,
    ConventionFactory,
    LegalBasisFactory,
    PartyFactory,
)
from tests.partners.factories import MembershipFactory

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


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
    assert (answer["yours"], answer["by"]) == (True, "")
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
    assert "<p>x</p>" in page.text


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


def test_a_second_click_writes_nothing_and_answers_the_same(client, article):
    sent = {"title": "Objet", "body": "<p>Après.</p>", "etat": state_of(article)}
    first, second = (client.post(save_url(article), sent, headers=JSON).json() for _ in range(2))
    assert (first["changed"], second["changed"]) == (True, False)
    assert first["state"] == second["state"]
    assert article.pgh_event_model.objects.filter(pgh_obj_id=article.pk).count() == 2


def test_a_plain_form_goes_back_to_the_block_and_says_when(client, article):
    sent = {"title": "Objet", "body": "<p>Après.</p>", "etat": state_of(article)}
    response = client.post(save_url(article), sent, follow=True)
    assert response.redirect_chain[0][0].endswith(f"/blocs/{Address.of(article)}/")
    assert "Enregistré à" in response.text


def test_a_faulty_text_stays_in_the_page_that_refuses_it(client, article):
    sent = {"title": "", "body": "<p>Mon texte.</p>", "etat": state_of(article)}
    response = client.post(save_url(article), sent)
    assert response.status_code == 422
    assert "&lt;p&gt;Mon texte.&lt;/p&gt;" in response.text
    assert sent["etat"] in response.text


def test_what_is_not_typed_in_a_block_is_not_changed_by_forging_it(client, article):
    forged = {"position": "9", "key": "autre", "is_locked": "on", "convention": "1", "id": "1"}
    sent = {"title": "Objet", "body": "<p>Avant.</p>", "etat": state_of(article)} | forged
    answer = client.post(save_url(article), sent, headers=JSON).json()
    assert answer["changed"] is False


def test_script_in_a_text_is_dropped(client, article):
    body = "<p onclick='x()'>Mot<script>alert(1)</script></p>"
    client.post(save_url(article), {"body": body, "etat": state_of(article)}, headers=JSON)
    assert state_of(article)
    assert article.body == "<p>Mot</p>"


def test_the_words_of_a_locked_clause_are_refused_and_given_back(client, article):
    article.is_locked = True
    article.save()
    sent = {"title": "Objet", "body": "<p>Le mien.</p>", "etat": state_of(article)}
    answer = client.post(save_url(article), sent, headers=JSON)
    assert answer.status_code == 403
    assert "verrouillé" in answer.json()["message"]
    assert "<p>Le mien.</p>" in client.post(save_url(article), sent).text


def test_a_settled_convention_is_refused(client, article):
    article.convention.status = ConventionStatus.STABILISED
    article.convention.save()
    sent = {"title": "Objet", "body": "<p>x</p>", "etat": state_of(article)}
    answer = client.post(save_url(article), sent, headers=JSON)
    assert answer.status_code == 403
    assert "stabilisé" in answer.json()["message"]


def test_a_text_typed_under_another_account_is_refused(client, article):
    sent = {"title": "Objet", "body": "<p>x</p>", "etat": state_of(article), "compte": "0"}
    answer = client.post(save_url(article), sent, headers=JSON)
    assert answer.status_code == 403
    assert "autre compte" in answer.json()["message"]


def test_every_kind_of_block_is_saved(client, convention):
    annex = AnnexFactory(convention=convention, with_previous=False)
    cases = [
        (convention, "general", {"title": "Convention de services", "starts_on": "2025-01-01"}),
        (convention, "preamble", {"preamble": "<p>Préambule.</p>"}),
        (convention, "closing", {"closing_place": "Mende", "signed_on": "", "copies": "9"}),
        (PartyFactory(convention=convention), "party", {"designation": "la Caisse", "side": "2"}),
        (LegalBasisFactory(convention=convention), "legal_basis", {"text": "le code rural"}),
        (annex, "annex", {"with_previous": "on", "kind": "plan"}),
    ]
    for block, kind, typed in cases:
        url = save_url(block, kind if block is convention else None)
        answer = client.post(url, typed | {"etat": state_of(block, kind)}, headers=JSON)
        assert answer.status_code == 200, (kind, answer.text)
        assert answer.json()["changed"] is True
        assert answer.json()["state"] == state_of(block, kind)
    assert annex.with_previous is True
    assert convention.signed_on is None


def test_a_fault_of_a_field_that_is_not_here_is_told_all_the_same(client, convention):
    convention.signed_on, convention.ends_on = "2024-01-01", "2028-12-31"
    convention.save()
    sent = {
        "ends_on": "2023-12-31",
        "starts_on": "2020-01-01",
        "etat": state_of(convention, "general"),
    }
    answer = client.post(save_url(convention, "general"), sent, headers=JSON)
    assert answer.status_code == 422
    assert "signature" in str(answer.json()["errors"])


def test_what_an_own_text_would_change_is_shown_without_writing(client, article):
    url = save_url(article).replace("enregistrer", "comparer")
    same = client.post(url, {"title": "Objet", "body": "<p>Avant.</p>"}, headers=JSON)
    assert same.json() == {"html": ""}
    other = client.post(url, {"title": "Objet", "body": "<p>Après.</p>"}, headers=JSON)
    assert "<ins>Après.</ins>" in other.json()["html"]
    assert client.post(url, {"body": "<p>x</p>" * 200_000}, headers=JSON).status_code == 422
    client.force_login(MembershipFactory().account)
    assert client.post(url, {"title": "x"}, headers=JSON).status_code == 404


def test_saving_costs_few_queries_however_long_the_history(
    client, article, django_assert_num_queries
):
    def save(body):
        sent = {"title": "Objet", "body": body, "etat": state_of(article)}
        return client.post(save_url(article), sent, headers=JSON)

    for n in range(5):
        save(f"<p>{n}</p>")
    state = state_of(article)
    sent = {"title": "Objet", "body": "<p>Encore.</p>", "etat": state}
    with django_assert_num_queries(
        11
    ):  # session, account, convention; savepoint; lock, status, block, roles, write
        assert client.post(save_url(article), sent, headers=JSON).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_saves_at_the_same_moment_one_wins_and_the_others_get_both_texts(article, adviser):
    base, start, answers = state_of(article), threading.Barrier(6), []

    def send(number):
        browser = Client()
        browser.force_login(adviser.account)
        start.wait()
        with zeal.zeal_ignore():  # it counts the queries of every thread together
            sent = {"title": "Objet", "body": f"<p>Texte {number}.</p>", "etat": base}
            answers.append((number, browser.post(save_url(article), sent, headers=JSON)))
        connections.close_all()

    threads = [threading.Thread(target=send, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    won = [number for number, answer in answers if answer.status_code == 200]
    assert len(won) == 1
    article.refresh_from_db()
    assert article.body == f"<p>Texte {won[0]}.</p>"
    for number, answer in answers:
        if number not in won:
            assert answer.status_code == 409
            assert answer.json()["stored"]["body"] == article.body
            assert str(number) in answer.json()["html"]
