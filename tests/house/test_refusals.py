"""What the server refuses before any view: in French, without its own words."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from tests.conventions.backoffice import edit, text_of
from tests.conventions.factories import ArticleFactory, ConventionFactory
from tests.partners.factories import MembershipFactory

pytestmark = pytest.mark.django_db


def test_a_text_of_forty_megabytes_is_refused_in_french(client):
    adviser = MembershipFactory()
    article = ArticleFactory(convention=ConventionFactory(owner=adviser.organisation), body="")
    client.force_login(adviser.account)
    response = client.post(edit(article), {"title": "Objet", "body": "mot " * 10_000_000})
    assert response.status_code == 413
    assert "dix mégaoctets au plus" in text_of(response)
    article.refresh_from_db()
    assert article.body == ""


def test_a_page_opened_before_another_login_is_refused_in_french():
    browser = Client(enforce_csrf_checks=True)
    response = browser.post(reverse("login"), {"username": "a@b.fr", "password": "x"})
    assert response.status_code == 403
    assert "Cette page n’était plus à jour" in text_of(response)


def test_an_unknown_host_is_refused_in_french(client):
    response = client.get(reverse("login"), headers={"Host": "ailleurs.example"})
    assert response.status_code == 400
    assert "Cette demande ne peut pas être lue" in text_of(response)


@pytest.mark.parametrize("url", ["//evil.example/", "https://evil.example/", "javascript:alert(1)"])
def test_login_never_leads_elsewhere(client, url):
    account = MembershipFactory().account
    account.set_password("territoire-en-commun")
    account.save()
    response = client.post(
        reverse("login"),
        {"username": account.email, "password": "territoire-en-commun", "next": url},
    )
    assert response.status_code == 302
    assert response.headers["Location"] == reverse("conventions:list")


def test_the_administration_does_not_tell_the_address_of_what_is_not_visible(client):
    hidden = ConventionFactory()
    client.force_login(MembershipFactory().account)
    kind = ContentType.objects.get_for_model(hidden).pk
    response = client.get(f"/administration/r/{kind}/{hidden.pk}/")
    assert response.status_code == 404
    assert hidden.reference not in response.text
