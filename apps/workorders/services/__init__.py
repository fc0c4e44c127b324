"""The acts of the visit."""
