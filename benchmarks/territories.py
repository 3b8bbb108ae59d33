"""How long the official list takes to load: run twice, the second time over what is there."""

import time
from pathlib import Path

from django.conf import settings

from partners.models import Municipality
from partners.reference import load_territories


def run() -> list[dict]:
    """Load the official list into the current database; return seconds, and the time of one search."""
    source = Path(settings.CTG_REFERENCE_DIR)
    seconds = []
    for _ in range(2):
        start = time.perf_counter()
        load_territories(source)
        seconds.append(time.perf_counter() - start)
    start = time.perf_counter()
    list(Municipality.objects.search("saint etienne les orgues")[:20])
    search = time.perf_counter() - start
    return [
        {"name": "load_territories, premier chargement ou suivant", "value": round(max(seconds), 2), "unit": "s", "limit": 3},
        {"name": "recherche d’une commune", "value": round(search * 1000, 1), "unit": "ms", "limit": 50},
    ]  # fmt: skip
