"""Units, positions, duties, staff, and the only permission engine."""
