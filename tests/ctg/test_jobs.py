"""Work beside the pages: it goes with the transaction, outlives the worker that dies, is given up in the end."""

import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.contrib import admin
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from ctg import jobs

DONE = []


@jobs.app.task(name="tests.note", retry=jobs.RETRY)
def note(word):
    DONE.append(word)
    if word == "raté":
        raise ValueError(word)


@pytest.fixture(autouse=True)
def _nothing_done():
    DONE.clear()


def states():
    return list(ProcrastinateJob.objects.values_list("status", "attempts"))


def test_a_job_is_done_once_and_forgotten(worker):
    note.defer(word="bonjour")
    assert jobs.is_pending("tests.note", word="bonjour")
    assert not jobs.is_pending("tests.note", word="bonsoir")
    worker()
    assert DONE == ["bonjour"]
    assert not jobs.is_pending("tests.note", word="bonjour")
    assert states() == []


def test_a_job_goes_away_with_the_transaction_that_asked_for_it(worker):
    with transaction.atomic():
        note.defer(word="jamais")
        transaction.set_rollback(True)
    worker()
    assert DONE == []


def test_a_job_that_fails_is_tried_again_later(worker):
    note.defer(word="raté")
    worker()
    assert states() == [("todo", 1)]
    assert ProcrastinateJob.objects.get().scheduled_at > timezone.now()


def left_by_a_dead_worker(attempts):
    """A job that a worker, silent for a minute, was doing."""
    note.defer(word="repris")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 minute')"
            " RETURNING id"
        )
        worker = cursor.fetchone()[0]
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s, attempts = %s",
            [worker, attempts],
        )


def test_what_a_killed_worker_left_is_done_by_the_next(worker):
    left_by_a_dead_worker(attempts=0)
    assert not jobs.has_worker()
    worker()
    assert DONE == ["repris"]


def test_what_kills_every_worker_is_given_up(worker):
    left_by_a_dead_worker(attempts=jobs.ATTEMPTS - 1)
    worker()
    assert DONE == []
    assert [state for state, _ in states()] == ["failed"]


def test_a_worker_is_known_by_its_signs_of_life(worker):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert jobs.has_worker()


def test_the_pages_of_the_libraries_are_not_in_the_administration():
    shown = {model._meta.app_label for model in admin.site._registry}
    assert shown.isdisjoint({"procrastinate", "pghistory"})


# Server and worker side by side


@pytest.fixture
def supervisor():
    """A server and a companion, as long-lived as can be."""
    sleep = python("import time; time.sleep(60)")
    process = subprocess.Popen([sys.executable, "-m", "ctg.supervising", sleep, sleep])
    try:
        until(lambda: len(children(process.pid)) == 2)
        yield process
    finally:
        process.kill()
        process.wait()


def python(code):
    """A command line that runs it, wherever the checkout is."""
    return shlex.join([sys.executable, "-c", code])


def children(pid):
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def lives(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def until(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_companion_that_dies_is_started_again(supervisor):
    server, companion = children(supervisor.pid)
    os.kill(companion, signal.SIGKILL)
    until(lambda: len(children(supervisor.pid)) == 2 and companion not in children(supervisor.pid))
    assert server in children(supervisor.pid)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_everything(supervisor, number):
    started = children(supervisor.pid)
    supervisor.send_signal(number)
    assert supervisor.wait(20) == 0
    assert not any(map(lives, started))


def test_nothing_outlives_a_supervisor_that_is_killed(supervisor):
    started = children(supervisor.pid)
    supervisor.kill()
    until(lambda: not any(map(lives, started)))


def test_the_end_of_the_server_is_the_end_of_all():
    commands = [python("raise SystemExit(3)"), "sleep 60"]
    done = subprocess.run(
        [sys.executable, "-m", "ctg.supervising", *commands], check=False, timeout=30
    )
    assert done.returncode == 3
