"""One call of the command line: its language, its data folder, and how it answers."""

import argparse
import getpass
import json
import locale
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samarth_desktop import paths
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import LANGUAGES, Catalog, T, Text, catalog
from samarth_desktop.rules.roles import Deed

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session

DONE, ANSWER_IS_NO, COULD_NOT_RUN = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Call:
    """What every sub-command gets. Data goes to stdout, words for people to stderr."""

    data: Path
    words: Catalog
    json: bool
    deed: Deed = Deed.HALL
    """What the command does, as far as roles differ in it."""

    def answer(self, data: Any, lines: list[str] | None = None) -> None:
        """Prints `data` as JSON where that was asked for, else `lines` for a person."""
        if self.json:
            print(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            for line in lines if lines is not None else _plain_lines(data):
                print(line)

    def tell(self, text: Text) -> None:
        """A sentence to the person, on stderr."""
        print(self.words.say(text), file=sys.stderr)

    def progress(self, done: int, total: int) -> None:
        """How far a long work is, on one line of stderr."""
        end = "\n" if done >= total else "\r"
        print(self.words.say(T("{done} of {total}", done=done, total=total)), end=end, file=sys.stderr, flush=True)

    @contextmanager
    def session(self) -> Iterator["Session"]:
        """The opened data folder; closed at the end whatever happens. KnownError where the role of who sits there may
        not do what the command does."""
        from samarth_desktop.actions.device import opening, roles

        session = opening.open_with_passphrase(self.data, passphrase(self.words))
        try:
            roles.demand(session, self.deed)
            yield session
        finally:
            session.store.close()

    @contextmanager
    def dated_desk(self, written: str) -> Iterator["Session"]:
        """As :meth:`session`, for a command that writes today's date; `written` is ``--date``, "" without it."""
        from samarth_desktop.actions.device import business_date

        meant = day_of(written)
        with self.session() as session:
            yield business_date.on_day(session, meant)


def add_date(sub: argparse.ArgumentParser) -> None:
    """Adds ``--date``, today's date where the laptop's clock is wrong."""
    sub.add_argument("--date", default="", metavar="DAY")


def day_of(written: str, option: str = "--date") -> date | None:
    """The day of an option, as sheets and forms read dates; None for "". KnownError when it is no day."""
    from samarth_desktop.domain.fields.field import Field, Kind
    from samarth_desktop.domain.fields.parsing import read

    got = read(Field("", Kind.DATE), written)
    if got.wrong is not None:
        raise KnownError(T("{option}: {reason}", option=option, reason=got.wrong))
    return got.value or None


def _plain_lines(data: Any) -> list[str]:
    if isinstance(data, list):
        return [" · ".join(_plain(value) for value in row.values() if value != "") for row in data]
    return [f"{key}: {_plain(value)}" for key, value in data.items()]


def _plain(value: Any) -> str:
    """A value as a person reads it: lists and rows in one line."""
    if isinstance(value, dict):
        return " / ".join(_plain(part) for part in value.values() if part != "")
    if isinstance(value, list):
        return "; ".join(_plain(part) for part in value)
    return str(value)


def passphrase(words: Catalog) -> str:
    """From SAMARTH_PASSPHRASE, else asked for at the terminal; never from an argument, which others could see."""
    given = os.environ.get("SAMARTH_PASSPHRASE")
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise KnownError(T("Set SAMARTH_PASSPHRASE to the passphrase of this data folder."))
    return getpass.getpass(words.say(T("Passphrase")) + ": ")


def new_passphrase(words: Catalog) -> str:
    """The passphrase that will count, from SAMARTH_NEW_PASSPHRASE, else asked for twice at the terminal."""
    given = os.environ.get("SAMARTH_NEW_PASSPHRASE")
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise KnownError(T("Set SAMARTH_NEW_PASSPHRASE to the new passphrase."))
    first = getpass.getpass(words.say(T("New passphrase")) + ": ")
    if getpass.getpass(words.say(T("The same once more")) + ": ") != first:
        raise KnownError(T("The two are not the same. Nothing was changed."))
    return first


def language(asked: str | None) -> str:
    """The language asked for, else the system's where we speak it, else English."""
    if asked:
        return asked
    system = (locale.getlocale()[0] or "en")[:2].lower()
    return system if system in LANGUAGES else "en"


def make(asked_language: str | None, data: str | None, as_json: bool) -> Call:
    """A call from its common options."""
    return Call(Path(data) if data else paths.data_dir(), catalog(language(asked_language)), as_json)
