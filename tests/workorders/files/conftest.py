"""What the tests of files share."""

import pytest

from tests.committed import committed
from tests.personas import NOW

__all__ = ["committed"]


@pytest.fixture(autouse=True)
def the_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests happen at the hour of the personas."""
    monkeypatch.setattr("apps.core.clock.now", lambda: NOW)
