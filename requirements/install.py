"""Makes `.venv` and installs one hashed lock into it: `python3 requirements/install.py run|dev`.

Needs nothing but Python and its `venv` module: Debian's python3 has no ensurepip, so the venv is
made without pip, and the pip wheel beside this file installs uv; without uv, pip does the work.
Packages come from whatever index pip and uv are configured for. A stamp skips work already done.
"""

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE.parent / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
PIP = next(HERE.glob("pip-*.whl"))
OLDEST = (3, 11)


def mark(lock: str) -> str:
    """What an environment with this lock is: the locks' content and the interpreter."""
    content = b"".join((HERE / name).read_bytes() for name in (f"{lock}.txt", "uv.txt"))
    return f"{sys.version} {hashlib.sha256(content).hexdigest()}"


def installed(lock: str) -> bool:
    """Whether the environment already holds this lock and its interpreter still runs."""
    stamp = ENVIRONMENT / f"installed-{lock}"
    if not (PYTHON.exists() and stamp.exists() and stamp.read_text() == mark(lock)):
        return False
    return subprocess.run([PYTHON, "-c", ""], check=False).returncode == 0


def run(*command: str | Path) -> bool:
    """Run a command; whether it succeeded."""
    return subprocess.run([str(part) for part in command], check=False).returncode == 0


def pip(*arguments: str | Path) -> bool:
    """Run the pinned pip inside the environment."""
    options = ("--quiet", "--disable-pip-version-check", "--require-hashes")
    return run(PYTHON, PIP / "pip", "install", *options, *arguments)


def install(lock: str) -> None:
    """Make the environment and install the lock, by uv or else by pip. Raises SystemExit."""
    if not PYTHON.exists():
        venv.create(ENVIRONMENT, with_pip=False, symlinks=True)
    requirements = HERE / f"{lock}.txt"
    uv = ENVIRONMENT / "bin" / "uv"
    with_uv = (uv.exists() or pip("-r", HERE / "uv.txt")) and run(
        uv, "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes", "-r", requirements
    )
    if not with_uv and not pip("-r", requirements):
        raise SystemExit(
            "依赖包安装失败，见上文。\nInstalling the packages failed, see the lines above."
        )
    (ENVIRONMENT / f"installed-{lock}").write_text(mark(lock))


def main() -> None:
    """Install the lock named on the command line unless it is there already."""
    lock = sys.argv[1]
    if sys.version_info < OLDEST:
        raise SystemExit("需要 Python 3.11 以上。\nPython 3.11 or newer is needed.")
    if not (installed(lock) or (lock == "run" and installed("dev"))):
        install(lock)


if __name__ == "__main__":
    main()
