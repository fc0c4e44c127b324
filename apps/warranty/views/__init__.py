"""Pages of the warranty room."""
