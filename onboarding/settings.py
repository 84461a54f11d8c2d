"""Settings, from environment variables (docs/beheer.md lists them). Nobody imports this module."""

from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEMO = env.bool("STAGESTART_DEMO", False)
TESTING = env.bool("STAGESTART_TESTING", False)
LOCAL = DEMO or TESTING
DEBUG = env.bool("DEBUG", False)
DATA_DIR = Path(env("STAGESTART_DATA", default=str(BASE_DIR / ".data")))
SITE_NAME = env("STAGESTART_NAME", default="Leerplaats Regio Maas")
SITE_URL = env("STAGESTART_URL", default="http://localhost:8000")
HELP_PHONE = env("STAGESTART_HELP_PHONE", default="010 123 45 67")
HELP_EMAIL = env("STAGESTART_HELP_EMAIL", default="hulp@regiomaas.example")
CHECK_AFTER_MONTHS = env.int("STAGESTART_CHECK_MONTHS", 6)  # after that a part of a profile must be looked at again

SECRET_KEY = env("SECRET_KEY", default="alleen-voor-proef-en-tests" if LOCAL else "")
if not LOCAL and (len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10):
    raise ImproperlyConfigured(
        "SECRET_KEY ontbreekt of is te zwak. Zet een geheim van ten minste 50 tekens in de omgeving (docs/beheer.md)."
    )
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if LOCAL else [])
if not LOCAL and not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS ontbreekt. Zet het adres van het portaal in de omgeving (docs/beheer.md)."
    )
if not env("DATABASE_URL", default=""):
    raise ImproperlyConfigured("DATABASE_URL ontbreekt. Zet het adres van PostgreSQL in de omgeving (docs/beheer.md).")
if not LOCAL and not env("EMAIL_URL", default=""):
    raise ImproperlyConfigured("EMAIL_URL ontbreekt. Zet het adres van de mailserver in de omgeving (docs/beheer.md).")
if not LOCAL and not env("STAGESTART_URL", default="").startswith("https://"):
    raise ImproperlyConfigured(
        "STAGESTART_URL ontbreekt of begint niet met https://. Zet het adres van het portaal in de omgeving "
        "(docs/beheer.md)."
    )

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "procrastinate.contrib.django",
    "profiles",
    "toolbox",
    "onboarding",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads the answer at random, against guessing secrets from its size
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "onboarding.middleware.IdentityMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "onboarding.middleware.WayBackMiddleware",
]
ROOT_URLCONF = "onboarding.urls"
WSGI_APPLICATION = "onboarding.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "onboarding.menu.site",
            ],
            "builtins": ["profiles.templatetags.dutch"],
        },
    }
]

DATABASES = {"default": env.db("DATABASE_URL")}
DATABASES["default"]["ATOMIC_REQUESTS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 600)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CATALOGUE_COUNTS_SECONDS = 0 if TESTING else 30  # how old the numbers beside the filters may be
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

AUTH_USER_MODEL = "profiles.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "profiles.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "profiles.passwords.NotOneself"},
    {"NAME": "profiles.passwords.NotCommon"},
    {"NAME": "profiles.passwords.NotOnlyDigits"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "start"
ACCOUNT_ADAPTER = "onboarding.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
# allauth's own generator copies e-mail addresses to a table of its own, also when a link is only opened
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 (a class name, no password)
ACCOUNT_FORMS = {
    "login": "onboarding.forms.accounts.LoginForm",
    "request_login_code": "onboarding.forms.accounts.CodeRequestForm",
    "confirm_login_code": "onboarding.forms.accounts.CodeForm",
    "reset_password": "onboarding.forms.accounts.PasswordRequestForm",
    "reset_password_from_key": "onboarding.forms.accounts.NewPasswordForm",
}
# "ip" is wide: a school or hospital is behind one address. "key" is the e-mail address.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "request_login_code": "120/m/ip,3/5m/key,20/d/key",
    "reset_password": "30/m/ip,3/5m/key",
    "reset_password_from_key": "60/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 0)
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_LOGOUT_ON_GET = False

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = Path(env("STAGESTART_MEDIA", default=str(DATA_DIR / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILM_MAX_MB = env.int("STAGESTART_FILM_MB", 100)  # how large a film may be; the web server in front must let it pass
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

DEFAULT_FROM_EMAIL = env("STAGESTART_FROM_EMAIL", default=f"{SITE_NAME} <stage@regiomaas.example>")
EMAIL_CONFIG = env.email("EMAIL_URL", default=f"filemail://{DATA_DIR / 'mail'}")
vars().update(EMAIL_CONFIG)
if "EMAIL_FILE_PATH" in EMAIL_CONFIG:
    EMAIL_FILE_PATH = str(DATA_DIR / "mail")

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "media-src": [SELF],
        # the players of linked films; a page makes the frame after a click, and nothing of them before
        "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "profiles.views.csrf.csrf_failure"
SILENCED_SYSTEM_CHECKS = []
if not LOCAL and not DEBUG:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 365 * 24 * 3600)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"secrets": {"()": "onboarding.secret_paths.HideSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
}
