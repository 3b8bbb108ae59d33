"""Work done beside the pages: a queue in PostgreSQL, and the worker that empties it.

A task is a function decorated by `app.task`; it is deferred inside the transaction of whoever asks, so a rollback takes
the job away with the rest. A worker may be killed at any moment: its jobs are given again to another one, three times
at most. Tasks are therefore written so that running them twice does no harm.
"""

import asyncio
import datetime as dt
from typing import Any

from django.utils import timezone
from procrastinate import App, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker
from procrastinate.jobs import Status

__all__ = ["ATTEMPTS", "RETRY", "app", "has_worker", "is_pending", "work"]

ATTEMPTS = 3
RETRY = RetryStrategy(max_attempts=ATTEMPTS - 1, wait=2)
SILENCE = 20  # seconds without a sign after which a worker is held dead; it gives one every five
REPAIR_EVERY = 15  # seconds
KEPT_HOURS = 72  # of the jobs that failed: time enough to read why
PENDING = (Status.TODO.value, Status.DOING.value)


def work(*, wait: bool = True, signals: bool = True) -> None:
    """Do the jobs until SIGTERM or SIGINT, which let the running one end; with `wait=False`, until none is left."""
    with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
        asyncio.run(_work(wait=wait, signals=signals))


async def _work(*, wait: bool, signals: bool) -> None:
    async with app.open_async(), asyncio.TaskGroup() as tasks:
        await _repair()
        repairs = tasks.create_task(
            _keep_repairing()
        )  # should it fail, all stops: the supervisor starts again
        await app.run_worker_async(wait=wait, install_signal_handlers=signals)
        repairs.cancel()


async def _keep_repairing() -> None:
    while True:
        await asyncio.sleep(REPAIR_EVERY)
        await _repair()


async def _repair() -> None:
    """Take up what a killed worker left, forget what ended long ago."""
    await _requeue_stalled(app)
    await app.job_manager.delete_old_jobs(
        nb_hours=KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )


async def _requeue_stalled(app: App) -> None:
    """Give the jobs of dead workers again; those that killed several are given up."""
    manager = app.job_manager
    await manager.prune_stalled_workers(SILENCE)
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE):
        if job.attempts + 1 < ATTEMPTS:
            await manager.retry_job(job)
        else:
            await manager.finish_job(job, status=Status.FAILED, delete_job=False)


def has_worker() -> bool:
    """Tell whether a worker gave a sign of life lately."""
    since = timezone.now() - dt.timedelta(seconds=SILENCE)
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=since).exists()


def is_pending(task: str, **arguments: Any) -> bool:
    """Tell whether a job of that task, called with these arguments, is waiting or running."""
    jobs = ProcrastinateJob.objects.filter(task_name=task, status__in=PENDING)
    return jobs.filter(args__contains=arguments).exists()
