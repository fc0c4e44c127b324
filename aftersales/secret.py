"""The secret key: given by the operator, or drawn once and kept in a private file."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

SHORTEST = 50
FEWEST_DIFFERENT = 10


class BadSecret(SystemExit):
    """The secret key is missing or weak; the process stops with the sentence."""


def checked(key: str) -> str:
    """`key` itself when it is strong enough. Raises BadSecret."""
    if not key:
        raise BadSecret(
            "未设置 SECRET_KEY，系统不能启动。\n"
            "SECRET_KEY is not set: refusing to start. Set it to at least 50 random characters."
        )
    if len(key) < SHORTEST or len(set(key)) < FEWEST_DIFFERENT or key.startswith("django-insecure"):
        raise BadSecret(
            "SECRET_KEY 太弱，系统不能启动：至少 50 个随机字符。\n"
            "SECRET_KEY is too weak: refusing to start. Use at least 50 random characters."
        )
    return key


def kept(file: Path) -> str:
    """The key in `file`; draws one and keeps it there, readable by the owner only, at first use."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    if not file.exists():
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64))
        with suppress(FileExistsError):  # two starts at once: the first wins, both read the same
            os.link(draft, file)
        draft.unlink()
    return checked(file.read_text().strip())
