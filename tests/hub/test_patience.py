"""A database that stands still in the middle of a statement keeps no request, and no connection of the pool."""

import os
import signal
import time
from contextlib import contextmanager

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError

from samarth_desktop.hub.context import open_engine
from samarth_desktop.hub.feed import patience


@pytest.fixture
def engine(hub):
    """A database of two connections, each given up after half a second."""
    made = open_engine(hub.engine.url.render_as_string(hide_password=False), 2)
    patience.limit(made, 0.5)
    yield made
    made.dispose()


@contextmanager
def standing_still(pid):
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system stops no process in its middle")
def test_a_line_on_which_nothing_comes_is_given_up_and_the_next_one_serves(engine):
    for _ in range(3):  # more often than there are connections
        begun = time.monotonic()
        with engine.connect() as conn:
            pid = conn.execute(select(func.pg_backend_pid())).scalar()
            with standing_still(pid), pytest.raises(OperationalError):
                conn.execute(select(1))
        assert time.monotonic() - begun < 5
    with engine.connect() as conn:
        assert conn.execute(select(1)).scalar() == 1


def test_a_statement_and_a_wait_for_a_lock_have_an_end(engine):
    with engine.connect() as conn:
        told = [conn.execute(text(f"SHOW {name}")).scalar() for name in ("statement_timeout", "lock_timeout")]
    assert told == ["20s", "10s"]
