"""The entries of the side menu, one file per part of the visit."""
