"""Ties between processes: who dies with whom, and who may run only once."""

import ctypes
import fcntl
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

SET_PARENT_DEATH_SIGNAL = 1  # prctl(2), Linux
_libc = ctypes.CDLL(None, use_errno=True)


class AlreadyRunning(RuntimeError):
    """Another process holds the folder; the text is what it wrote about itself."""


def die_with_parent(number: signal.Signals) -> None:
    """Have the kernel send this process `number` when its parent ends, however it ends."""
    _libc.prctl(SET_PARENT_DEATH_SIGNAL, int(number))


@contextmanager
def only_one(file: Path) -> Iterator[TextIO]:
    """Hold `file` alone; the holder may write into it who it is. Raises AlreadyRunning.

    The lock is the kernel's and ends with the process: a killed holder leaves nothing behind.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise AlreadyRunning(lock.read().strip()) from None
        os.truncate(lock.fileno(), 0)
        yield lock
