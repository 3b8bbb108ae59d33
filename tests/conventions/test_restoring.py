"""Back to an earlier state: what was changed, what was removed."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from conventions import blocks, drafting, history
from conventions.blocks import Address
from conventions.models import Annex, AnnexFacility, Article, Party, Signatory
from ctg.richtext import reference
from tests.conventions.factories import (
    AnnexFactory,
    ArticleFactory,
    PartyFactory,
    SignatoryFactory,
)
from tests.partners.factories import FacilityFactory, MandateFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def events(block):
    return type(block).pgh_event_model.objects.filter(pgh_obj_id=block.pk).order_by("pgh_id")


@pytest.fixture
def article(convention):
    return ArticleFactory(convention=convention, title="Objet", body="<p>Avant.</p>")


def test_a_block_says_again_what_it_said(adviser, convention, article):
    ArticleFactory(convention=convention)
    drafting.move(article, "down")
    article.body = "<p>Après.</p>"
    article.save()
    first = events(article).first()
    saved = history.restore(convention, Address.of(article), first.pgh_id, adviser.account)
    article.refresh_from_db()
    assert saved.changed
    assert article.body == "<p>Avant.</p>"
    assert article.position == 2  # a text comes back, not a place


def test_restoring_is_one_more_change_and_twice_is_once(adviser, convention, article):
    article.body = "<p>Après.</p>"
    article.save()
    first = events(article).first()
    history.restore(convention, Address.of(article), first.pgh_id, adviser.account)
    again = history.restore(convention, Address.of(article), first.pgh_id, adviser.account)
    assert not again.changed
    assert events(article).count() == 3


def test_facts_of_the_convention_come_back_too(adviser, convention):
    first = events(convention).first()
    convention.ends_on = None
    convention.title = "Autre titre"
    convention.save()
    history.restore(convention, Address.parse("generalites"), first.pgh_id, adviser.account)
    convention.refresh_from_db()
    assert convention.ends_on == first.ends_on
    assert convention.title == first.title


def test_an_event_of_another_block_restores_nothing(adviser, convention, article):
    for number in (events(ArticleFactory()).first().pgh_id, 0):
        with pytest.raises(LookupError):
            history.restore(convention, Address.of(article), number, adviser.account)


def test_who_may_not_write_may_not_restore(convention, article):
    first = events(article).first()
    stranger = MembershipFactory().account
    with pytest.raises(PermissionDenied):
        history.restore(convention, Address.of(article), first.pgh_id, stranger)
    drafting.remove(article)
    with pytest.raises(PermissionDenied):
        history.restore_deleted(convention, Address.of(article), stranger)


def test_a_locked_clause_is_not_restored(adviser, convention, article):
    first = events(article).first()
    Article.objects.filter(pk=article.pk).update(is_locked=True, body="<p>Verrouillé.</p>")
    with pytest.raises(PermissionDenied):
        history.restore(convention, Address.of(article), first.pgh_id, adviser.account)


def test_a_removed_article_comes_back_in_its_place_under_its_key(adviser, convention, article):
    last = ArticleFactory(
        convention=convention, body=f"<p>Voir l’{reference('article', article.key)}.</p>"
    )
    drafting.remove(article)
    back = history.restore_deleted(convention, Address("article", article.key), adviser.account)
    last.refresh_from_db()
    assert (back.key, back.position, last.position) == (article.key, 1, 2)
    assert Article.objects.get(key=article.key).body == "<p>Avant.</p>"
    assert drafting.cited_in(back) == [last]


def test_the_last_state_of_a_block_removed_twice_comes_back(adviser, convention, article):
    address = Address.of(article)
    drafting.remove(article)
    back = history.restore_deleted(convention, address)
    back.body = "<p>Autrement.</p>"
    back.save()
    drafting.remove(back)
    assert history.restore_deleted(convention, address).body == "<p>Autrement.</p>"


def test_a_block_that_stands_is_returned_as_it_is(convention, article):
    drafting.remove(article)
    address = Address("article", article.key)
    assert history.restore_deleted(convention, address) == history.restore_deleted(
        convention, address
    )
    assert convention.articles.count() == 1


def test_a_party_comes_back_with_those_who_sign_for_it(convention):
    signatory = SignatoryFactory(party__convention=convention)
    party = signatory.party
    second = MandateFactory(organisation=party.organisation)
    SignatoryFactory(party=party, mandate=second, position=2)
    address = Address.of(party)
    drafting.remove(party)
    assert not Signatory.objects.exists()
    back = history.restore_deleted(convention, address)
    assert [one.mandate for one in back.signatories.all()] == [signatory.mandate, second]


def test_an_annex_comes_back_with_its_facilities(convention):
    annex = AnnexFactory(convention=convention, kind=Annex.Kind.FACILITIES)
    facility = FacilityFactory()
    AnnexFacility.objects.create(annex=annex, facility=facility)
    address = Address.of(annex)
    drafting.remove(annex)
    assert list(history.restore_deleted(convention, address).facilities.all()) == [facility]


def test_whom_the_directory_no_longer_knows_does_not_come_back(convention):
    signatory = SignatoryFactory(party__convention=convention)
    mandate, address = signatory.mandate, Address.of(signatory.party)
    drafting.remove(signatory.party)
    mandate.delete()
    assert not history.restore_deleted(convention, address).signatories.exists()


def test_an_organisation_that_is_party_again_does_not_come_back_twice(convention):
    party = PartyFactory(convention=convention)
    drafting.remove(party)
    PartyFactory(convention=convention, organisation=party.organisation)
    with pytest.raises(ValidationError, match="de nouveau partie"):
        history.restore_deleted(convention, Address("party", party.key))


def test_an_organisation_gone_from_the_directory_does_not_come_back(convention):
    party = PartyFactory(convention=convention)
    organisation = party.organisation
    drafting.remove(party)
    organisation.delete()
    with pytest.raises(ValidationError, match="annuaire"):
        history.restore_deleted(convention, Address("party", party.key))
    assert not Party.objects.filter(convention=convention).exists()


def test_what_was_never_there_is_not_restored(convention):
    for address in ("article-jamais", "partie-jamais"):
        with pytest.raises(LookupError):
            history.restore_deleted(convention, Address.parse(address))
    assert blocks.find(convention, Address.parse("preambule")) == convention
