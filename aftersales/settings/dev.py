"""Development and administrative commands beside the embedded server."""

from aftersales import env, secret
from aftersales.settings.base import *  # noqa: F403 - settings are one namespace by design
from aftersales.settings.base import RUN_DIR, STORAGES

DEBUG = env.flag("DEBUG", default=True)
DEMO = env.flag("DEMO", default=True)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
SECRET_KEY = env.text("SECRET_KEY") or secret.kept(RUN_DIR / "secret")
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
