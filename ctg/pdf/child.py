"""The process that lays pages out: reads one JSON job on stdin, writes one JSON line then the PDF on stdout.

Run as a script by `ctg.pdf.rendering`, never imported by the application: it knows nothing of it, so that whatever a
hostile document obtains here, it obtains without settings, database or network.
"""

import base64
import gc
import json
import logging
import os
import re
import resource
import sys
import time
import warnings
from typing import Any

SCHEMES = ("#", "http://", "https://", "mailto:")
MAX_WARNINGS = 200
STEP = re.compile(r"Step (\d)(?:.* Page (\d+))?")


def limit(job: dict[str, Any]) -> None:
    """Bound this process: bytes of memory, seconds of CPU, bytes written, open files, no core dump."""
    memory, seconds = job["megabytes"] * 2**20, job["seconds"]
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (200 * 2**20, 200 * 2**20))
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Journal(logging.Handler):
    """Keeps what WeasyPrint says, bounded."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if len(self.messages) < MAX_WARNINGS:
            self.messages.append(record.getMessage()[:300])


class Steps(logging.Handler):
    """Tells on the pipe `descriptor`, a line each, the steps that WeasyPrint goes through: « 5 12 » is page 12."""

    def __init__(self, descriptor: int) -> None:
        super().__init__(logging.INFO)
        self.descriptor = descriptor

    def emit(self, record: logging.LogRecord) -> None:
        if match := STEP.match(record.getMessage()):
            os.write(self.descriptor, f"{match[1]} {match[2] or 0}\n".encode())


def lay_out(job: dict[str, Any], journal: Journal) -> tuple[dict[str, Any], bytes]:
    """The answer and the PDF; the PDF is empty when the pages are too many."""
    from PIL import Image
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    Image.MAX_IMAGE_PIXELS = job["pixels"]
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    assets = {key: (base64.b64decode(data), kind) for key, (data, kind) in job["assets"].items()}

    class Closed(URLFetcher):
        """Serves the assets of this job by `ctg-asset:<key>`; every other address is refused."""

        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            key = url.removeprefix("ctg-asset:")
            if key == url or key not in assets:
                journal.messages.append(f"refused: {url[:200]}")
                raise ValueError("address refused")
            data, kind = assets[key]
            return URLFetcherResponse(url, data, {"Content-Type": kind})

    fetcher = Closed(allowed_protocols=(), allow_redirects=False)
    html = HTML(string=job["html"], url_fetcher=fetcher, base_url=None)
    for link in html.etree_element.iter("a"):
        if not link.get("href", "#").strip().lower().startswith(SCHEMES):
            journal.messages.append(f"refused: {link.attrib.pop('href')[:200]}")
    options = {"pdf_variant": "pdf/a-3a", "pdf_tags": True, "dpi": 300}
    document = html.render(stylesheets=[CSS(string=job["css"], url_fetcher=fetcher)], **options)
    pages = len(document.pages)
    if pages > job["pages"]:
        return {"status": "pages"}, b""
    return {"status": "ok", "pages": pages}, document.write_pdf(**options)


def answer(job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Lay out, telling apart the three ways in which a document is too much for us."""
    journal = Journal()
    logger = logging.getLogger("weasyprint")
    logger.handlers, logger.propagate = [journal], False
    if len(sys.argv) > 1:
        progress = logging.getLogger("weasyprint.progress")
        progress.handlers, progress.propagate = [Steps(int(sys.argv[1]))], False
        progress.setLevel(logging.INFO)
    pdf = b""
    try:
        result, pdf = lay_out(job, journal)
    except MemoryError:
        result = {"status": "memory"}
    except RecursionError:
        result = {"status": "depth"}
    return {**result, "warnings": journal.messages}, pdf


def main() -> None:
    start = time.perf_counter()
    job = json.load(sys.stdin.buffer)
    limit(job)
    gc.disable()  # one document, then the process ends: nothing to collect, a tenth of the time won
    result, pdf = answer(job)
    result["seconds"] = time.perf_counter() - start
    result["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.buffer.write(json.dumps(result).encode() + b"\n" + pdf)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
