"""What people maintain in the admin: one module per kind of row."""

from apps.org.admin import maintained

__all__ = ["maintained"]
