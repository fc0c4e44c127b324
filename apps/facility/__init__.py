"""Tools, equipment, 5S inspections, cleaning, safety and incidents."""
