"""How long the official list takes to load: run twice, the second time over what is there."""

import time
from pathlib import Path

from django.conf import settings

from benchmarks.row import Row
from partners.models import Municipality
from partners.reference import load_territories


def run() -> list[Row]:
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
        Row(
            "load_territories, première et seconde fois : la plus longue",
            max(seconds),
            "s",
            limit=3,
        ),
        Row("recherche d’une commune", search * 1000, "ms", limit=50),
    ]
