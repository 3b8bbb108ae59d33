"""The administration at work: writing a text with the keyboard, pasting from Word, putting blocks in order."""

import re

import pytest
from playwright.sync_api import expect

from conventions.models import Annex, Article
from tests.browser.conftest import PHONE
from tests.conventions.factories import (
    AnnexFactory,
    ArticleFactory,
    ConventionFactory,
    LegalBasisFactory,
    PartyFactory,
)
from tests.partners.factories import MembershipFactory, OrganisationFactory

# What Word puts on the clipboard: numbered paragraphs, a note, a title, a table.
WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office"><body>
<h2 class="MsoHeading2">Engagements</h2>
<p class="MsoNormal">Les parties s’engagent<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span
 class="MsoFootnoteReference">[1]</span></a> à :</p>
<p class="MsoListParagraphCxSpFirst" style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
 style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span><![endif]>partager le diagnostic</p>
<p class="MsoListParagraphCxSpMiddle" style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
 style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>chaque année</p>
<p class="MsoListParagraphCxSpLast" style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
 style='mso-list:Ignore'>2.<span>&nbsp;&nbsp;</span></span><![endif]>en suivre les effets</p>
<table class="MsoTableGrid"><thead><tr><td><p class="MsoNormal">Financeur</p></td></tr></thead>
<tbody><tr><td><p class="MsoNormal">Caf<o:p></o:p></p></td></tr></tbody></table>
<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id="ftn1"><p class="MsoFootnoteText"><a
 href="#_ftnref1" name="_ftn1"><span>[1]</span></a> Circulaire du 16 janvier 2020.</p></div></div>
