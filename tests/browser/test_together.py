"""Two people on one text: a partner proposes, the adviser decides; words are commented, called about, settled."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from conventions import blocks, reviewing
from conventions.models import BlockKind, Suggestion, Thread
from partners.models import Membership
from tests.browser.conftest import PHONE
from tests.conventions.factories import ArticleFactory, ConventionFactory, PartyFactory
from tests.partners.factories import AccountFactory, MembershipFactory, OrganisationFactory

BODY = (
    "<p>Les parties se réunissent une fois par an. Elles rendent compte au comité de pilotage.</p>"
)


@pytest.fixture
def article(transactional_db):
    convention = ConventionFactory(owner=OrganisationFactory(ccss=True), reference="aubrac")
    ArticleFactory(convention=convention, title="Objet")
    return ArticleFactory(convention=convention, title="Suivi", body=BODY)


@pytest.fixture
def adviser(article):
    account = AccountFactory(first_name="Claire", last_name="Vidal")
    owner = article.convention.owner
    MembershipFactory(account=account, organisation=owner, role=Membership.Role.CAF_ADVISER)
    return account


@pytest.fixture
def partner(article):
    account = AccountFactory(first_name="Julien", last_name="Bastide", is_staff=False)
    town = PartyFactory(convention=article.convention).organisation
    MembershipFactory(account=account, organisation=town, role=Membership.Role.CONTRIBUTOR)
    return account


def address(article):
    return blocks.Address(BlockKind.ARTICLE, article.key)


def opened(page, article):
    url = reverse("conventions:block", args=[article.convention.reference, address(article)])
    page.goto(f"{url}?onglet=commentaires")
    expect(page.locator("#panel.echanges")).to_be_visible()
    return page


def select(page, words):
    """Choose words of the text as the mouse would."""
    page.evaluate(
        """(words) => {
          const zone = [...document.querySelectorAll("#bloc .ProseMirror")].at(-1)
          zone.focus()
          const walker = document.createTreeWalker(zone, NodeFilter.SHOW_TEXT)
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words)
            if (at < 0) continue
            getSelection().setBaseAndExtent(node, at, node, at + words.length)
            return
          }
        }""",
        words,
    )


def test_a_partner_proposes_and_the_adviser_accepts_with_one_click(
    page_as, article, partner, adviser, assert_accessible
):
    page = opened(page_as(partner), article)
    text = page.locator("#bloc .ProseMirror").last
    text.click()
    text.press("Control+End")
    text.press_sequentially(" Le compte rendu est public.")
    page.get_by_label("Pourquoi").fill("Nos habitants le demandent.")
    page.get_by_role("button", name="Proposer ce texte").click()
    expect(page.locator(".mes-propositions ins")).to_contain_text("Le compte rendu est public.")
    assert_accessible(page)

    page = opened(page_as(adviser), article)
    expect(page.locator(".proposition")).to_contain_text("Nos habitants le demandent.")
    assert_accessible(page)
    page.get_by_role("button", name="Accepter").click()
    expect(page.locator("#bloc .ProseMirror").last).to_contain_text("Le compte rendu est public.")
    expect(page.locator(".proposition")).to_have_count(0)
    article.refresh_from_db()
    assert "Le compte rendu est public." in article.body
    assert Suggestion.objects.get().status == Suggestion.Status.ACCEPTED


def test_what_the_adviser_just_typed_is_stored_before_a_proposal_is_compared(
    page_as, article, partner, adviser, assert_accessible
):
    reviewing.suggest(article.convention, address(article), {"body": "<p>Autre.</p>"}, user=partner)
    page = opened(page_as(adviser), article)
    page.locator("#bloc .ProseMirror").last.press_sequentially("Désormais, ")
    page.get_by_role("button", name="Accepter").click()
    expect(page.locator(".change-depuis")).to_contain_text("Le texte a changé")
    assert_accessible(page)
    page.get_by_role("button", name="Mettre quand même le texte proposé").click()
    expect(page.locator("#bloc .ProseMirror").last).to_have_text("Autre.")
    article.refresh_from_db()
    assert article.body == "<p>Autre.</p>"


def test_words_are_commented_someone_called_then_it_is_settled_and_opened_again(
    page_as, article, partner, adviser, assert_accessible
):
    page = opened(page_as(partner), article)
    select(page, "une fois par an")
    page.get_by_role("button", name="Commenter", exact=True).click()
    field = page.locator("details.nouveau textarea")
    expect(field).to_be_focused()
    field.press_sequentially("Est-ce assez, @cla")
    expect(page.get_by_role("option", name="Claire Vidal")).to_be_visible()
    assert_accessible(page)
    field.press("Enter")
    field.press_sequentially("?")
    page.locator("details.nouveau button[type=submit]").click()
    expect(page.locator(".fil .appel")).to_have_text("@Claire Vidal")
    expect(page.locator(".fil blockquote")).to_contain_text("une fois par an")
    thread = Thread.objects.get()
    assert thread.before.endswith("se réunissent")
    assert thread.remarks.get().mentions.get() == adviser

    page = opened(page_as(adviser), article)
    page.get_by_role("link", name="À traiter par moi").click()
    expect(page.locator(".segment [aria-current]")).to_contain_text("À traiter par moi")
    expect(page.locator(".fil")).to_have_count(1)
    page.locator(".fil textarea").fill("Oui, le comité l’a décidé.")
    page.locator(".fil .dire button[type=submit]").click()
    expect(page.locator(".vide-etat")).to_contain_text("Rien ne vous attend.")
    page.get_by_role("link", name="Ouverts").click()
    page.get_by_role("button", name="Régler").click()
    expect(page.locator(".fil")).to_have_count(0)
    page.get_by_role("link", name="Réglés").click()
    page.get_by_role("button", name="Rouvrir").click()
    expect(page.locator(".fil")).to_have_count(0)
    assert Thread.objects.get().resolved_at is None


def test_words_changed_since_are_told_and_the_old_ones_kept(page_as, article, adviser):
    here, words = address(article), {"quote": "deux fois par an", "before": "", "after": ""}
    reviewing.open_thread(article.convention, here, "Bien.", user=adviser, **words)
    kept = {"quote": "comité de pilotage", "before": "compte au", "after": "."}
    reviewing.open_thread(article.convention, here, "Lequel ?", user=adviser, **kept)
    page = opened(page_as(adviser), article)
    lost = page.locator(".fil", has_text="deux fois par an")
    expect(lost.get_by_text("passage modifié depuis")).to_be_visible()
    found = page.locator(".fil", has_text="Lequel ?")
    expect(found.get_by_text("passage modifié depuis")).to_be_hidden()
    found.get_by_role("button", name="Voir dans le texte").click()
    marked = "() => [...CSS.highlights.get('ctg-commentaire-choisi')].map(String)"
    assert page.evaluate(marked) == ["comité de pilotage"]


def test_a_writer_may_propose_instead_of_writing(page_as, article, adviser, assert_accessible):
    page = page_as(adviser)
    page.goto(reverse("conventions:suggest", args=["aubrac", address(article)]))
    assert_accessible(page)
    page.locator(".ProseMirror").last.press_sequentially("Chaque année, ")
    page.get_by_role("button", name="Proposer ce texte").click()
    expect(page.locator(".message")).to_contain_text("déposée")
    assert "Chaque année" in Suggestion.objects.get().proposed


def test_a_text_not_proposed_yet_is_not_left_by_mistake(page_as, article, partner):
    page = opened(page_as(partner), article)
    page.locator("#bloc .ProseMirror").last.press_sequentially("Chaque année, ")
    asked = []

    def stay(dialog):
        asked.append(dialog.message)
        dialog.dismiss()

    page.once("dialog", stay)
    page.locator("#plan a[data-bloc]").first.click()
    assert "n’est pas déposée" in asked[0]
    expect(page.locator("#bloc .ProseMirror").last).to_contain_text("Chaque année")


def test_the_panel_reads_on_a_phone(page_as, article, partner, adviser, assert_accessible):
    reviewing.open_thread(article.convention, address(article), "Lu.", user=partner)
    reviewing.suggest(article.convention, address(article), {"body": "<p>Autre.</p>"}, user=partner)
    page = page_as(adviser, PHONE)
    url = reverse("conventions:comments", args=[article.convention.reference])
    page.goto(f"{url}?bloc={address(article)}")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
