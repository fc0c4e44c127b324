"""The start of the product: one launcher per folder, a database, its content, a web server.

The launcher is the only owner of the embedded server. It ends everything it started when it is
asked to end, when a child ends by itself, and, through the keeper's pipe and parent-death signals,
when it is killed.
"""

import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from aftersales import env
from aftersales.embedded.server import Server, ServerFailed
from aftersales.processes import AlreadyRunning, die_with_parent, only_one

HOST = "127.0.0.1"
ROOT = Path(__file__).resolve().parent.parent
GRACE_SECONDS = 15
READY_SECONDS = 60


class CannotStart(SystemExit):
    """The product cannot be started here and now; the process ends with the sentence."""


def listen(port: int) -> socket.socket:
    """A listening socket on the loopback address. Raises CannotStart when the port is taken."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as problem:
        raise CannotStart(
            f"端口 {port} 不能使用（{problem.strerror}），请换一个：make run PORT={port + 1}\n"
            f"Port {port} cannot be used ({problem.strerror}); choose another: "
            f"make run PORT={port + 1}"
        ) from None
    listener.listen(128)
    return listener


@contextmanager
def alone(folder: Path, about: str) -> Iterator[None]:
    """Be the only launcher of `folder`. Raises CannotStart, saying who is there already."""
    try:
        with only_one(folder / "launcher.lock") as lock:
            lock.write(about)
            lock.flush()
            yield
    except AlreadyRunning as other:
        raise CannotStart(
            f"系统已在运行：{other}\nAlready running in this folder: {other}"
        ) from None


@contextmanager
def database(folder: Path, url: str) -> Iterator[Server | None]:
    """A database to work with: the embedded server of `folder`, unless `url` names another."""
    if url:
        yield None
        return
    try:
        server = Server(folder / "pg")
    except ServerFailed as problem:
        raise CannotStart(str(problem)) from None
    with server:
        yield server


@contextmanager
def database_at_hand(folder: Path) -> Iterator[None]:
    """The database, whether the product is running or not: started for the while when it is not."""
    if env.text("DATABASE_URL"):
        yield
        return
    try:
        with only_one(folder / "launcher.lock") as lock, Server(folder / "pg"):
            lock.write("backup / restore")
            lock.flush()
            yield
    except AlreadyRunning:
        yield


def end_on_signals() -> None:
    """End in order on Ctrl-C, on a request to end, on a closed terminal, and after make's death."""

    def leave(number: int, _frame: object) -> NoReturn:
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, signal.SIG_IGN)
        raise SystemExit(128 + number)

    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(name) is not signal.SIG_IGN:  # nohup stays nohup
            signal.signal(name, leave)
    if env.text("MAKELEVEL"):
        die_with_parent(signal.SIGTERM)


def gunicorn(listener: socket.socket) -> list[str]:
    """The command of the web server on an open socket."""
    settings = ["-c", "python:aftersales.gunicorn", "--bind", f"fd://{listener.fileno()}"]
    return [sys.executable, "-m", "gunicorn", *settings, "aftersales.wsgi:application"]


def reloader(port: int) -> list[str]:
    """The command of Django's own server, which restarts when a file changes."""
    return [sys.executable, "manage.py", "runserver", f"{HOST}:{port}"]


@contextmanager
def child(command: list[str], listener: socket.socket | None) -> Iterator[subprocess.Popen[bytes]]:
    """Run a web server that ends with this process."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=env.child(MAKELEVEL=None, MAKEFLAGS=None),
        pass_fds=[listener.fileno()] if listener else [],
        preexec_fn=lambda: die_with_parent(signal.SIGINT),  # noqa: PLW1509 - no threads here
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def answers(port: int) -> bool:
    """Whether the site answers that it and its database are ready."""
    connection = http.client.HTTPConnection(HOST, port, timeout=READY_SECONDS)
    try:
        connection.request("GET", "/ready/")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def announce(process: subprocess.Popen[bytes], port: int) -> None:
    """Print the ready line once the site answers. Raises CannotStart when it never does."""
    deadline = time.monotonic() + READY_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if answers(port):
            print(f"ready: http://{HOST}:{port}", flush=True)
            return
        time.sleep(0.1)
    raise CannotStart("网站未能启动，见上文。\nThe site did not start, see the lines above.")


def attend(process: subprocess.Popen[bytes], server: Server | None) -> None:
    """Stay until the web server or the database is gone. Raises CannotStart then."""
    while process.poll() is None:
        if server and not server.alive():
            raise CannotStart("数据库进程已退出。\nThe database process has ended.")
        time.sleep(0.5)
    raise CannotStart(f"网站进程已退出（{process.returncode}）。\nThe web server has ended.")
