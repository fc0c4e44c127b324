"""Sample rows of e-health records and audits of the process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.workorders.services.ehealth import make_file
from tests.factories.customers import make_known
from tests.personas import access_of
from tests.workorders.files import rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from apps.workorders.models import EHealthUpload, WorkOrder

Sample = dict[str, object]


def made() -> EHealthUpload:
    """A record whose file stands."""
    return make_file(by=access_of("information_officer"), upload=rows.upload())


def _known(order: WorkOrder) -> int:
    """The car of an order, known at its store."""
    make_known(order.store, order.visit.vehicle)
    return order.visit.vehicle_id


def file_samples(order: Callable[[], WorkOrder]) -> dict[str, Callable[[], Sample]]:
    """By URL name."""
    return {
        **dict.fromkeys(
            ("workorders:repair_file", "workorders:repair_file_print"),
            lambda: {"pk": _known(order())},
        ),
        "workorders:order_timeline": lambda: {"pk": order().pk},
        **dict.fromkeys(
            ("workorders:ehealth_record", "workorders:ehealth_make"),
            lambda: {"pk": rows.upload().pk},
        ),
        "workorders:ehealth_file": lambda: {"pk": made().pk},
        "workorders:ehealth_answer": lambda: {"pk": rows.upload().pk, "act": "send"},
        "workorders:process_question_drop": lambda: {"pk": rows.question().pk},
        "workorders:process_audit": lambda: {"pk": rows.drawn().pk},
        **dict.fromkeys(
            (
                "workorders:audited_order",
                "workorders:audited_check",
                "workorders:audited_again",
            ),
            lambda: {"pk": rows.sample().pk},
        ),
        "workorders:audit_finding": lambda: {"pk": rows.finding().pk},
        "workorders:audit_finding_act": lambda: {"pk": rows.finding().pk, "act": "fix"},
    }
