"""Starting and ending: every way of killing leaves no process and no damaged data."""

import os
import signal
import socket
import threading

import psycopg2
import pytest

from tests.faults.launching import connect, free_port, launch, left_over, pid_of


@pytest.fixture(scope="module")
def var(tmp_path_factory):
    """A folder whose database was made by a first start."""
    folder = tmp_path_factory.mktemp("var")
    with launch(folder) as running:
        running.wait_ready()
        connection = connect(folder)
        with connection.cursor() as run:
            run.execute("CREATE TABLE proof (number int)")
        connection.close()
        os.kill(running.process.pid, signal.SIGTERM)
        running.process.wait(30)
        assert left_over(folder) == []
    return folder


def rows(var):
    """How many proof rows the database of the folder holds."""
    connection = connect(var)
    with connection.cursor() as run:
        run.execute("SELECT count(*) FROM proof")
        (count,) = run.fetchone()
    connection.close()
    return count


def write_until_gone(var, acknowledged):
    """Insert row after row and count those the server confirmed, until it is gone."""
    connection = connect(var)
    try:
        with connection.cursor() as run:
            while True:
                run.execute("INSERT INTO proof VALUES (1)")
                acknowledged.append(1)
    except psycopg2.Error:
        pass
    finally:
        connection.close()


def test_killing_the_whole_group_leaves_no_process_and_loses_no_row(var):
    with launch(var) as running:
        running.wait_ready()
        before, acknowledged = rows(var), []
        writer = threading.Thread(target=write_until_gone, args=(var, acknowledged))
        writer.start()
        while len(acknowledged) < 100:
            assert writer.is_alive()
        running.kill_group()
        assert left_over(var) == []
        writer.join()
    with launch(var) as again:
        again.wait_ready()
        assert len(acknowledged) <= rows(var) - before <= len(acknowledged) + 1


def test_killing_group_and_server_at_once_loses_no_row(var):
    with launch(var) as running:
        running.wait_ready()
        before = rows(var)
        connection = connect(var)
        with connection.cursor() as run:
            run.execute("INSERT INTO proof SELECT generate_series(1, 1000)")
        server, keeper = pid_of(var, "bin/postgres"), pid_of(var, "embedded.keeper")
        os.kill(server, signal.SIGKILL)
        os.kill(keeper, signal.SIGKILL)
        running.kill_group()
        connection.close()
        assert left_over(var) == []
    with launch(var) as again:
        again.wait_ready()
        assert rows(var) == before + 1000


@pytest.mark.parametrize("part", ["manage.py serve", "embedded.keeper", "bin/postgres"])
def test_killing_one_process_ends_all_the_others(var, part):
    with launch(var) as running:
        running.wait_ready()
        os.kill(pid_of(var, part), signal.SIGKILL)
        assert left_over(var) == []


def test_second_launcher_says_that_the_first_is_running(var):
    with launch(var) as first:
        first.wait_ready()
        with launch(var) as second:
            printed = second.lines()
            assert second.process.wait() != 0
            os.kill(first.process.pid, signal.SIGTERM)
            first.process.wait(30)
    assert f"系统已在运行：http://127.0.0.1:{first.port}" in printed
    assert "Already running" in printed


def test_port_in_use_is_named_before_anything_starts(tmp_path):
    port = free_port()
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        with launch(tmp_path / "var", port) as running:
            printed = running.lines()
            assert running.process.wait() != 0
    assert f"端口 {port} 不能使用" in printed
    assert f"Port {port} cannot be used" in printed
    assert not (tmp_path / "var" / "run" / "pg").exists()
