"""Who is there now: told every ten seconds, to those who see the convention and to nobody else."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from conventions import blocks
from conventions.blocks import Address
from conventions.models import Presence
from tests.conventions.factories import ArticleFactory
from tests.partners.factories import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(convention):
    return ArticleFactory(convention=convention)


@pytest.fixture
def colleague(convention):
    membership = MembershipFactory(
        organisation=convention.owner, account__first_name="Claire", account__last_name="Vidal"
    )
    return membership.account


def tell(client, block, **more):
    url = reverse("conventions:presence", args=[block.convention.reference])
    return client.post(url, {"bloc": str(Address.of(block))} | more)


def test_the_second_sees_who_is_there_and_where(client, article, colleague, adviser):
    client.force_login(colleague)
    assert tell(client, article, ecrit="1").json()["people"] == []
    client.force_login(adviser.account)
    assert tell(client, article).json()["people"] == [
        {
            "pk": colleague.pk,
            "name": "Claire Vidal",
            "initials": "CV",
            "address": str(Address.of(article)),
            "writing": True,
        }
    ]


def test_rows_do_not_pile_up(client, article, django_assert_max_num_queries):
    tell(client, article)
    with django_assert_max_num_queries(8):
        for_one = tell(client, article)
    assert for_one.status_code == 200
    assert Presence.objects.count() == 1


def test_someone_silent_for_half_a_minute_has_left(client, article, colleague, adviser):
    client.force_login(colleague)
    tell(client, article)
    Presence.objects.update(seen_at=timezone.now() - dt.timedelta(seconds=31))
    client.force_login(adviser.account)
    assert tell(client, article).json()["people"] == []


def test_the_page_learns_who_changed_the_block_in_hand(client, article, colleague, adviser):
    article.refresh_from_db()
    before = blocks.state(article, "article")
    assert "by" not in tell(client, article, etat=before).json()
    client.force_login(colleague)
    url = reverse(
        "conventions:save-block", args=[article.convention.reference, str(Address.of(article))]
    )
    client.post(url, {"title": article.title, "body": "<p>Autre.</p>", "etat": before})
    client.force_login(adviser.account)
    news = tell(client, article, etat=before).json()
    assert news["by"] == "Claire Vidal"
    assert news["at"]
    assert news["state"] != before


def test_the_page_learns_that_the_block_is_gone(client, article):
    client.get("/")
    block = article
    address = str(Address.of(block))
    block.delete()
    url = reverse("conventions:presence", args=[block.convention.reference])
    assert client.post(url, {"bloc": address}).json()["gone"] is True


@pytest.mark.parametrize("written", ["", "article", "article-" + "a" * 41, "article-a\0b", "x-1"])
def test_a_place_that_is_none_is_refused(client, article, written):
    url = reverse("conventions:presence", args=[article.convention.reference])
    assert client.post(url, {"bloc": written}).status_code == 404


def test_a_stranger_neither_sees_nor_is_seen(client, article):
    client.force_login(MembershipFactory().account)
    assert tell(client, article).status_code == 404
    assert not Presence.objects.exists()
