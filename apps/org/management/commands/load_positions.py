"""`manage.py load_positions`: positions, duties, grants and posts from the catalogue."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from apps.core import clock
from apps.org.access import Access
from apps.org.catalogue import CATALOGUE, CatalogueError, read_catalogue
from apps.org.chart import TEMPLATE, read_chart
from apps.org.models import OrgUnit
from apps.org.services.positions import load_positions


class Command(BaseCommand):
    """Fills in what stores lack of the catalogue; running it again changes nothing."""

    help = "Load the duty catalogue into the group and its stores; what exists is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which stores, and from which files."""
        parser.add_argument("stores", nargs="*", help="codes of stores; every store when empty")
        parser.add_argument("--catalogue", type=Path, default=CATALOGUE)
        parser.add_argument("--chart", type=Path, default=TEMPLATE)

    def handle(
        self, *, stores: list[str], catalogue: Path, chart: Path, **_options: object
    ) -> None:
        """Load each owner; raises CommandError naming every fault of the catalogue."""
        by = Access(staff=None, now=clock.now())
        try:
            texts, template = read_catalogue(catalogue), read_chart(chart)
            for owner in _owners(stores):
                loaded = load_positions(by=by, owner=owner, catalogue=texts, chart=template)
                self.stdout.write(
                    _("%(unit)s：新增岗位 %(p)d、职责 %(d)d、权限 %(g)d、席位 %(s)d")
                    % {
                        "unit": owner,
                        "p": loaded.positions,
                        "d": loaded.duties,
                        "g": loaded.grants,
                        "s": loaded.posts,
                    }
                )
        except CatalogueError as error:
            raise CommandError(str(error)) from error


def _owners(codes: list[str]) -> list[OrgUnit]:
    """The group first, then the stores named, or every store."""
    found = {u.code: u for u in OrgUnit.objects.stores()}
    unknown = sorted(set(codes) - set(found))
    if unknown:
        raise CommandError(_("没有代码为 %(codes)s 的门店") % {"codes": _("、").join(unknown)})
    group = OrgUnit.objects.filter(parent=None)
    return [*group, *(u for c, u in found.items() if not codes or c in codes)]
