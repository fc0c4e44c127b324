"""What stops a start-up: a missing or weak secret, an unreadable address, a wrong word."""

import subprocess
import sys

import pytest

from aftersales import database, env, secret
from tests.faults.launching import ROOT, environment

STRONG = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("", "未设置 SECRET_KEY"),
        ("short", "太弱"),
        ("a" * 80, "太弱"),
        ("django-insecure" + STRONG, "太弱"),
    ],
)
def test_missing_or_weak_secret_is_refused_in_both_languages(key, sentence):
    with pytest.raises(secret.BadSecret, match=sentence) as refusal:
        secret.checked(key)
    assert "refusing to start" in str(refusal.value)


def test_production_does_not_start_without_a_secret(tmp_path):
    surroundings = environment(tmp_path) | {
        "SECRET_KEY": "",
        "DJANGO_SETTINGS_MODULE": "aftersales.settings.prod",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "SECRET_KEY is not set" in done.stderr


def test_kept_secret_is_drawn_once_and_private(tmp_path):
    first = secret.kept(tmp_path / "run" / "secret")
    assert secret.kept(tmp_path / "run" / "secret") == first
    assert (tmp_path / "run" / "secret").stat().st_mode & 0o777 == 0o600


def test_database_url_names_every_part():
    place = database.from_url("postgresql://u%40x:p%2Fw@db.local:6543/shop?sslmode=require")
    assert place == {
        "NAME": "shop",
        "USER": "u@x",
        "PASSWORD": "p/w",
        "HOST": "db.local",
        "PORT": "6543",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize("url", ["mysql://u@h/d", "postgresql://h", "postgresql://h:port/d", "x"])
def test_unreadable_database_url_is_refused(url):
    with pytest.raises(database.BadDatabaseUrl, match="DATABASE_URL"):
        database.from_url(url)


def test_socket_of_a_deep_folder_stays_short(tmp_path):
    deep = tmp_path / ("d" * 120)
    assert len(str(database.socket_folder(deep))) <= database.SOCKET_PATH_LIMIT
    assert database.socket_folder(deep) != database.socket_folder(deep / "other")


def test_flag_refuses_any_other_word(monkeypatch):
    monkeypatch.setenv("HTTPS", "maybe")
    with pytest.raises(env.BadEnvironment, match="HTTPS"):
        env.flag("HTTPS")
