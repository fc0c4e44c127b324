"""How reception and workshop are measured."""
