"""Proposing another wording, and what becomes of it."""

import pytest
from django.core.exceptions import ValidationError

from conventions import blocks, reviewing
from conventions.models import Article, BlockKind, Suggestion
from partners.models import Membership
from tests.conventions.factories import ArticleFactory, ConventionFactory, PartyFactory
from tests.partners.factories import AccountFactory, MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
Role = Membership.Role
Status = Suggestion.Status


@pytest.fixture
def article(convention):
    return ArticleFactory(convention=convention, title="Objet", body="<p>Le texte ancien.</p>")


@pytest.fixture
def town(convention):
    return PartyFactory(convention=convention).organisation


@pytest.fixture
def partner(town):
    account = AccountFactory(first_name="Julien", last_name="Bastide", is_staff=False)
    MembershipFactory(account=account, organisation=town, role=Role.CONTRIBUTOR)
    return account


def address(article):
    return blocks.Address(BlockKind.ARTICLE, article.key)


def proposal(article, user, body="<p>Le texte nouveau.</p>", **more):
    found = reviewing.suggest(
        article.convention, address(article), {"body": body}, user=user, **more
    )
    return found[0]


# Proposing


def test_a_suggestion_changes_nothing_and_keeps_the_text_it_was_made_from(article, partner):
    made = proposal(article, partner, reason="Plus clair.")
    article.refresh_from_db()
    assert article.body == made.base == "<p>Le texte ancien.</p>"
    assert (made.proposed, made.reason) == ("<p>Le texte nouveau.</p>", "Plus clair.")


def test_each_changed_field_is_a_suggestion_of_its_own(article, partner):
    values = {"title": "Objet et portée", "body": "<p>Autre.</p>"}
    made = reviewing.suggest(article.convention, address(article), values, user=partner)
    assert [one.field for one in made] == ["title", "body"]


def test_proposing_the_same_text_is_refused(article, partner):
    with pytest.raises(ValidationError, match="rien à proposer"):
        proposal(article, partner, body=article.body)


def test_proposing_twice_makes_one_suggestion(article, partner):
    state = blocks.state(article, BlockKind.ARTICLE)
    first = proposal(article, partner, base=state)
    assert proposal(article, partner, base=state) == first


def test_a_text_changed_since_it_was_read_is_shown_before_proposing(article, partner):
    state = blocks.state(article, BlockKind.ARTICLE)
    Article.objects.update(body="<p>Modifié.</p>")
    with pytest.raises(reviewing.Outdated) as told:
        proposal(article, partner, base=state)
    assert proposal(article, partner, base=told.value.state).base == "<p>Modifié.</p>"


def test_scripts_are_taken_out_of_what_is_proposed(article, partner):
    made = proposal(article, partner, body="<p>Bon<script>alert(1)</script></p>")
    assert "script" not in made.proposed


# Accepting


def test_an_accepted_suggestion_becomes_the_text(article, partner, adviser):
    accepted = reviewing.accept(proposal(article, partner), adviser.account)
    article.refresh_from_db()
    assert article.body == "<p>Le texte nouveau.</p>"
    assert (accepted.status, accepted.decided_by) == (Status.ACCEPTED, adviser.account)


def test_accepting_twice_is_accepting_once(article, partner, adviser):
    made = proposal(article, partner)
    reviewing.accept(made, adviser.account)
    Article.objects.update(body="<p>Plus tard.</p>")
    assert reviewing.accept(made, adviser.account).status == Status.ACCEPTED
    article.refresh_from_db()
    assert article.body == "<p>Plus tard.</p>"


def test_a_title_is_accepted_on_one_line(article, partner, adviser):
    values = {"title": "Objet et portée"}
    (made,) = reviewing.suggest(article.convention, address(article), values, user=partner)
    reviewing.accept(made, adviser.account)
    article.refresh_from_db()
    assert article.title == "Objet et portée"


def test_a_text_changed_since_asks_before_it_is_replaced(article, partner, adviser):
    made = proposal(article, partner)
    Article.objects.update(body="<p>Repris par la Caf.</p>")
    with pytest.raises(reviewing.TextChanged) as told:
        reviewing.accept(made, adviser.account)
    assert told.value.now == "<p>Repris par la Caf.</p>"
    Article.objects.update(body="<p>Repris encore.</p>")
    with pytest.raises(reviewing.TextChanged) as again:
        reviewing.accept(made, adviser.account, over=told.value.state)
    reviewing.accept(made, adviser.account, over=again.value.state)
    article.refresh_from_db()
    assert article.body == "<p>Le texte nouveau.</p>"


