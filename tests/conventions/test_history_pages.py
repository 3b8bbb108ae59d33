"""One change unfolded, the way back, and who may take it."""

import json
from html import unescape

import pytest
from django.urls import reverse

from conventions import drafting, history
from conventions.blocks import Address
from conventions.models import Article, Convention, Party
from partners.models import Membership
from tests.conventions.factories import (
    ArticleFactory,
    PartyFactory,
)
from tests.conventions.telling import HTMX, page, said, save, text_of, url
from tests.partners.factories import (
    AccountFactory,
    MembershipFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)  # NOW() is that of the transaction


@pytest.fixture
def article(convention):
    return ArticleFactory(convention=convention, title="Objet", body="<p>Le chat noir dort.</p>")


# One change unfolded


def test_a_change_unfolds_on_both_states(client, convention, article):
    save(client, article, body="<p>Le chat blanc dort.</p>")
    mark = history.changes(convention).changes[0].mark
    answer = client.get(url("history-change", convention, mark), headers=HTMX)
    assert "<del>noir</del><ins>blanc</ins>" in answer.content.decode()
    assert "1 mot ajouté · 1 mot retiré" in text_of(answer)
    assert b"<html" not in answer.content
    assert b"<html" in client.get(url("history-change", convention, mark)).content


def test_a_fact_unfolds_with_its_words(client, convention):
    party = PartyFactory(convention=convention)
    save(client, party, decided_on="2024-01-12")
    mark = history.changes(convention).changes[0].mark
    told = unescape(client.get(url("history-change", convention, mark)).content.decode())
    assert "<del>26\u00a0septembre 2023</del> <ins>12\u00a0janvier 2024</ins>" in told


@pytest.mark.parametrize("mark", ["article-0", "article", "partie-999999", "rien-1", "article-٣"])
def test_a_change_that_is_not_there_is_not_found(client, convention, mark):
    path = f"/conventions/{convention.reference}/historique/{mark}/"
    assert client.get(path).status_code == 404


def test_events_of_another_convention_are_not_found(client, adviser, convention):
    other = ArticleFactory()
    event = Article.pgh_event_model.objects.get(pgh_obj_id=other.pk)
    path = url("history-change", convention, f"article-{event.pgh_id}")
    assert client.get(path).status_code == 404
    mine = ArticleFactory(convention=convention)
    kept = Article.pgh_event_model.objects.get(pgh_obj_id=mine.pk)
    forged = url("history-change", convention, f"article-{kept.pgh_id}", depuis=event.pgh_id)
    assert client.get(forged).status_code == 404


@pytest.mark.parametrize(
    "query", ["bloc=rien", "avant=abc", "avant=99999999999999999", "personne=-1", "tout=1&avant=1"]
)
def test_odd_addresses_are_answered(client, convention, article, query):
    path = reverse("conventions:history", args=[convention.reference])
    assert client.get(f"{path}?{query}").status_code == 200
    assert client.get(f"{path}?{query}", headers=HTMX).status_code == 200


# The way back


def test_a_state_is_restored_from_the_page(client, adviser, convention, article):
    save(client, article, body="<p>Autre.</p>")
    created = history.changes(convention, Address.of(article)).changes[-1]
    detail = client.get(url("history-change", convention, created.mark))
    assert "Rétablir cet état" in text_of(detail)
    answer = client.post(url("history-restore", convention, created.mark))
    assert answer.status_code == 302
    article.refresh_from_db()
    assert article.body == "<p>Le chat noir dort.</p>"
    last = history.changes(convention).changes[0]
    assert last.said.startswith("Retour à l’état du ")
    assert last.by == adviser.account.pk


def test_the_state_of_today_is_not_to_be_restored(client, convention, article):
    save(client, article, body="<p>Autre.</p>")
    now = history.changes(convention).changes[0]
    text = text_of(client.get(url("history-change", convention, now.mark)))
    assert "Rétablir cet état" not in text
    assert "C’est ce que le bloc dit aujourd’hui." in text


