"""`manage.py ehealth`: the e-health records of one day as files in a folder."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from apps.core import clock
from apps.core.exports import record_export
from apps.core.refusals import Refused
from apps.org.access import Access
from apps.org.models import Staff
from apps.workorders.ehealth import file_of, lacking
from apps.workorders.permissions import Perm
from apps.workorders.selectors import ehealth as selectors
from apps.workorders.services.ehealth import make_files

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    """Makes what is whole, writes every made record of the day, and says what the rest lacks."""

    help = "Write the e-health records of a day as JSON files, acting as somebody who may"

    def add_arguments(self, parser: CommandParser) -> None:
        """Who acts, which day, and where the files go."""
        parser.add_argument("login", help="whose duties allow it; the files are recorded as theirs")
        parser.add_argument("folder", type=Path)
        parser.add_argument("--day", type=dt.date.fromisoformat, help="settled on; yesterday")

    def handle(self, *args: Any, **options: Any) -> None:
        """One file per record; the same settlement gives the same file."""
        staff = Staff.objects.filter(user__username=options["login"]).first()
        if staff is None:
            raise CommandError(f"nobody signs in as {options['login']}")
        by = Access(staff=staff, now=clock.now())
        if not by.can(Perm.EXPORT_EHEALTH):
            raise CommandError(f"the duties of {options['login']} do not report e-health records")
        day = options["day"] or clock.business_day(by.now) - dt.timedelta(days=1)
        folder: Path = options["folder"]
        folder.mkdir(parents=True, exist_ok=True)
        self._make(by, day)
        for upload in selectors.made_of_day(by, day):
            self._write(by, upload, folder / f"{upload.number}.json")
        self._complain(by, day)

    def _make(self, by: Access, day: dt.date) -> None:
        try:
            make_files(by=by, uploads=selectors.of_day(by, day))
        except Refused:
            self.stdout.write(f"{day}: nothing new")

    def _write(self, by: Access, upload: Any, path: Path) -> None:
        content = file_of([upload])
        record_export(
            by=by,
            kind="workorders.ehealth",
            store_id=upload.store_id,
            chosen={"number": upload.number},
            rows=1,
            content=content,
        )
        path.write_bytes(content)
        self.stdout.write(f"{upload.number} {path.name}")

    def _complain(self, by: Access, day: dt.date) -> None:
        rows = selectors.whole(selectors.chosen(by, "", day))
        for upload in rows:
            if not upload.is_made:
                words = "; ".join(lack.words for lack in lacking(upload))
                self.stdout.write(f"{upload.number} lacks: {words}")
