"""Where the database is: `DATABASE_URL`, or the embedded PostgreSQL of a folder.

Only names places; nothing here starts or touches a server. The embedded server is started by
`aftersales.embedded`, and both sides agree on the socket through `socket_folder`.
"""

import hashlib
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

NAME = "aftersales"
USER = "aftersales"
PORT = 5432  # only names the socket file: the embedded server opens no TCP port
SOCKET_PATH_LIMIT = 85  # bytes; a socket address holds 108 and PostgreSQL appends 21
SERVER_LIMITS = (
    "-c statement_timeout=30s -c idle_in_transaction_session_timeout=30s -c lock_timeout=5s"
)


class BadDatabaseUrl(SystemExit):
    """`DATABASE_URL` cannot be read; the process stops with the sentence."""


def socket_folder(folder: Path) -> Path:
    """Where the embedded server of `folder` listens: in it, or in /tmp when that is too long."""
    inside = folder / "s"
    if len(str(inside).encode()) <= SOCKET_PATH_LIMIT:
        return inside
    mark = hashlib.sha256(str(folder).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"aftersales-{mark}"


def embedded(folder: Path) -> dict[str, Any]:
    """Django's database settings for the embedded server of `folder`."""
    return {"NAME": NAME, "USER": USER, "HOST": str(socket_folder(folder)), "PORT": str(PORT)}


def from_url(url: str) -> dict[str, Any]:
    """Django's database settings for `postgresql://user:password@host:port/name?option=value`.

    A host that starts with a slash may be given as `?host=/folder`. Raises BadDatabaseUrl.
    """
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/") or port == -1:
        raise BadDatabaseUrl(
            "DATABASE_URL 无法识别，应为 postgresql://用户:密码@主机:端口/数据库。\n"
            "DATABASE_URL cannot be read; it must look like "
            "postgresql://user:password@host:port/database."
        )
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(options.pop("host", "") or parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": options,
    }


def settings(url: str, folder: Path, *, pooled: bool = False) -> dict[str, Any]:
    """The complete entry for `DATABASES`: `url` when given, else the embedded server of `folder`.

    `pooled` says that a transaction pooler stands between: no server-side cursor, and the
    time limits are then set on the database role, because a pooler refuses start-up options.
    """
    place = from_url(url) if url else embedded(folder)
    options: dict[str, str] = {"application_name": "aftersales", **place.pop("OPTIONS", {})}
    if not pooled:
        options["options"] = f"{SERVER_LIMITS} {options.get('options', '')}".strip()
    return {
        "ENGINE": "django.db.backends.postgresql",
        **place,
        "OPTIONS": options,
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": pooled,
    }
