"""Sub-commands that reach other laptops and the hub: enrol, sync, conflicts, parcel, hall."""

import argparse
import signal
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samarth_desktop.cli.call import ANSWER_IS_NO, DONE, Call
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import N_, T

if TYPE_CHECKING:
    from samarth_desktop.actions.exchange.sync import Counts
    from samarth_desktop.actions.session import Session

_PARTS = 40
"""A command looks at no more parts of those who came: some seconds."""


def add_commands(add: Any, nested: Any) -> None:
    """Adds this module's sub-commands."""
    enrol = add("enrol", _enrol, N_("joins this laptop to a hub"))
    enrol.add_argument("url")
    enrol.add_argument("code")
    address = add("hub-address", _address, N_("tells or changes the address of the hub"))
    address.add_argument("url", nargs="?", default="")
    for one in (enrol, address):
        one.add_argument("--plain", action="store_true", help=N_("plain http may be used in this network"))
    add("sync", _sync, N_("sends and fetches what is new"))
    add("conflicts", _conflicts, N_("lists what was changed on two laptops"))
    within = nested("parcel", N_("sends and fetches by pen drive"))
    write = within("write", _write, N_("writes what is new into a sealed file"))
    write.add_argument("file", type=Path)
    write.add_argument("--for", dest="whom", default="hub", metavar="hub|DEVICE")
    within("read", _read, N_("takes in a sealed file")).add_argument("file", type=Path)
    hall = nested("hall", N_("syncs laptops in a hall without internet"))
    hall("serve", _serve, N_("answers the other laptops until Ctrl-C"))
    hall("visit", _visit, N_("syncs with a laptop that serves")).add_argument("url", nargs="?", default="")


def _enrol(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.exchange import sync

    with this.session() as session:
        this.answer(sync.enrol(session, options.url, options.code, plain_allowed=options.plain))
    return DONE


def _address(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.exchange import hub_address

    with this.session() as session:
        new = options.url and hub_address.change(session, options.url, plain_allowed=options.plain)
        this.answer({"url": new or hub_address.tell(session)})
    return DONE


def _sync(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.exchange import sync

    with this.session() as session:
        counts = _with_doubles(session, sync.sync_now(session))
    for text in counts.said:
        this.tell(text)
    this.answer(counts.as_json())
    return ANSWER_IS_NO if counts.left else DONE


def _with_doubles(session: "Session", counts: "Counts") -> "Counts":
    """The counts with the look at who came; of a whole district the rest is looked at the next time."""
    from samarth_desktop.actions.exchange import duplicate_scan

    return replace(counts, duplicates=duplicate_scan.scan(session, _PARTS))


def _conflicts(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.exchange import conflicts

    with this.session() as session:
        this.answer(conflicts.as_rows(session))
    return DONE


def _write(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.exchange import sync

    with this.session() as session:
        this.answer(sync.parcel_write(session, options.file, options.whom).as_json())
    return DONE


def _read(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.exchange import sync

    with this.session() as session:
        this.answer(_with_doubles(session, sync.parcel_read(session, options.file)).as_json())
    return DONE


def _serve(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.exchange import sync

    asked = threading.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda number, frame: asked.set())
    with this.session() as session, sync.serve_hall(session, this.tell) as url:
        print(url, flush=True)
        while not asked.wait(0.5):  # a wait without an end would not hear Ctrl-C on Windows
            pass
    return DONE


def _visit(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.exchange import sync

    with this.session() as session:
        this.answer(_with_doubles(session, sync.visit_hall(session, options.url or _only_neighbour())).as_json())
    return DONE


def _only_neighbour() -> str:
    from samarth_desktop.actions.exchange import sync

    found = [url for _, url in sync.hall_neighbours()]
    if not found:
        raise KnownError(T("No laptop serves this hall. Choose “Serve this hall” on one of them."))
    if len(found) > 1:
        raise KnownError(T("Several laptops serve this hall. Name one: {urls}", urls=", ".join(found)))
    return found[0]
