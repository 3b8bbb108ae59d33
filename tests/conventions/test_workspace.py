"""The atelier: the outline, the block in hand, and the gestures that change what the convention is made of."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conventions.models import Annex, Article, Convention, LegalBasis, Party, Signatory
from ctg import richtext
from partners.models import Membership, Person
from tests.conventions.factories import (
    AnnexFactory,
    ArticleFactory,
    ConventionFactory,
    LegalBasisFactory,
    PartyFactory,
    SignatoryFactory,
)
from tests.partners.factories import (
    AccountFactory,
    MandateFactory,
    MembershipFactory,
    MunicipalityFactory,
    OrganisationFactory,
)

Role = Membership.Role
HTMX = {"HTTP_HX_REQUEST": "true"}
KEY = "0123456789"


@pytest.fixture
def ccss(db):
    return OrganisationFactory(ccss=True)


def log_in(client, organisation, role, *, is_staff=True):
    account = AccountFactory(is_staff=is_staff)
    MembershipFactory(account=account, organisation=organisation, role=role)
    client.force_login(account)
    return account


@pytest.fixture
def adviser(client, ccss):
    return log_in(client, ccss, Role.CAF_ADVISER)


@pytest.fixture
def convention(ccss):
    convention = ConventionFactory(owner=ccss)
    PartyFactory(convention=convention, organisation=ccss, key="ccss")
    for key, title in (("objet", "Objet"), ("duree", "Durée"), ("suivi", "Suivi")):
        ArticleFactory(convention=convention, key=key, title=title)
    AnnexFactory(convention=convention, key="diag")
    LegalBasisFactory(convention=convention, key="code")
    return convention


def url(name, convention, *args):
    return reverse(f"conventions:{name}", args=[convention.reference, *args])


def page(client, address, status=200, **headers):
    answer = client.get(address, follow=True, **headers)
    assert answer.status_code == status
    return answer.content.decode()


def titles(convention):
    return list(convention.articles.order_by("position").values_list("title", flat=True))


# The page


def test_the_atelier_opens_on_the_facts_of_the_convention(client, adviser, convention):
    text = page(client, convention.get_absolute_url())
    assert 'data-address="generalites"' in text
    assert 'data-mode="edit"' in text
    for word in ("Parties", "Visas", "Préambule", "Objet", "Diagnostic partagé", "Clôture"):
        assert word in text
    for address in ("lecture/", "plan/", "controle/", "apercu/"):
        assert f"{convention.get_absolute_url()}{address}" in text


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("generalites", "Généralités"),
        ("partie-ccss", "Qui signe"),
        ("visa-code", "Visa 1"),
        ("preambule", "Préambule"),
        ("article-objet", "Article 1er"),
        ("annexe-diag", "Annexe 1"),
        ("cloture", "Fait à"),
    ],
)
def test_every_kind_of_block_is_taken_in_hand(client, adviser, convention, address, heading):
    text = page(client, url("block", convention, address))
    assert f'data-address="{address}"' in text
    assert heading in text
    assert f"{url('block', convention, address)}enregistrer/" in text
    assert f'<a href="{url("block", convention, address)}"' in text


def test_a_script_receives_the_block_and_the_outline_only(client, adviser, convention):
    text = page(client, url("block", convention, "article-duree"), **HTMX)
    assert 'data-address="article-duree"' in text
    assert 'hx-swap-oob="innerHTML"' in text
    assert "<html" not in text


def test_a_block_leads_to_the_one_before_and_the_one_after(client, adviser, convention):
    text = page(client, url("block", convention, "article-duree"))
    assert 'data-bloc="article-objet"\n         rel="prev"' in text
    assert 'data-bloc="article-suivi"\n         rel="next"' in text


def test_a_block_that_is_gone_is_told_so_with_the_outline(client, adviser, convention):
    text = page(client, url("block", convention, "article-parti"), status=404)
    assert "n’est plus dans la convention" in text
    assert "Durée" in text
    for wrong in ("nimporte", "article", "preambule-x"):
        page(client, url("block", convention, wrong), status=404)


def test_opening_a_block_costs_the_same_however_long_the_convention(client, adviser, ccss):
    short, long = (_convention_of(ccss, articles) for articles in (3, 20))
    costs = []
    for convention in (short, long):
        for address in ("generalites", "article-a1", "annexe-x1", "partie-p1"):
            client.get(url("block", convention, address))
            with CaptureQueriesContext(connection) as queries:
                client.get(url("block", convention, address))
            costs.append(len(queries))
    assert costs[:4] == costs[4:]
    assert max(costs) <= 25


def _convention_of(owner, articles):
    convention = ConventionFactory(owner=owner)
    for rank in range(1, articles + 1):
        ArticleFactory(convention=convention, key=f"a{rank}")
        LegalBasisFactory(convention=convention)
        convention.municipalities.add(MunicipalityFactory())
    for rank in range(1, articles // 2 + 1):
        AnnexFactory(convention=convention, key=f"x{rank}")
        SignatoryFactory(party=PartyFactory(convention=convention, key=f"p{rank}"))
    return convention


def test_the_outline_counts_what_the_checks_find_when_asked(client, adviser, convention):
    Article.objects.filter(key="duree").update(body="<p>Fait le XX.</p>")
    outline = url("outline", convention)
    assert "constats : " not in page(client, outline)
    text = page(client, f"{outline}?constats=1&bloc=article-duree")
    assert "constats : 1" in text
    assert 'data-bloc="article-duree"\n     aria-current="true"' in text


def test_an_empty_convention_opens(client, adviser, ccss):
    convention = ConventionFactory(owner=ccss, preamble="", territory_name="Mézenc")
    assert "Aucun pour l’instant" in page(client, convention.get_absolute_url())
    assert "Aucune partie" in page(client, url("parties", convention))
    assert "Aucun visa" in page(client, url("legal-bases", convention))


# Who may


def test_a_reader_reads_the_text_with_its_values(client, convention, ccss):
    log_in(client, ccss, Role.READER, is_staff=False)
    Article.objects.filter(key="objet").update(
        body=f"<p>Voir l’{richtext.reference('annex', 'diag')}.</p>"
    )
    text = page(client, url("block", convention, "article-objet"))
    assert 'data-mode="read"' in text
    assert (
        f'href="{url("block", convention, "annexe-diag")}" data-bloc="annexe-diag">annexe' in text
    )
    assert "bloc-form" not in text
    assert "administration/" not in text
    for name in ("move-block", "remove-block", "restore-block"):
        assert client.post(url(name, convention, "article-objet")).status_code == 403
    assert client.post(url("add-block", convention), {"nature": "article"}).status_code == 403


def test_a_partner_proposes(client, convention):
    commune = OrganisationFactory()
    PartyFactory(convention=convention, organisation=commune)
    log_in(client, commune, Role.LOCAL_AGENT)
    text = page(client, url("block", convention, "article-objet"))
    assert 'data-mode="suggest"' in text
    assert "Proposer ce texte" in text
    assert url("add-block", convention) not in text


def test_a_locked_clause_is_read_by_its_writers(client, adviser, convention):
    Article.objects.filter(key="objet").update(is_locked=True)
    text = page(client, url("block", convention, "article-objet"))
    assert 'data-mode="read"' in text
    assert "verrouillé par le modèle" in text
    client.post(url("remove-block", convention, "article-objet"), {"confirme": "1"})
    assert Article.objects.filter(key="objet").exists()


def test_a_settled_text_is_only_read(client, adviser, convention):
    Convention.objects.update(status=Convention.Status.SIGNED)
    assert 'data-mode="read"' in page(client, url("block", convention, "article-objet"))
    assert client.post(url("remove-block", convention, "article-objet")).status_code == 403


def test_the_convention_of_others_does_not_exist(client, adviser):
    other = ConventionFactory(owner=OrganisationFactory())
    ArticleFactory(convention=other, key="objet")
    for name in ("block", "move-block", "remove-block", "restore-block"):
        method = client.get if name == "block" else client.post
        assert method(url(name, other, "article-objet")).status_code == 404
    for name in ("detail", "outline", "parties", "legal-bases"):
        assert client.get(url(name, other)).status_code == 404


# Add, move, delete


@pytest.mark.parametrize(
    ("word", "model"), [("article", Article), ("annexe", Annex), ("visa", LegalBasis)]
)
def test_a_block_pressed_twice_is_added_once(client, adviser, convention, word, model):
    before = model.objects.count()
    for _ in range(2):
        answer = client.post(url("add-block", convention), {"nature": word, "cle": KEY})
        assert answer.url == url("block", convention, f"{word}-{KEY}") + "?nouveau=1"
    assert model.objects.count() == before + 1
    assert "à compléter" in page(client, answer.url)


def test_an_article_is_added_right_after_the_one_in_hand(client, adviser, convention):
    client.post(url("add-block", convention), {"nature": "article", "cle": KEY, "apres": "objet"})
    assert titles(convention) == ["Objet", "Titre à compléter", "Durée", "Suivi"]


@pytest.mark.parametrize("key", ["", "x", "<script>", "0123456789abc"])
def test_a_key_that_nobody_drew_is_not_taken(client, adviser, convention, key):
    client.post(url("add-block", convention), {"nature": "article", "cle": key})
    assert not Article.objects.filter(key=key).exists()
    assert convention.articles.count() == 4


def test_nothing_else_is_added(client, adviser, convention):
    for word in ("", "partie", "preambule", "convention"):
        assert client.post(url("add-block", convention), {"nature": word}).status_code == 404


@pytest.mark.parametrize(
    ("to", "order"),
    [
        ("up", ["Durée", "Objet", "Suivi"]),
        ("down", ["Objet", "Suivi", "Durée"]),
        ("1", ["Durée", "Objet", "Suivi"]),
        ("3", ["Objet", "Suivi", "Durée"]),
        ("99", ["Objet", "Suivi", "Durée"]),
        ("nulle part", ["Objet", "Durée", "Suivi"]),
    ],
)
def test_a_block_moves(client, adviser, convention, to, order):
    answer = client.post(url("move-block", convention, "article-duree"), {"vers": to})
    assert answer.url == url("block", convention, "article-duree")
    assert titles(convention) == order


def test_a_block_moved_from_a_list_comes_back_to_it(client, adviser, convention):
    gesture = {"vers": "up", "retour": "parties"}
    answer = client.post(url("move-block", convention, "partie-ccss"), gesture)
    assert answer.url == url("parties", convention)


def test_a_deleted_block_comes_back_as_it_was(client, adviser, convention):
    Article.objects.filter(key="duree").update(body="<p>Cinq ans.</p>")
    answer = client.post(url("remove-block", convention, "article-duree"))
    assert titles(convention) == ["Objet", "Suivi"]
    offered = page(client, answer.url)
    assert "L’article « Durée » est supprimé" in offered
    assert url("restore-block", convention, "article-duree") in offered
    for _ in range(2):
        back = client.post(url("restore-block", convention, "article-duree"))
        assert back.url == url("block", convention, "article-duree")
    assert titles(convention) == ["Objet", "Durée", "Suivi"]
    assert Article.objects.get(key="duree").body == "<p>Cinq ans.</p>"
    assert "est supprimé" not in page(client, answer.url)


def test_a_deletion_pressed_twice_is_made_once(client, adviser, convention):
    first, second = (
        client.post(url("remove-block", convention, "article-duree")) for _ in range(2)
    )
    assert "supprime=article-duree" in first.url
    assert "supprime=article-duree" in second.url
    assert titles(convention) == ["Objet", "Suivi"]


def test_what_never_was_is_not_brought_back(client, adviser, convention):
    answer = client.post(url("restore-block", convention, "article-jamais"), follow=True)
    assert "ne se retrouve pas" in answer.content.decode()
    assert client.post(url("restore-block", convention, "preambule")).status_code == 404


def test_deleting_what_is_quoted_says_where_first(client, adviser, convention):
    quote = richtext.reference("article", "duree.n")
    Article.objects.filter(key="objet").update(body=f"<p>Voir {quote}.</p>")
    Convention.objects.update(preamble=f"<p>{richtext.reference('article', 'duree')}</p>")
    remove = url("remove-block", convention, "article-duree")
    text = client.post(remove).content.decode()
    assert Article.objects.filter(key="duree").exists()
    assert "est cité ailleurs" in text
    assert 'data-bloc="article-objet">Article 1er</a>' in text
    assert 'data-bloc="preambule">Préambule</a>' in text

    client.post(remove, {"confirme": "1"})
    assert not Article.objects.filter(key="duree").exists()
    assert 'data-ref="duree.n"' in Article.objects.get(key="objet").body
    reading = page(client, reverse("conventions:reading", args=[convention.reference]))
    assert "renvoi rompu" in reading


def test_a_party_quoted_by_its_name_is_said_to_be(client, adviser, convention):
    Article.objects.filter(key="objet").update(
        body=f"<p>{richtext.variable('Partie:ccss.nom')}</p>"
    )
    text = client.post(url("remove-block", convention, "partie-ccss")).content.decode()
    assert 'data-bloc="article-objet"' in text
    assert Party.objects.filter(key="ccss").exists()


# Parties and who signs


def test_an_organisation_found_in_the_directory_becomes_a_party_once(client, adviser, convention):
    mende = OrganisationFactory(legal_name="Commune de Mende")
    text = page(client, f"{url('parties', convention)}?q=mende")
    assert f'value="{mende.pk}"' in text
    for _ in range(2):
        answer = client.post(url("add-party", convention), {"organisme": mende.pk})
    party = Party.objects.get(organisation=mende)
    assert answer.url == url("block", convention, f"partie-{party.key}")
    assert f'value="{mende.pk}"' not in page(client, f"{url('parties', convention)}?q=mende")
    assert client.post(url("add-party", convention), {"organisme": "x"}).status_code == 404


def test_someone_of_the_directory_signs_then_another_and_they_change_places(
    client, adviser, convention, ccss
):
    party = Party.objects.get(key="ccss")
    mandates = [MandateFactory(organisation=ccss) for _ in range(2)]
    add = url("add-signatory", convention, "partie-ccss")
    assert str(mandates[0].person) in page(client, url("block", convention, "partie-ccss"))
    for mandate in (*mandates, mandates[1]):
        client.post(add, {"mandat": mandate.pk})
    assert [one.mandate for one in party.signatories.all()] == mandates
    last = party.signatories.last()
    client.post(url("change-signatory", convention, last.pk), {"vers": "up"})
    assert [one.mandate for one in party.signatories.all()] == mandates[::-1]
    for _ in range(2):
        client.post(url("change-signatory", convention, last.pk), {"vers": "retirer"})
    assert [one.mandate for one in party.signatories.all()] == mandates[:1]


def test_someone_new_signs_and_enters_the_directory(client, adviser, convention):
    add = url("add-signatory", convention, "partie-ccss")
    person = {
        "civility": Person.Civility.MRS,
        "last_name": "Roux",
        "first_name": "Anne",
        "function": "maire",
    }
    for _ in range(2):
        client.post(add, person)
    assert Signatory.objects.get().mandate.person.last_name.upper() == "ROUX"
    refused = client.post(add, {"civility": Person.Civility.MRS}, follow=True).content.decode()
    assert "Indiquez le nom du signataire" in refused
    stranger = MandateFactory(organisation=OrganisationFactory())
    assert client.post(add, {"mandat": stranger.pk}).status_code == 404


# The administration


def test_the_administration_and_the_atelier_lead_to_each_other(client, adviser, convention):
    article = Article.objects.get(key="objet")
    there = reverse("admin:conventions_article_change", args=[article.pk])
    here = url("block", convention, "article-objet")
    assert f'href="{there}"' in page(client, here)
    assert f'href="{here}"' in page(client, there)
    deed = reverse("admin:conventions_convention_change", args=[convention.pk])
    assert f'href="{convention.get_absolute_url()}"' in page(client, deed)
