"""What the database kept, as people read it: the tab and its fragments, and the way back."""

import datetime as dt
import json
from html import unescape

import pghistory
import pgtrigger
import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conventions import blocks, drafting, history
from conventions.blocks import Address
from conventions.models import Annex, AnnexFacility, Article, Convention, Party, Signatory
from ctg.markup import parse, words_of
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
    FacilityFactory,
    MembershipFactory,
    MunicipalityFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)  # NOW() is that of the transaction
HTMX = {"HX-Request": "true"}


@pytest.fixture
def article(convention):
    return ArticleFactory(convention=convention, title="Objet", body="<p>Le chat noir dort.</p>")


@pytest.fixture
def colleague(adviser):
    account = AccountFactory(first_name="Nadia", last_name="Ferrand")
    return MembershipFactory(
        account=account, organisation=adviser.organisation, role=Membership.Role.CAF_ADVISER
    ).account


def url(name, convention, *args, **query):
    told = reverse(f"conventions:{name}", args=[convention.reference, *args])
    return told + "?" + "&".join(f"{key}={value}" for key, value in query.items())


def save(client, block, kind=None, **values):
    """As the atelier does it."""
    block.refresh_from_db()
    convention = getattr(block, "convention", block)
    kind = kind or Address.of(block).kind
    address = Address(kind, getattr(block, "key", ""))
    sent = blocks.values(block, kind) | values | {"etat": blocks.state(block, kind)}
    answer = client.post(
        reverse("conventions:save-block", args=[convention.reference, str(address)]),
        sent,
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 200, answer.content


def page(client, convention, **query):
    answer = client.get(url("history", convention, **query))
    assert answer.status_code == 200
    return text_of(answer)


def text_of(answer):
    root = parse(answer.content.decode().partition("<main")[2] or answer.content.decode())
    return " ".join(words_of(root).split())


def said(convention, address=None, **query):
    return [change.said for change in history.changes(convention, address, **query).changes]


def ago(model, minutes, **which):
    """Put the events of a model into the past, as if one had waited."""
    events = model.pgh_event_model
    with pgtrigger.ignore(f"conventions.{events.__name__}:append_only"):
        for event in events.objects.filter(**which):
            event.pgh_created_at -= dt.timedelta(minutes=minutes)
            event.save()


# The database


@pytest.mark.parametrize("gesture", ["UPDATE {} SET pgh_label = 'x'", "DELETE FROM {}"])
def test_what_is_kept_is_neither_changed_nor_deleted(article, gesture):
    table = Article.pgh_event_model._meta.db_table
    with (
        pytest.raises(ProgrammingError, match="Cannot update or delete"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(gesture.format(table))
    assert Article.pgh_event_model.objects.filter(pgh_label="insert").count() == 1


def test_a_change_of_many_rows_at_once_is_kept(convention, article):
    other = ArticleFactory(convention=convention)
    Article.objects.filter(convention=convention).update(body="<p>Tous.</p>")
    kept = Article.pgh_event_model.objects.filter(pgh_label="update", body="<p>Tous.</p>")
    assert {event.pgh_obj_id for event in kept} == {article.pk, other.pk}


def test_what_goes_with_a_block_is_kept_too(convention):
    signatory = SignatoryFactory(party__convention=convention)
    drafting.remove(signatory.party)
    kept = Signatory.pgh_event_model.objects.get(pgh_label="delete")
    assert kept.mandate_id == signatory.mandate_id


def test_an_empty_database_can_be_made_again(article):
    call_command("flush", interactive=False, verbosity=0)
    assert not Article.pgh_event_model.objects.exists()
    assert not Convention.objects.exists()


# Who, when, what


def test_the_page_tells_who_changed_what(client, adviser, convention, article):
    save(client, article, title="Objet du texte", body="<p>Le chat blanc dort.</p>")
    text = page(client, convention, bloc=Address.of(article))
    assert str(adviser.account) in text
    assert "Article 1er" in text
    assert "Modifié : titre et texte" in text
    assert "Article ajouté" in text


def test_a_block_has_its_own_history(client, convention, article):
    other = ArticleFactory(convention=convention, title="Durée")
    save(client, other, body="<p>Autre.</p>")
    text = page(client, convention, bloc=Address.of(article))
    assert "Modifié" not in text
    assert "Modifié" in page(client, convention, bloc=Address.of(article), tout=1)


def test_the_fragment_is_the_panel_of_the_page(client, convention, article):
    answer = client.get(url("history", convention), headers=HTMX)
    assert answer.content.strip().startswith(b"<section")
    assert b"<html" not in answer.content
    assert "Article ajouté" in text_of(answer)


def test_saves_that_follow_each_other_are_one_change(client, convention, article):
    ago(Article, 60)
    for body in ("Un.", "Un deux.", "Un deux trois."):
        save(client, article, body=f"<p>{body}</p>")
    assert said(convention, Address.of(article)) == ["Modifié\u00a0: texte", "Article ajouté"]
    change = history.changes(convention, Address.of(article)).changes[0]
    assert change.saves == 3
    detail = text_of(
        client.get(url("history-change", convention, change.mark, depuis=change.since))
    )
    assert "Le chat noir dort." in detail
    assert "Un deux trois." in detail


def test_saves_far_apart_are_two_changes(client, convention, article):
    save(client, article, body="<p>Un.</p>")
    ago(Article, 11)
    save(client, article, body="<p>Deux.</p>")
    assert said(convention, Address.of(article)).count("Modifié\u00a0: texte") == 2


def test_two_people_make_two_changes(client, convention, article, colleague):
    save(client, article, body="<p>Un.</p>")
    with pghistory.context(user=colleague.pk):
        Article.objects.update(body="<p>Deux.</p>")
    found = history.changes(convention, Address.of(article)).changes
    assert [change.who for change in found[:2]][0] == "Nadia Ferrand"
    assert len(found) == 3


def test_typing_and_coming_back_is_told(client, convention, article):
    save(client, article, body="<p>Autre.</p>")
    save(client, article, body="<p>Le chat noir dort.</p>")
    assert said(convention, Address.of(article))[0] == "Modifié, puis remis comme avant"


def test_a_move_is_one_line_for_the_whole_list(client, convention, article):
    others = [ArticleFactory(convention=convention) for _ in range(3)]
    drafting.move(others[-1], "1")
    assert said(convention)[0] == "Ordre des articles modifié"
    assert said(convention).count("Ordre des articles modifié") == 1
    assert said(convention, Address.of(article))[0] == "Changement de place : 1 → 2"


def test_a_deletion_does_not_tell_of_the_ranks_it_closes(convention, article):
    ArticleFactory(convention=convention)
    drafting.remove(article)
    assert said(convention)[:2] == ["Article supprimé", "Article ajouté"]


def test_facts_are_told_with_their_words(client, convention):
    party = PartyFactory(convention=convention, decision_number="", act_kind="délibération")
    save(client, party, decided_on="2024-01-12", act_kind="décision")
    assert said(convention)[0] == (
        "Modifié\u00a0: acte (délibération → décision) et "
        "date de l’acte (26\u00a0septembre 2023 → 12\u00a0janvier 2024)"
    )
    save(client, convention, "closing", signed_on="2024-02-01")
    assert said(convention, Address("closing")) == [
        "Modifié\u00a0: date de signature (vide → 1er\u00a0février 2024)",
        "Convention créée",
    ]


def test_each_part_of_the_convention_has_its_own_history(client, convention):
    save(client, convention, "preamble", preamble="<p>Autre préambule.</p>")
    save(client, convention, "general", title="Convention de tous")
    assert said(convention, Address("preamble")) == ["Modifié\u00a0: texte", "Convention créée"]
    assert said(convention, Address("general"))[0].startswith("Modifié\u00a0: titre (Convention")
    assert said(convention, Address("closing")) == ["Convention créée"]


def test_communes_people_and_facilities_are_named(convention):
    towns = [MunicipalityFactory(name=name) for name in ("Chanac", "Mende")]
    convention.municipalities.add(*towns)
    assert said(convention)[0] == "Communes ajoutées : Chanac et Mende"
    convention.municipalities.remove(towns[0])
    assert said(convention, Address("general"))[0] == "Commune retirée : Chanac"
    signatory = SignatoryFactory(party__convention=convention)
    who = f"{signatory.mandate.person}, {signatory.mandate.function}"
    assert said(convention)[0] == f"Signataire ajouté : {who}"
    assert said(convention, Address.of(signatory.party))[0] == f"Signataire ajouté : {who}"
    annex = AnnexFactory(convention=convention, kind=Annex.Kind.FACILITIES)
    facility = FacilityFactory()
    link = AnnexFacility.objects.create(annex=annex, facility=facility)
    assert said(convention)[0] == f"Équipement ajouté : {facility}"
    link.delete()
    assert said(convention, Address.of(annex))[0] == f"Équipement retiré : {facility}"


def test_a_convention_opened_at_once_is_one_change(adviser):
    with transaction.atomic():
        convention = ConventionFactory(owner=adviser.organisation)
        for _ in range(3):
            ArticleFactory(convention=convention)
        LegalBasisFactory(convention=convention)
    assert said(convention) == ["Convention créée, avec 1\u00a0visa et 3\u00a0articles"]


def test_several_blocks_added_together_are_one_change(convention):
    with transaction.atomic():
        for _ in range(2):
            AnnexFactory(convention=convention)
    assert said(convention)[0] == "2\u00a0annexes ajoutées"


def test_a_program_is_named(convention, article):
    Article.objects.update(body="<p>x</p>")
    assert history.changes(convention).changes[0].who == "un programme"
    call_command("load_library", verbosity=0)
    with pghistory.context(command="import_convention"):
        Article.objects.update(body="<p>y</p>")
    assert history.changes(convention).changes[0].who == "import d’un fichier"


def test_the_administration_tells_who_writes(client, adviser, convention, article):
    client.post(reverse("admin:conventions_article_move", args=[article.pk]), {"to": "down"})
    other = ArticleFactory(convention=convention)
    client.post(reverse("admin:conventions_article_move", args=[other.pk]), {"to": "up"})
    assert history.changes(convention).changes[0].by == adviser.account.pk


def test_only_the_changes_of_one_person(client, adviser, convention, article, colleague):
    save(client, article, body="<p>Un.</p>")
    with pghistory.context(user=colleague.pk):
        Convention.objects.update(closing_place="Mende")
    mine = page(client, convention, personne=adviser.account.pk)
    assert "Modifié : texte" in mine
    assert "lieu de signature" not in mine
    assert "lieu de signature" in page(client, convention, personne=colleague.pk)


def test_older_changes_come_page_by_page_and_none_is_lost(client, convention, article):
    for rank in range(8):
        ago(Article, 30)
        save(client, article, body=f"<p>État {rank}.</p>")
    seen, before = [], None
    while True:
        found = history.changes(convention, Address.of(article), before=before, limit=3)
        seen += [change.mark for change in found.changes]
        before = found.older
        if before is None:
            break
        assert len(found.changes) == 3
    assert len(seen) == len(set(seen)) == 9


def test_the_next_page_is_a_link_and_a_fragment(client, convention, monkeypatch):
    for _ in range(35):
        ArticleFactory(convention=convention)
    answer = client.get(url("history", convention))
    link = next(
        link.get("href")
        for link in parse(answer.content.decode()).iter("a")
        if "avant=" in link.get("href", "")
    )
    assert "Article ajouté" in text_of(client.get(link))
    fragment = client.get(link, headers=HTMX)
    assert b"<section" not in fragment.content
    assert "Article ajouté" in text_of(fragment)


def test_the_queries_are_as_many_whatever_happened(client, convention, article):
    save(client, article, body="<p>Un.</p>")
    address = url("history", convention)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    for rank in range(12):
        save(client, ArticleFactory(convention=convention), body=f"<p>{rank}</p>")
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)


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
