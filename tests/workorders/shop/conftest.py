"""Rows the tests of the workshop share."""

from tests.workorders.shop.rows import finding_of, line_of

__all__ = ["finding_of", "line_of"]
