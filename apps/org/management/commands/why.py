"""`manage.py why USER CAPABILITY [MODEL:PK]`: the chain from a person to a right, or its break."""

from __future__ import annotations

from argparse import ArgumentParser

from django.apps import apps as installed
from django.core.management.base import BaseCommand, CommandError
from django.db import models
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.capabilities import CapabilityEnum, UnknownCapabilityError, capability
from apps.org.access import Access
from apps.org.models import Staff
from apps.org.why import explain


class Command(BaseCommand):
    """Prints one line for each link; the first broken one ends the chain."""

    help = "Why a person may or may not: person, tenure, post, edition, duty, grant, row."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, what, and on which row."""
        parser.add_argument("user", help="login or staff number")
        parser.add_argument("capability", help="such as workorders.view_workorder")
        parser.add_argument("row", nargs="?", default="", help="such as workorders.WorkOrder:12")

    def handle(self, *, user: str, row: str, **options: object) -> None:
        """Print the chain; raises CommandError for a name that is unknown."""
        perm = known_capability(str(options["capability"]))
        found = explain(Access.of(_staff(user), clock.now()), perm, _row(row) if row else None)
        answer = _("可以") if found.granted else _("不可以")
        self.stdout.write(f"{user} · {perm.label} ({perm.value}): {answer}")
        for link in found.links:
            self.stdout.write(f"  {'✓' if link.holds else '✗'} {link.kind}: {link.text}")
        if not found.granted:
            self.stdout.write(_("现在能办的人："))
            for holder in found.holders:
                self.stdout.write(f"  {holder.staff} · {holder.unit} · {holder.position}")


def known_capability(code: str) -> CapabilityEnum:
    """The capability with this codename; raises CommandError for an unknown one."""
    try:
        return capability(code)
    except UnknownCapabilityError:
        raise CommandError(_("没有名为 %(code)s 的权限") % {"code": code}) from None


def _staff(name: str) -> Staff:
    by_login = Staff.objects.filter(user__username=name)
    found = by_login.first() or Staff.objects.filter(staff_no=name).first()
    if found is None:
        raise CommandError(_("没有登录名或工号为 %(name)s 的员工") % {"name": name})
    return found


def _row(reference: str) -> models.Model:
    label, _colon, key = reference.partition(":")
    try:
        model = installed.get_model(label)
        row: models.Model = model._default_manager.get(pk=key)
    except (LookupError, ValueError, models.ObjectDoesNotExist):
        raise CommandError(_("没有 %(row)s 这条记录") % {"row": reference}) from None
    return row
