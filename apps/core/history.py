"""Row history: every version of a tracked row with actor, post, request and reason."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.dispatch import receiver
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record

from apps.core import frame


class HistoryRow(models.Model):
    """What each history table carries beside the old values."""

    history_tenure = models.ForeignKey(
        "org.Tenure", models.PROTECT, null=True, related_name="+", db_index=False
    )
    history_request = models.CharField(max_length=32, blank=True)
    history_service = models.CharField(max_length=120, blank=True)

    class Meta:
        abstract = True
        default_permissions = ()


class StaffHistory(HistoricalRecords):
    """simple-history with the person as actor, who cannot be deleted from under a record."""

    def _get_history_user_fields(self) -> dict[str, models.Field[Any, Any]]:
        return {
            "history_user": models.ForeignKey(
                "org.Staff", models.PROTECT, null=True, related_name="+", db_index=False
            )
        }


def acting_staff_id(instance: models.Model, **_: Any) -> None:
    """simple-history asks for a user object; the actor is set by ``stamp`` instead."""


def tracked() -> StaffHistory:
    """The history of a model: ``history = tracked()`` as its last attribute."""
    return StaffHistory(
        bases=[HistoryRow],
        history_id_field=models.BigAutoField(primary_key=True),
        history_change_reason_field=models.TextField(null=True),
        get_user=acting_staff_id,
    )


@receiver(pre_create_historical_record, dispatch_uid="core.history.stamp")
def stamp(history_instance: Any, **_: Any) -> None:
    """Write actor, tenure, request, service and reason of the running act into a history row."""
    act = frame.current()
    if act is None:
        return
    history_instance.history_date = act.now
    history_instance.history_user_id = act.actor.staff_id
    history_instance.history_tenure_id = act.tenure_id
    history_instance.history_request = act.actor.request_id
    history_instance.history_service = act.service
    history_instance.history_change_reason = act.reason
