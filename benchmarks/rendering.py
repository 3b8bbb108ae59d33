"""Printing the real conventions: seconds, pages, memory, and what our way adds to WeasyPrint alone.

The ratio compares two processes that start cold, turn about: ours (from the Document to the bytes, HTML included)
and the barest script that gives WeasyPrint the same HTML, style and fonts. Best of three each; the promise is on
processor time, which the neighbours on the machine do not change.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from django.conf import settings

from benchmarks.row import Row
from conventions.document.model import Document
from conventions.readers.files import load
from conventions.writers import front, html
from conventions.writers.pdf import to_pdf
from ctg.pdf import fonts

ROUNDS = 3
PROMISED_RATIO = 1.15
Cost = tuple[float, float]  # clock, processor
BARE = """
import json, sys
from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse
job = json.load(sys.stdin)
class Assets(URLFetcher):
    def fetch(self, url, headers=None):
        data, kind = job["assets"][url.removeprefix("ctg-asset:")]
        return URLFetcherResponse(url, bytes.fromhex(data), {"Content-Type": kind})
fetcher = Assets()
css = CSS(string=job["css"], url_fetcher=fetcher)
sys.stdout.buffer.write(HTML(string=job["html"], url_fetcher=fetcher).write_pdf(
    stylesheets=[css], pdf_variant="pdf/a-3a", pdf_tags=True))
"""


def run() -> list[Row]:
    """Rows for every real convention that is on this machine; none when there is none."""
    folder = Path(settings.BASE_DIR).parent / "shared" / "seeds"
    rows: list[Row] = []
    for path in sorted(folder.glob("*.txt")):
        rows += _measure(path.stem, load(str(path)))
    return rows


def _measure(name: str, document: Document) -> list[Row]:
    ours: list[Cost] = []
    bare: list[Cost] = []
    pages, memory = 0, 0.0
    for _ in range(ROUNDS):
        before = _now()
        rendered = to_pdf(document)
        ours.append(_since(before))
        pages, memory = rendered.pages, rendered.megabytes
        bare.append(_bare(document))
    clock, processor = (min(ours)[0] / min(bare)[0], _best_cpu(ours) / _best_cpu(bare))
    return [
        Row(f"{name} : mise en page", min(ours)[0], "s"),
        Row(f"{name} : pages", pages, "pages"),
        Row(f"{name} : mémoire de pointe", memory, "Mo"),
        Row(f"{name} : rapport à WeasyPrint seul, processeur", processor, "×", PROMISED_RATIO),
        Row(f"{name} : rapport à WeasyPrint seul, durée", clock, "×"),
    ]


def _best_cpu(costs: list[Cost]) -> float:
    return min(cpu for _, cpu in costs)


def _now() -> Cost:
    """Seconds of clock, seconds of processor used by this process and its children that have ended."""
    spent = os.times()
    return time.perf_counter(), sum(spent[:4])


def _since(before: Cost) -> Cost:
    after = _now()
    return after[0] - before[0], after[1] - before[1]


def _bare(document: Document) -> Cost:
    """What WeasyPrint alone takes, start of the process included."""
    assets = {key: (data.hex(), kind) for key, (data, kind) in front.logos(document).items()}
    job = {"html": html.to_html(document), "css": html.style(), "assets": assets}
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"FONTCONFIG_FILE": str(fonts.configure(Path(folder)))}
        before = _now()
        subprocess.run(  # noqa: S603 - our own script
            [sys.executable, "-I", "-c", BARE],
            input=json.dumps(job).encode(),
            stdout=subprocess.PIPE,
            env=environment,
            check=True,
        )
        return _since(before)
