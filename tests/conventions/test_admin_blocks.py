"""Articles, annexes and parties in the administration: added, placed, cited, removed."""

import re

import pytest
from django.urls import reverse

from conventions.models import Annex, Article, Signatory
from tests.conventions.backoffice import add, edit, form_of, page_of, text_of
from tests.conventions.factories import (
    ArticleFactory,
    PartyFactory,
    SignatoryFactory,
)
from tests.partners.factories import (
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db


# ---------------------------------------------------------------------------- articles and annexes


def test_an_article_is_added_where_it_is_wanted(convention, client):
    first, last = (
        ArticleFactory(convention=convention, title=title) for title in ("Objet", "Durée")
    )
    page = client.get(add(Article, convention, apres=1))
    assert page.context["adminform"].form["after"].value() == "1"
    response = client.post(
        add(Article, convention),
        {
            "title": "Moyens",
            "body": "<p>Ils sont<script>alert(1)</script> communs.</p>",
            "after": "1",
        },
    )
    added = Article.objects.get(title="Moyens")
    assert response.headers["Location"] == page_of(convention) + f"#bloc-{added.key}"
    assert list(convention.articles.values_list("pk", flat=True)) == [first.pk, added.pk, last.pk]
    assert added.body == "<p>Ils sont communs.</p>"


def test_articles_move_up_and_down_and_to_a_place(convention, client):
    articles = [ArticleFactory(convention=convention, title=title) for title in "abc"]

    def move(article, to, **headers):
        address = reverse("admin:conventions_article_move", args=[article.pk])
        return client.post(address, {"to": to}, headers=headers)

    response = move(articles[0], "down")
    assert response.headers["Location"] == page_of(convention) + f"#bloc-{articles[0].key}"
    assert "".join(convention.articles.values_list("title", flat=True)) == "bac"
    move(articles[2], "1")
    assert "".join(convention.articles.values_list("title", flat=True)) == "cba"
    fragment = move(articles[2], "up", **{"X-Requested-With": "fetch"})
    assert re.findall(r'data-label="([^"]+)"', fragment.content.decode()) == [
        "Article 1er",
        "Article 2",
        "Article 3",
    ]
    refused = move(articles[0], "ailleurs", **{"X-Requested-With": "fetch"})
    assert "Cette place n’existe pas." in text_of(refused)


def test_references_follow_the_article_that_moves(convention, client):
    target = ArticleFactory(convention=convention, title="Financement")
    citing = ArticleFactory(
        convention=convention,
        title="Moyens",
        body=f'<p>Voir l’<span data-ref="{target.key}" data-kind="article"></span>.</p>',
    )
    assert "Voir l’ article 1 er ." in text_of(client.get(edit(citing)))
    client.post(reverse("admin:conventions_article_move", args=[target.pk]), {"to": "down"})
    assert "Voir l’ article 2 ." in text_of(client.get(edit(citing)))


def test_a_name_corrected_in_the_directory_is_corrected_in_the_text(convention, client):
    town = OrganisationFactory(legal_name="Commune de Masegros", short_name="commune de Masegros")
    party = PartyFactory(convention=convention, organisation=town, designation="")
    article = ArticleFactory(
        convention=convention, body=f'<p>Avec <span data-var="partie:{party.key}"></span>.</p>'
    )
    assert "la commune de Masegros" in text_of(client.get(edit(article)))
    town.short_name, town.legal_name = "commune de Massegros", "Commune de Massegros"
    town.save()
    assert "la commune de Massegros" in text_of(client.get(edit(article)))


def test_removing_a_cited_article_says_where_and_leaves_a_broken_reference(convention, client):
    target = ArticleFactory(convention=convention, title="Financement")
    citing = ArticleFactory(
        convention=convention,
        title="Moyens",
        body=f'<p>Voir l’<span data-ref="{target.key}" data-kind="article"></span>.</p>',
    )
    address = reverse("admin:conventions_article_delete", args=[target.pk])
    warning = client.get(address)
    assert "Le texte y renvoie." in text_of(warning)
    assert f'<a href="{edit(citing)}">Article 2</a>' in warning.content.decode()
    client.post(address, {"post": "yes", "convention": convention.pk})
    citing.refresh_from_db()
    assert citing.position == 1
    assert target.key in citing.body
    assert "renvoi rompu" in text_of(client.get(edit(citing)))


def test_annexes_that_share_a_number_take_letters(convention, client):
    for title, shared in (
        ("Délibération de Chanac", False),
        ("Délibération de La Canourgue", True),
    ):
        sent = {"title": title, "kind": "deliberation"} | (
            {"with_previous": "on"} if shared else {}
        )
        assert client.post(add(Annex, convention), sent).status_code == 302
    html = client.get(page_of(convention)).content.decode()
    assert re.findall(r'data-label="(Annexe [^"]+)"', html) == ["Annexe 1a", "Annexe 1b"]


def test_articles_are_added_one_after_the_other(convention, client):
    ArticleFactory.create_batch(2, convention=convention)
    sent = {"title": "Objet", "body": "<p>Texte</p>", "after": "1", "_addanother": "1"}
    response = client.post(add(Article, convention), sent)
    assert response.headers["Location"] == add(Article, convention, apres=2)
    assert Article.objects.get(title="Objet").position == 2
    response = client.post(add(Article, convention), sent | {"after": ""})
    assert response.headers["Location"] == add(Article, convention)


def test_saving_may_lead_to_the_next_article(convention, client):
    first, second = (ArticleFactory(convention=convention, title=title) for title in "ab")
    response = client.post(edit(first), {"title": "a", "body": "", "_next": "1"})
    assert response.headers["Location"] == edit(second)


# ---------------------------------------------------------------------------- parties


def test_a_representative_and_her_mandate_enter_the_directory_from_the_page_of_the_party(
    convention, client
):
    party = PartyFactory(convention=convention)
    data = form_of(client.get(edit(party))) | {
        "civility": "mme",
        "first_name": "Florence",
        "last_name": "Fernandez",
        "function": "adjointe au maire",
        "interim": "on",
    }
    response = client.post(edit(party), data)
    assert response.status_code == 302, text_of(response)
    mandate = Signatory.objects.get(party=party).mandate
    assert mandate.function == "adjointe au maire par intérim"
    assert mandate.function_masculine == "adjoint au maire"
    assert mandate.organisation == party.organisation


def test_one_goes_from_party_to_party(convention, client):
    first, second = PartyFactory(convention=convention), PartyFactory(convention=convention)
    page = client.get(edit(first))
    assert f'href="{edit(second)}"' in page.content.decode()
    response = client.post(edit(first), form_of(page) | {"_next": "1"})
    assert response.headers["Location"] == edit(second)
    assert "_next" not in client.get(edit(second)).content.decode()


def test_a_representative_without_a_function_is_refused(convention, client):
    party = PartyFactory(convention=convention)
    data = form_of(client.get(edit(party))) | {"civility": "m", "last_name": "Saleil"}
    response = client.post(edit(party), data)
    assert "Indiquez la fonction du représentant à ajouter." in text_of(response)
    assert not Signatory.objects.exists()


def test_only_mandates_of_the_organisation_may_sign(convention, client):
    party = PartyFactory(convention=convention)
    elsewhere = SignatoryFactory(
        party=PartyFactory(convention=convention, organisation=OrganisationFactory(msa=True))
    )
    data = form_of(client.get(edit(party))) | {
        "signatories-TOTAL_FORMS": 1,
        "signatories-0-mandate": elsewhere.mandate.pk,
    }
    response = client.post(edit(party), data)
    assert response.status_code == 200
    assert not party.signatories.exists()
