"""Two people at work on one article, a lost connection, a page closed too soon: not a word is lost."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from conventions.blocks import Address
from tests.browser.conftest import DESKTOP
from tests.conventions.factories import ArticleFactory, ConventionFactory
from tests.partners.factories import MembershipFactory

STATUS = "#etat-enregistrement"
BODY = "#bloc-form .ed--bloc [contenteditable=true]"
SLOW = 20_000  # ms


@pytest.fixture
def article(transactional_db):
    owner = MembershipFactory(account__first_name="Claire", account__last_name="Vidal").organisation
    MembershipFactory(
        organisation=owner, account__first_name="Camille", account__last_name="Martin"
    )
    return ArticleFactory(
        convention=ConventionFactory(owner=owner), title="Objet", body="<p>Avant.</p>"
    )


def session_of(article, first_name, url):
    """The cookie of a session of that person’s own."""
    browser = Client()
    browser.force_login(
        article.convention.owner.memberships.get(account__first_name=first_name).account
    )
    return {"name": "sessionid", "value": browser.cookies["sessionid"].value, "url": url}


@pytest.fixture
def open_as(live_server, new_context, article):
    """A function of a first name: the article open in a browser of that person’s own."""

    opened = []

    def open_page(first_name):
        context = new_context(base_url=live_server.url, viewport=DESKTOP)
        context.add_cookies([session_of(article, first_name, live_server.url)])
        page = context.new_page()
        opened.append(page)
        page.goto(address(article))
        expect(page.locator(BODY)).to_be_visible(timeout=SLOW)
        return page

    yield open_page
    for page in opened:  # what is still on its way would meet the emptying of the database
        page.wait_for_load_state("networkidle")


def address(block):
    return reverse("conventions:block", args=[block.convention.reference, str(Address.of(block))])


def write(page, words):
    page.locator(BODY).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def expect_said(page, words):
    expect(page.locator(STATUS)).to_contain_text(words, timeout=SLOW)


def body_of(article):
    article.refresh_from_db()
    return article.body


def look_around(page):
    """What the page asks every ten seconds, now."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def leave_unsaved(page, words):
    """Write while nothing answers, then close the page; offline, Chromium would still send its last words."""
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('nothing')) }")
    write(page, words)
    expect_said(page, "Hors connexion")
    page.goto("about:blank")


def test_what_is_typed_saves_itself(open_as, article):
    page = open_as("Claire")
    write(page, " Un mot.")
    expect_said(page, "Modifications non enregistrées")
    expect_said(page, "enregistré à")
    assert body_of(article) == "<p>Avant. Un mot.</p>"
    page.get_by_role("button", name="Enregistrer", exact=True).dblclick()
    expect_said(page, "enregistré à")
    assert article.pgh_event_model.objects.filter(pgh_obj_id=article.pk).count() == 2


def test_two_people_on_one_article_lose_nothing(open_as, article, assert_accessible):
    claire, camille = open_as("Claire"), open_as("Camille")
    write(claire, " De Claire.")
    expect_said(claire, "enregistré à")
    write(camille, " De Camille.")
    expect_said(camille, "Refusé : Claire Vidal a modifié ce texte")
    both = camille.locator("#bloc-avis")
    expect(both.locator(".le-mien ins")).to_have_text("Camille")
    expect(both.locator(".le-leur del")).to_have_text("Claire")
    assert_accessible(camille)
    assert body_of(article) == "<p>Avant. De Claire.</p>"
    both.get_by_role("button", name="Garder mon texte").click()
    expect_said(camille, "enregistré à")
    expect(both).to_have_count(0)
    assert body_of(article) == "<p>Avant. De Camille.</p>"

    look_around(claire)
    expect(claire.locator(".qui-ecrit")).to_contain_text("Camille Martin", timeout=SLOW)
    expect(claire.locator("#presents")).to_contain_text("CM")
    claire.get_by_role("button", name="Voir la nouvelle version").click()
    expect(claire.locator(BODY)).to_have_text("Avant. De Camille.", timeout=SLOW)
    assert_accessible(claire)


def test_the_text_of_the_other_may_be_taken_and_mine_taken_back(open_as, article):
    claire, camille = open_as("Claire"), open_as("Camille")
    write(claire, " De Claire.")
    expect_said(claire, "enregistré à")
    write(camille, " De Camille.")
    camille.get_by_role("button", name="Prendre le texte de Claire Vidal").click(timeout=SLOW)
    expect(camille.locator(BODY)).to_have_text("Avant. De Claire.")
    camille.get_by_role("button", name="Revenir à mon texte").click()
    expect(camille.locator(BODY)).to_have_text("Avant. De Camille.")
    expect_said(camille, "enregistré à")
    assert body_of(article) == "<p>Avant. De Camille.</p>"


