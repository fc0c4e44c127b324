"""What people maintain in the admin: one module per kind of row."""

from apps.org.admin import duties, maintained, revisions

__all__ = ["duties", "maintained", "revisions"]
