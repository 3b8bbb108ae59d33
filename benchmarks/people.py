"""People who edit one convention at once, each at a browser of theirs, over HTTP to a server started for them."""

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

from conventions import blocks
from conventions.models import Article, Convention

TOKEN = "b" * 32  # of the forms: cookie and header hold the same
ROUNDS = 4
PAUSE = 1.5  # seconds between two saves of one person, who types meanwhile
Times = dict[str, list[float]]  # milliseconds by gesture


@contextlib.contextmanager
def server() -> Iterator[int]:
    """The port of a gunicorn like that of bin/demo, on the current database."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "BENCH_DATABASE": connection.settings_dict["NAME"],
    }
    command = [sys.executable, "-m", "gunicorn", "ctg.wsgi", "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(  # noqa: S603 - our own server
        [*command, "--threads", "8", "--timeout", "120", "--log-level", "error"],
        env=environment,
        cwd=settings.BASE_DIR,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait(port: int) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            _Browser(port, {}).get("/connexion/")
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return


class _Browser:
    """One connection kept open, with the cookies of one person."""

    def __init__(self, port: int, cookies: dict[str, str]) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self._headers = {"Cookie": cookie, "X-CSRFToken": TOKEN, "Accept": "application/json"}

    def get(self, address: str) -> bytes:
        return self._ask("GET", address)

    def post(self, address: str, data: dict[str, str]) -> bytes:
        return self._ask("POST", address, urlencode(data))

    def _ask(self, method: str, address: str, body: str | None = None) -> bytes:
        headers = self._headers | (
            {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        )
        self._connection.request(method, address, body, headers)
        answer = self._connection.getresponse()
        data = answer.read()
        if answer.status != 200:  # a benchmark of an error page says nothing
            raise RuntimeError(f"{method} {address} : {answer.status}")
        return data


@dataclass
class Writer:
    """Someone who writes one article, with the preview open."""

    convention: Convention
    article: Article
    cookies: dict[str, str]
    times: Times = field(default_factory=lambda: defaultdict(list))

    def work(self, port: int, start: threading.Barrier) -> None:
        browser = _Browser(port, self.cookies)
        page = f"/conventions/{self.convention.reference}"
        address = blocks.Address.of(self.article)
        base = blocks.state(self.article, address.kind)
        start.wait()
        self._timed("ouvrir", browser.get, f"{page}/blocs/{address}/")
        known = self._look(browser, f"{page}/apercu/{address}/", {})
        for turn in range(ROUNDS):
            typed = {"title": self.article.title, "body": f"{self.article.body}<p>Mot {turn}.</p>"}
            known = self._look(browser, f"{page}/apercu/{address}/", known, typed)
            time.sleep(PAUSE)
            sent = typed | {"etat": base}
            saved = self._timed(
                "enregistrer", browser.post, f"{page}/blocs/{address}/enregistrer/", sent
            )
            base = json.loads(saved)["state"]
            known = self._look(browser, f"{page}/apercu/{address}/", known)

    def _look(
        self,
        browser: _Browser,
        address: str,
        known: dict[str, str],
        typed: dict[str, str] | None = None,
    ) -> dict[str, str]:
        gesture = "aperçu" if known else "premier aperçu"
        data = (typed or {}) | {"connus": json.dumps(known)}
        sent = json.loads(self._timed(gesture, browser.post, address, data))["passages"]
        return known | {name: passage["digest"] for name, passage in sent.items()}

    def _timed(self, gesture, act, *arguments) -> bytes:
        start = time.perf_counter()
        answer: bytes = act(*arguments)
        self.times[gesture].append((time.perf_counter() - start) * 1000)
        return answer


def edit_together(convention: Convention, count: int, port: int) -> Times:
    """The first `count` articles edited at the same time, each by someone else; times of each gesture, sorted."""
    articles = list(convention.articles.all()[:count])
    writers = [Writer(convention, article, _cookies(rank)) for rank, article in enumerate(articles)]
    start = threading.Barrier(count)
    threads = [threading.Thread(target=writer.work, args=(port, start)) for writer in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times: Times = defaultdict(list)
    for writer in writers:
        for gesture, spent in writer.times.items():
            times[gesture] += spent
    if len(times["enregistrer"]) != ROUNDS * count:
        raise RuntimeError("Quelqu’un n’a pas pu enregistrer.")
    return {gesture: sorted(spent) for gesture, spent in times.items()}


def _cookies(rank: int) -> dict[str, str]:
    account, _ = get_user_model().objects.get_or_create(
        email=f"banc-{rank}@example.org",
        defaults={
            "is_superuser": True,
            "is_staff": True,
            "first_name": "Banc",
            "last_name": f"{rank}",
        },
    )
    client = Client()
    client.force_login(account)
    return {"sessionid": client.cookies["sessionid"].value, "csrftoken": TOKEN}
