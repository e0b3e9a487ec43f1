"""One round with the hub: push, pull, photos, in that order. What is done stays done; a cut costs one request.

Nothing here holds a transaction across the network: every answer is taken into the log before the next question.
"""

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx

from samarth_desktop.domain.oplog.exchange import HUB, OFFERED, OpLog, Stream, unsent, waiting
from samarth_desktop.domain.oplog.op import SCHEMA
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import N_, T, Text
from samarth_desktop.sync import bundle, clock, doubted, freshness, identity, people, photos, refusals, wire
from samarth_desktop.sync.hub_client import TRIES_WAITED_FOR, HubClient, Lost, Refusal, Unreachable, open_http
from samarth_desktop.sync.identity import Asks, Certify, Identity
from samarth_desktop.sync.pulling import Pulling
from samarth_desktop.sync.pushing import UNTAKEN, Pushing
from samarth_desktop.sync.round_state import AWAY, Outcome, Progress, StartOver

__all__ = ["AWAY", "UNTAKEN", "Outcome", "Progress", "Round", "carry_parcel", "fetch_photo", "sync_with_hub"]

EPOCH = "sync.epoch"
GREETED = 5_000
"""Streams that one greeting asks about."""
ROUNDS = 4
"""How often a round starts over when the hub turns out restored or our device code taken."""

UNREADABLE = T("The answer did not come from the hub. Does this network want you to sign in first?")
ODD = (wire.BadWire, KeyError, TypeError, ValueError, AttributeError)
"""What reading an answer that no hub gives may raise."""
_ENDS = ("epoch", "token", "revoked", "device", "old")
"""Refusals after which the hub answers nothing else either."""
NEWER = T(
    "The office's program is newer than this laptop's. What this one does not know is kept and sent on. "
    "Install the newest version."
)
UNSHOWN = N_("{count} changes from other laptops are kept here but cannot be shown. Install the newest version.")


class Round(Pushing, Pulling):
    """One round: who we are, what the hub holds of us, then push, pull and photos."""

    def run(self) -> Outcome:
        """Does the round. Raises KnownError when it cannot go on; what was done until then stays."""
        with self.log.alone():
            for _ in range(ROUNDS):
                try:
                    return self._once()
                except StartOver:
                    self.hub_client.epoch = ""
                except Refusal as no:
                    if no.reason != "epoch":
                        raise
                    self.hub_client.epoch = ""
                except ODD as odd:
                    raise KnownError(UNREADABLE) from odd
        raise KnownError(T("The hub is being restored. Sync again later."))

    def _once(self) -> Outcome:
        self._who()
        self._hello()
        # What cannot go up must not keep back what is to come down.
        failed = [self._tried(step) for step in (self._push, self._pull, self._photos)]
        for wrong in failed:
            if wrong:
                raise wrong
        self.done = replace(self.done, waiting=waiting(self.log))
        for count, text in ((self._unshown, UNSHOWN), (self._doubted, doubted.SAID)):
            if count:
                self._say(Text(text, {"count": count}))
        return self.done

    def _tried(self, step: Callable[[], object]) -> KnownError | None:
        """Does a step of the round; gives what went wrong. Only what ends the other steps too is raised at once."""
        try:
            step()
        except Unreachable:
            raise
        except Refusal as no:
            if no.reason in _ENDS:
                raise
            return no
        except KnownError as wrong:
            return wrong
        except ODD:
            return KnownError(UNREADABLE)
        return None

    def _photos(self) -> None:
        sent, left = photos.send(self.log, self.hub_client, self._tell_photos)
        self.done = replace(self.done, photos_sent=sent, photos_waiting=left)

    def _who(self) -> None:
        self._me = found = identity.enrolled(self.log)
        self.hub_client.identity = lambda: (self.me.device, self.me.key, list(self.me.card))
        if self.log.get(identity.NEXT) or self.log.device() != found.device:
            self._me = identity.finish_renewal(self.log, self.hub_client, self.certify)

    def _hello(self) -> None:
        held = self.log.streams()
        asked = {stream for stream, _, _ in unsent(self.log, HUB)} | {s for s in held if s[1] == self.me.device}
        known = self.log.get(EPOCH)
        said = self._greet(asked, known)
        if said["cut"] is not None:  # another life of the hub: ask about everything, it may lack what it had
            said = self._greet(set(held), known)
            cut = {area: int(said["cut"].get(area, 0)) for area in self.log.cursors(HUB)}
            self.log.rewind(HUB, cut)
        have = {(area, device): int(n) for area, device, n in said["have"]}
        earlier = {(area, device) for area, device, *_ in said.get("lines", ())}
        alike = identity.held_alike(self.log, said.get("lines", ()))
        # What the hub says it holds goes up here; down only in another life.
        known_now = {
            s: min(n, held.get(s, 0))
            for s, n in have.items()
            if not self._differs(s, n, said["ends"]) and (s in alike or s not in earlier)
        }
        self.log.mark(HUB, known_now, back=said["cut"] is not None)
        marks = self.log.marks(HUB)
        if too_high := {s: n for s, n in have.items() if n < marks.get(s, 0)}:
            self.log.mark(HUB, too_high, back=True)  # never believe to be there what the hub says it lacks
        days = {freshness.DAYS: str(int(said["halls_days"]))} if "halls_days" in said else {}
        news = {OFFERED: str(said.get("update", ""))}
        self.log.put({EPOCH: said["epoch"], **clock.noted(int(said["now"])), **days, **news})
        if int(said.get("schema", 1)) > SCHEMA:
            self._say(NEWER)
        if wrong := clock.wrong_by(int(said["now"])):
            self._say(wrong)
        self.hub_client.epoch = said["epoch"]
        self._now_ms = int(said["now"])
        self._dictionary = wire.common_dictionary(said["dictionaries"])
        self._me = identity.update(self.log, said)
        identity.adopt_unsignable(self.log, said.get("lines", ()))
        if people.answer(self.log):  # so that a hall sees today already from where on our people are checked
            self._me = identity.update(self.log, self._greet(set(), said["epoch"]))
        self._hear_of_holes(said.get("holes", ()))
        self._ahead = any(
            device == self.me.device and n > held.get((area, device), 0) for (area, device), n in have.items()
        )

    def _hear_of_holes(self, said: Sequence[Sequence[Any]]) -> None:
        """What the hub set aside of ours that somebody else brought there; what goes up again gets a receipt."""
        there = self.log.marks(HUB)
        ours = refusals.hear(self.log, [one for one in said if int(one[2]) <= there.get((one[0], one[1]), 0)])
        if ours:
            self.log.refuse(ours)
            self.done = replace(self.done, refused=self.done.refused + len(ours))

    def _differs(self, stream: Stream, n: int, ends: Mapping[str, str]) -> bool:
        """Whether the hub may hold other content than ours under our numbers (two laptops with one code). Then what
        we have not seen acknowledged is sent again, and the hub compares."""
        area, device = stream
        if device != self.me.device or n <= self.log.marks(HUB).get(stream, 0):
            return False
        mine = self.log.own(area, n - 1, 1, device)
        return not mine or wire.digest(wire.line_of(mine[0])) != ends.get(area)

    def _greet(self, streams: set[Stream], epoch: str) -> dict[str, Any]:
        """What the hub says of these streams, asked in portions where they are very many."""
        listed = sorted(streams)
        said: dict[str, Any] = {}
        for start in range(0, max(len(listed), 1), GREETED):
            greeting = self._greeting(listed[start : start + GREETED], epoch)
            answer = wire.hear(self.hub_client.call("/v1/hello", wire.say(greeting, self._dictionary)))
            for name in ("have", "holes", "away"):
                answer[name] = [*said.get(name, ()), *answer.get(name, ())]
            answer["ends"] = {**said.get("ends", {}), **answer["ends"]}
            said = answer
        if said["away"]:
            self._say(AWAY)
        return said

    def _greeting(self, streams: Collection[Stream], epoch: str) -> dict[str, Any]:
        return {
            "wire": wire.WIRE,
            "schema": SCHEMA,
            "epoch": epoch,
            "streams": sorted(streams),
            "waiting": waiting(self.log),
            "compare": identity.to_compare(self.log),
            "told": refusals.since(self.log),
            **people.answer(self.log),
            **self.asks(),
        }

    def _tell_photos(self, sent: int) -> None:
        self.tell(Progress(self.done.pushed, self.done.pulled, sent))


