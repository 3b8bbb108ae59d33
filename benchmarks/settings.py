"""The settings of the server that a benchmark starts: plain HTTP, on the database of the bench."""

import os

from ctg.settings import *  # noqa: F403
from ctg.settings import DATABASES, STORAGES

DATABASES["default"]["NAME"] = os.environ.get("BENCH_DATABASE", "")
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
