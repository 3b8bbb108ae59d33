"""Seeing the deed while it is written: the paper beside the text, and the pages of the PDF."""

import json

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conventions import drafting, previewing
from conventions.assembling import assemble
from conventions.models import Article, PdfPreview
from conventions.views import pdf as pdf_view
from conventions.writers import front
from conventions.writers.passages import MEMORY, passages
from conventions.writers.pdf import edition
from ctg import pdf
from ctg.pdf import RenderRefused
from tests.conventions.factories import (
    AnnexFactory,
    ArticleFactory,
    ConventionFactory,
    LegalBasisFactory,
    PartyFactory,
)
from tests.partners.factories import AccountFactory, MembershipFactory

pytestmark = pytest.mark.django_db
State = PdfPreview.State


@pytest.fixture(autouse=True)
def _nothing_remembered():
    MEMORY.clear()
    previewing._RECENT.clear()


@pytest.fixture
def convention(convention):
    PartyFactory(convention=convention)
    LegalBasisFactory(convention=convention)
    first = ArticleFactory(convention=convention, key="objet")
    ArticleFactory(convention=convention, key="duree", title="Durée", body="<p>Cinq ans.</p>")
    cited = f'<span data-ref="{first.key}" data-kind="article"></span>'
    ArticleFactory(
        convention=convention, key="suivi", title="Suivi", body=f"<p>Voir l’{cited}.</p>"
    )
    AnnexFactory(convention=convention, key="diag")
    return convention


def url(name, convention, *more):
    return reverse(f"conventions:{name}", args=[convention.reference, *more])


def shown(client, convention, **data):
    return client.get(url("preview", convention), data).content.decode()


def changes(client, convention, known=None, address="generalites", **typed):
    """What the page is sent when it has the passages `known` (name → digest)."""
    data = typed | ({"connus": json.dumps(known)} if known else {})
    answer = client.post(url("preview-passages", convention, address), data)
    assert answer.status_code == 200
    return answer.json()


def plain(html):
    return html.replace("<sup>", "").replace("</sup>", "").replace("\u00a0", " ")


def digests(answer):
    return {name: passage["digest"] for name, passage in answer["passages"].items()}


# On paper


def test_the_page_and_its_fragment_hold_the_whole_deed(client, convention):
    page = shown(client, convention, bloc="article-duree")
    fragment = client.get(
        url("preview", convention), headers={"hx-request": "true"}
    ).content.decode()
    for html in (page, fragment):
        for words in (
            "Les parties",
            "Vu le Code",
            "Article 1er",
            "Cinq ans.",
            "Fait à",
            "Annexe 1",
        ):
            assert words in plain(html)
    assert "<html" in page
    assert "<html" not in fragment
    assert fragment.lstrip().startswith('<section id="panel"')
    assert 'data-adresse="article-duree"' in page


def test_an_address_that_is_none_is_no_block_in_hand(client, convention):
    assert 'data-bloc-en-main=""' in shown(client, convention, bloc="<script>")


def test_the_paper_costs_the_same_however_long_the_convention(client, convention):
    def cost(address, **data):
        with CaptureQueriesContext(connection) as queries:
            client.post(address, data) if data else client.get(address)
        return len(queries)

    few = cost(url("preview", convention))
    few_passages = cost(url("preview-passages", convention, "generalites"), connus="{}")
    for _ in range(5):
        ArticleFactory(convention=convention)
        AnnexFactory(convention=convention)
        PartyFactory(convention=convention)
    assert cost(url("preview", convention)) == few
    assert cost(url("preview-passages", convention, "generalites"), connus="{}") == few_passages


def test_only_what_changed_is_sent(client, convention):
    known = digests(changes(client, convention))
    assert changes(client, convention, known)["passages"] == {}
    Article.objects.filter(key="duree").update(body="<p>Six ans.</p>")
    answer = changes(client, convention, known)
    assert list(answer["passages"]) == ["article-duree"]
    assert "Six ans." in answer["passages"]["article-duree"]["html"]