def _link(me: Identity, http: httpx.Client) -> HubClient:
    return HubClient(me.url, http, lambda: (me.device, me.key, list(me.card)))


def is_our_hub(log: OpLog, http: httpx.Client, url: str) -> None:
    """Raises KnownError unless the hub at an address knows this laptop and signs its card with the key that it had."""
    me = identity.enrolled(log)
    there = HubClient(url, http, lambda: (me.device, me.key, list(me.card)), tries=TRIES_WAITED_FOR)
    try:
        said = wire.hear(there.call("/v1/hello", wire.say({"wire": wire.WIRE, "schema": SCHEMA, "streams": []})))
        identity.read_card(said["card"], me.hub_key())
    except ODD as other:
        raise KnownError(T("This is not the hub that this laptop enrolled with. Tell the office.")) from other


def carry_parcel(log: OpLog, path: Path) -> dict[str, int]:
    """Brings a parcel that is sealed for the hub there, unopened; gives what the hub took and refused."""
    me = identity.enrolled(log)
    bundle.look(path, me.hub_key())
    with open_http() as http, path.open("rb") as file:
        hub_client = _link(me, http)
        while True:
            file.seek(0)
            try:
                return wire.hear(
                    hub_client.once("POST", "/v1/parcels", content=iter(lambda: file.read(1 << 16), b"")).content
                )
            except Lost:
                hub_client.rest()


def fetch_photo(log: OpLog, area: str, sha256: str) -> bytes | None:
    """Another laptop's photo from the hub, kept from now on; None when the hub does not have it yet."""
    me = identity.enrolled(log)
    with open_http() as http:
        found = photos.fetch(_link(me, http), area, sha256)
    if found is not None:
        log.photo_came(area, sha256, found)
    return found


def sync_with_hub(
    log: OpLog,
    tell: Callable[[Progress], object] = lambda progress: None,
    stop: threading.Event | None = None,
    certify: Certify = identity.nothing_to_certify,
    asks: Asks = identity.nothing_else,
) -> Outcome:
    """One round with the hub that this laptop enrolled with. `stop` ends it after the request that is under way."""
    me = identity.enrolled(log)
    stop = stop or threading.Event()
    with open_http() as http:
        hub_client = HubClient(me.url, http, stop=stop, pause=stop.wait)
        return Round(log, hub_client, tell, certify, asks).run()
