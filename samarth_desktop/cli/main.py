"""The sub-commands and their arguments. Exit: 0 done, 1 the answer is no or a part was not done, 2 could not run."""

import argparse
import io
import logging
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from samarth_desktop import __version__, logs
from samarth_desktop.cli import (
    backup,
    call,
    certificates,
    exchange,
    imports,
    many,
    market,
    names,
    people,
    programmes,
    records,
    rights,
    updates,
    workshops,
)
from samarth_desktop.cli.call import COULD_NOT_RUN, Call
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import LANGUAGES, N_, T, Text
from samarth_desktop.rules.roles import NotAllowed, deed_of
from samarth_desktop.store.errors import sentence_for

_log = logging.getLogger(__name__)
Handler = Callable[[Call, argparse.Namespace], int]


class Commands(Protocol):
    """How a module of sub-commands adds one."""

    def __call__(self, name: str, handler: Handler, help_text: str) -> argparse.ArgumentParser: ...


@dataclass(frozen=True, slots=True)
class Nested:
    """A command with commands of its own: calling it adds one."""

    parser: argparse.ArgumentParser
    add: Commands

    def __call__(self, name: str, handler: Handler, help_text: str) -> argparse.ArgumentParser:
        return self.add(name, handler, help_text)


def main(arguments: Sequence[str], selftest: Callable[[], int] | None = None) -> int:
    """Runs one sub-command and gives its exit code. A KnownError is one sentence on stderr, never a traceback.

    `selftest` is the one sub-command that needs the window's side of the program.
    """
    early, rest = _common().parse_known_args(arguments)
    try:
        this = call.make(getattr(early, "lang", None), getattr(early, "data", None), getattr(early, "json", False))
    except OSError as error:  # not even the folder of the words can be used
        print(error, file=sys.stderr)
        return COULD_NOT_RUN
    options = _parser(this, selftest, rest[0] if rest else "").parse_args(arguments)
    logs.start(debug=getattr(options, "debug", False))
    begun = time.monotonic()
    done = COULD_NOT_RUN
    try:
        of = str(getattr(options, "kind", ""))
        done = options.handler(replace(this, deed=deed_of(options.command, of)), options)
        sys.stdout.flush()
    except NotAllowed as no:
        done = call.ANSWER_IS_NO
        this.tell(no.text)
    except KnownError as error:
        this.tell(error.text)
        _log.warning("could not: %s", logs.redacted(error))
    except BrokenPipeError:  # who read the answer has heard enough; what was to be done is done
        done = call.ANSWER_IS_NO
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else the end of the program writes again
    except OSError as error:
        this.tell(_said(error))
        _log.warning("could not: %s", logs.redacted(error))
    except Exception as error:
        _log.error("a bug: %s", logs.redacted(error))
        raise
    finally:
        _log.info("command %s: exit %d after %.1f s", options.command, done, time.monotonic() - begun)
    return done


def _said(error: OSError) -> Text:
    """What an error of the disk means; in the words of the system only what nobody foresaw."""
    known = sentence_for(error, Path(str(error.filename))) if error.filename else None
    return known or T("{file} cannot be used: {why}", file=str(error.filename or ""), why=error.strerror or str(error))


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    # SUPPRESS: the same options stand before and after the sub-command, and a default must not undo the other.
    common.add_argument("--data", metavar="DIR", default=argparse.SUPPRESS)
    common.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS)
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    common.add_argument("--debug", action="store_true", default=argparse.SUPPRESS)
    return common


def _parser(this: Call, selftest: Callable[[], int] | None, asked: str = "") -> argparse.ArgumentParser:
    """Reads command lines. Where there is a command `asked`, the others are not put together: they would be most of
    what a start does before its work."""
    say = this.words.say
    common = _common()
    top = argparse.ArgumentParser("samarth-desktop", parents=[common], description=say(_ABOUT))
    top.add_argument("--version", action="version", version=__version__)
    subs = top.add_subparsers(metavar="COMMAND", required=True)

    def adder(within: Any, only: str = "") -> Commands:
        def add(name: str, handler: Handler, help_text: str) -> argparse.ArgumentParser:
            if only and name != only:
                return _Unasked()
            sub: argparse.ArgumentParser = within.add_parser(name, parents=[common], help=say(help_text))
            sub.set_defaults(handler=handler, command=sub.prog.partition(" ")[2].replace(" ", "-"))
            return sub

        return add

    def nested(name: str, help_text: str, handler: Handler | None = None) -> Nested:
        """A command with commands of its own; with a `handler` it does something by itself, too."""
        if asked and name != asked:
            return Nested(_Unasked(), lambda name, handler, help_text: _Unasked())
        group: argparse.ArgumentParser = subs.add_parser(name, parents=[common], help=say(help_text))
        if handler is not None:
            group.set_defaults(handler=handler, command=name)
        within = group.add_subparsers(metavar="COMMAND", required=handler is None)
        return Nested(group, adder(within))

    add = adder(subs, asked)
    for module in (
        records,
        imports,
        many,
        names,
        certificates,
        programmes,
        workshops,
        market,
        rights,
        people,
        backup,
        updates,
        exchange,
    ):
        module.add_commands(add, nested)
    if selftest is not None:
        add("selftest", lambda this, options: selftest(), N_("looks whether all parts of the program are there"))
    return top if not asked or asked in subs.choices else _parser(this, selftest)


class _Unasked(argparse.ArgumentParser):
    """Stands for a command that nobody asked for: what is said of it is forgotten."""

    def __init__(self) -> None:
        """Nothing is read with it."""

    def add_argument(self, *names: Any, **how: Any) -> Any:
        """Forgotten."""

    def add_mutually_exclusive_group(self, **how: Any) -> Any:
        return self

    def set_defaults(self, **values: Any) -> None:
        """Forgotten."""


_ABOUT = N_("Registers artisans and Self-Help Groups. Without a command it opens the window.")


def run(selftest: Callable[[], int]) -> int:
    """The command line of this process. Other programs read UTF-8, whatever the console's own code page is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    return main(sys.argv[1:], selftest)
