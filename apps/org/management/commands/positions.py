"""`manage.py positions`: the duty catalogue, as a list, as JSON, or by what it still lacks."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections import Counter
from itertools import groupby
from operator import attrgetter

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from apps.core import clock
from apps.org.catalogue import Catalogue, CatalogueError, read_catalogue
from apps.org.catalogue_checks import check
from apps.org.catalogue_json import as_data
from apps.org.chart import read_chart
from apps.org.gaps import Gap, Gaps
from apps.org.in_force import catalogue_in_force
from apps.org.models import OrgUnit
from apps.org.vacancies import vacancies


class Command(BaseCommand):
    """Prints positions, duties and rights, from the document or as in force in a store."""

    help = "Print the duty catalogue, or with --store what is in force there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to print, and of which store."""
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--json", action="store_true", help="everything, as JSON")
        form.add_argument("--missing", action="store_true", help="what the catalogue still lacks")
        parser.add_argument("--store", default="", help="code of a store: what is in force there")

    def handle(self, *, missing: bool, store: str, **options: object) -> None:
        """Print; raises CommandError for an unknown store or a faulty catalogue."""
        catalogue = _catalogue(store)
        if options["json"]:
            self._print_json(catalogue)
        elif missing:
            self._print_gaps(catalogue, store)
        else:
            self._print_list(catalogue)

    def _print_json(self, catalogue: Catalogue) -> None:
        self.stdout.write(json.dumps(as_data(catalogue), ensure_ascii=False, indent=2))

    def _print_list(self, catalogue: Catalogue) -> None:
        for position in catalogue.positions:
            rights = {g.capability for g in position.grants()}
            line = _("%(code)s %(name)s：职责 %(duties)d，权限 %(rights)d")
            self.stdout.write(
                line
                % {
                    "code": position.code,
                    "name": position.name,
                    "duties": len(position.duties),
                    "rights": len(rights),
                }
            )

    def _print_gaps(self, catalogue: Catalogue, store: str) -> None:
        gaps = [*Gaps(catalogue, read_chart()).every(), *_vacancies(catalogue, store)]
        counts = Counter(gap.kind for gap in gaps)
        titles = _titles()
        for kind, found in groupby(sorted(gaps, key=attrgetter("kind")), attrgetter("kind")):
            self.stdout.write(f"{titles[kind]}: {counts[kind]}")
            for gap in found:
                self.stdout.write(f"  {gap.position} {gap.capability} {gap.words}".rstrip())
        for kind, title in titles.items():
            if not counts[kind] and (store or kind != "holder"):
                self.stdout.write(f"{title}: 0")


def _titles() -> dict[str, str]:
    return {
        "page": _("还没有页面的权限"),
        "answer": _("汇报线上没有人能裁定的申请"),
        "ladder": _("汇报线上没有无限额裁定人的额度"),
        "view": _("看不到相应记录的操作"),
        "holder": _("现在无人任职的权限"),
    }


def _catalogue(code: str) -> Catalogue:
    try:
        if not code:
            return check(read_catalogue())
        return catalogue_in_force(_store(code), clock.now())
    except CatalogueError as error:
        raise CommandError(str(error)) from error


def _store(code: str) -> OrgUnit:
    try:
        return OrgUnit.objects.stores().get(code=code)
    except OrgUnit.DoesNotExist:
        raise CommandError(_("没有代码为 %(code)s 的门店") % {"code": code}) from None


def _vacancies(catalogue: Catalogue, code: str) -> list[Gap]:
    """Rights that nobody holds now; asked of a store only."""
    return list(vacancies(catalogue, _store(code), clock.now())) if code else []