def test_restoring_tells_the_page_to_read_the_block_again(client, convention, article):
    save(client, article, body="<p>Autre.</p>")
    created = history.changes(convention, Address.of(article)).changes[-1]
    path = url("history-restore", convention, created.mark, bloc=Address.of(article))
    answer = client.post(path, headers=HTMX)
    told = json.loads(answer["HX-Trigger"])
    assert told["ctg:reload-block"] == {"address": str(Address.of(article))}
    assert "ctg:outline" in told
    assert "est rétabli" in text_of(answer)


def test_a_deleted_block_is_restored_from_the_list_and_twice_is_once(client, convention, article):
    drafting.remove(article)
    assert "Rétablir" in page(client, convention)
    mark = history.changes(convention).changes[0].mark
    for _ in range(2):
        answer = client.post(url("history-restore", convention, mark))
        assert answer.url.endswith(f"/blocs/article-{article.key}/?onglet=historique")
    assert convention.articles.get().key == article.key
    assert said(convention)[0] == "Article rétabli"
    assert "Rétablir" not in page(client, convention)


def test_a_state_of_a_block_that_is_gone_asks_for_the_block_first(client, convention, article):
    save(client, article, body="<p>Autre.</p>")
    drafting.remove(article)
    changed = history.changes(convention).changes[1]
    answer = client.post(url("history-restore", convention, changed.mark), headers=HTMX)
    assert "rétablissez-le d’abord" in text_of(answer)


def test_what_cannot_come_back_is_said(client, convention):
    party = PartyFactory(convention=convention)
    drafting.remove(party)
    PartyFactory(convention=convention, organisation=party.organisation)
    mark = next(one.mark for one in history.changes(convention).changes if one.kind == "deleted")
    answer = client.post(url("history-restore", convention, mark), follow=True)
    assert "de nouveau partie" in text_of(answer)
    assert Party.objects.filter(convention=convention).count() == 1


# Who may


def test_a_party_reads_the_history_and_restores_nothing(client, convention, article):
    organisation = PartyFactory(convention=convention).organisation
    reader = AccountFactory(is_staff=False)
    MembershipFactory(account=reader, organisation=organisation, role=Membership.Role.READER)
    drafting.remove(article)
    mark = history.changes(convention).changes[0].mark
    client.force_login(reader)
    assert "Article supprimé" in page(client, convention)
    assert "Rétablir" not in page(client, convention)
    assert client.get(url("history-change", convention, mark)).status_code == 200
    assert client.post(url("history-restore", convention, mark)).status_code == 403
    assert not convention.articles.exists()


def test_strangers_see_no_history(client, convention, article):
    mark = history.changes(convention).changes[0].mark
    stranger = MembershipFactory(organisation=OrganisationFactory()).account
    client.force_login(stranger)
    for name, *args in (("history",), ("history-change", mark)):
        assert client.get(url(name, convention, *args)).status_code == 404
    assert client.post(url("history-restore", convention, mark)).status_code == 404


def test_a_settled_text_is_not_restored(client, convention, article):
    save(client, article, body="<p>Autre.</p>")
    created = history.changes(convention, Address.of(article)).changes[-1]
    Convention.objects.update(status=Convention.Status.STABILISED)
    assert client.post(url("history-restore", convention, created.mark)).status_code == 403
    assert "Rétablir" not in text_of(client.get(url("history-change", convention, created.mark)))


# The administration


def test_the_administration_leads_to_the_history(client, convention, article):
    for model, obj in (("article", article), ("convention", convention)):
        old = client.get(reverse(f"admin:conventions_{model}_history", args=[obj.pk]))
        assert old.status_code == 302
        assert old.url.startswith(reverse("conventions:history", args=[convention.reference]))
        form = client.get(reverse(f"admin:conventions_{model}_change", args=[obj.pk]))
        assert old.url in unescape(form.content.decode())
