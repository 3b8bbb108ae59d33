"""What the list of conventions and a convention's page cost: queries (the same whatever the number) and time."""

import time
from statistics import median

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.row import Row
from conventions.demo.loading import load
from conventions.models import Convention

RUNS = 7
MANY = 45
HERE = {
    "SECURE_SSL_REDIRECT": False,
    "ALLOWED_HOSTS": ["testserver"],
    "STORAGES": settings.STORAGES
    | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}},
}


def run() -> list[Row]:
    """Load the demonstration, then forty-five conventions more; return queries and milliseconds."""
    load()
    client = Client()
    client.force_login(get_user_model().objects.filter(is_superuser=True).earliest("pk"))
    with override_settings(**HERE):
        few, _ = _cost(client, reverse("conventions:list"))
        _multiply()
        many, listed = _cost(client, reverse("conventions:list"))
        largest = Convention.objects.get(reference="creusot-2022")
        page, shown = _cost(client, reverse("conventions:reading", args=[largest.reference]))
    return [
        Row("liste des conventions : requêtes pour 5", few, "requêtes"),
        Row("liste des conventions : requêtes de plus pour 50", many - few, "requêtes", limit=0),
        Row("liste de 50 conventions : temps médian", listed, "ms"),
        Row("page d’une convention de 21 parties : requêtes", page, "requêtes", limit=40),
        Row("page d’une convention de 21 parties : temps médian", shown, "ms"),
    ]


def _cost(client: Client, url: str) -> tuple[int, float]:
    """Queries of one visit, median milliseconds of several."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    count = len(queries)  # now: the log is emptied at the next request
    assert response.status_code == 200, url  # noqa: S101 - a benchmark of an error page says nothing
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        client.get(url)
        times.append((time.perf_counter() - start) * 1000)
    return count, median(times)


def _multiply() -> None:
    """Copies of the first convention, with its parties."""
    model = Convention.objects.prefetch_related("parties").earliest("pk")
    parties = list(model.parties.all())
    for rank in range(MANY):
        model.pk, model._state.adding = None, True
        model.reference = f"banc-{rank}"
        model.save()
        for party in parties:
            party.pk, party._state.adding = None, True
            party.convention = model
            party.save()
