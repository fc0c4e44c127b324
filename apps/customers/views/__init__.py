"""Pages about customers and cars."""
