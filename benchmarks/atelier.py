"""Drafting a convention of twenty articles and nine annexes: opening, saving, seeing the whole, alone or not."""

import json
import time
from collections.abc import Callable
from statistics import median

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks import people
from benchmarks.pages import HERE
from benchmarks.row import Row
from conventions import blocks, drafting, previewing
from conventions.assembling import assemble
from conventions.demo.loading import load
from conventions.models import Annex, Article, Convention
from conventions.writers.passages import MEMORY, passages
from ctg import jobs

ARTICLES, ANNEXES = 20, 9
RUNS = 15
SEVERAL = 20  # people at once


def run() -> list[Row]:
    """Milliseconds as the server spends them for one person, then as one and twenty people wait for them."""
    load()
    convention = _convention()
    user = get_user_model().objects.filter(is_superuser=True).earliest("pk")
    client = Client()
    client.force_login(user)
    with override_settings(**HERE):
        rows = [*_opening(client, convention), *_saving(client, convention)]
        rows += [*_preview(client, convention), *_rendering(convention)]
        rows += _pdf(convention, user)
    with people.server() as port:
        for count in (1, SEVERAL):
            rows += _together(convention, count, port)
    return rows


def _convention() -> Convention:
    """That of Aubrac, cut or lengthened to the size of the promise."""
    convention = Convention.objects.get(reference="aubrac-2024")
    for annex in list(convention.annexes.all())[ANNEXES:]:
        drafting.remove(annex)
    for _ in range(convention.articles.count(), ARTICLES):
        model = Article.objects.filter(convention=convention).earliest("pk")
        body = model.body + "<p>Un article de plus.</p>"
        drafting.place(Article(convention=convention, title="De plus", body=body), after=None)
    assert convention.articles.count() == ARTICLES  # noqa: S101
    assert Annex.objects.filter(convention=convention).count() == ANNEXES  # noqa: S101
    return convention


def _url(name: str, convention: Convention, *more: object) -> str:
    return reverse(f"conventions:{name}", args=[convention.reference, *more])


def _median(act: Callable[[int], object]) -> float:
    """Milliseconds, after a first time that is not counted."""
    times = []
    for turn in range(RUNS + 1):
        start = time.perf_counter()
        act(turn)
        times.append((time.perf_counter() - start) * 1000)
    return median(times[1:])


def _opening(client: Client, convention: Convention) -> list[Row]:
    address = _url("block", convention, blocks.Address.of(convention.articles.all()[3]))
    spent = _median(lambda _: client.get(address))
    queries = _queries(client, address)
    more = [
        Article(convention=convention, title=f"Article {rank}", body="<p>Bref.</p>")
        for rank in range(5)
    ]
    for article in more:
        drafting.place(article, after=None)
    longer = _queries(client, address)
    for article in more:
        drafting.remove(article)
    return [
        Row("atelier : ouvrir, 20 articles et 9 annexes", spent, "ms", limit=200),
        Row("atelier : ouvrir, requêtes", queries, "requêtes", limit=60),
        Row(
            "atelier : requêtes de plus pour 5 articles de plus",
            longer - queries,
            "requêtes",
            limit=0,
        ),
    ]


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200, address  # noqa: S101
    return len(queries)


def _saving(client: Client, convention: Convention) -> list[Row]:
    article = convention.articles.all()[3]
    address = blocks.Address.of(article)
    state = blocks.state(article, address.kind)

    def save(turn: int) -> None:
        nonlocal state
        data = {"title": article.title, "body": f"{article.body}<p>Mot {turn}.</p>", "etat": state}
        url = _url("save-block", convention, address)
        state = client.post(url, data, headers={"accept": "application/json"}).json()["state"]

    return [Row("atelier : enregistrer un bloc", _median(save), "ms", limit=100)]


def _preview(client: Client, convention: Convention) -> list[Row]:
    article = convention.articles.all()[3]
    url = _url("preview-passages", convention, blocks.Address.of(article))
    known: dict[str, str] = {}
    sizes: list[int] = []

    def ask(**typed: str) -> None:
        answer = client.post(url, typed | {"connus": json.dumps(known)})
        sizes.append(len(answer.content))
        known.update({name: one["digest"] for name, one in answer.json()["passages"].items()})

    def stored(turn: int) -> None:
        Article.objects.filter(pk=article.pk).update(body=f"{article.body}<p>Mot {turn}.</p>")
        ask()

    def typed(turn: int) -> None:
        ask(title=article.title, body=f"{article.body}<p>Frappe {turn}.</p>")

    ask()
    whole = sizes.pop()
    after_a_word = _median(stored)
    sent = median(sizes)
    while_typing = _median(typed)
    return [
        Row("aperçu entier après un mot enregistré", after_a_word, "ms", limit=200),
        Row("aperçu entier pendant la frappe", while_typing, "ms", limit=100),
        Row("aperçu : envoyé la première fois", whole / 1000, "ko"),
        Row("aperçu : envoyé après un mot", sent / 1000, "ko", limit=20),
    ]


def _rendering(convention: Convention) -> list[Row]:
    """What remembering passages brings, the reading of the database apart."""
    document = assemble(convention)

    def cold(_: int) -> None:
        MEMORY.clear()
        passages(document)

    return [
        Row("rendu du texte entier, rien en mémoire", _median(cold), "ms"),
        Row(
            "rendu du texte entier, inchangé", _median(lambda _: passages(document)), "ms", limit=20
        ),
    ]


def _pdf(convention: Convention, user: object) -> list[Row]:
    start = time.perf_counter()
    previewing.ask(convention, user)
    jobs.work(wait=False)
    made = time.perf_counter() - start
    again = _median(lambda _: previewing.ask(convention, user))
    assert previewing.done(convention) is not None  # noqa: S101
    return [
        Row("aperçu PDF : de la demande aux pages, travailleur compris", made, "s", limit=15),
        Row("aperçu PDF : texte inchangé", again, "ms", limit=200),
    ]


def _together(convention: Convention, count: int, port: int) -> list[Row]:
    who = "1 personne" if count == 1 else f"{count} personnes"
    times = people.edit_together(convention, count, port)
    rows = []
    for gesture, most in (("ouvrir", 6000), ("enregistrer", 1500), ("aperçu", 1500)):
        spent = times[gesture]
        worst = spent[min(len(spent) - 1, int(0.95 * len(spent)))]
        rows.append(Row(f"{who} par HTTP, {gesture} : médiane", median(spent), "ms"))
        rows.append(Row(f"{who} par HTTP, {gesture} : 95 %", worst, "ms", limit=most))
    return rows
