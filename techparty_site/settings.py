"""Every value that differs between machines comes from the environment: see docs/settings.md."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from techparty_site.lib import bucket, env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / ".data"))).resolve()

DEBUG = env.flag("DEBUG")
# `make demo` keeps its key beside its database, so that every later command finds it.
SECRET_KEY = env.text("SECRET_KEY") or env.file_text(DATA_DIR / "secret_key")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Run `make demo`, or put fifty random characters into SECRET_KEY "
        "or into a file that SECRET_KEY_FILE names."
    )
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")

INSTALLED_APPS = [
    "techparty_site.apps.SiteConfig",
    "search",
    "posts",
    "events",
    "speakers",
    "techparty_site.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sites",
    "django.contrib.redirects",
    "django.contrib.sitemaps",
    "taggit",
    "reversion",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Above WhiteNoise, so that static files carry their headers too.
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "techparty_site.middleware.LanguageMiddleware",
    "techparty_site.middleware.NoNulMiddleware",
    "techparty_site.middleware.UploadMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "techparty_site.middleware.PrivatePagesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "techparty_site.middleware.OldAddressMiddleware",
]
ROOT_URLCONF = "techparty_site.urls"
WSGI_APPLICATION = "techparty_site.wsgi.application"
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
                "events.context.community",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "techparty_site.templatetags.languages",
            ],
        },
    }
]

DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ID = 1

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(DATA_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "techparty_site" / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False  # nobody else's pages use our fonts and scripts
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(DATA_DIR / "media")))
S3_BUCKET = env.text("S3_BUCKET")
STORAGES = {
    # Private: no URL leads into it, everything goes out through /files/.
    "default": bucket.entry(S3_BUCKET)
    if S3_BUCKET
    else {
        "BACKEND": "techparty_site.lib.storage.WholeFileStorage",
        "OPTIONS": {"base_url": None, "file_permissions_mode": 0o640},
    },
    "staticfiles": {"BACKEND": "techparty_site.lib.assets.Assets"},
}
# Everything half done lies here, and `check_files` clears it away.
WORK_DIR = Path(env.text("WORK_DIR", str(DATA_DIR / "work")))
WORK_DIR.mkdir(parents=True, exist_ok=True)  # Django refuses to start without it
FILE_UPLOAD_TEMP_DIR = WORK_DIR
# Where nginx maps MEDIA_ROOT for itself (`internal`): then it sends the files.
X_ACCEL_PREFIX = env.text("X_ACCEL_PREFIX")
# Proxies of ours before this process: the visitor's address is what the first of them saw.
TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0)
FILE_UPLOAD_HANDLERS = ["events.receiving.UploadHandler"]  # to WORK_DIR, up to the limits
# Decks, photos and transcripts are read by `manage.py db_worker`, beside the web process.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# It draws the pages of presentations: found by itself where this is empty, "off" does without.
LIBREOFFICE = env.text("LIBREOFFICE")
# What pictures of shared links are written in: found by itself where empty, "off" does without.
SHARE_FONT = env.text("SHARE_FONT")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Drawn pictures, for all processes of the machine; some 60 kB each.
    "pictures": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "pictures",
        "TIMEOUT": 30 * 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # an event page with twenty talks and their files

TAGGIT_TAGS_FROM_STRING = "techparty_site.lib.tags.split"
TAGGIT_STRING_FROM_TAGS = "techparty_site.lib.tags.join"

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "events.backends.MembershipBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

# HTTPS is the reverse proxy's: HTTPS=1 tells Django that one is there.
HTTPS = env.flag("HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS and env.flag("HSTS_INCLUDE_SUBDOMAINS")
SECURE_HSTS_PRELOAD = HTTPS and env.flag("HSTS_PRELOAD")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "media-src": [CSP.SELF, *(bucket.origins(S3_BUCKET) if S3_BUCKET else [])],
    "manifest-src": [CSP.SELF],
    # Old posts show pictures that still hang on other people's hosts.
    "img-src": [CSP.SELF, "data:", "https:", "http:"],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {"django.server": {"level": "WARNING"}, "django.tasks": {"level": "WARNING"}},
}
