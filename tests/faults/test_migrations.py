"""The light migrations make the schema that Django's own would make."""

import subprocess
import sys
from urllib.parse import quote, urlencode

from django.db import connection, connections

from aftersales import env
from aftersales.embedded.programs import Programs, programs
from tests.databases import drop, server, test_name
from tests.faults.launching import ROOT

PLAIN = "plain_schema"
DJANGOS_OWN = """
import django
django.setup()
from django.core.management import call_command
from django.core.management.commands import migrate
call_command(migrate.Command(), verbosity=0)
"""


def place():
    """How PostgreSQL's programs find the test server."""
    known = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    found = {name: str(connection.settings_dict[key]) for name, key in known.items()}
    return env.child(**{name: value or None for name, value in found.items()})


def url(name):
    """The address of a database of the test server."""
    at = connection.settings_dict
    login = quote(at["USER"]) + (f":{quote(at['PASSWORD'])}" if at["PASSWORD"] else "")
    return f"postgresql://{login}@/{name}?{urlencode({'host': at['HOST']})}"


def schema(name):
    """The definition of every object of a database, in a stable order."""
    command = Programs(programs().folder).command("pg_dump", "--schema-only", "--no-owner", name)
    dumped = subprocess.run(command, env=place(), capture_output=True, text=True, check=True)
    lines = (line.rstrip(",") for line in dumped.stdout.splitlines())
    return sorted(line for line in lines if line and not line.startswith(("--", "\\")))


def test_schema_is_the_one_django_makes(db):
    with server() as run:
        drop(run, PLAIN)
        run.execute(f"CREATE DATABASE {PLAIN}")
    try:
        surroundings = env.child(
            DJANGO_SETTINGS_MODULE="aftersales.settings.dev", DATABASE_URL=url(PLAIN)
        )
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", DJANGOS_OWN],
            cwd=ROOT,
            env=surroundings,
            check=True,
        )
        assert schema(test_name()) == schema(PLAIN)
    finally:
        connections.close_all()
        with server() as run:
            drop(run, PLAIN)
