"""Tests the network of a hall step by step, and says what fails: not enrolled, no network, firewall, other network,
another programme, clocks apart."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from samarth_desktop.actions.exchange import sync
from samarth_desktop.actions.session import Session
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.sync import hall_addresses, identity

State = Literal["ok", "warning", "error", "waiting"]
_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the test: what was looked at, how it is, and what to do."""

    title: Text
    state: State
    text: Text


def run(session: Session, url: str = "", serving: str = "") -> Iterator[Step]:
    """The steps, one after the other; ends where nothing further can be said. `url` is the other laptop's address, ""
    looks for one; `serving` the address of this laptop where it answers itself."""
    me = identity.load(sync.log_of(session))
    title = T("This laptop is joined to the office")
    if me is None:
        yield Step(
            title, "error", T("Not yet. Only laptops with the office's card trust each other: join on page Sync.")
        )
        return
    yield Step(title, "ok", T("As {device}", device=me.device))
    address = hall_addresses.preferred()
    title = T("This laptop is in a network")
    if not address:
        yield Step(title, "error", T("It is in none. Switch on a phone's hotspot, and choose it on both laptops."))
        return
    yield Step(title, "ok", T("Its address is {address}", address=address))
    if serving:
        yield _own_door(serving)
    if not url:
        found = [one for _, one in sync.hall_neighbours() if one != serving]
        title = T("Another laptop answers")
        if not found:
            text = T("None was found. Press “Let others join” on one laptop, or write its address here.")
            yield Step(title, "waiting" if serving else "error", text)
            return
        url = found[0]
        yield Step(title, "ok", T("At {url}", url=url))
    yield from _other(session, url, address)


def _own_door(serving: str) -> Step:
    title = T("Others may come in here")
    if knock(serving) == "open":
        return Step(title, "ok", T("Address for the others: {url}", url=serving))
    return Step(title, "error", T("The firewall of this laptop keeps them out. Allow Samarth in private networks."))


def _other(session: Session, url: str, address: str) -> Iterator[Step]:
    title = T("The other laptop can be reached")
    host = urlsplit(url).hostname or ""
    said = knock(url)
    if said != "open":
        if said == "refused":
            text = T("It is there, but lets nobody join. Press “Let others join” on it, and take the new address.")
        elif not hall_addresses.same_network(host, address):
            text = T(
                "It is in another network ({other}, this one is {mine}). Choose the same hotspot on both.",
                other=host,
                mine=address,
            )
        else:
            text = T("No answer. Allow Samarth in its firewall (private networks), or take another phone's hotspot.")
        yield Step(title, "error", text)
        return
    yield Step(title, "ok", T("At {url}", url=url))
    title = T("Both exchange their records")
    try:
        counts = sync.visit_hall(session, url)
    except KnownError as error:
        yield Step(title, "error", error.text)
        return
    yield Step(title, "ok", T("{sent} given, {came} received", sent=counts.pushed, came=counts.pulled))
    title = T("Both clocks show the same time")
    if counts.said:
        yield Step(title, "warning", counts.said[0])
    else:
        yield Step(title, "ok", T("Less than two minutes apart; times are corrected by it."))


def knock(url: str) -> Literal["open", "refused", "silent"]:
    """What an address says: somebody listens, nobody does, or nothing comes back."""
    parts = urlsplit(url)
    try:
        with socket.create_connection((parts.hostname or "", parts.port or 80), _SECONDS):
            return "open"
    except ConnectionRefusedError:
        return "refused"
    except (OSError, ValueError):
        return "silent"
