"""What holds in every environment. The environment is read through `aftersales.env` only."""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from aftersales import database, env, logs

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = env.folder("AFTERSALES_VAR", BASE_DIR / "var")
RUN_DIR = VAR_DIR / "run"
TEST_DIR = VAR_DIR / "test"

DEBUG = False
DEMO = False  # demo logins and the demo clock; the data must be the demo as well
ALLOWED_HOSTS: list[str] = []
ROOT_URLCONF = "aftersales.urls"
WSGI_APPLICATION = "aftersales.wsgi.application"
ASGI_APPLICATION = "aftersales.asgi.application"

INSTALLED_APPS = [
    "aftersales",
    "apps.core",
    "apps.org",
    "apps.customers",
    "apps.parts",
    "apps.workorders",
    "apps.care",
    "apps.warranty",
    "apps.insurance",
    "apps.people",
    "apps.facility",
    "apps.knowledge",
    "apps.kpi",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "guardian",
    "simple_history",
    "django_filters",
    "django_htmx",
    "template_partials",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "apps.core.middleware.RequestFrame",
    "aftersales.logs.RequestLog",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "apps.org.middleware.AccessMiddleware",
    "apps.org.middleware.PolicyMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "apps.core.context.frame",
            ],
        },
    },
]

DATABASES = {
    "default": database.settings(
        env.text("DATABASE_URL"), RUN_DIR / "pg", pooled=env.flag("DATABASE_POOLED")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "org.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "apps.org.accounts.AccountBackend",
    "apps.org.accounts.QuickBackend",
    "guardian.backends.ObjectPermissionBackend",
]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/login/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "apps.org.passwords.LengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "apps.org.passwords.DigitsValidator"},
    {"NAME": "apps.org.passwords.CommonValidator"},
    {"NAME": "apps.org.passwords.NotOneselfValidator"},
    {"NAME": "apps.org.passwords.NotTheSameValidator"},
]
ANONYMOUS_USER_NAME = None  # guardian makes no row for a person who has not signed in
GUARDIAN_MONKEY_PATCH_USER = False
PROXY_COUNT = env.number("PROXY_COUNT", 1 if env.flag("BEHIND_PROXY") else 0)  # trusted ones
AXES_HANDLER = "apps.org.lockout.LockoutHandler"
AXES_FAILURE_LIMIT = 5  # wrong passwords of one login
TRIES_PER_ADDRESS = env.number("TRIES_PER_ADDRESS", 20)  # of one network address, all logins
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_CLIENT_IP_CALLABLE = "apps.core.client.address_of"
AXES_USERNAME_CALLABLE = "apps.org.lockout.login_typed"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # else anybody could lock out for ever
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # sign-ins are rows of our own
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "pin", "badge", "code", "otp_code"]
AXES_LOCKOUT_TEMPLATE = "locked.html"
SECOND_FACTOR = env.choice("SECOND_FACTOR", ("", "required", "off"))  # "": unless it is the demo
OTP_TOTP_ISSUER = env.text("SITE_NAME", "售后服务系统")
SIGN_INS_KEPT = env.number("SIGN_INS_KEPT", 180)  # days
CSRF_FAILURE_VIEW = "apps.org.middleware.forged"
SILENCED_SYSTEM_CHECKS = [
    "axes.W006",  # axes counts logins only; apps.org.lockout counts addresses, more generously
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", _("英语"))]
LOCALE_PATHS = [BASE_DIR / "aftersales" / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["aftersales.formats"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = RUN_DIR / "media"  # private: served by a view through access, never by address
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # bytes; more goes to a temporary file
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # bytes of a form, without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

SESSION_COOKIE_AGE = env.number("SESSION_HOURS", 12) * 60 * 60  # seconds: one working day
SESSION_IDLE = env.number("SESSION_IDLE_MINUTES", 120) * 60  # seconds without a request
SESSION_IDLE_SHARED = env.number("SHARED_IDLE_MINUTES", 10) * 60  # on a shared computer
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False  # htmx reads the token from the page's own cookie
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

LOGGING = logs.configuration(env.text("LOG_LEVEL", "INFO"))