def test_title_and_text_written_by_two_people_are_both_kept(open_as, article):
    claire, camille = open_as("Claire"), open_as("Camille")
    write(claire, " De Claire.")
    expect_said(claire, "enregistré à")
    camille.locator("#bloc-form .ed--ligne [contenteditable=true]").click()
    camille.keyboard.press("Control+End")
    camille.keyboard.type(" et durée")
    expect_said(camille, "enregistré à")
    expect(camille.locator(BODY)).to_have_text("Avant. De Claire.")
    assert body_of(article) == "<p>Avant. De Claire.</p>"
    assert article.title == "Objet et durée"


def test_a_lost_connection_keeps_the_text_and_sends_it_again(open_as, article):
    page = open_as("Claire")
    page.context.set_offline(True)
    write(page, " Hors ligne.")
    expect_said(page, "Hors connexion : votre texte est gardé sur cet appareil")
    page.context.set_offline(False)
    expect_said(page, "enregistré à")
    assert body_of(article) == "<p>Avant. Hors ligne.</p>"


def test_a_page_closed_too_soon_gives_its_text_back(open_as, article, assert_accessible):
    page = open_as("Claire")
    leave_unsaved(page, " Gardé.")
    page.goto(address(article))
    found = page.locator("#bloc-avis")
    expect(found).to_contain_text("Un texte non enregistré du", timeout=SLOW)
    expect(found.locator(".le-mien ins")).to_contain_text("Gardé.")
    assert_accessible(page)
    found.get_by_role("button", name="Le reprendre").click()
    expect_said(page, "enregistré à")
    assert body_of(article) == "<p>Avant. Gardé.</p>"
    page.reload()
    expect(page.locator(BODY)).to_have_text("Avant. Gardé.", timeout=SLOW)
    expect(found).to_have_count(0)


def test_the_text_of_one_account_is_never_offered_to_another(open_as, article, live_server):
    page = open_as("Claire")
    leave_unsaved(page, " À Claire.")
    page.context.add_cookies([session_of(article, "Camille", live_server.url)])
    page.goto(address(article))
    expect(page.locator(BODY)).to_have_text("Avant.", timeout=SLOW)
    expect(page.locator("#bloc-avis")).to_have_count(0)


def test_a_session_that_ended_keeps_the_text_until_one_is_back(open_as, article):
    page = open_as("Claire")
    cookies = page.context.cookies()
    page.context.clear_cookies()
    write(page, " Toujours là.")
    expect_said(page, "Votre session a pris fin")
    expect(page.get_by_role("link", name="Se reconnecter")).to_be_visible()
    page.context.add_cookies(cookies)
    look_around(page)
    expect_said(page, "enregistré à")
    assert body_of(article) == "<p>Avant. Toujours là.</p>"


def test_going_to_another_block_saves_first(open_as, article):
    other = ArticleFactory(convention=article.convention, title="Durée", body="<p>Cinq ans.</p>")
    page = open_as("Claire")
    write(page, " Juste à temps.")
    page.locator(f"#plan a[data-bloc={Address.of(other)}]").click()
    expect(page.locator(BODY)).to_have_text("Cinq ans.", timeout=SLOW)
    assert body_of(article) == "<p>Avant. Juste à temps.</p>"


def test_a_faulty_title_is_told_under_it_and_the_rest_is_kept(open_as, article):
    page = open_as("Claire")
    title = page.locator("#bloc-form .ed--ligne [contenteditable=true]")
    title.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    expect_said(page, "Refusé")
    expect(page.locator("#bloc-form .faute")).to_be_visible()
    page.keyboard.type("Objet et buts")
    expect_said(page, "enregistré à")
    expect(page.locator("#bloc-form .faute")).to_have_count(0)
    assert body_of(article) == "<p>Avant.</p>"
    assert article.title == "Objet et buts"


def test_what_is_typed_before_the_page_is_all_there_is_saved_too(page_as, article):
    page = page_as(article.convention.owner.memberships.first().account)
    held = []
    page.route("**/atelier/saving*.js", lambda route: held.append(route))
    page.goto(address(article), wait_until="commit")
    write(page, " Tout de suite.")
    assert page.locator("[data-complet]").count() == 0
    for route in held:
        route.continue_()
    expect_said(page, "enregistré à")
    assert body_of(article) == "<p>Avant. Tout de suite.</p>"
    page.wait_for_load_state("networkidle")
