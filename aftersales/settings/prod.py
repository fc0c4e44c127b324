"""Production: nothing has a default that would be unsafe on a network."""

from aftersales import env, secret
from aftersales.settings.base import *  # noqa: F403 - settings are one namespace by design
from aftersales.settings.base import RUN_DIR, STORAGES, VAR_DIR

DEBUG = False
DEMO = env.flag("DEMO")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", "127.0.0.1,localhost")
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS")
SECRET_KEY = (
    secret.kept(RUN_DIR / "secret")
    if DEMO and not env.text("SECRET_KEY")
    else secret.checked(env.text("SECRET_KEY"))
)
MEDIA_ROOT = env.folder("MEDIA_ROOT", RUN_DIR / "media")
STATIC_ROOT = VAR_DIR / "static"
if not env.flag("COMPRESS", default=True):  # on loopback compressing costs more than it saves
    STORAGES = STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }

HTTPS = env.flag("HTTPS", default=True)  # off only for a server on this machine's loopback
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
