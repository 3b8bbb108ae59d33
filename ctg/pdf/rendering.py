"""`render`: HTML and CSS in, PDF out, by a child process with limits."""

import base64
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ctg.pdf import fonts
from ctg.pdf.progress import Follower, Progress

NBSP = "\u00a0"
TOO_COMPLEX = "le document est trop complexe"
CHILD = Path(__file__).with_name("child.py")
ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH")  # what the child may know of us
MAX_SOURCE = 20 * 2**20  # bytes of HTML; the longest convention seen makes 0.3 MB
MAX_ASSETS = 60 * 2**20  # bytes of images, all together

Assets = Mapping[str, tuple[bytes, str]]  # key → (data, media type), served as `ctg-asset:<key>`


class RenderRefused(Exception):
    """The document cannot be laid out within the limits; the message is one French sentence for the user."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one rendering may cost: seconds of CPU (twice that on the clock), megabytes, pages, pixels an image."""

    seconds: int = 90
    megabytes: int = 1500
    pages: int = 1000
    pixels: int = 40_000_000


@dataclass(frozen=True, slots=True)
class Rendered:
    """A PDF/A-3a. `warnings` are French sentences: a character no font has, an image that cannot be read…

    `seconds` (clock) and `megabytes` (peak) are those of the child process.
    """

    pdf: bytes
    pages: int
    warnings: tuple[str, ...] = ()
    seconds: float = 0
    megabytes: float = 0


def render(
    html: str,
    *,
    css: str = "",
    assets: Assets | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> Rendered:
    """Lay `html` out, telling `progress` from time to time where it is.

    Raises RenderRefused when it is too much for `limits`, RuntimeError when WeasyPrint fails.
    """
    limits = limits or Limits()
    job = _job(html, css, assets or {}, limits)
    if absent := fonts.missing():
        raise RenderRefused(f"Polices absentes ({', '.join(absent)}) : lancez bin/assets.")
    with tempfile.TemporaryDirectory(prefix="ctg-pdf-") as folder, Follower(progress) as follower:
        output, errors, status = _run(job, Path(folder), limits, follower)
    return _read(output, errors, status, limits)


def _job(html: str, css: str, assets: Assets, limits: Limits) -> bytes:
    if len(html) > MAX_SOURCE or sum(len(data) for data, _ in assets.values()) > MAX_ASSETS:
        raise RenderRefused("Le document est trop lourd pour être mis en page.")
    encoded = {key: (base64.b64encode(data).decode(), kind) for key, (data, kind) in assets.items()}
    job = {"html": html, "css": css, "assets": encoded}
    job |= {name: getattr(limits, name) for name in ("seconds", "megabytes", "pages", "pixels")}
    return json.dumps(job).encode()


def _run(job: bytes, folder: Path, limits: Limits, follower: Follower) -> tuple[bytes, bytes, int]:
    """Output, errors and exit status of the child; status -SIGKILL when the clock stopped it."""
    environment = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    environment |= {"HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8"}
    environment["FONTCONFIG_FILE"] = str(fonts.configure(folder))
    steps = [] if follower.descriptor is None else [follower.descriptor]
    process = subprocess.Popen(  # noqa: S603 - our own interpreter on our own file
        [sys.executable, "-I", str(CHILD), *map(str, steps)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment,
        start_new_session=True,
        pass_fds=steps,
    )
    try:
        output, errors = follower.wait(process, job, 2 * limits.seconds + 10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        output, errors = process.communicate()
    return output, errors, process.returncode


def _read(output: bytes, errors: bytes, status: int, limits: Limits) -> Rendered:
    if status:
        _explain_death(status, errors, limits)
    head, _, pdf = output.partition(b"\n")
    result = json.loads(head)
    if result["status"] != "ok":
        raise RenderRefused(_refusal(result["status"], limits))
    return Rendered(
        pdf=pdf,
        pages=result["pages"],
        warnings=tuple(dict.fromkeys(_warnings(result["warnings"]))),
        seconds=result["seconds"],
        megabytes=result["megabytes"],
    )


def _explain_death(status: int, errors: bytes, limits: Limits) -> None:
    """Always raises: what the exit status of the child means."""
    if -status in (signal.SIGKILL, signal.SIGXCPU):
        raise RenderRefused(_refusal("time", limits))
    if status < 0 or b"MemoryError" in errors or b"out of memory" in errors.lower():
        raise RenderRefused(_refusal("memory", limits))  # Pango aborts when it gets no memory
    raise RuntimeError(f"WeasyPrint: {errors.decode(errors='replace').strip()[-1500:]}")


def _refusal(reason: str, limits: Limits) -> str:
    start, because = {
        "time": (f"a été arrêtée au bout de {limits.seconds}{NBSP}secondes", TOO_COMPLEX),
        "memory": (f"demande plus de {limits.megabytes}{NBSP}Mo de mémoire", TOO_COMPLEX),
        "depth": ("a été arrêtée", "trop d’éléments sont imbriqués les uns dans les autres"),
        "pages": (f"dépasse {limits.pages}{NBSP}pages", "le document est trop long"),
    }[reason]
    return f"La mise en page {start}{NBSP}: {because}."


NOTDEF = re.compile(r"^\.notdef glyph .*\(U\+([0-9A-F]+)\)$", re.DOTALL)
IMAGE = re.compile(
    r"^Failed to (?:load|render).* image (?:at )?'?(?:ctg-asset:)?([^':]*)", re.DOTALL
)


def _warnings(messages: list[Any]) -> list[str]:
    """What WeasyPrint said, as French sentences; its remarks on CSS are kept as they are."""
    found = []
    for message in map(str, messages):
        if match := NOTDEF.match(message):
            found.append(
                f"Le caractère U+{match[1]} manque dans les polices\u00a0: il est imprimé comme un carré vide."
            )
        elif match := IMAGE.match(message):
            found.append(
                f"L’image «\u00a0{match[1]}\u00a0» ne peut pas être lue\u00a0: elle n’est pas imprimée."
            )
        elif message.startswith("refused: "):
            found.append(f"Adresse refusée\u00a0: {message.removeprefix('refused: ')}")
        else:
            found.append(f"Remarque de la mise en page\u00a0: {message}")
    return found
