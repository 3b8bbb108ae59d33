"""How long each of the five real conventions takes to read, when they stand beside the checkout."""

import time
from pathlib import Path

from django.conf import settings

from benchmarks.row import Row
from conventions.readers.text import read

SEEDS = Path(settings.BASE_DIR).parent / "shared" / "seeds"


def run() -> list[Row]:
    """The slowest of three readings of each, in seconds."""
    rows = []
    for path in sorted(SEEDS.glob("*.txt")):
        data = path.read_bytes()
        seconds = []
        for _ in range(3):
            start = time.perf_counter()
            read(data, path.name)
            seconds.append(time.perf_counter() - start)
        rows.append(Row(f"lecture de {path.stem}", max(seconds), "s", limit=1))
    return rows
