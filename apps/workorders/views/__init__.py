"""The pages of the visit."""
