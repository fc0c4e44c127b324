"""`manage.py serve`: the database, its content and the web server, until it is ended."""

import os
from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand

from aftersales import env, launcher
from aftersales.preparation import prepare


class Command(BaseCommand):
    """Starts the product on this machine's loopback address."""

    help = "Start PostgreSQL unless DATABASE_URL is set, prepare the database, serve the site."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The port, and whether to restart on changes."""
        parser.add_argument("--port", type=int, default=env.number("PORT", 8000))
        parser.add_argument("--reload", action="store_true", help="restart when a file changes")

    def handle(self, *, port: int, reload: bool, **_options: object) -> None:
        """Serve until ended; raises CannotStart when it cannot."""
        launcher.end_on_signals()
        url = env.text("DATABASE_URL")
        about = f"http://{launcher.HOST}:{port} (pid {os.getpid()})"
        with (
            launcher.alone(settings.RUN_DIR, about),
            launcher.listen(port) as listener,
            launcher.database(settings.RUN_DIR, url) as server,
        ):
            prepare(embedded=not url, assets=not reload)
            if reload:
                listener.close()
            command = launcher.reloader(port) if reload else launcher.gunicorn(listener)
            with launcher.child(command, None if reload else listener) as process:
                launcher.announce(process, port)
                launcher.attend(process, server)
