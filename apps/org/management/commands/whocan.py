"""`manage.py whocan CAPABILITY`: everybody who holds a right now, and by which duty."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.capabilities import CapabilityEnum, implied_by
from apps.org.management.commands.why import known_capability
from apps.org.models import Duty, OrgUnit, PositionRevision
from apps.org.why import holders


class Command(BaseCommand):
    """Prints one line for each holder: person, post, scope and the sentence of the duty."""

    help = "Who holds a right now, in every store or in one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which right, and where."""
        parser.add_argument("capability", help="such as workorders.dispatch_job")
        parser.add_argument("--store", default="", help="code of a store")

    def handle(self, *, store: str, **options: object) -> None:
        """Print the holders; raises CommandError for an unknown right or store."""
        perm, now = known_capability(str(options["capability"])), clock.now()
        place = OrgUnit.objects.stores().filter(code=store).first()
        if store and place is None:
            raise CommandError(_("没有代码为 %(code)s 的门店") % {"code": store})
        self.stdout.write(f"{perm.label} ({perm.value})")
        base = PositionRevision.objects.filter(position__base=True).effective(now)
        for duty in _duties_of_all(perm, base.text_ids()):
            self.stdout.write(_("  每位在岗员工 · %(duty)s") % {"duty": duty})
        found = holders(perm, now, place)
        for h in found:
            self.stdout.write(f"  {h.staff} · {h.unit} · {h.position} · {h.scope} · {h.duty}")
        self.stdout.write(_("共 %(count)d 个任职") % {"count": len(found)})


def _duties_of_all(perm: CapabilityEnum, texts: object) -> list[str]:
    """The sentences of base duties that carry the right, each once."""
    rows = Duty.objects.filter(revision__in=texts, grants__capability__in=implied_by(perm))
    return sorted({f"{duty.code} {duty}" for duty in rows})
