"""Tests: own folder, own database, fast password hashing; nothing else differs."""

from aftersales import database, env
from aftersales.settings.base import *  # noqa: F403 - settings are one namespace by design
from aftersales.settings.base import STORAGES, TEST_DIR

DEBUG = False
DEMO = True
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
SECRET_KEY = "a key that signs nothing outside the tests, 0123456789"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # speed only
TEST_DIR = TEST_DIR / "1"  # tests/plugin.py takes the next one when another run is using it
DATABASES = {"default": database.settings(env.text("TEST_DATABASE_URL"), TEST_DIR / "pg")}
DATABASES["default"]["CONN_MAX_AGE"] = 0  # so that a finished thread keeps no connection
MEDIA_ROOT = TEST_DIR / "media"
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
