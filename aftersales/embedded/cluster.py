"""One data folder: made whole or not at all, started, and stopped without losing anything."""

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg2

from aftersales import database
from aftersales.embedded.programs import ENVIRONMENT, Programs, programs, refuse_foreign

START_SECONDS = 60
STOP_STEPS = ((signal.SIGINT, 30), (signal.SIGQUIT, 10), (signal.SIGKILL, 5))  # signal, seconds
LOG_LIMIT = 10 * 1024 * 1024  # bytes
SETTINGS = {
    "listen_addresses": "",
    "port": database.PORT,
    "unix_socket_permissions": "0700",
    "shared_buffers": "128MB",
    "max_connections": 100,
    "max_wal_size": "512MB",
    "jit": "off",
    "random_page_cost": 1.1,  # solid-state disks; at 4 a search may read a table whole
    "shared_preload_libraries": "pg_stat_statements",
    "log_timezone": "Asia/Shanghai",
}
WITHOUT_SAFETY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class StartFailed(RuntimeError):
    """PostgreSQL did not come up; the text is the end of its log."""


class Cluster:
    """The server's data, socket and log below `folder`; `fast` gives up safety for tests."""

    def __init__(self, folder: Path, *, fast: bool = False) -> None:
        self.folder = folder
        self.fast = fast
        self.data = folder / "data"
        self.socket = database.socket_folder(folder)
        self.log = folder / "server.log"

    def prepare(self, tools: Programs) -> None:
        """Make the folders and, at first use, the cluster with page checksums."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if tools.owner:
            self._move_out(tools.owner)
        private_folder(self.socket)
        if (self.data / "PG_VERSION").exists():
            return
        draft = self.data.resolve().with_name("data.new")  # renamed at the end: whole or not at all
        shutil.rmtree(draft, ignore_errors=True)
        options = ["-U", database.USER, "-A", "trust", "-E", "UTF8", "-k", "--locale=C.UTF-8"]
        if int(tools.run("postgres", "--version").split()[2].split(".")[0]) >= 17:
            options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if self.fast:
            options.append("--no-sync")
        tools.run("initdb", "-D", draft, *options)
        target = self.data.resolve()
        if target.exists():
            target.rmdir()
        draft.rename(target)

    def _move_out(self, owner: tuple[int, int]) -> None:
        """Put data and socket where another user can reach them, with links to there."""
        mark = hashlib.sha256(str(self.folder).encode()).hexdigest()[:16]
        place = Path("/var/tmp") / f"aftersales-{mark}"
        refuse_foreign(place, os.geteuid(), owner[0])
        for link in (self.data, self.socket):
            target = place / link.name
            target.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.chown(place, *owner)
            os.chown(target, *owner)
            if not link.exists():
                link.symlink_to(target)

    def start(self) -> subprocess.Popen[bytes]:
        """Start the server as a child and wait until it answers. Raises StartFailed."""
        tools = programs()
        self.prepare(tools)
        self.stop_left_over()
        settings = SETTINGS | {"unix_socket_directories": self.socket}
        settings |= WITHOUT_SAFETY if self.fast else {}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        mode = "wb" if not self.log.exists() or self.log.stat().st_size > LOG_LIMIT else "ab"
        with self.log.open(mode) as log:
            server = subprocess.Popen(
                tools.server("-D", self.data.resolve(), *options),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=ENVIRONMENT,
                cwd="/",
                start_new_session=True,
                **tools.identity,
            )
        self._wait(server)
        return server

    def _wait(self, server: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if server.poll() is not None:
                break
            if self.answers():
                return
            time.sleep(0.02)
        stop(server)
        raise StartFailed(self.log.read_text(errors="replace")[-2000:])

    def answers(self) -> bool:
        """Whether the server accepts a connection and holds the product's database."""
        try:
            self.make_database()
        except psycopg2.OperationalError:
            return False
        return True

    def make_database(self) -> None:
        """Make the product's database unless it exists. Raises psycopg2.OperationalError."""
        connection = psycopg2.connect(
            host=str(self.socket),
            port=database.PORT,
            user=database.USER,
            dbname="postgres",
            connect_timeout=5,
        )
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database.NAME])
                if cursor.fetchone() is None:
                    cursor.execute(f'CREATE DATABASE "{database.NAME}"')
        finally:
            connection.close()

    def stop_left_over(self) -> None:
        """Stop a server that outlived its keeper, and forget the file of one that was killed."""
        file = self.data / "postmaster.pid"
        try:
            pid = int(file.read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return
        if not serves(pid, self.data.resolve()):
            with contextlib.suppress(FileNotFoundError):
                file.unlink()  # the number may belong to another program by now
            return
        for number, seconds in STOP_STEPS:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
            if gone(pid, seconds):
                return


def private_folder(folder: Path) -> None:
    """Make a folder for this user alone. Raises StartFailed when another user owns it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.is_symlink():
        return  # made by us for another user, below a folder only root can write
    state = folder.stat()
    if state.st_uid != os.geteuid() or state.st_mode & 0o077:
        raise StartFailed(f"{folder}: 不属于当前用户。 It must belong to this user alone.")


def serves(pid: int, data: Path) -> bool:
    """Whether process `pid` is the server of `data`."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return str(data).encode() in command


def gone(pid: int, seconds: float) -> bool:
    """Whether process `pid` ends within `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not Path(f"/proc/{pid}").exists():
            return True
        time.sleep(0.02)
    return False


def stop(server: subprocess.Popen[bytes]) -> None:
    """Stop a server this process started: fast, then at once, then by force."""
    for number, seconds in STOP_STEPS:
        server.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(seconds)
            return
