"""Django's settings, made from the operator's (`environment.py`)."""

from pathlib import Path
from typing import Any

from oneworkforce.config.environment import kept_secret_key, read_environment
from oneworkforce.ui import assets

PACKAGE = Path(__file__).resolve().parent.parent
given = read_environment()
DATA_DIR: Path = given["data_dir"]
if given["frameworks_dir"]:
    from oneworkforce.frameworks import add_directory

    add_directory(given["frameworks_dir"])

SECRET_KEY = given["secret_key"] or kept_secret_key(DATA_DIR)
DEBUG = given["debug"]
DEMO = given["demo"]
ALLOWED_HOSTS = given["hosts"]
ORIGIN = given["origin"]
BIND, PORT, WORKERS = given["bind"], given["port"], given["workers"]
BEHIND_PROXY = given["behind_proxy"]

INSTALLED_APPS = [
    "oneworkforce.home",
    "oneworkforce.reporting",
    "oneworkforce.action_plans",
    "oneworkforce.results",
    "oneworkforce.gathering.take_part",
    "oneworkforce.gathering.involvement",
    "oneworkforce.gathering.questionnaires.paper",
    "oneworkforce.gathering.questionnaires",
    "oneworkforce.gathering.evidence",
    "oneworkforce.invitations",
    "oneworkforce.visitors",
    "oneworkforce.plans",
    "oneworkforce.assessments",
    "oneworkforce.partnerships",
    "oneworkforce.mail",
    "oneworkforce.jobs",
    "oneworkforce.accounts",
    "oneworkforce.ui",
    "allauth",
    "allauth.account",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "oneworkforce.ui.middleware.keep_private",
    "oneworkforce.ui.packing.packed",
    "oneworkforce.ui.middleware.straight_to_visitors",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "oneworkforce.partnerships.middleware.local_time",
]
ROOT_URLCONF = "oneworkforce.config.urls"
WSGI_APPLICATION = "oneworkforce.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        # Each app has its pages in its own folder `jinja2`.
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "oneworkforce.ui.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "oneworkforce.home.navigation.navigation",
            ],
        },
    },
    # allauth checks that a Django engine is there; no page of ours uses it.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA_DIR / "oneworkforce.sqlite3",
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # secure_delete: what a released draft held leaves no trace in the file's free pages.
        "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={given['synchronous']}; PRAGMA secure_delete=ON;",
    },
}
DATABASES: dict[str, dict[str, Any]] = {"default": given["database_url"] or SQLITE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Counted tries must not push one another out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

SMTP = given["smtp_url"]
MAIL_FROM: tuple[str, str] = given["mail_from"]
MAIL_BOUNCES: str = given["mail_bounces"][1]
MAIL_PER_MINUTE: int = given["mail_per_minute"]
SECONDS_TO_CHOOSE: tuple[int, int] = given["seconds_to_choose"]
WORKER_IN_SERVE: bool = given["worker_in_serve"]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "after-sign-in"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "oneworkforce.accounts.adapter.Adapter"
ACCOUNT_SESSION_REMEMBER = False
# An office of hundreds may share one address; a single account stays guarded by its own, tighter, limit.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "60/m/ip,5/5m/key"}

SESSION_COOKIE_NAME = "oneworkforce_session"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ORIGIN.startswith("https://")
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "oneworkforce_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [ORIGIN] if ORIGIN else []
CSRF_FAILURE_VIEW = "oneworkforce.home.views.form_expired"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if ORIGIN.startswith("https://"):
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
# A sheet with every comment filled in is far below this; a larger body is refused before it is read.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

STATIC_URL = "/static/"
STATIC_ROOT = None
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_IMMUTABLE_FILE_TEST = assets.NEVER_CHANGES

LANGUAGE_CODE = "en-gb"
# Each by its own name, as a switch offers it. Staff pages are English for now: `ui/languages.py` says which are not.
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "oneworkforce_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"route_names": {"()": "oneworkforce.config.logs.RouteNames"}},
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["route_names"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
