"""What waits on the stays of cars: sheets with gaps, cars that stand too long, deserted ones."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db.models import (
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    IntegerField,
    Q,
    Value,
)
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from apps.core.clock import business_day
from apps.core.models import Setting
from apps.core.queues import Queue, register
from apps.workorders.models import Visit
from apps.workorders.permissions import Perm
from apps.workorders.services.intake import UNSIGNED

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.workorders.models.visit import VisitQuerySet


def incomplete(by: Actor) -> VisitQuerySet:
    """Cars in the house whose consent, signature, VIN or reading is still missing."""
    rows = Visit.objects.visible_to(by, Perm.ADD_CHECKIN).in_house()
    return rows.filter(
        Q(vehicle__vin="")
        | Q(intake__consent="")
        | Q(checkin__signed_at=None, checkin__unsigned_reason=UNSIGNED)
        | Q(intake__isnull=False, checkin__odometer_unreadable=True)
    )


def standing_long(by: Actor) -> VisitQuerySet:
    """Cars that have stood in the house longer than the store wants."""
    rows = Visit.objects.visible_to(by, Perm.SET_PROMISEDTIME).in_house()
    return rows.filter(opened_at__lte=before(by, "long_stay_days"))


def deserted(by: Actor) -> VisitQuerySet:
    """Ready cars nobody came for: the storage fee and the lien are due to be told."""
    rows = Visit.objects.visible_to(by, Perm.RELEASE_VEHICLE).in_house()
    return rows.filter(ready_at__lte=before(by, "abandoned_days"))


def before(by: Actor, name: str) -> ExpressionWrapper[Any]:
    """The instant so many days ago, by the figure of each car's own store."""
    days = Cast(Setting.objects.of_row(f"workorders.{name}", business_day(by.now)), IntegerField())
    past = ExpressionWrapper(days * Value(dt.timedelta(days=1)), output_field=DurationField())
    return ExpressionWrapper(Value(by.now) - past, output_field=DateTimeField())


STAYS = {
    "incomplete": (Perm.ADD_CHECKIN, _("接车资料待补"), incomplete),
    "long": (Perm.SET_PROMISEDTIME, _("在店超期"), standing_long),
    "deserted": (Perm.RELEASE_VEHICLE, _("完工无人取车"), deserted),
}
for _name, (_perm, _label, _rows) in STAYS.items():
    register(
        Queue(
            code=f"stays-{_name}",
            capability=_perm,
            label=_label,
            rows=_rows,
            page="workorders:stays",
            query=f"show={_name}",
        )
    )
