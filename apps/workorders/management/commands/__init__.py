"""Commands of the visit."""
