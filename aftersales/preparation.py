"""What a database needs before the site opens: migrations, static files, and perhaps the demo.

Each step is skipped when its inputs are what they were at the last start; the marks of that are
kept beside the embedded data, and a database elsewhere is always migrated.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command, get_commands
from django.db import connection, transaction

from apps.core import clock

CODE = ("apps/**/*.py", "aftersales/**/*.py", "fixtures/**/*", "requirements/run.txt")
ASSETS = ("static/**/*", "requirements/run.txt")


def digest(root: Path, patterns: Iterable[str]) -> str:
    """One hash of the names and contents of every matching file."""
    result = hashlib.sha256()
    for pattern in patterns:
        for path in sorted(root.glob(pattern)):
            if path.is_file() and "__pycache__" not in path.parts:
                result.update(str(path.relative_to(root)).encode())
                result.update(path.read_bytes())
    return result.hexdigest()


def unhurried() -> None:
    """Lift the time limits of a request from this process's own connection."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SET idle_in_transaction_session_timeout = 0")


def migrate(mark: Path | None) -> None:
    """Bring the schema and the derived rows up to this code; `mark` remembers the code."""
    state = digest(settings.BASE_DIR, CODE)
    if mark and mark.exists() and mark.read_text() == state:
        return
    unhurried()
    call_command("migrate", verbosity=0, interactive=False)
    if mark:
        mark.write_text(state)


def collect_static() -> None:
    """Copy, hash and compress the static files, unless they are those of the last time."""
    mark = Path(settings.STATIC_ROOT) / ".collected"
    state = digest(settings.BASE_DIR, ASSETS)
    if mark.exists() and mark.read_text() == state:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    mark.write_text(state)


def load_demo() -> None:
    """Fill an empty database with the demo dealership, whole or not at all."""
    if not settings.DEMO or "load_demo" not in get_commands():
        return
    if apps.get_model("org", "OrgUnit")._default_manager.exists():
        return
    unhurried()
    with transaction.atomic():
        call_command("load_demo")


def refuse_unknown_rights() -> None:
    """Raise CommandError when a duty in force grants what this code does not know."""
    from apps.org.unknown import unknown_rights  # noqa: PLC0415  # needs the models

    found = unknown_rights(clock.now())
    if found:
        raise CommandError("duties grant rights this code does not know: " + "; ".join(found))


def prepare(*, embedded: bool, assets: bool) -> None:
    """Make the database, and with `assets` the static files, ready for the site.

    Raises CommandError for duties whose rights this code does not know.
    """
    migrate(settings.RUN_DIR / "pg" / "migrated" if embedded else None)
    load_demo()
    refuse_unknown_rights()
    if assets:
        collect_static()
    connection.close()
