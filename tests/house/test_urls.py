"""Closed by default: the whole list of what answers without an account."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC = {"login", "conventions:accessibility", "conventions:privacy"}


def patterns(resolver: URLResolver, namespace: str = ""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield namespace + (pattern.name or str(pattern.pattern)), pattern.callback
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from patterns(pattern, inner)


def test_only_these_urls_answer_without_an_account():
    found = {
        name for name, view in patterns(get_resolver()) if not getattr(view, "login_required", True)
    }
    assert found == PUBLIC


def test_a_page_asked_without_an_account_leads_to_the_login_page(client, db):
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer.url.startswith("/connexion/")


@pytest.mark.parametrize(
    ("page", "back"),
    [
        ("http://testserver/conventions/a/visas/?q=1", "%3Fq%3D1"),
        ("https://elsewhere.example/conventions/a/visas/", "/connexion/?next=/"),
        ("", "/connexion/?next=/"),
    ],
)
def test_who_sends_a_form_without_an_account_comes_back_to_its_page(client, db, page, back):
    headers = {"referer": page} if page else {}
    answer = client.post("/conventions/a/ajouter/", headers=headers)
    assert answer.status_code == 302
    assert answer.url.endswith(back)
    assert "ajouter" not in answer.url
