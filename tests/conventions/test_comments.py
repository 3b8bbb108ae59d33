"""Discussing a text: who says what, who settles it, what waits for whom."""

import pytest
from django.core.exceptions import ValidationError

from conventions import blocks, perms, reviewing
from conventions.models import BlockKind, Convention, Remark, Thread
from partners.models import Membership
from tests.conventions.factories import ArticleFactory, PartyFactory
from tests.partners.factories import AccountFactory, MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
Role = Membership.Role


@pytest.fixture
def article(convention):
    return ArticleFactory(convention=convention)


@pytest.fixture
def town(convention):
    return PartyFactory(convention=convention).organisation


def member(organisation, role=Role.CONTRIBUTOR, first="Julien", last="Bastide", **more):
    account = AccountFactory(first_name=first, last_name=last, is_staff=False, **more)
    MembershipFactory(account=account, organisation=organisation, role=role)
    return account


@pytest.fixture
def partner(town):
    return member(town)


def opened(article, user, text="À préciser.", **more):
    where = blocks.Address(BlockKind.ARTICLE, article.key)
    return reviewing.open_thread(article.convention, where, text, user=user, **more)


def fresh(thread):
    return reviewing.threads(thread.convention).get(pk=thread.pk)


# Talking


def test_a_discussion_keeps_the_words_it_is_about(article, partner):
    thread = opened(article, partner, quote="ce que\n les parties", before="dit ", after=" font")
    assert thread.quote == "ce que les parties"
    assert thread.remarks.get().text == "À préciser."


def test_a_second_click_says_nothing_more(article, partner):
    thread = opened(article, partner)
    assert opened(article, partner) == thread
    reviewing.reply(thread, "Oui.", user=partner)
    reviewing.reply(thread, "Oui.", user=partner)
    assert thread.remarks.count() == 2


@pytest.mark.parametrize("text", ["", "  \n", "x" * 5001])
def test_too_little_or_too_much_is_refused(article, partner, text):
    with pytest.raises(ValidationError):
        opened(article, partner, text)
    assert not Thread.objects.exists()


def test_five_thousand_characters_are_not_too_much(article, partner):
    assert opened(article, partner, "x" * 5000).remarks.get().text == "x" * 5000


def test_nobody_comments_a_block_that_is_gone(article, partner):
    article.delete()
    with pytest.raises(LookupError):
        opened(article, partner)


def test_answering_opens_a_settled_discussion_again(article, partner, adviser):
    thread = opened(article, partner)
    reviewing.resolve(thread, user=adviser.account)
    reviewing.reply(thread, "Pas tout à fait.", user=partner)
    assert fresh(thread).resolved_at is None


def test_who_settled_first_stays_named(article, partner, adviser):
    thread = opened(article, partner)
    reviewing.resolve(thread, user=adviser.account)
    reviewing.resolve(thread, user=partner)
    assert fresh(thread).resolved_by == adviser.account
    reviewing.reopen(thread)
    assert fresh(thread).resolved_by is None


def test_only_a_word_without_answer_is_taken_back(article, partner, adviser):
    thread = opened(article, partner)
    first = thread.remarks.get()
    answer = reviewing.reply(thread, "D’accord.", user=adviser.account)
    with pytest.raises(ValidationError, match="réponse"):
        reviewing.delete_remark(first)
    reviewing.delete_remark(answer)
    reviewing.delete_remark(first)
    assert not Thread.objects.exists()


def test_a_remark_written_again_says_so_and_calls_anew(article, partner, adviser):
    remark = opened(article, partner, "Voir @Claire Vidal").remarks.get()
    assert list(remark.mentions.all()) == [adviser.account]
    reviewing.edit_remark(remark, "Voir plus tard.", user=partner)
    remark.refresh_from_db()
    assert remark.edited_at
    assert not remark.mentions.exists()


# Calling someone


def test_a_name_after_an_at_sign_calls_that_person(article, partner, adviser):
    remark = opened(article, partner, "@claire vidal, d’accord ?").remarks.get()
    assert list(remark.mentions.all()) == [adviser.account]


def test_the_chosen_one_is_called_among_people_of_the_same_name(article, partner, town):
    one, other = (member(town, first="Anne", last="Roux") for _ in range(2))
    remark = opened(article, partner, "@Anne Roux ?", mentions=[other.pk]).remarks.get()
    assert list(remark.mentions.all()) == [other]
    assert one in reviewing.people(article.convention)


