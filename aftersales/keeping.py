"""Backup and restore: one file with the database (pg_dump's custom format) and the private files.

A restore fills a new database, checks that it can be read, and only then takes the old one's place;
the old one is kept under another name until somebody drops it.
"""

import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2
from psycopg2 import sql

from aftersales import env
from aftersales.embedded.programs import Programs, programs

DUMP, MEDIA = "database.dump", "media"


class KeepingFailed(RuntimeError):
    """A backup or a restore was not done; the text says why, and nothing was changed."""


@dataclass(frozen=True)
class Place:
    """A database, as Django's settings name it."""

    settings: dict[str, Any]

    @property
    def name(self) -> str:
        """The database's name."""
        return str(self.settings["NAME"])

    def environment(self) -> dict[str, str]:
        """The variables by which PostgreSQL's programs find the server."""
        known = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
        return {name: str(self.settings[key]) for name, key in known.items() if self.settings[key]}

    @contextmanager
    def outside(self) -> Iterator[psycopg2.extensions.cursor]:
        """A cursor of the same server outside the database itself."""
        connection = psycopg2.connect(
            dbname="postgres",
            host=self.settings["HOST"] or None,
            port=self.settings["PORT"] or None,
            user=self.settings["USER"] or None,
            password=self.settings["PASSWORD"] or None,
        )
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                yield cursor
        finally:
            connection.close()


def run(place: Place, name: str, *arguments: object) -> None:
    """Run a client program against the server. Raises KeepingFailed."""
    tools = Programs(programs().folder)  # clients may be run by root, and must see root's files
    if not (tools.folder / name).exists():
        raise KeepingFailed(
            f"这台机器上没有 {name}：请安装 PostgreSQL 客户端程序。\n"
            f"{name} is not on this machine: install PostgreSQL's client programs."
        )
    done = subprocess.run(
        tools.command(name, *arguments),
        env=env.child(**place.environment()),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise KeepingFailed(f"{name}: {done.stderr.strip()[-1000:]}")


def back_up(place: Place, media: Path, target: Path) -> None:
    """Write the archive `target`; it appears whole or not at all. Raises KeepingFailed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        dump = Path(scratch) / DUMP
        run(place, "pg_dump", "--format=custom", "--no-owner", f"--file={dump}", place.name)
        draft = Path(scratch) / "archive"
        with tarfile.open(draft, "w") as archive:
            archive.add(dump, DUMP)
            if media.exists():
                archive.add(media, MEDIA)
        draft.chmod(0o600)
        draft.rename(target)


def restore(place: Place, media: Path, source: Path, mark: str) -> str:
    """Put the archive's database and files in the place of the present ones.

    `mark` tells this restore's names apart. Returns the name under which the former database is
    kept. Raises KeepingFailed; until the very
    last step nothing that is in use has changed.
    """
    fresh, former = f"{place.name}_new_{mark}", f"{place.name}_before_{mark}"
    with tempfile.TemporaryDirectory(dir=media.parent) as scratch:
        try:
            with tarfile.open(source) as archive:
                archive.extractall(scratch, filter="data")
        except (OSError, tarfile.TarError) as problem:
            raise KeepingFailed(f"{source}: {problem}") from None
        with place.outside() as server:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(fresh)))
            try:
                options = ("--no-owner", "--exit-on-error", f"--dbname={fresh}")
                run(place, "pg_restore", *options, Path(scratch) / DUMP)
            except KeepingFailed:
                server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(fresh)))
                raise
            rename(server, place.name, former)
            rename(server, fresh, place.name)
        if media.exists():
            media.rename(media.with_name(f"{media.name}_before_{mark}"))
        if (Path(scratch) / MEDIA).exists():
            (Path(scratch) / MEDIA).rename(media)
    return former


def rename(server: psycopg2.extensions.cursor, old: str, new: str) -> None:
    """Rename a database, ending whatever is still connected to it."""
    names = {"old": sql.Identifier(old), "new": sql.Identifier(new)}
    server.execute(sql.SQL("ALTER DATABASE {old} ALLOW_CONNECTIONS false").format(**names))
    server.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [old]
    )
    server.execute(sql.SQL("ALTER DATABASE {old} RENAME TO {new}").format(**names))
    server.execute(sql.SQL("ALTER DATABASE {new} ALLOW_CONNECTIONS true").format(**names))
