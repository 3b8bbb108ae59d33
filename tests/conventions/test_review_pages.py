"""The tab « Commentaires » and the page where one proposes: page and fragment, who is refused, what is kept."""

import json
import re
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conventions import blocks, reviewing
from conventions.models import Article, BlockKind, Remark, Suggestion, Thread
from partners.models import Membership
from tests.conventions.factories import ArticleFactory, ConventionFactory, PartyFactory
from tests.partners.factories import AccountFactory, MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
Role = Membership.Role
HTMX = {"HX-Request": "true"}


@pytest.fixture
def article(convention):
    return ArticleFactory(convention=convention, title="Objet", body="<p>Le texte ancien.</p>")


@pytest.fixture
def town(convention):
    return PartyFactory(convention=convention).organisation


def member(organisation, role=Role.CONTRIBUTOR, first="Julien", last="Bastide"):
    account = AccountFactory(first_name=first, last_name=last, is_staff=False)
    MembershipFactory(account=account, organisation=organisation, role=role)
    return account


@pytest.fixture
def partner(town):
    return member(town)


def address(article):
    return blocks.Address(BlockKind.ARTICLE, article.key)


def opened(article, user, text="À préciser.", **more):
    return reviewing.open_thread(article.convention, address(article), text, user=user, **more)


def proposed(article, user, body="<p>Le texte nouveau.</p>"):
    return reviewing.suggest(article.convention, address(article), {"body": body}, user=user)[0]


def url(name, article, *args, **query):
    told = reverse(f"conventions:{name}", args=[article.convention.reference, *args])
    query = {"bloc": str(address(article))} | query
    return told + "?" + "&".join(f"{key}={value}" for key, value in query.items())


def panel(client, article, **query):
    return client.get(url("comments", article, **query)).content.decode()


# The panel


def test_the_panel_shows_what_is_said_here_first(client, article, partner):
    other = ArticleFactory(convention=article.convention, title="Durée")
    opened(article, partner, "Ici.")
    opened(other, partner, "Ailleurs.")
    page = panel(client, article)
    assert page.index("Ici.") < page.index("Ailleurs.")
    page = panel(client, other)
    assert page.index("Ailleurs.") < page.index("Ici.")


def test_the_fragment_is_the_panel_of_the_page(client, article, partner):
    opened(article, partner)
    fragment = client.get(url("comments", article), headers=HTMX).content.decode()
    assert "<html" not in fragment
    assert fragment.strip().startswith("<section")
    assert "À préciser." in fragment


def test_words_are_shown_as_they_are(client, article, partner):
    opened(article, partner, "<script>alert(1)</script> @Claire Vidal")
    page = panel(client, article)
    assert "<script>alert" not in page
    assert '<span class="appel">@Claire Vidal</span>' in page


def test_a_suggestion_is_shown_as_what_it_changes(client, article, partner):
    proposed(article, partner)
    page = panel(client, article)
    assert "<del>ancien</del><ins>nouveau</ins>" in page
    assert "Accepter" in page


def test_filters_keep_what_waits_what_is_open_what_is_settled(client, adviser, article, partner):
    opened(article, adviser.account, "Posée par moi.")
    opened(article, partner, "Posée par le maire.")
    settled = opened(article, partner, "Déjà vue.")
    reviewing.resolve(settled, user=adviser.account)
    mine = panel(client, article, filtre="a-traiter")
    assert "par le maire" in mine
    assert "par moi" not in mine.replace("À traiter par moi", "")
    assert "Déjà vue." not in panel(client, article)
    assert "Déjà vue." in panel(client, article, filtre="regles")
    assert "Déjà vue." in panel(client, article, filtre="tous")


@pytest.mark.parametrize("query", [{"bloc": "nimporte"}, {"filtre": "x"}, {"bloc": "article-0"}])
def test_an_odd_address_shows_the_panel(client, article, query):
    assert client.get(url("comments", article, **query)).status_code == 200


def test_the_panel_costs_the_same_with_one_exchange_and_thirty(client, article, town):
    authors = [member(town, first=f"Julien {rank}") for rank in range(5)]

    def cost():
        with CaptureQueriesContext(connection) as queries:
            panel(client, article)
        return len(queries)

    def talk(rank):
        thread = opened(article, authors[rank % 5], f"Remarque {rank} @Claire Vidal")
        reviewing.reply(thread, "Oui.", user=authors[(rank + 1) % 5])
        proposed(article, authors[rank % 5], f"<p>Texte {rank}.</p>")

    talk(0)
    before = cost()
    for rank in range(1, 30):
        talk(rank)
    assert cost() == before
    client.force_login(authors[0])
    assert cost() <= before + 2


def test_a_reader_of_another_convention_finds_nothing(client, article):
    client.force_login(member(OrganisationFactory(caf=True)))
    assert client.get(url("comments", article)).status_code == 404


