"""Runs a server and its companions together: `python -m ctg.supervising 'SERVER …' 'COMPANION …'`.

The end of the server is the end of all; a companion that dies, however it dies, is started again. Ctrl-C, SIGTERM and
SIGHUP stop everything: first politely, then for good. Should this process itself be killed, the kernel tells the others
to stop. It imports nothing of ours, so that it holds no database.
"""

import ctypes
import shlex
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

POLITE_SECONDS = 12.0
LOOK = 0.2  # seconds between two looks
LONGEST_PAUSE = 30.0  # seconds before a companion that keeps dying is started again
SETTLED = 60.0  # seconds of life after which it is trusted again
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


@dataclass
class Companion:
    command: list[str]
    process: "subprocess.Popen[bytes]" = field(init=False)
    started: float = field(init=False)
    pause: float = 1.0

    def start(self) -> None:
        """In a session of its own, so that Ctrl-C reaches it through us and only once."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - what our own scripts ask for
            self.command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )

    def revive(self) -> None:
        """Start it again when it is dead, later and later when it does not live."""
        if self.process.poll() is None:
            return
        life = time.monotonic() - self.started
        if life > SETTLED:
            self.pause = 1.0
        if life >= self.pause:
            self.pause = min(2 * self.pause, LONGEST_PAUSE)
            self.start()


def run(commands: Sequence[str]) -> int:
    """Run them until the first ends or we are told to stop; return its exit status, 0 when we were told."""
    told = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: told.set())
    server, *companions = [Companion(shlex.split(command)) for command in commands]
    started: list[Companion] = []
    try:
        for one in (server, *companions):
            one.start()
            started.append(one)
        while not told.wait(LOOK) and server.process.poll() is None:
            for companion in companions:
                companion.revive()
    finally:
        _stop([one.process for one in started])
    return 0 if told.is_set() else server.process.returncode


def _stop(processes: "Sequence[subprocess.Popen[bytes]]") -> None:
    for process in processes:
        process.terminate()
    end = time.monotonic() + POLITE_SECONDS
    for process in processes:
        try:
            process.wait(max(0.0, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _die_with_parent() -> None:
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
