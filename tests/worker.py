"""A worker for the tests: it does what is waiting, then leaves."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import zeal
from django.db import connection, connections

from ctg import jobs


@pytest.fixture
def worker(transactional_db):
    """A function that does the jobs; the queue is empty at first, which the end of a test does not see to."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
    return do_the_jobs


def do_the_jobs() -> None:
    """In a thread of its own: browser tests keep an event loop running in theirs."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(_work).result()


def _work() -> None:
    try:
        with zeal.zeal_ignore():
            jobs.work(wait=False, signals=False)
    finally:
        connections.close_all()
