"""What the product must survive: kills, full ports, damaged files, missing secrets."""
