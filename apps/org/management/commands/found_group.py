"""`manage.py found_group`: the first chart and the first people of a real installation."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.refusals import Refused
from apps.org.access import Access
from apps.org.models import OrgUnit
from apps.org.services.first_people import FirstPerson, appoint_first
from apps.org.services.founding import UnitNames, found_group, found_store
from apps.org.services.positions import load_positions
from apps.org.template_checks import FIRST_POSITIONS
from apps.org.templates import STANDARD, Template, UnknownTemplateError, read_template


class Command(BaseCommand):
    """Founds once, whole or not at all, and prints the first passwords once."""

    help = (
        "Found the group with its stores, positions and first three people:"
        " found_group hx:汇兴集团 --store wh1:武汉一店 --administrator zhou:周敏"
        " --hr-officer liu:刘洋 --general-manager wang:王强"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Names as CODE:NAME, people as LOGIN:NAME."""
        parser.add_argument("group", help="CODE:NAME of the group")
        parser.add_argument("--store", action="append", required=True, dest="stores")
        for position in FIRST_POSITIONS:
            parser.add_argument(f"--{position.replace('_', '-')}", required=True)
        parser.add_argument("--template", default=STANDARD, help="see org_template list")

    def handle(self, *, group: str, stores: list[str], template: str, **options: object) -> None:
        """Found; raises CommandError when a group stands already or a name is no pair."""
        if OrgUnit.objects.exists():
            raise CommandError(_("集团已经建立，不能再次建立。"))
        people = [_person(p, str(options[p])) for p in FIRST_POSITIONS]
        by = Access(staff=None, now=clock.now())
        try:
            with transaction.atomic():
                text = read_template(template)
                first = _found(by, text, _names(group), [_names(s) for s in stores])
                appoint_first(by=by, store=first, people=people)
        except (Refused, UnknownTemplateError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("下面的初始密码只显示这一次："))
        for person in people:
            self.stdout.write(f"  {person.login}  {person.password}  {person.name}")


def _found(by: Access, text: Template, group: UnitNames, stores: list[UnitNames]) -> OrgUnit:
    """The whole chart with its positions; returns the first store."""
    chart, catalogue = text.chart, text.catalogue
    root = found_group(by=by, chart=chart, names=group)
    founded = [found_store(by=by, chart=chart, group=root, names=names) for names in stores]
    for owner in (root, *founded):
        load_positions(by=by, owner=owner, catalogue=catalogue, chart=chart)
    return founded[0]


def _names(pair: str) -> UnitNames:
    return UnitNames(*_pair(pair))


def _person(position: str, pair: str) -> FirstPerson:
    return FirstPerson(position, *_pair(pair)).with_password()


def _pair(text: str) -> tuple[str, str]:
    code, colon, name = text.partition(":")
    if not (code and colon and name):
        raise CommandError(_("“%(text)s”应写成 代码:名称") % {"text": text})
    return code, name
