"""What the visit tells the rooms beside and above it; sent inside the transaction.

Facts of every event: ``by`` (who acts).  Joiners act as the event, not as the person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from apps.core.hooks import Event, Question
from apps.core.tones import Tone
from apps.customers.hooks import Link

if TYPE_CHECKING:
    import datetime as dt

    from django.utils.functional import _StrOrPromise

    from apps.workorders.prices import Price


@dataclass(frozen=True)
class Cover:
    """Whether a payer answers for the car; ``refused`` lines may not be written at all."""

    payer: str
    tone: Tone
    words: str
    refused: bool = False


@dataclass(frozen=True)
class Alert:
    """One thing to know of a car, with what to do about it; ``tone`` says how pressing it is."""

    tone: str
    words: _StrOrPromise
    todo: _StrOrPromise = ""
    url: str = ""


@dataclass(frozen=True)
class Declined:
    """Work that was found and not wanted, or put off."""

    words: str
    at: dt.datetime
    reason: str = ""
    url: str = ""
    safety: bool = False


@dataclass(frozen=True)
class FilePaper:
    """One paper the rooms above keep in the repair file: of an order, or of the car (None)."""

    kind: _StrOrPromise
    number: str
    words: _StrOrPromise
    order_id: int | None = None
    at: dt.datetime | dt.date | None = None
    url: str = ""


# order: WorkOrder, just opened as a draft, with the statements of its visit.
order_opened = Event("order_opened")

# order: WorkOrder, locked, with its demands raised.  The customer agreed to it.
order_authorised = Event("order_authorised")

# order: WorkOrder, locked.  Its part lines are about to be asked of the warehouse.
parts_wanted = Event("parts_wanted")

# order: WorkOrder, locked.  It was called off; its jobs are dropped and its demands withdrawn.
order_cancelled = Event("order_cancelled")

# finding: Finding, order: WorkOrder (locked), jobs: list[Job] added by it.  The customer answered.
finding_decided = Event("finding_decided")

# settlement: Settlement, with its order locked.  Every payer's part is closed.
settlement_posted = Event("settlement_posted")

# settlement: Settlement, with its order locked.  The money went back; the order is ready again.
settlement_reversed = Event("settlement_reversed")

# order: WorkOrder (locked), delivery: Delivery.  The car was handed over.
vehicle_delivered = Event("vehicle_delivered")

# order: WorkOrder, locked.  Its last job passed its checks: the car is ready for settlement.
order_ready = Event("order_ready")

# vehicle, by, order: WorkOrder | None -> what to know of the car, each with what to do; asked at
# booking, at check-in (order None) and on the page of its order
checkin_alerts: Question[Alert] = Question("checkin_alerts")

# vehicles: list[Vehicle], by -> (vehicle key, what must be done when that car comes); asked once
# for all cars of a day
coming_alerts: Question[tuple[int, Alert]] = Question("coming_alerts")

# order: WorkOrder, by -> reasons in words why the car may not be handed over yet
delivery_holds: Question[str] = Question("delivery_holds")

# order: WorkOrder, by -> list[Link]: ways on that other parts of the visit offer
order_steps: Question[Link] = Question("order_steps")

# thing: Part | kind of labour, store_id, payer, on, customer -> list[prices.Price]: what was agreed
# with this customer, the first counts
contract_price: Question[Price] = Question("contract_price")

# order: WorkOrder, payers: set[str] -> whether these payers cover the car, in words
payer_cover: Question[Cover] = Question("payer_cover")

# vehicle, by -> list[Declined]: work the customer did not want last time
declined_work: Question[Declined] = Question("declined_work")

# estimate: Estimate, order: WorkOrder (locked), jobs: list[Job] it added.  The customer answered.
estimate_answered = Event("estimate_answered")

# vehicle, by -> list[FilePaper]: claims, campaigns and the like for the repair file of the car
file_papers: Question[FilePaper] = Question("file_papers")
