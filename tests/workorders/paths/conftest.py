"""Rows the tests of the paths share."""

from tests.committed import committed
from tests.workorders.shop.rows import line_of

__all__ = ["committed", "line_of"]
