"""Row history: every version of a tracked row with actor, post, request and reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, models
from django.dispatch import receiver
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record
from simple_history.utils import bulk_create_with_history

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


def create_all(rows: Sequence[models.Model]) -> None:
    """Insert many tracked rows of one model inside the running act, each with its first version."""
    act = frame.current()
    if act is None:
        raise RuntimeError("many rows are only inserted inside a service")
    if not rows:
        return
    bulk_create_with_history(
        list(rows),
        type(rows[0]),
        default_date=act.now,
        default_user=getattr(act.actor, "staff", None),
        default_change_reason=act.reason,
        custom_historical_attrs={
            "history_tenure_id": act.tenure_id,
            "history_request": act.actor.request_id,
            "history_service": act.service,
        },
    )


def record_inserted(model: type[models.Model], keys: Sequence[int]) -> None:
    """Write the first version of rows that one statement of the running act has inserted."""
    act = frame.current()
    if act is None:
        raise RuntimeError("history is only written inside a service")
    quote = connection.ops.quote_name
    history: Any = model.history.model  # type: ignore[attr-defined]  # set by tracked()
    columns = ", ".join(quote(f.column) for f in history.tracked_fields)
    stamps: dict[str, Any] = {
        "history_type": "+",
        "history_date": act.now,
        "history_user_id": act.actor.staff_id,
        "history_tenure_id": act.tenure_id,
        "history_request": act.actor.request_id,
        "history_service": act.service,
        "history_change_reason": act.reason,
    }
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(history._meta.db_table)} ({columns}, {', '.join(stamps)})"
            f" SELECT {columns}, {', '.join(['%s'] * len(stamps))}"
            f" FROM {quote(model._meta.db_table)} WHERE id = ANY(%s)",
            [*stamps.values(), list(keys)],
        )
