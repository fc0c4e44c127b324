"""The rooms of the product. Imports between them go one way: see pyproject.toml."""
