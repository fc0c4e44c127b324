"""Rows of customer care."""

from apps.care.models.callback import CallAttempt, Callback
from apps.care.models.complaint import Complaint, ComplaintContact, ComplaintOpinion
from apps.care.models.remedy import RemedyRequest

__all__ = [
    "CallAttempt",
    "Callback",
    "Complaint",
    "ComplaintContact",
    "ComplaintOpinion",
    "RemedyRequest",
]
