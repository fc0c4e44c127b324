"""A posted settlement is entered for the e-health files; a reversed one is taken out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.workorders import hooks
from apps.workorders.services.ehealth import enter_upload, void_upload

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.workorders.models import Settlement


def enter(*, by: Actor, settlement: Settlement, **facts: object) -> None:
    """The bill is final."""
    enter_upload(settlement, by=by)


def take_out(*, by: Actor, settlement: Settlement, **facts: object) -> None:
    """The bill does not stand any more."""
    void_upload(settlement, by=by)


hooks.settlement_posted.connect(enter)
hooks.settlement_reversed.connect(take_out)
