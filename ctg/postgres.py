"""The database: the one of DATABASE_URL, else the embedded PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import environ
from django.apps import AppConfig
from django.core import checks
from django.db import connections

from ctg.embedded import (
    DATABASE,
    OWNER,
    DatabaseUnavailable,
    EmbeddedServer,
    can_hold_a_cluster,
    digest,
)

__all__ = ["DatabaseUnavailable", "check_server_version", "data_home", "database_settings"]

CHECKOUT = Path(__file__).resolve().parent.parent
OLDEST_MAJOR = 15


def database_settings() -> dict[str, Any]:
    """The content of DATABASES["default"]; starts the embedded server when DATABASE_URL is unset.

    CTG_NO_DATABASE=1 starts nothing: for commands that only read code (mypy, collectstatic).
    Raises DatabaseUnavailable.
    """
    url = os.environ.get("DATABASE_URL")
    if url:
        return {**environ.Env.db_url_config(url), "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    host = (
        Path("/nonexistent")
        if os.environ.get("CTG_NO_DATABASE")
        else EmbeddedServer(data_home()).start()
    )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": DATABASE,
        "USER": OWNER,
        "HOST": str(host),
        "PORT": "5432",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def data_home() -> Path:
    """Where this user keeps the cluster and the uploaded files: CTG_DATA_DIR, else `var/` of the checkout when it can
    serve this user, else a folder of their own."""
    chosen = os.environ.get("CTG_DATA_DIR")
    if chosen:
        return Path(chosen).expanduser().absolute()
    var = CHECKOUT / "var"
    if can_hold_a_cluster(var):
        return var
    own = digest(CHECKOUT)
    if os.geteuid() == 0:
        return Path("/var/lib/ctg") / own
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "ctg" / own


def check_server_version(
    *, app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """System check: the server of each checked database is PostgreSQL 15 or later."""
    errors: list[checks.CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if connection.vendor != "postgresql":
            errors.append(
                checks.Error(
                    "Ce logiciel ne fonctionne qu’avec PostgreSQL : corrigez DATABASE_URL.",
                    id="ctg.E001",
                )
            )
            continue
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            major = int(cursor.fetchone()[0]) // 10_000
        if major < OLDEST_MAJOR:
            message = f"PostgreSQL {major} est trop ancien\u00a0: il faut PostgreSQL {OLDEST_MAJOR} ou plus récent."
            errors.append(checks.Error(message, id="ctg.E002"))
    return errors