def test_what_cites_a_moved_article_is_sent_with_it(client, convention):
    known = digests(changes(client, convention))
    drafting.move(Article.objects.get(key="duree"), "1")
    answer = changes(client, convention, known)
    assert set(answer["passages"]) == {"article-objet", "article-duree", "article-suivi"}
    assert "article 2" in plain(answer["passages"]["article-suivi"]["html"])
    order = [name for name in answer["order"] if name.startswith("article")]
    assert order == ["article-duree", "article-objet", "article-suivi"]


def test_what_is_removed_leaves_the_order(client, convention):
    known = digests(changes(client, convention))
    drafting.remove(Article.objects.get(key="objet"))
    answer = changes(client, convention, known)
    assert "article-objet" not in answer["order"]
    assert "rompu" in answer["passages"]["article-suivi"]["html"]


def test_words_not_stored_yet_are_shown_and_not_stored(client, convention):
    known = digests(changes(client, convention))
    answer = changes(
        client, convention, known, "article-duree", title="Durée", body="<p>Dix ans.</p>"
    )
    assert list(answer["passages"]) == ["article-duree"]
    assert "Dix ans." in answer["passages"]["article-duree"]["html"]
    assert Article.objects.get(key="duree").body == "<p>Cinq ans.</p>"
    back = changes(client, convention, digests(answer))
    assert "Cinq ans." in back["passages"]["article-duree"]["html"]


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("generalites", {"title": "Des mots neufs"}),
        ("generalites", {"territory_name": "Des mots neufs"}),
        ("preambule", {"preamble": "<p>Des mots neufs</p>"}),
        ("annexe-diag", {"body": "<p>Des mots neufs</p>"}),
        ("cloture", {"closing_place": "Des mots neufs"}),
    ],
)
def test_every_block_is_shown_as_it_is_typed(client, convention, address, typed):
    known = digests(changes(client, convention))
    sent = changes(client, convention, known, address, **typed)["passages"]
    assert any("mots neufs" in passage["html"] for passage in sent.values())


def test_a_script_typed_is_not_shown(client, convention):
    body = '<p onclick="x()">Ici<script>alert(1)</script></p>'
    html = changes(client, convention, None, "article-duree", body=body)["passages"]
    assert "<script" not in html["article-duree"]["html"]
    assert "onclick" not in html["article-duree"]["html"]


def test_a_text_too_heavy_is_refused_in_french(client, convention):
    address = url("preview-passages", convention, "article-duree")
    answer = client.post(address, {"body": "<p>" + "a" * 5_000_000})
    assert answer.status_code == 422
    assert answer.json()["message"]


@pytest.mark.parametrize("known", ["", "pas du JSON", "[1]", '{"article-duree": 3}'])
def test_whatever_is_said_to_be_known_is_answered(client, convention, known):
    address = url("preview-passages", convention, "generalites")
    assert client.post(address, {"connus": known}).json()["passages"]["article-duree"]


def test_a_block_that_is_none_does_not_exist(client, convention):
    assert client.post(url("preview-passages", convention, "article")).status_code == 404
    assert client.get(url("preview-passages", convention, "generalites")).status_code == 405


def test_a_passage_is_rendered_once_for_what_it_says(convention, monkeypatch):
    rendered = []
    printed = front.printed_article
    monkeypatch.setattr(
        front,
        "printed_article",
        lambda composer, article: rendered.append(article.key) or printed(composer, article),
    )
    passages(assemble(convention))
    assert rendered == ["objet", "duree", "suivi"]
    rendered.clear()
    passages(assemble(convention))
    assert rendered == []
    Article.objects.filter(key="objet").update(title="But")
    passages(assemble(convention))
    assert rendered == ["objet"]