def test_a_change_of_the_title_does_not_stand_in_the_way_of_the_body(article, partner, adviser):
    made = proposal(article, partner)
    Article.objects.update(title="Objet de la convention")
    reviewing.accept(made, adviser.account)
    article.refresh_from_db()
    assert (article.title, article.body) == ("Objet de la convention", "<p>Le texte nouveau.</p>")


def test_a_suggestion_on_a_deleted_block_is_kept_and_cannot_be_accepted(article, partner, adviser):
    made = proposal(article, partner)
    article.delete()
    with pytest.raises(ValidationError, match="supprimé"):
        reviewing.accept(made, adviser.account)
    made.refresh_from_db()
    assert made.status == Status.OPEN


def test_a_locked_clause_may_be_discussed_but_not_changed(article, partner, adviser):
    Article.objects.update(is_locked=True)
    with pytest.raises(ValidationError, match="verrouillé"):
        reviewing.accept(proposal(article, partner), adviser.account)


def test_what_was_refused_is_not_accepted_later(article, partner, adviser):
    made = proposal(article, partner)
    reviewing.reject(made, adviser.account, "Déjà dit à l’article 3.")
    with pytest.raises(ValidationError, match="déjà refusée, par Claire Vidal"):
        reviewing.accept(made, adviser.account)
    assert reviewing.reject(made, adviser.account).decision_note == "Déjà dit à l’article 3."


def test_the_author_withdraws_a_suggestion(article, partner):
    assert reviewing.withdraw(proposal(article, partner), partner).status == Status.WITHDRAWN


# Blocks to add and to remove


def added(convention, user, after="", title="Révision"):
    return reviewing.suggest_addition(
        convention,
        BlockKind.ARTICLE,
        title=title,
        body="<p>Par avenant.</p>",
        after_key=after,
        user=user,
    )


def test_a_block_accepted_stands_after_the_one_it_follows(article, partner, adviser):
    ArticleFactory(convention=article.convention)
    made = added(article.convention, partner, article.key)
    for _ in range(2):
        made = reviewing.accept(made, adviser.account)
    stored = Article.objects.filter(convention=article.convention).order_by("position")
    assert [one.title for one in stored][:2] == ["Objet", "Révision"]
    assert (len(stored), stored[1].key) == (3, made.block_key)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_blocks_proposed_at_one_place_keep_their_order(article, partner, adviser, order):
    made = [added(article.convention, partner, article.key, title) for title in "ABC"]
    for rank in order:
        reviewing.accept(made[rank], adviser.account)
    stored = Article.objects.filter(convention=article.convention).order_by("position")
    assert [one.title for one in stored] == ["Objet", "A", "B", "C"]


def test_a_block_proposed_first_stands_first(article, partner, adviser):
    reviewing.accept(added(article.convention, partner), adviser.account)
    article.refresh_from_db()
    assert article.position == 2


def test_a_block_to_remove_goes_once(article, partner, adviser):
    made = reviewing.suggest_removal(article.convention, address(article), user=partner)
    for _ in range(2):
        reviewing.accept(made, adviser.account)
    assert not Article.objects.exists()


def test_a_block_rewritten_since_is_read_before_it_is_removed(article, partner, adviser):
    made = reviewing.suggest_removal(article.convention, address(article), user=partner)
    Article.objects.update(body="<p>Repris.</p>")
    with pytest.raises(reviewing.TextChanged):
        reviewing.accept(made, adviser.account)


def test_open_suggestions_are_counted_by_block(article, partner, adviser):
    proposal(article, partner)
    added(article.convention, partner, article.key)
    reviewing.reject(proposal(article, partner, body="<p>Non.</p>"), adviser.account)
    assert reviewing.open_counts(article.convention) == {str(address(article)): 2}


def test_what_is_proposed_to_another_convention_stays_there(article, partner, adviser):
    proposal(article, partner)
    other = ConventionFactory(owner=OrganisationFactory(caf=True))
    assert reviewing.open_counts(other) == {}
