"""The settings of the tests: those of the software, without HTTPS, with a fast hasher and N+1 queries refused."""

import os

os.environ.setdefault("SECRET_KEY", "tests-only")

from ctg.settings import *  # noqa: F403
from ctg.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE, STORAGES

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Tests may lose everything: do not wait for the disk. Threads of the live server close their connection.
DATABASES["default"] |= {"CONN_MAX_AGE": 0, "OPTIONS": {"options": "-c synchronous_commit=off"}}

# Plain HTTP, and static files as they stand in the folders: nothing to collect first
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

# Two queries of the same kind from one place of a page are one too many
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
ZEAL_RAISE = True
ZEAL_ALLOWLIST = [
    # Django's choice fields read each chosen row by itself when several inline forms are posted
    {"model": "partners.*", "field": "get()"},
    {"model": "sessions.Session", "field": "get()"},  # Django reads it twice to end it
]
