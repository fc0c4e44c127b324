"""A backup that was never restored counts as none: both commands, end to end."""

import os
import shutil
import subprocess
import sys

import pytest

from aftersales.embedded.server import Server
from tests.faults.launching import ROOT, connect, environment


@pytest.fixture
def var(tmp_path):
    """A stopped installation with one row and one private file."""
    with Server(tmp_path / "run" / "pg"):
        change(tmp_path, "CREATE TABLE proof AS SELECT generate_series(1, 500) AS number")
    media = tmp_path / "run" / "media" / "photos"
    media.mkdir(parents=True)
    (media / "damage.jpg").write_bytes(b"picture")
    return tmp_path


def change(var, statement):
    """Run one statement in the folder's database."""
    connection = connect(var)
    with connection.cursor() as run:
        run.execute(statement)
    connection.close()


def rows(var):
    """The proof rows of the folder's database, once its server runs."""
    with Server(var / "run" / "pg"):
        connection = connect(var)
        with connection.cursor() as run:
            run.execute("SELECT count(*), sum(number) FROM proof")
            found = run.fetchone()
        connection.close()
    return found


def manage(var, *arguments):
    """Run a command of the installation."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(var),
        capture_output=True,
        text=True,
        check=False,
    )


def test_restore_brings_back_rows_and_files_after_a_mass_delete(var):
    archive = var / "backup.tar"
    made = manage(var, "backup", str(archive))
    assert made.returncode == 0, made.stderr
    with Server(var / "run" / "pg"):
        change(var, "DELETE FROM proof")
    shutil.rmtree(var / "run" / "media")
    done = manage(var, "restore", str(archive))
    assert done.returncode == 0, done.stderr
    assert rows(var) == (500, 125250)
    assert (var / "run" / "media" / "photos" / "damage.jpg").read_bytes() == b"picture"


def test_archive_is_readable_by_its_owner_only(var):
    archive = var / "backup.tar"
    manage(var, "backup", str(archive))
    assert os.stat(archive).st_mode & 0o777 == 0o600


def test_damaged_archive_is_refused_and_changes_nothing(var):
    archive = var / "damaged.tar"
    archive.write_bytes(b"not an archive")
    done = manage(var, "restore", str(archive))
    assert done.returncode != 0
    assert "damaged.tar" in done.stderr
    assert rows(var) == (500, 125250)
    assert (var / "run" / "media" / "photos" / "damage.jpg").exists()
