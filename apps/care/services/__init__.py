"""The acts of customer care."""

from apps.care.services.calling import (
    assign_callback,
    complete_callback,
    decline_callback,
    give_up,
    log_attempt,
)
from apps.care.services.closing import close_complaint, close_not_agreed, finish_handling
from apps.care.services.handling import add_opinion, change_complaint, escalate
from apps.care.services.receiving import assign_complaint, log_contact, receive_complaint
from apps.care.services.remedies import decide_remedy, propose_remedy

__all__ = [
    "add_opinion",
    "assign_callback",
    "assign_complaint",
    "change_complaint",
    "close_complaint",
    "close_not_agreed",
    "complete_callback",
    "decide_remedy",
    "decline_callback",
    "escalate",
    "finish_handling",
    "give_up",
    "log_attempt",
    "log_contact",
    "propose_remedy",
    "receive_complaint",
]
