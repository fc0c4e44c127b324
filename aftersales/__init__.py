"""The project: settings, database, addresses and the start of the server."""
