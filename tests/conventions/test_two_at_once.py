"""Two tabs, two people, two clicks: nothing is corrupted, and what is refused says why."""

import threading

import pytest
import zeal
from django.db import connections
from django.test import Client
from django.urls import reverse

from conventions.models import Article, LegalBasis
from partners.models import Organisation, Person
from tests.conventions.backoffice import add, edit, form_of, page_of, text_of
from tests.conventions.factories import (
    ArticleFactory,
    ConventionFactory,
    LegalBasisFactory,
    PartyFactory,
)
from tests.partners.factories import (
    MembershipFactory,
    MunicipalityFactory,
    OrganisationFactory,
)

at_once = pytest.mark.django_db(transaction=True)


@pytest.fixture
def adviser(client):
    membership = MembershipFactory()
    client.force_login(membership.account)
    return membership


@pytest.fixture
def convention(adviser):
    return ConventionFactory(owner=adviser.organisation)


def together(account, *posts):
    """Send each (address, data) at the same moment, from a browser of its own; return the states of the answers."""
    start, states = threading.Barrier(len(posts)), []

    def send(address, data):
        browser = Client(raise_request_exception=False)
        browser.force_login(account)
        start.wait()
        with zeal.zeal_ignore():  # it counts the queries of every thread together
            states.append(browser.post(address, data).status_code)
        connections.close_all()

    threads = [threading.Thread(target=send, args=post) for post in posts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(states)


def places(model, convention):
    return list(model.objects.filter(convention=convention).values_list("position", flat=True))


@at_once
def test_articles_added_at_once_each_have_a_place(convention, adviser):
    ArticleFactory(convention=convention)
    posts = [(add(Article, convention), {"title": f"Titre {n}", "after": "0"}) for n in range(6)]
    assert together(adviser.account, *posts) == [302] * 6
    assert places(Article, convention) == [1, 2, 3, 4, 5, 6, 7]


@at_once
def test_articles_moved_written_and_removed_at_once_keep_an_order(convention, adviser):
    rows = [ArticleFactory(convention=convention, title=f"Titre {n}") for n in range(6)]
    move = [reverse("admin:conventions_article_move", args=[row.pk]) for row in rows]
    delete = reverse("admin:conventions_article_delete", args=[rows[5].pk])
    posts = [
        (move[0], {"to": "5"}),
        (move[4], {"to": "up"}),
        (edit(rows[2]), {"title": "Réécrit", "body": ""}),
        (edit(rows[3]), {"title": "Réécrit aussi", "body": ""}),
        (delete, {"post": "yes", "convention": convention.pk}),
        (add(Article, convention), {"title": "Nouveau", "after": "1"}),
    ]
    assert together(adviser.account, *posts) == [302] * 6
    assert places(Article, convention) == [1, 2, 3, 4, 5, 6]
    assert Article.objects.filter(title__startswith="Réécrit").count() == 2


@at_once
def test_a_convention_saved_twice_at_once_binds_the_new_party_once(convention, adviser, client):
    data = form_of(client.get(page_of(convention))) | {
        "parties-TOTAL_FORMS": 1,
        "parties-0-organisation": OrganisationFactory().pk,
        "legal_bases-TOTAL_FORMS": 1,
        "legal_bases-0-kind": "vu",
        "legal_bases-0-text": "le Code rural",
    }
    data["municipalities"] = []
    states = together(adviser.account, *[(page_of(convention), data)] * 2)
    assert states == [200, 302]
    assert convention.parties.count() == convention.legal_bases.count() == 1
    assert places(LegalBasis, convention) == [1]


@at_once
def test_a_representative_added_by_two_clicks_signs_once(convention, adviser, client):
    party = PartyFactory(convention=convention)
    data = form_of(client.get(edit(party))) | {
        "civility": "mme",
        "first_name": "Florence",
        "last_name": "Fernandez",
        "function": "maire",
    }
    assert together(adviser.account, *[(edit(party), data)] * 3) == [302, 302, 302]
    assert party.signatories.count() == 1
    assert Person.objects.filter(last_name="Fernandez").count() == 1


@at_once
@pytest.mark.parametrize("kind", ["municipality", "ccas"])
def test_a_commune_made_by_three_clicks_enters_the_directory_once(adviser, kind):
    town = MunicipalityFactory()
    post = (reverse("admin:partners_official"), {"create": f"{kind}:{town.pk}"})
    assert together(adviser.account, post, post, post) == [302, 302, 302]
    assert Organisation.objects.filter(municipality=town).count() == 1


@pytest.mark.django_db
def test_writing_an_article_removed_meanwhile_says_so(convention, client):
    article = ArticleFactory(convention=convention)
    page = edit(article)
    article.delete()
    response = client.post(
        page, {"title": "Trop tard", "body": "<p>Mon texte.<script>x</script></p>"}
    )
    assert response.status_code == 404
    assert "a peut-être été supprimé entre-temps" in text_of(response)
    assert "<p>Mon texte.</p>" in response.text
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_a_row_removed_meanwhile_is_a_form_error(convention, client):
    row = LegalBasisFactory(convention=convention)
    data = form_of(client.get(page_of(convention))) | {
        "municipalities": [],
        "legal_bases-0-text": "le Code rural",
        "legal_bases-0-id": row.pk,
    }
    row.delete()
    response = client.post(page_of(convention), data)
    assert response.status_code == 200
    assert "Une ligne n’existe plus" in text_of(response)


@pytest.mark.django_db
def test_a_refused_text_is_shown_again_with_its_reason(convention, client):
    article = ArticleFactory(convention=convention, body="<p>Avant.</p>")
    long = f"<p>{'mot ' * 300_000}</p>"
    response = client.post(edit(article), {"title": "Objet", "body": long})
    assert response.status_code == 200
    assert "Ce texte dépasse 1 Mo." in text_of(response)
    assert long[3:-4].strip() in response.text
    article.refresh_from_db()
    assert article.body == "<p>Avant.</p>"