def test_a_discussion_on_a_deleted_block_is_kept(client, article, partner):
    opened(article, partner, quote="Le texte")
    proposed(article, partner)
    article.delete()
    page = panel(client, article)
    assert "bloc supprimé depuis" in page
    assert "À préciser." in page
    assert "Le texte" in page
    answer = client.post(url("suggestion-accept", article, Suggestion.objects.get().pk))
    assert answer.status_code == 422
    assert "a été supprimé" in answer.content.decode()


# Gestures


def test_a_partner_comments_a_passage(client, article, partner):
    client.force_login(partner)
    sent = {"texte": "Depuis quand ?", "passage": "ancien", "avant": "texte", "apres": "."}
    answer = client.post(url("thread-open", article), sent)
    thread = Thread.objects.get()
    assert answer.url.endswith(f"#fil-{thread.pk}")
    assert (thread.quote, thread.author) == ("ancien", partner)
    assert "Depuis quand ?" in client.get(answer.url).content.decode()


def test_a_gesture_by_htmx_answers_the_panel_and_tells_the_page(client, adviser, article):
    answer = client.post(url("thread-open", article), {"texte": "Vu."}, headers=HTMX)
    assert "Vu." in answer.content.decode()
    assert "ctg:outline" in json.loads(answer["HX-Trigger"])


def test_a_remark_too_long_is_refused_and_kept(client, article, adviser):
    answer = client.post(url("thread-open", article), {"texte": "x" * 5001})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "x" * 5001 in page
    assert "5\u202f001" in page
    answer = client.post(url("thread-open", article), {"texte": "x" * 5001}, headers=HTMX)
    assert answer.status_code == 200


def test_calling_who_cannot_read_is_refused(client, article, adviser):
    stranger = member(OrganisationFactory(caf=True), first="Hugo")
    sent = {"texte": "@Hugo Bastide", "personne": [str(stranger.pk)]}
    assert client.post(url("thread-open", article), sent).status_code == 422
    sent["personne"] = ["x", "²", "9" * 30]
    assert client.post(url("thread-open", article), sent).status_code == 302


def test_the_people_to_call_are_those_who_take_part(client, article, partner):
    found = client.get(url("people", article)).json()["people"]
    assert {one["name"] for one in found} == {"Julien Bastide", "Claire Vidal"}


def test_a_discussion_of_another_convention_is_not_found(client, article, adviser):
    other = ConventionFactory(owner=adviser.organisation)
    thread = opened(ArticleFactory(convention=other), adviser.account)
    for name in ("thread-reply", "thread-resolve", "thread-reopen"):
        assert client.post(url(name, article, thread.pk), {"texte": "x"}).status_code == 404
    remark = thread.remarks.get()
    assert client.post(url("remark-edit", article, remark.pk), {"texte": "x"}).status_code == 404


def test_answering_settling_and_opening_again(client, article, partner, adviser):
    thread = opened(article, partner)
    client.post(url("thread-reply", article, thread.pk), {"texte": "C’est fait."})
    client.post(url("thread-resolve", article, thread.pk))
    assert "Réglé par Claire Vidal" in panel(client, article, filtre="regles")
    client.post(url("thread-reopen", article, thread.pk))
    assert "C’est fait." in panel(client, article)


def test_who_only_passes_does_not_settle(client, article, partner, town):
    thread = opened(article, partner)
    client.force_login(member(town, first="Paul"))
    assert client.post(url("thread-resolve", article, thread.pk)).status_code == 403


def test_one_corrects_and_takes_back_one_s_own_words(client, article, partner, adviser):
    remark = opened(article, partner).remarks.get()
    refused = client.post(url("remark-edit", article, remark.pk), {"texte": "Non."})
    assert refused.status_code == 403
    client.force_login(partner)
    client.post(url("remark-edit", article, remark.pk), {"texte": "Mieux dit."})
    assert Remark.objects.get().text == "Mieux dit."
    for _ in range(2):
        assert client.post(url("remark-delete", article, remark.pk)).status_code == 302
    assert not Thread.objects.exists()


def test_nothing_is_said_once_the_text_is_settled(client, article, partner, convention):
    thread = opened(article, partner)
    convention.status = convention.Status.STABILISED
    convention.save()
    client.force_login(partner)
    assert client.post(url("thread-reply", article, thread.pk), {"texte": "x"}).status_code == 403
    assert client.post(url("thread-open", article), {"texte": "x"}).status_code == 403
    page = panel(client, article)
    assert "À préciser." in page
    assert "Répondre" not in page


def test_passages_are_told_to_the_editor(client, article, partner):
    thread = opened(article, partner, quote="ancien", before="texte", after=".")
    opened(article, partner, "Sur tout le bloc.")
    told = client.get(url("passages", article)).json()["passages"]
    assert told == [{"pk": thread.pk, "quote": "ancien", "before": "texte", "after": "."}]


