"""The process that keeps one server: `python -m aftersales.embedded.keeper FOLDER [fast]`.

It lives in a session of its own, so that killing the launcher's process group leaves it alive. Its
standard input is a pipe whose other end only the launcher holds: when that closes, the launcher is
gone, and the keeper stops PostgreSQL and ends. It says "ready" or "failed" on standard output.
"""

import fcntl
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TextIO

from aftersales.embedded.cluster import Cluster, StartFailed, stop
from aftersales.embedded.programs import NoPostgres, ProgramFailed

PREDECESSOR_SECONDS = 60


def take_over(folder: Path) -> TextIO:
    """The folder's lock, once a predecessor still stopping has ended. Raises StartFailed."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = (folder / "keeper.lock").open("w")
    deadline = time.monotonic() + PREDECESSOR_SECONDS
    while time.monotonic() < deadline:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.05)
        else:
            return lock
    raise StartFailed(f"{folder}: 另一个进程正在使用。 Another process is using it.")


def watch(server: subprocess.Popen[bytes]) -> None:
    """Return when the launcher is gone, or the server is."""
    launcher = select.poll()
    launcher.register(sys.stdin, select.POLLIN | select.POLLHUP)
    while server.poll() is None:
        if launcher.poll(200):
            return


def leave(_number: int, _frame: object) -> None:
    """Turn a request to end into an orderly one."""
    raise KeyboardInterrupt


def keep(folder: Path, *, fast: bool) -> int:
    """Run the server of `folder` until the launcher is gone; returns the exit status."""
    server = None
    try:
        lock = take_over(folder)
        server = Cluster(folder, fast=fast).start()
        print("ready", flush=True)
        watch(server)
    except KeyboardInterrupt:
        pass
    except (NoPostgres, ProgramFailed, StartFailed, OSError) as problem:
        print("failed", flush=True)
        print(problem, flush=True)
        return 1
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        if server:
            stop(server)
    lock.close()
    return 0


def main() -> None:
    """Keep the folder named on the command line."""
    signal.signal(signal.SIGTERM, leave)
    sys.exit(keep(Path(sys.argv[1]), fast="fast" in sys.argv[2:]))


if __name__ == "__main__":
    main()
