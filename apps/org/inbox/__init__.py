"""What waits in the organisation; imported when the app is ready."""

from apps.org.inbox import revisions, tenures

__all__ = ["revisions", "tenures"]
