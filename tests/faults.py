"""A disk that fails at the n-th thing an action does to it: a statement that writes, a commit, a rename, a deletion.

``every_fault(session, act)`` lets the first fail, then the second, and so on until the action gets through, and asks
each time that the database is as it was before: so one action is all there or not at all, and doing it again helps.
"""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from samarth_desktop.actions.session import Session
from samarth_desktop.errors import KnownError
from samarth_desktop.store.store import Store

_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
_EACH = 3  # of the statements every third one: they lie in one transaction, whose commit is tried as well


class Faults:
    """Counts what is done to the disk, and fails the n-th time."""

    def __init__(self, n: int) -> None:
        self.n, self.done, self.statements = n, 0, 0

    @property
    def hit(self) -> bool:
        """Whether the fault came."""
        return self.done >= self.n

    def touch(self) -> None:
        """Something is about to be written."""
        self.done += 1
        if self.done == self.n:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@contextmanager
def failing(n: int) -> Iterator[Faults]:
    """The n-th write within fails, and none after it."""
    faults = Faults(n)

    def statement(connection: Any, cursor: Any, sql: str, *rest: object) -> None:
        if sql.lstrip().upper().startswith(_WRITES):
            faults.statements += 1
            if faults.statements % _EACH == 1:
                faults.touch()

    def commit(connection: Any) -> None:
        if connection.get_execution_options().get("writes"):
            faults.touch()

    def before(original: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            faults.touch()
            return original(*args, **kwargs)

        return wrapped

    with pytest.MonkeyPatch.context() as patch:
        for name in ("rename", "replace"):
            patch.setattr(Path, name, before(getattr(Path, name)))
        event.listen(Engine, "before_cursor_execute", statement)
        event.listen(Engine, "commit", commit)
        try:
            yield faults
        finally:
            event.remove(Engine, "before_cursor_execute", statement)
            event.remove(Engine, "commit", commit)


def state_of(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in the database, table by table."""
    with store.read() as reader:
        ask = reader.connection.execute
        tables = ask(text("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"))
        names = sorted(row.name for row in tables if not row.name.startswith("sqlite_"))
        return {name: sorted(map(repr, ask(text(f'SELECT * FROM "{name}"')).all())) for name in names}


def every_fault(
    session: Session, act: Callable[[], object], allowed: Callable[[dict[str, Any]], object] | None = None
) -> int:
    """Lets the 1st, 2nd, ... write of `act` fail until it gets through; gives how many there were.

    Each time the database is as before, or `allowed` says of what it is now that it may be so.
    """
    n = 1
    while True:
        before = state_of(session.store)
        with failing(n) as faults:
            try:
                act()
            except KnownError:
                assert faults.hit
            else:
                return n - 1  # none came, or one that may fail nobody's work: after the commit
        after = state_of(session.store)
        changed = {name for name in after if after[name] != before.get(name)}
        if changed and allowed is not None:
            allowed(after)
        else:
            assert not changed, (n, changed)
        n += 1
