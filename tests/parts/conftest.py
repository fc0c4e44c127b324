"""Fixtures of the parts room."""

from tests.committed import committed

__all__ = ["committed"]