def test_what_is_remembered_is_what_would_be_rendered(convention):
    steps = [
        lambda: Article.objects.filter(key="objet").update(title="But"),
        lambda: drafting.move(Article.objects.get(key="suivi"), "1"),
        lambda: drafting.remove(Article.objects.get(key="objet")),
        lambda: AnnexFactory(convention=convention, key="plan"),
        lambda: PartyFactory(convention=convention),
        lambda: LegalBasisFactory(convention=convention),
    ]
    for step in steps:
        passages(assemble(convention))
        step()
        document = assemble(convention)
        remembered = passages(document)
        MEMORY.clear()
        assert remembered == passages(document)


# Who sees


@pytest.mark.parametrize(
    ("method", "name", "more"),
    [
        ("get", "preview", ()),
        ("post", "preview-passages", ("generalites",)),
        ("post", "preview-ask", ()),
        ("get", "preview-progress", ()),
    ],
)
def test_the_preview_of_others_does_not_exist(client, convention, method, name, more):
    client.force_login(AccountFactory())
    assert getattr(client, method)(url(name, convention, *more)).status_code == 404
    client.logout()
    assert getattr(client, method)(url(name, convention, *more)).status_code == 302


def test_a_party_sees_what_it_will_sign(client, convention):
    party = convention.parties.get()
    client.force_login(MembershipFactory(organisation=party.organisation).account)
    assert "Cinq ans." in shown(client, convention)
    assert client.post(url("preview-ask", convention)).status_code == 302


# The PDF


def pages_view(client, convention, **headers):
    return client.get(url("preview", convention), {"vue": "pdf"}, headers=headers).content.decode()


def test_the_pages_are_made_by_a_job_and_kept(client, convention, worker):
    assert "Faire les pages" in pages_view(client, convention)
    for _ in range(2):  # a double click
        client.post(url("preview-ask", convention))
    preview = PdfPreview.objects.get()
    assert preview.state == State.QUEUED
    assert "En attente de son tour" in pages_view(client, convention)
    worker()
    preview.refresh_from_db()
    assert (preview.state, preview.percent) == (State.DONE, 100)
    assert bytes(preview.pdf).startswith(b"%PDF")
    page = pages_view(client, convention)
    assert f'alt="Page 1 sur {preview.pages}"' in page
    assert "Télécharger" in page
    client.post(url("preview-ask", convention))
    assert PdfPreview.objects.get() == preview


def test_a_picture_of_each_page_and_of_no_other(client, convention, worker):
    previewing.ask(convention, None)
    worker()
    preview = PdfPreview.objects.get()
    picture = client.get(url("preview-page", convention, preview.pk, 1))
    assert picture["Content-Type"] == "image/png"
    assert "private" in picture["Cache-Control"]
    assert picture.content.startswith(b"\x89PNG")
    assert len(picture.content) < 400_000
    for number in (0, preview.pages + 1, 10**9):
        address = url("preview-page", convention, preview.pk, number)
        assert client.get(address).status_code == 404
    other = ConventionFactory(owner=convention.owner)
    assert client.get(url("preview-page", other, preview.pk, 1)).status_code == 404
    client.force_login(AccountFactory())
    assert client.get(url("preview-page", convention, preview.pk, 1)).status_code == 404


def made(convention, **values):
    """A preview already made of the text as it stands."""
    values = {"digest": edition(assemble(convention)), "state": State.DONE, "pages": 2} | values
    return PdfPreview.objects.create(convention=convention, pdf=b"%PDF-1.7", **values)


def test_the_download_is_the_pdf_already_made(client, convention, monkeypatch):
    made(convention)

    def never(document):
        raise AssertionError("printed twice")

    monkeypatch.setattr(pdf_view, "to_pdf", never)
    assert client.get(url("pdf", convention)).content == b"%PDF-1.7"


def test_the_last_pages_stay_until_the_next_are_ready(client, convention, worker):
    before = made(convention)
    Article.objects.filter(key="duree").update(body="<p>Six ans.</p>")
    page = pages_view(client, convention)
    assert "Refaire les pages" in page
    assert "d’un texte plus ancien" in page
    assert url("preview-page", convention, before.pk, 1) in page
    client.post(url("preview-ask", convention))
    page = pages_view(client, convention)
    assert "<progress" in page
    assert url("preview-page", convention, before.pk, 1) in page
    worker()
    after = previewing.done(convention)
    assert after != before
    assert url("preview-page", convention, after.pk, 1) in pages_view(client, convention)


