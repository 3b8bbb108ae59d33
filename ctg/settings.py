"""One settings module; every difference between places comes from the environment (`.env.example` lists it all)."""

import os
from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF

from ctg.postgres import data_home, database_settings
from ctg.secret import secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
if (BASE_DIR / ".env").exists():
    env.read_env(str(BASE_DIR / ".env"))

# Who we are and whom we answer

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = secret_key(data_home())
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
ROOT_URLCONF = "ctg.urls"
WSGI_APPLICATION = "ctg.wsgi.application"
AUTH_USER_MODEL = "partners.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What we are made of: each storey knows only those above it in this list of ours

INSTALLED_APPS = [
    "ctg",
    "partners",
    "actions",
    "conventions",
    "conventions.apps.AdministrationConfig",  # django.contrib.admin, with our site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "crispy_forms",
    "csp",
    "django_htmx",
    "django_prose_editor",
    "import_export",
    "pghistory",
    "pgtrigger",
    "procrastinate.contrib.django",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ctg.access.BackToThePage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",  # who writes, told to the database
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
        },
    },
]

# Data

DATABASES = {"default": database_settings()}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(data_home() / "media"))  # outside the web root
STATIC_ROOT = BASE_DIR / "var" / "static"
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
CTG_REFERENCE_DIR = env.path(
    "CTG_REFERENCE_DIR",
    default=str(BASE_DIR / "node_modules" / "@etalab" / "decoupage-administratif" / "data"),
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20  # a long article with its tables is under 1 MB
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # the grid of a financing table

# Language: one, French

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# Accounts

LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "conventions:list"
LOGOUT_REDIRECT_URL = "login"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Security: closed by default

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
    }
}
HTTPS = env.bool("HTTPS", default=True)  # bin/demo answers on plain HTTP, on this machine only
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
)
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
X_FRAME_OPTIONS = "DENY"

# Forms, the editor and the imports

CRISPY_ALLOWED_TEMPLATE_PACKS = "ctg"  # our own: templates/ctg
CRISPY_TEMPLATE_PACK = "ctg"
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True
IMPORT_EXPORT_USE_TRANSACTIONS = True

# Work beside the pages: modules that hold tasks; two at once, for one machine serves pages too

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
PROCRASTINATE_IMPORT_PATHS = ["ctg.jobs", "conventions.previewing"]
PROCRASTINATE_WORKER_DEFAULTS = {
    "concurrency": env.int("JOBS_AT_ONCE", default=2),
    "delete_jobs": "successful",
    "fetch_job_polling_interval": 2.0,  # it is told of new jobs; this is for the day it is not
    "shutdown_graceful_timeout": 10.0,
    "stalled_worker_timeout": 20.0,
    "update_heartbeat_interval": 5.0,
}

# Logs go to standard error; identifiers only

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"procrastinate": {"level": "WARNING"}},  # it tells every job it is given
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "INFO")},
}
