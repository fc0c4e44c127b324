"""How the documents of the organisation move; one table a file."""

from apps.org.machines.tenure import TENURE

__all__ = ["TENURE"]
