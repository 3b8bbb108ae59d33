"""Every page, on the demonstration data: no error, nothing for axe to say."""

import contextlib

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.urls import NoReverseMatch, get_resolver, reverse

from conventions.models import Convention
from partners.models import Account
from tests.house.test_urls import patterns

NOT_PAGES = {
    "logout",
    "admin:logout",
    "admin:jsi18n",
    "admin:autocomplete",
    "admin:conventions_clause_insertions",
}
OF_CONVENTION = ("detail", "reading")
BESIDE = (
    "parties",
    "legal-bases",
    "checks",
    "comments",
    "history",
    "preview",
    "word-import",
)
OF_BLOCK = ("block", "clause", "insert-clause")


def addresses():
    """Every address that needs no argument, then one object of each model, every convention and its blocks."""
    yield from plain_addresses()
    for model in admin.site._registry:
        first = model.objects.order_by("pk").values_list("pk", flat=True).first()
        if first:
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
            yield reverse(name, args=[first])
    for reference in Convention.objects.values_list("reference", flat=True):
        for name in OF_CONVENTION:
            yield reverse(f"conventions:{name}", args=[reference])
    for address in ("generalites", "article-objectifs", "annexe-fiches", "preambule", "cloture"):
        for name in OF_BLOCK:
            yield reverse(f"conventions:{name}", args=["aubrac-2024", address])
    for name in BESIDE:
        yield reverse(f"conventions:{name}", args=["aubrac-2024"])
    yield reverse("conventions:suggest", args=["aubrac-2024", "article-objectifs"])


def plain_addresses():
    for name, _ in patterns(get_resolver()):
        if name not in NOT_PAGES and not name.endswith("_process_import"):
            with contextlib.suppress(NoReverseMatch):
                yield reverse(name)


@pytest.fixture
def demonstration(transactional_db):
    call_command("load_territories", verbosity=0)
    call_command("load_library", verbosity=0)
    call_command("load_demo", verbosity=0)


def test_every_page_is_accessible(demonstration, page_as, violations, client):
    account = Account.objects.filter(is_superuser=True).first()
    client.force_login(account)
    page = page_as(account)
    found = {}
    for address in dict.fromkeys(addresses()):
        if address.endswith("/add/") and client.get(address).status_code in {403, 404}:
            continue  # made inside another object, or by nobody
        status = page.goto(address).status
        told = violations(page) if status == 200 else [f"status {status}"]
        if told:
            found[address] = told
    assert found == {}
