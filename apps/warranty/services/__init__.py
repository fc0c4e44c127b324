"""The acts of the warranty room."""

from apps.warranty.services.answering import LineAnswer, record_answer, return_claim, submit_claim
from apps.warranty.services.crediting import settle_claim, write_off
from apps.warranty.services.drafting import draft_claims
from apps.warranty.services.judging import (
    change_claim,
    decide_claim,
    judge_claim,
    review_claim,
    send_back,
    withdraw_claim_request,
)

__all__ = [
    "LineAnswer",
    "change_claim",
    "decide_claim",
    "draft_claims",
    "judge_claim",
    "record_answer",
    "return_claim",
    "review_claim",
    "send_back",
    "settle_claim",
    "submit_claim",
    "withdraw_claim_request",
    "write_off",
]
