"""The private PostgreSQL server of a folder, for `make run` and the tests.

`server.Server` is what a launcher holds. It starts a keeper, a process in a session of its own
that runs PostgreSQL and stops it when the launcher is gone, however that happened. Nothing here
imports Django, and settings never start a server.
"""
