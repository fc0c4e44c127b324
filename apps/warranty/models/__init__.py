"""Rows of the warranty room."""

from apps.warranty.models.claim import Claim, ClaimLine
from apps.warranty.models.policy import WarrantyPolicy

__all__ = ["Claim", "ClaimLine", "WarrantyPolicy"]
