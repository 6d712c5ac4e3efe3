"""The one settings file. With no LINKAGE_* variable set it runs on SQLite and local files under ./var.

A variable that is wrong or missing is named, together with what to write there.
"""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "linkage"
DATA = Path(os.environ.get("LINKAGE_DATA", "var")).resolve()
DRILL = (DATA / "drill").exists()
"""A drill database: fictional people, a shared password, sample dossiers. `linkage demo` makes the mark."""
DEBUG = os.environ.get("LINKAGE_DEBUG") == "1"


def _secret_key() -> str:
    if key := os.environ.get("LINKAGE_SECRET_KEY"):
        return key
    file = DATA / "secret.key"
    if not file.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text().strip()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = os.environ.get("LINKAGE_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("LINKAGE_ORIGINS", "").split(",") if o]


POSTGRESQL = {
    "server_side_binding": True,
    "prepare_threshold": 1,
    "options": "-c jit=off -c random_page_cost=1.1",
}
"""A statement asked twice is planned once; short reads gain nothing from being compiled or from sparing seeks."""


def database(url: str) -> dict:
    """Django's description of LINKAGE_DATABASE_URL; no URL means SQLite in the data folder."""
    if not url or url.startswith("sqlite:"):
        name = url.removeprefix("sqlite:").removeprefix("//") or str(DATA / "linkage.sqlite3")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": name,
            "CONN_MAX_AGE": 600,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-32000;"
                "PRAGMA temp_store=MEMORY;PRAGMA mmap_size=268435456;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "LINKAGE_DATABASE_URL 应写作 postgresql://用户:口令@主机:端口/库名，或留空使用 SQLite。"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 600,
        "OPTIONS": {**POSTGRESQL, **dict(parse_qsl(parts.query))},
    }


DATABASES = {"default": database(os.environ.get("LINKAGE_DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STORAGE_URL = os.environ.get("LINKAGE_STORAGE_URL", "")
MAX_UPLOAD_BYTES = int(os.environ.get("LINKAGE_MAX_UPLOAD_MB", "2048")) * 1024 * 1024

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    "linkage.audit",
    "linkage.accounts",
    "linkage.dossiers",
    "linkage.inbox",
    "linkage.documents",
    "linkage.evidence",
    "linkage.deadlines",
    "linkage.procedure",
    "linkage.cases",
    "linkage.consultations",
    "linkage.property",
    "linkage.waste",
    "linkage.penalties",
    "linkage.sampling",
    "linkage.clues",
    "linkage.investigations",
    "linkage.assessments",
    "linkage.detentions",
    "linkage.transfers",
    "linkage.filing_supervision",
    "linkage.reverse_transfers",
    "linkage.screening",
    "linkage.api",
    "linkage.web",
]
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "linkage.accounts.signing_in.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "web:login", "web:workbench", "web:login"
AXES_FAILURE_LIMIT, AXES_COOLOFF_TIME, AXES_LOCKOUT_PARAMETERS = 5, 0.25, [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE, AXES_VERBOSE, AXES_ENABLE_ACCESS_FAILURE_LOG = "registration/locked.html", False, False
AXES_HANDLER = "axes.handlers.database.AxesDatabaseHandler"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "linkage.web.middleware.SignedInOnly",
    "linkage.web.middleware.RefusalsAsSentences",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "linkage.web.urls"
WSGI_APPLICATION = "linkage.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "linkage.web.shell.context",
            ],
            "builtins": ["linkage.web.templatetags.wording"],
        },
    }
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "frame-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 8 * 3600
HTTPS = os.environ.get("LINKAGE_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LANGUAGE_CODE, TIME_ZONE, USE_TZ, USE_I18N = "zh-hans", "Asia/Shanghai", True, True
FORMAT_MODULE_PATH: list[str] = []

STATIC_URL = "/static/"
STATIC_ROOT = None
"""Files are served from the packages they come with (WHITENOISE_USE_FINDERS); nothing is collected."""
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "linkage.web.finders.PickFinder",
]
NODE_MODULES = ROOT / "node_modules"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "media"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["linkage.evidence.upload.StoringUploadHandler"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("LINKAGE_LOG_LEVEL", "WARNING")},
}
