"""Starts the product as `make run` does, in a folder of its own, and looks at what is left."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from aftersales import database

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 120
SECRET = "0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def free_port() -> int:
    """A port of the loopback address that nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(var: Path) -> dict[str, str]:
    """A machine's environment without the test run's own settings."""
    kept = {
        k: v for k, v in os.environ.items() if k not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")
    }
    return kept | {"AFTERSALES_VAR": str(var), "DEMO": "0", "SECRET_KEY": SECRET}


@dataclass
class Running:
    """One start of the product, in a process group of its own."""

    var: Path
    port: int
    process: subprocess.Popen[str]

    def lines(self) -> str:
        """Everything it prints until it ends."""
        assert self.process.stdout
        return self.process.stdout.read()

    def wait_ready(self) -> str:
        """The ready line; the test fails when the product ends or prints anything else."""
        assert self.process.stdout
        line = self.process.stdout.readline().strip()
        assert line == f"ready: http://127.0.0.1:{self.port}", line + self.lines()
        return line

    def kill_group(self) -> None:
        """kill -9 of the whole process group."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def launch(var: Path, port: int = 0) -> Iterator[Running]:
    """Start the product in `var` and, whatever the test did, leave nothing behind."""
    port = port or free_port()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port)],
        cwd=ROOT,
        env=environment(var),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield Running(var, port, process)
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert process.stdout
        process.stdout.close()
        assert left_over(var) == []


def processes(var: Path) -> list[str]:
    """The command lines of all processes that belong to this folder."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        with suppress(OSError):
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            surroundings = (entry / "environ").read_bytes().decode(errors="replace")
            if str(var) in command or f"AFTERSALES_VAR={var}\0" in surroundings:
                found.append(f"{entry.name} {command}")
    return found


def left_over(var: Path, seconds: float = 20) -> list[str]:
    """What still runs once everything had time to end."""
    deadline = time.monotonic() + seconds
    while (found := processes(var)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


def connect(var: Path) -> psycopg2.extensions.connection:
    """A connection to the folder's own server."""
    connection = psycopg2.connect(
        host=str(database.socket_folder(var / "run" / "pg")),
        port=database.PORT,
        user=database.USER,
        dbname=database.NAME,
    )
    connection.autocommit = True
    return connection


def pid_of(var: Path, part: str) -> int:
    """The process of this folder whose command line contains `part`."""
    return next(int(line.split()[0]) for line in processes(var) if part in line)