def test_a_longer_name_is_someone_else(article, partner, town):
    longer = member(town, first="Anne", last="Rouxel")
    member(town, first="Anne", last="Roux")
    remark = opened(article, partner, "@Anne Rouxel ?").remarks.get()
    assert list(remark.mentions.all()) == [longer]


def test_nobody_is_called_who_cannot_read(article, partner):
    stranger = member(OrganisationFactory(caf=True), first="Hugo", last="Renaud")
    with pytest.raises(ValidationError, match="ne participe pas"):
        opened(article, partner, "@Hugo Renaud", mentions=[stranger.pk])
    assert not opened(article, partner, "@Hugo Renaud").remarks.get().mentions.exists()


def test_a_closed_account_is_called_no_more(article, partner, town):
    gone = member(town, first="Anne", last="Roux", is_active=False)
    assert gone not in reviewing.people(article.convention)


# Who may do what

MATRIX = {  # role: (comments, proposes) for a member of a party
    Role.ADMINISTRATOR: (True, True),
    Role.CAF_ADVISER: (True, True),
    Role.CAF_SIGNATORY: (True, True),
    Role.LOCAL_AGENT: (True, True),
    Role.CONTRIBUTOR: (True, True),
    Role.READER: (True, False),
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("where", ["party", "owner", "elsewhere"])
@pytest.mark.parametrize("status", Convention.Status)
def test_who_comments_and_proposes(convention, town, role, where, status):
    place = {"party": town, "owner": convention.owner, "elsewhere": OrganisationFactory()}[where]
    account = member(place, role)
    convention.status = status
    open_to = where != "elsewhere" and convention.is_writable
    comments, proposes = MATRIX[role]
    assert perms.can_comment(account, convention) == (comments and open_to)
    assert perms.can_suggest(account, convention) == (proposes and open_to)


def test_an_account_closed_or_unknown_says_nothing(convention, town):
    account = member(town, is_active=False)
    assert not perms.can_comment(account, convention)
    assert not perms.can_suggest(account, convention)


def test_who_settles_a_discussion(article, adviser, town):
    author, called, passer = (member(town, first=name) for name in ("Julien", "Léa", "Paul"))
    thread = fresh(opened(article, author, "@Léa Bastide ?"))
    assert perms.can_resolve(author, thread)
    assert perms.can_resolve(called, thread)
    assert perms.can_resolve(adviser.account, thread)
    assert not perms.can_resolve(passer, thread)


def test_one_changes_one_s_own_words_while_the_discussion_goes_on(article, adviser, partner):
    thread = opened(article, partner)
    remark = thread.remarks.get()
    assert perms.can_change_remark(partner, remark)
    assert not perms.can_change_remark(adviser.account, remark)
    reviewing.resolve(thread, user=partner)
    assert not perms.can_change_remark(partner, Remark.objects.get())


# What waits for me


def waiting(user, convention):
    return list(reviewing.to_do(user, convention).threads)


def test_a_call_waits_until_it_is_answered(article, adviser, town, partner):
    called = member(town, first="Léa")
    thread = opened(article, adviser.account, "@Léa Bastide, votre avis ?")
    assert waiting(called, article.convention) == [thread]
    assert waiting(partner, article.convention) == []
    assert waiting(adviser.account, article.convention) == []
    reviewing.reply(thread, "Très bien.", user=called)
    assert waiting(called, article.convention) == []
    assert waiting(adviser.account, article.convention) == [thread]
    reviewing.resolve(thread, user=adviser.account)
    assert waiting(adviser.account, article.convention) == []


def test_what_calls_nobody_waits_for_those_who_write(article, adviser, partner):
    thread = opened(article, partner)
    assert waiting(adviser.account, article.convention) == [thread]
    assert waiting(partner, article.convention) == []


def test_an_open_suggestion_waits_for_those_who_write(article, adviser, partner):
    where = blocks.Address(BlockKind.ARTICLE, article.key)
    reviewing.suggest(article.convention, where, {"body": "<p>Autre.</p>"}, user=partner)
    assert reviewing.to_do_count(adviser.account, article.convention) == 1
    assert reviewing.to_do_count(partner, article.convention) == 0
