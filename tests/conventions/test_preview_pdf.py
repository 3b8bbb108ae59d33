"""The pages of the PDF while one writes: made by a job, kept until the next ones are ready."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from conventions import previewing
from conventions.assembling import assemble
from conventions.models import Article, PdfPreview
from conventions.views import pdf as pdf_view
from conventions.writers.pdf import edition
from ctg import pdf
from ctg.pdf import RenderRefused
from tests.conventions.factories import ArticleFactory, ConventionFactory, PartyFactory
from tests.partners.factories import AccountFactory

pytestmark = pytest.mark.django_db
State = PdfPreview.State


@pytest.fixture
def convention(convention):
    PartyFactory(convention=convention)
    ArticleFactory(convention=convention, key="duree", title="Durée", body="<p>Cinq ans.</p>")
    return convention


def url(name, convention, *more):
    return reverse(f"conventions:{name}", args=[convention.reference, *more])


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


def test_it_is_said_that_who_made_the_pages_is_gone(client, convention, monkeypatch):
    client.post(url("preview-ask", convention))
    PdfPreview.objects.update(state=State.RUNNING, percent=12, step="Application du style")
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
