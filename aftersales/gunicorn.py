"""Configuration of the web server: two processes of four threads, loaded once and then forked."""

import gc
import signal

from django.db import connections
from django.urls import get_resolver

from aftersales import env
from aftersales.processes import die_with_parent

worker_class = "gthread"
workers = env.number("WEB_WORKERS", 2)
threads = env.number("WEB_THREADS", 4)
preload_app = True
timeout = 60  # seconds
graceful_timeout = 10  # seconds
keepalive = 5  # seconds
max_requests = 20_000
max_requests_jitter = 2_000
limit_request_line = 8190  # bytes
worker_tmp_dir = "/dev/shm"
control_socket_disable = True
loglevel = "warning"
errorlog = "-"
accesslog = None  # one line per request comes from the application, without the query


def when_ready(_server: object) -> None:
    """Load every address, close what must not be shared, and keep the heap out of collection."""
    len(get_resolver().url_patterns)
    connections.close_all()
    gc.collect()
    gc.freeze()


def post_fork(_server: object, _worker: object) -> None:
    """A worker never outlives its master: open transactions are rolled back by the database."""
    die_with_parent(signal.SIGKILL)
