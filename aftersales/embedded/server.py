"""The launcher's side: hold a `Server` and PostgreSQL runs; let go in any way and it stops."""

import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parent.parent.parent
STOP_SECONDS = 60


class ServerFailed(RuntimeError):
    """The embedded server did not start; the text says why."""


class Server:
    """A running embedded PostgreSQL; a context manager."""

    def __init__(self, folder: Path, *, fast: bool = False) -> None:
        self.folder = folder
        command = [sys.executable, "-m", "aftersales.embedded.keeper", str(folder)]
        self.keeper = subprocess.Popen(
            command + (["fast"] if fast else []),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
            cwd=ROOT,
        )
        assert self.keeper.stdout is not None
        if self.keeper.stdout.readline().strip() != "ready":
            reason = self.keeper.stdout.read().strip()
            self.close()
            raise ServerFailed(f"PostgreSQL 未能启动。 PostgreSQL did not start.\n{reason}")

    def alive(self) -> bool:
        """Whether the keeper, and so the server, is still there."""
        return self.keeper.poll() is None

    def close(self) -> None:
        """Stop the server and wait for it; no data is lost."""
        for end in (self.keeper.stdin, self.keeper.stdout):
            if end:
                end.close()
        self.keeper.wait(STOP_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