# Proposing and deciding


def suggest_url(article):
    return reverse("conventions:suggest", args=[article.convention.reference, address(article)])


def sent(article, **values):
    article.refresh_from_db()
    state = blocks.state(article, BlockKind.ARTICLE)
    return {"title": article.title, "body": article.body, "etat": state} | values


def test_a_partner_proposes_and_sees_the_proposal(client, article, partner):
    client.force_login(partner)
    assert "Proposer ce texte" in client.get(suggest_url(article)).content.decode()
    answer = client.post(
        suggest_url(article), sent(article, body="<p>Neuf.</p>", pourquoi="Plus court.")
    )
    assert answer.status_code == 302
    page = client.get(suggest_url(article)).content.decode()
    assert "Votre proposition" in page
    assert "Plus court." in page
    assert "Retirer" in page


def test_a_text_changed_meanwhile_is_compared_before_it_is_proposed(client, article, partner):
    client.force_login(partner)
    data = sent(article, body="<p>Neuf.</p>")
    Article.objects.update(body="<p>Autre.</p>")
    answer = client.post(suggest_url(article), data)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Autre." in page
    assert "Neuf." in page
    data["etat"] = sent(article)["etat"]
    assert client.post(suggest_url(article), data).status_code == 302


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_proposing_nothing_is_refused(client, article, partner, accept):
    client.force_login(partner)
    answer = client.post(suggest_url(article), sent(article), headers={"Accept": accept})
    assert answer.status_code == 422
    told = answer.json()["message"] if accept.endswith("json") else answer.content.decode()
    assert "rien à proposer" in told


def test_what_is_proposed_for_a_block_gone_meanwhile_is_shown_again(client, article, partner):
    client.force_login(partner)
    data = sent(article, body="<p>Neuf.</p>")
    article.delete()
    answer = client.post(suggest_url(article), data)
    assert answer.status_code == 410
    assert "Neuf." in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "status"), [(Role.READER, 403), (Role.CONTRIBUTOR, 302), (Role.LOCAL_AGENT, 302)]
)
def test_readers_comment_but_do_not_propose(client, article, town, role, status):
    client.force_login(member(town, role))
    data = sent(article, body="<p>Neuf.</p>")
    assert client.post(suggest_url(article), data).status_code == status
    assert client.post(url("thread-open", article), {"texte": "Vu."}).status_code == 302


def test_one_click_accepts_and_a_second_changes_nothing(client, article, partner, adviser):
    one = proposed(article, partner)
    for _ in range(2):
        answer = client.post(url("suggestion-accept", article, one.pk), headers=HTMX)
        assert answer.status_code == 200
    article.refresh_from_db()
    assert article.body == "<p>Le texte nouveau.</p>"
    told = json.loads(answer["HX-Trigger"])
    assert told["ctg:reload-block"] == {"address": str(address(article))}


def test_one_click_refuses_with_a_word(client, article, partner, adviser):
    one = proposed(article, partner)
    client.post(url("suggestion-reject", article, one.pk), {"reponse": "Déjà dit ailleurs."})
    page = panel(client, article, filtre="regles")
    assert "Refusée par Claire Vidal" in page
    assert "Déjà dit ailleurs." in page


def test_a_text_changed_since_is_read_before_it_is_replaced(client, article, partner, adviser):
    one = proposed(article, partner)
    Article.objects.update(body="<p>Le texte repris.</p>")
    answer = client.post(url("suggestion-accept", article, one.pk))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Le texte a changé depuis cette proposition" in page
    assert "repris" in page
    article.refresh_from_db()
    seen = {"vu": blocks.state(article, BlockKind.ARTICLE)}
    client.post(url("suggestion-accept", article, one.pk), seen)
    article.refresh_from_db()
    assert article.body == "<p>Le texte nouveau.</p>"


def test_partners_do_not_decide(client, article, partner):
    one = proposed(article, partner)
    client.force_login(partner)
    for name in ("suggestion-accept", "suggestion-reject"):
        assert client.post(url(name, article, one.pk)).status_code == 403
    assert client.post(url("suggestion-withdraw", article, one.pk)).status_code == 302
    assert "Retirée" in panel(client, article, filtre="regles")


def test_nobody_withdraws_for_another(client, article, partner, adviser):
    one = proposed(article, partner)
    assert client.post(url("suggestion-withdraw", article, one.pk)).status_code == 403


def test_the_page_where_one_proposes_skips_no_level_of_heading(client, article, partner):
    proposed(article, partner)
    client.force_login(partner)
    page = client.get(suggest_url(article)).content.decode()
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page)]
    assert len(levels) > 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
