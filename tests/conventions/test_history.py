"""What the database kept, as people read it: who, when, what."""

import datetime as dt

import pghistory
import pgtrigger
import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conventions import drafting, history
from conventions.blocks import Address
from conventions.models import Annex, AnnexFacility, Article, Convention, Signatory
from ctg.markup import parse
from partners.models import Membership
from tests.conventions.factories import (
    AnnexFactory,
    ArticleFactory,
    ConventionFactory,
    LegalBasisFactory,
    PartyFactory,
    SignatoryFactory,
)
from tests.conventions.telling import HTMX, page, said, save, text_of, url
from tests.partners.factories import (
    AccountFactory,
    FacilityFactory,
    MembershipFactory,
    MunicipalityFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)  # NOW() is that of the transaction


@pytest.fixture
def article(convention):
    return ArticleFactory(convention=convention, title="Objet", body="<p>Le chat noir dort.</p>")


@pytest.fixture
def colleague(adviser):
    account = AccountFactory(first_name="Nadia", last_name="Ferrand")
    return MembershipFactory(
        account=account, organisation=adviser.organisation, role=Membership.Role.CAF_ADVISER
    ).account


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
