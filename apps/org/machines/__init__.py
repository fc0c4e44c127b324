"""How the documents of the organisation move; one table a file."""

from apps.org.machines.revision import OPEN, REVISION, not_holder
from apps.org.machines.tenure import TENURE

__all__ = ["OPEN", "REVISION", "TENURE", "not_holder"]
