"""The tab « Contrôle »: what is wrong beside the text, the block in hand first."""

import pytest
from django.urls import reverse

from conventions.models import Article
from tests.conventions.factories import ArticleFactory, ConventionFactory
from tests.partners.factories import AccountFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention():
    convention = ConventionFactory()
    ArticleFactory(convention=convention, title="Objet", body="<p>Le XX 2023, tout est dit.</p>")
    ArticleFactory(convention=convention, title="Durée", body="<p>Le ou les contrat(s).</p>")
    return convention


def url(convention):
    return reverse("conventions:checks", args=[convention.reference])


def test_each_finding_leads_to_its_block_the_one_in_hand_first(client, convention):
    client.force_login(AccountFactory(is_superuser=True))
    second = Article.objects.get(convention=convention, position=2)
    page = client.get(url(convention), {"bloc": f"article-{second.key}"}).content.decode()

    assert "Un blanc reste à remplir" in page
    assert page.index("Dans ce bloc") < page.index("n’a pas été tranchée")
    assert page.index("n’a pas été tranchée") < page.index("Dans le reste du texte")
    block = reverse("conventions:block", args=[convention.reference, f"article-{second.key}"])
    assert f'href="{block}"' in page


def test_findings_are_filtered_by_severity(client, convention):
    client.force_login(AccountFactory(is_superuser=True))
    page = client.get(url(convention), {"gravite": "minor"}).content.decode()

    assert "n’a pas été tranchée" in page
    assert "Un blanc reste à remplir" not in page
    assert client.get(url(convention), {"gravite": "n’importe quoi"}).status_code == 200


def test_the_fragment_is_the_panel_alone(client, convention):
    client.force_login(AccountFactory(is_superuser=True))
    answer = client.get(url(convention), {"bloc": "inconnu"}, headers={"HX-Request": "true"})

    assert answer.content.decode().lstrip().startswith("<section")


def test_a_stranger_sees_nothing(client, convention):
    client.force_login(AccountFactory())
    assert client.get(url(convention)).status_code == 404


@pytest.mark.parametrize("count", [1, 12])
def test_the_number_of_queries_does_not_grow(
    client, convention, count, django_assert_max_num_queries
):
    for _ in range(count):
        ArticleFactory(convention=convention, body="<p>Le XX 2023.</p>")
    client.force_login(AccountFactory(is_superuser=True))
    with django_assert_max_num_queries(16):
        client.get(url(convention))
