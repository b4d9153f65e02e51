"""Django's settings. What the environment decides comes from ``baoxiu.config.environment``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from baoxiu.config.databases import database
from baoxiu.config.environment import current

ENVIRONMENT = current()
BASE_DIR = Path(__file__).resolve().parents[1]
DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
PUBLIC_URL = ENVIRONMENT.url
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL.startswith("https:") else []
TRUSTED_PROXIES = ENVIRONMENT.trusted_proxies

DATABASES: dict[str, dict[str, Any]] = {"default": database(ENVIRONMENT)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CORE = ["events", "policy", "decisions", "forms", "approvals", "numbers", "files", "limits"]
BASICS = [
    "accounts", "places", "outlets", "customers", "products", "technicians", "parts",
    "travel", "prices", "promises", "tasks", "notifications", "webhooks", "lists", "publications", "exports",
]  # fmt: skip
FLOW = [
    "intake", "warranty", "work_orders", "dispatch", "visits", "planning", "workshop", "repairs",
    "inspection", "acceptance", "settlement", "followups", "satisfaction", "campaigns", "complaints",
    "assistance", "news",
]  # fmt: skip
DOORS = ["portal", "desk", "field", "api"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "pgtrigger",
    "procrastinate.contrib.django",
    "django_htmx",
    "baoxiu.web.shared",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "baoxiu.core",
    *(f"baoxiu.core.{room}" for room in CORE),
    *(f"baoxiu.basics.{room}" for room in BASICS),
    *(f"baoxiu.flow.{room}" for room in FLOW),
    *(f"baoxiu.web.{door}" for door in DOORS),
    "baoxiu.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "baoxiu.web.shared.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "baoxiu.web.shared.middleware.ActorMiddleware",
    "baoxiu.web.shared.one_time.OneTimePasswordMiddleware",
    "baoxiu.web.shared.middleware.RefusalMiddleware",
    "baoxiu.web.shared.second_try.SecondTryMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "baoxiu.config.urls"
WSGI_APPLICATION = "baoxiu.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "baoxiu.web.shared.context.shell",
            ],
        },
    }
]

# Login
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "baoxiu.web.shared.accounts.StaffAccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Baoxiu"
MFA_FORMS = {
    "add_webauthn": "baoxiu.web.shared.keys.AddKeyForm",
    "edit_webauthn": "baoxiu.web.shared.keys.EditKeyForm",
}
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_CLIENT_IP_CALLABLE = "baoxiu.web.shared.addresses.address_of"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Browser
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "media-src": [CSP.SELF, "blob:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
_HTTPS = PUBLIC_URL.startswith("https:")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS and TRUSTED_PROXIES else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# Language and time
LANGUAGE_CODE = ENVIRONMENT.language
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [
    BASE_DIR / room / "locale"
    for room in (
        "core",
        "basics",
        "flow",
        "web/shared",
        "web/portal",
        "web/desk",
        "web/field",
        "web/api",
        "config",
    )
]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# Files
DATA_DIR = ENVIRONMENT.data
FILES_DIR = DATA_DIR / "files"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "web" / "static"]
COLLECTED = DATA_DIR / "static"
HAS_COLLECTED = (COLLECTED / "staticfiles.json").is_file()
"""After ``baoxiu migrate`` the files lie compressed under names made of their content; tests serve them as they are."""
STATIC_ROOT = COLLECTED
COMPRESSED = "whitenoise.storage.CompressedManifestStaticFilesStorage"
_PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": COMPRESSED if HAS_COLLECTED else _PLAIN},
}
WHITENOISE_USE_FINDERS = not HAS_COLLECTED
WHITENOISE_AUTOREFRESH = DEBUG and not HAS_COLLECTED
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "limits_note",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    },
    "progress": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
    },
}
"""For all processes: tries to sign in and used codes; and how far long work is, which is told from within its transaction."""
DIVISIONS_FILE = BASE_DIR / "web" / "static" / "built" / "divisions.json"

# Mail, maps, jobs, log
MAIL_URL = ENVIRONMENT.mail_url
AMAP_KEY = ENVIRONMENT.amap_key
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = None
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)r"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}, "axes": {"level": "ERROR"}},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