def test_only_the_last_pages_are_kept(convention, worker):
    olds = [made(convention, digest=str(rank)) for rank in range(3)]
    previewing.ask(convention, None)
    worker()
    kept = list(PdfPreview.objects.values_list("pk", flat=True))
    assert len(kept) == previewing.KEPT
    assert olds[-1].pk in kept


def test_a_refusal_is_told_and_the_last_pages_kept(client, convention, worker, monkeypatch):
    before = made(convention, digest="ancien")

    def refuse(document, **options):
        raise RenderRefused("Le document est trop lourd pour être mis en page.")

    monkeypatch.setattr(previewing, "to_pdf", refuse)
    previewing.ask(convention, None)
    worker()
    page = pages_view(client, convention)
    assert "trop lourd" in page
    assert "Recommencer" in page
    assert 'hx-trigger="submit"' in page  # not again by itself
    assert url("preview-page", convention, before.pk, 1) in page


def test_a_preview_whose_job_is_gone_is_asked_for_again(client, convention, worker):
    PdfPreview.objects.create(convention=convention, digest="x", state=State.RUNNING)
    page = pages_view(client, convention)
    assert "s’est interrompue" in page
    client.post(url("preview-ask", convention))
    worker()
    assert previewing.done(convention)


def test_a_job_run_twice_does_no_harm(convention, worker):
    preview = previewing.ask(convention, None)
    worker()
    previewing.make(preview=preview.pk)
    previewing.make(preview=preview.pk + 1)
    assert PdfPreview.objects.get().state == State.DONE


def test_a_queued_preview_prints_the_text_of_its_turn(convention, worker):
    previewing.ask(convention, None)
    Article.objects.filter(key="duree").update(body="<p>Six ans.</p>")
    worker()
    assert previewing.done(convention, edition(assemble(convention)))


def test_it_is_said_that_nobody_makes_the_pages(client, convention, worker, monkeypatch):
    client.post(url("preview-ask", convention))
    assert "ne répond pas" not in pages_view(client, convention)
    monkeypatch.setattr("conventions.views.preview.PATIENCE", -1)
    assert "ne répond pas" in pages_view(client, convention)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert "ne répond pas" not in pages_view(client, convention)


def test_the_bar_moves_then_gives_way_to_the_pages(client, convention, worker):
    client.post(url("preview-ask", convention))
    PdfPreview.objects.update(state=State.RUNNING, percent=42, step="Mise en page : page 7")
    asked = {"hx-request": "true"}
    bar = client.get(url("preview-progress", convention), headers=asked).content.decode()
    assert 'value="42"' in bar
    assert "page 7" in bar
    assert 'id="panel"' not in bar
    worker()
    answer = client.get(url("preview-progress", convention), headers=asked)
    assert answer["HX-Retarget"] == "#panel"
    assert "Télécharger" in answer.content.decode()


def test_one_preview_at_once_for_a_convention(convention):
    PdfPreview.objects.create(convention=convention, digest="a")
    with pytest.raises(IntegrityError, match="one_pdf_preview_at_once"), transaction.atomic():
        PdfPreview.objects.create(convention=convention, digest="b", state=State.RUNNING)


def test_the_progress_goes_forward_in_french():
    told = []
    paragraphs = "<p style='break-after: page'>Texte</p>" * 60
    html = f"<!DOCTYPE html><html lang='fr'><title>Essai</title><body>{paragraphs}</body></html>"
    pdf.render(html, progress=lambda percent, words: told.append((percent, words)))
    percents = [percent for percent, _ in told]
    assert percents == sorted(percents)
    assert all(0 < percent < 100 for percent in percents)
    assert {words.partition("\u00a0")[0] for _, words in told} <= {
        *(words for _, words in pdf.progress.STEPS.values()),
        "Mise en page",
    }
