"""How far a rendering is: what the child process tells on its pipe, as a percentage and a few French words."""

import os
import subprocess
import time
from collections.abc import Callable
from math import exp

Progress = Callable[[int, str], None]  # percent, words

EVERY = 0.25  # seconds between two looks at the pipe
FIRST_PAGE, LAST_PAGE = 20, 80  # percent
USUAL_PAGES = 25  # after as many, two thirds of the way between the two
STEPS = {
    "1": (5, "Lecture du texte"),
    "2": (8, "Lecture de la feuille de style"),
    "3": (12, "Application du style"),
    "4": (16, "Préparation des pages"),
    "6": (85, "Écriture du fichier PDF"),
    "7": (95, "Écriture du fichier PDF"),
}


class Follower:
    """Follows one child: `descriptor` is its end of the pipe, None when nobody listens."""

    def __init__(self, progress: Progress | None) -> None:
        self.progress = progress
        self.descriptor: int | None = None
        self._percent, self._rest = 0, b""

    def __enter__(self) -> "Follower":
        if self.progress:
            self._reader, self.descriptor = os.pipe()
            os.set_blocking(self._reader, False)
        return self

    def __exit__(self, *exception: object) -> None:
        if self.descriptor is not None:
            os.close(self.descriptor)
            os.close(self._reader)

    def wait(
        self, process: "subprocess.Popen[bytes]", job: bytes, seconds: float
    ) -> tuple[bytes, bytes]:
        """The output and the errors of the child given `job`. Raises TimeoutExpired after `seconds`."""
        if self.progress is None:
            return process.communicate(job, timeout=seconds)
        end, given = time.monotonic() + seconds, job
        while True:
            try:
                return process.communicate(given or None, timeout=EVERY)
            except subprocess.TimeoutExpired:
                given = b""  # it has it already
                if time.monotonic() > end:
                    raise
                self._look()

    def _look(self) -> None:
        """Tell the last line received, when it is further than what was told before."""
        try:
            lines = (self._rest + os.read(self._reader, 65536)).split(b"\n")
        except BlockingIOError:
            return
        self._rest = lines.pop()
        if lines and self.progress:
            percent, words = told(lines[-1].decode())
            self._percent = max(
                percent, self._percent
            )  # pages are laid out twice when one refers to another
            self.progress(self._percent, words)


def told(line: str) -> tuple[int, str]:
    """« 5 12 » → (42, « Mise en page : page 12 »)."""
    step, _, page = line.partition(" ")
    if step in STEPS:
        return STEPS[step]
    share = 1 - exp(-int(page) / USUAL_PAGES)
    percent = FIRST_PAGE + round((LAST_PAGE - FIRST_PAGE) * share)
    return percent, f"Mise en page\u00a0: page {page}" if page != "0" else "Mise en page"
