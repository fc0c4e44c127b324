"""The acts on editions of job descriptions: drafting, duties, signing."""

from apps.org.services.revising.drafting import draft_revision, edit_revision
from apps.org.services.revising.duties import add_duty, edit_duty, move_duty, remove_duty
from apps.org.services.revising.signing import (
    approve_revision,
    return_revision,
    review_revision,
    second_look,
    submit_revision,
    withdraw_revision,
)

__all__ = [
    "add_duty",
    "approve_revision",
    "draft_revision",
    "edit_duty",
    "edit_revision",
    "move_duty",
    "remove_duty",
    "return_revision",
    "review_revision",
    "second_look",
    "submit_revision",
    "withdraw_revision",
]
