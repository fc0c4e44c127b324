"""What the tests of the till share."""

from tests.committed import committed

__all__ = ["committed"]
