"""Rows of the warranty room."""

from apps.warranty.models.claim import Claim, ClaimLine
from apps.warranty.models.policy import WarrantyPolicy
from apps.warranty.models.recall import Recall, RecallVehicle
from apps.warranty.models.request import ClaimRequest

__all__ = ["Claim", "ClaimLine", "ClaimRequest", "Recall", "RecallVehicle", "WarrantyPolicy"]