</body></html>
"""
PASTE = """(target, html) => {
  const data = new DataTransfer()
  data.setData("text/html", html)
  target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
}"""
PASTE_TEXT = PASTE.replace("text/html", "text/plain")


@pytest.fixture
def adviser(transactional_db):
    return MembershipFactory()


@pytest.fixture
def convention(adviser):
    convention = ConventionFactory(owner=adviser.organisation)
    PartyFactory(convention=convention, organisation=OrganisationFactory())
    return convention


@pytest.fixture
def page(page_as, adviser):
    return page_as(adviser.account)


def edit(block):
    return f"/administration/conventions/{block._meta.model_name}/{block.pk}/change/"


def text_box(page, name="Texte"):
    """The editing zone of a field; the caret goes to its end."""
    box = page.get_by_role("textbox", name=name)
    box.focus()
    page.keyboard.press("Control+End")
    return box


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def choose(page, words):
    """In the open dialog: look for words, take the first answer."""
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    page.keyboard.type(words)
    expect(dialog.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)


def save(page):
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def test_an_article_is_written_with_the_keyboard_alone(page, convention, assert_accessible):
    target = ArticleFactory(convention=convention, title="Financement")
    article = ArticleFactory(convention=convention, title="Moyens", body="<p>Les moyens</p>")
    party = convention.parties.get()
    page.goto(edit(article))
    box = text_box(page)
    page.keyboard.type(" ")

    press(page, "Alt+F10", "Enter")
    choose(page, "chanac designation avec de")
    expect(box.locator(".puce")).to_have_text("de la commune de Chanac")

    page.keyboard.type(" sont dits à l’")
    press(page, "Alt+F10", "ArrowRight", "Enter")
    choose(page, "financement")
    expect(box.locator(".renvoi")).to_have_text("article 1er")

    press(page, "Alt+F10", "ArrowRight", "Enter")
    page.keyboard.type("Voir la circulaire.")
    assert_accessible(page)
    press(page, "Tab", "Enter")
    expect(box.locator(".ed-note")).to_be_visible()

    page.get_by_role("button", name="Insérer un tableau").first.press("Enter")
    page.get_by_label("Colonnes").fill("2")
    press(page, "Enter")
    expect(box.locator("th")).to_have_count(2)
    page.keyboard.type("Financeur")
    press(page, "Tab")
    page.keyboard.type("2025")
    assert_accessible(page)
    save(page)

    article.refresh_from_db()
    assert article.body.startswith(
        f'<p>Les moyens <span data-var="partie:{party.key}.de"></span> sont dits à l’'
        f'<span data-ref="{target.key}" data-kind="article"></span>'
        '<span data-note="Voir la circulaire."></span></p><table>'
    )
    assert "<tr><th><p>Financeur</p></th><th><p>2025</p></th></tr>" in article.body


def test_chips_say_what_the_directory_says_when_the_page_is_opened_again(page, convention):
    party = convention.parties.get()
    party.designation = ""
    party.save()
    article = ArticleFactory(
        convention=convention,
        title=f'Les moyens <span data-var="partie:{party.key}.de"></span>',
        body=f'<p><span data-var="Partie:{party.key}"></span> <span data-ref="parti" data-kind="article"></span></p>',
    )
    page.goto(edit(article))
    expect(page.get_by_role("textbox", name="Titre").locator(".puce")).to_have_text(
        "de la commune de Chanac"
    )
    organisation = party.organisation
    organisation.short_name = "commune de Chanac-le-Bas"
    organisation.save()
    page.reload()
    box = page.get_by_role("textbox", name="Texte")
    expect(box.locator(".puce").first).to_have_text("La commune de Chanac-le-Bas")
    expect(box.locator(".blanc")).to_have_text("renvoi rompu")


def test_a_text_pasted_from_word_keeps_its_lists_its_notes_and_its_table(page, convention):
    article = ArticleFactory(convention=convention, body="")
    page.goto(edit(article))
    text_box(page).evaluate(PASTE, WORD)
    save(page)
    article.refresh_from_db()
    body = re.sub(r"\s+", " ", article.body)
    assert "<h4>Engagements</h4>" in body
    assert 'engagent<span data-note="Circulaire du 16 janvier 2020."></span> à :' in body
    assert (
        "<ol><li><p>partager le diagnostic</p><ul><li><p>chaque année</p></li></ul></li>"
        "<li><p>en suivre les effets</p></li></ol>" in body
    )
    assert "<th><p>Financeur</p></th>" in body
    assert "Mso" not in body
    assert "ftn" not in body


def test_letters_of_a_word_list_are_kept(page, convention):
    article = ArticleFactory(convention=convention, body="")
    page.goto(edit(article))
    text_box(page).evaluate(PASTE, WORD.replace(">·<", ">a.<"))
    save(page)
    article.refresh_from_db()
    assert '<ol type="a"><li><p>chaque année</p></li></ol>' in article.body


def test_cells_pasted_as_mere_text_become_a_table(page, convention):
    article = ArticleFactory(convention=convention, body="")
    page.goto(edit(article))
    text_box(page).evaluate(PASTE_TEXT, "Thème\tCaf\nJeunesse\tPrestation de service")
    save(page)
    article.refresh_from_db()
    assert "<th><p>Thème</p></th><th><p>Caf</p></th>" in article.body
    assert "<td><p>Jeunesse</p></td><td><p>Prestation de service</p></td>" in article.body


def test_enter_in_the_title_goes_to_the_text(page, convention):
    article = ArticleFactory(convention=convention, title="Moyens", body="")
    page.goto(edit(article))
    text_box(page, "Titre")
    press(page, "Enter")
    page.keyboard.type("Chaque partie y pourvoit.")
    save(page)
    article.refresh_from_db()
    assert (article.title, article.body) == ("Moyens", "<p>Chaque partie y pourvoit.</p>")


def test_a_title_stays_on_one_line(page, convention):
    article = ArticleFactory(convention=convention, title="Moyens")
    page.goto(edit(article))
    box = text_box(page, "Titre")
    press(page, "Shift+Enter")
    page.keyboard.type(" communs")
    box.evaluate(PASTE, "<p>des</p><ul><li>parties</li></ul>")
    save(page)
    article.refresh_from_db()
    assert article.title == "Moyens communsdes parties"


def test_tables_are_shaped_from_their_own_toolbar(page, convention):
    cells = "<tr><td><p>a</p></td><td><p>b</p></td></tr>"
    article = ArticleFactory(
        convention=convention, body=f"<table><tbody>{cells}{cells}</tbody></table>"
    )
    page.goto(edit(article))
    page.get_by_role("textbox", name="Texte").locator("td").first.click()
    tools = page.get_by_role("toolbar", name="Tableau : Texte")
    for name in ("Ligne de titres", "Ajouter une ligne au-dessous", "Ajouter une colonne à droite"):
        tools.get_by_role("button", name=name).click()
    zone = page.get_by_role("textbox", name="Texte")
    expect(zone.locator("tr")).to_have_count(3)
    expect(zone.locator("th")).to_have_count(3)
    tools.get_by_role("button", name="Supprimer la ligne").click()
    expect(zone.locator("tr")).to_have_count(2)


def test_escape_then_tab_leaves_a_table(page, convention):
    article = ArticleFactory(
        convention=convention, body="<table><tbody><tr><td><p>a</p></td></tr></tbody></table>"
    )
    page.goto(edit(article))
    zone = page.get_by_role("textbox", name="Texte")
    zone.locator("td").click()
    press(page, "Escape", "Tab")
    expect(zone).not_to_be_focused()
    expect(zone.locator("tr")).to_have_count(1)


def test_articles_are_put_in_order_by_buttons_and_by_dragging(page, convention, assert_accessible):
    for title in ("Objet", "Moyens", "Durée"):
        ArticleFactory(convention=convention, title=title)
    page.goto(f"/administration/conventions/convention/{convention.pk}/change/#articles")
    articles = page.locator("#articles .bloc-titre")
    down = page.get_by_role("button", name="Descendre : Article 1er")
    down.focus()
    press(page, "Enter")
    expect(articles).to_have_text(["Article 1er Moyens", "Article 2 Objet", "Article 3 Durée"])
    expect(page.get_by_role("button", name="Descendre : Article 2")).to_be_focused()
    expect(page.locator("#articles [role=status]")).to_have_text(
        "Déplacé : c’est maintenant l’article 2."
    )

    handles = page.locator("#articles .poignee")
    handles.nth(2).drag_to(handles.nth(0))
    expect(articles).to_have_text(["Article 1er Durée", "Article 2 Moyens", "Article 3 Objet"])
    assert list(Article.objects.values_list("title", flat=True)) == ["Durée", "Moyens", "Objet"]
    assert_accessible(page)


def test_visas_are_added_and_ordered_in_the_page(page, convention):
    LegalBasisFactory(convention=convention, text="la loi")
    page.goto(f"/administration/conventions/convention/{convention.pk}/change/")
    page.get_by_role("button", name="Ajouter un visa").click()
    expect(page.get_by_role("textbox", name="Texte", exact=True)).to_be_focused()
    page.keyboard.type("le décret")
    page.get_by_role("button", name="Monter cette ligne").last.click()
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert [visa.text for visa in convention.legal_bases.all()] == ["le décret", "la loi"]


def test_an_annex_shows_the_rows_its_kind_prints(page, convention):
    annex = AnnexFactory(convention=convention)
    page.goto(edit(annex))
    facilities = page.get_by_role("heading", name="Équipements et services annexés")
    expect(facilities).to_be_hidden()
    page.get_by_label("Contenu").select_option(Annex.Kind.FACILITIES)
    expect(facilities).to_be_visible()


@pytest.mark.parametrize("path", ["", "conventions/convention/", "conventions/convention/add/"])
def test_the_pages_fit_a_phone(page_as, adviser, convention, path):
    page = page_as(adviser.account, PHONE)
    page.goto(f"/administration/{path}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_page_of_a_convention_fits_a_phone(page_as, adviser, convention, assert_accessible):
    article = ArticleFactory(convention=convention)
    LegalBasisFactory(convention=convention)
    page = page_as(adviser.account, PHONE)
    for address in (
        f"/administration/conventions/convention/{convention.pk}/change/",
        edit(article),
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert_accessible(page)
