"""One round with the hub: push, pull, photos, in that order. What is done stays done; a cut costs one request.

Nothing here holds a transaction across the network: every answer is taken into the log before the next question.
"""

import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from samarth_desktop.domain.oplog.exchange import HUB, Gap, OpLog, SignedBatch, Stream, unsent, waiting
from samarth_desktop.domain.oplog.op import SCHEMA, Version
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import N_, T, Text
from samarth_desktop.sync import bundle, clock, doubted, freshness, identity, photos, refusals, snapshot, wire
from samarth_desktop.sync.hub_client import HubClient, Lost, Refusal, Unreachable, open_http
from samarth_desktop.sync.identity import Card, Certify, Identity
from samarth_desktop.sync.wire import Pack

EPOCH = "sync.epoch"
FIRST_BATCH, LEAST_BATCH, MOST_BATCH = 100, 10, 250
"""Operations in a request: fewer after a cut, more while all goes well."""
FIRST_PULL, LEAST_PULL, MOST_PULL = 256 * 1024, 16 * 1024, 4 * 1024 * 1024
"""Content of an answer in bytes, about a tenth of it on the line."""
REQUEST_BYTES = 2 * 1024 * 1024
GREETED = 5_000
"""Streams that one greeting asks about."""
PORTION = 300
"""Operations taken in per transaction."""
ROUNDS = 4
"""How often a round starts over when the hub turns out restored or our device code taken."""

UNREADABLE = T("The answer did not come from the hub. Does this network want you to sign in first?")
_WHY = {
    "scope": N_("This place is not among the areas of this laptop. The office can add it."),
    "revoked": N_("The laptop that wrote this was shut out by the office."),
    "unknown": N_("The hub does not know the laptop that wrote this."),
    "signature": N_("The signature of this record is not right."),
}
_OURS_NO_MORE = ("clash", "unknown", "signature")
"""Answers after which nothing more can be sent under an earlier code of ours."""
ODD = (wire.BadWire, KeyError, TypeError, ValueError, AttributeError)
"""What reading an answer that no hub gives may raise."""
_ENDS = ("epoch", "token", "revoked", "device", "old")
"""Refusals after which the hub answers nothing else either."""
_SHORTER = (400, 413, 414, 422)
"""Answers after which a part of the request may be welcome; so it may after an error in the hub itself."""
UNTAKEN = T("The hub cannot take in this change. Save the record again; if it stays so, tell the office.")
AWAY = T("A part of the office's hub does not answer just now. What belongs there waits here; sync again later.")
NEWER = T(
    "The office's program is newer than this laptop's. What this one does not know is kept and sent on. "
    "Install the newest version."
)
UNSHOWN = N_("{count} changes from other laptops are kept here but cannot be shown. Install the newest version.")


@dataclass(frozen=True)
class Progress:
    """How far a round is: operations sent and received so far, and photos."""

    pushed: int = 0
    pulled: int = 0
    photos: int = 0


@dataclass(frozen=True)
class Outcome:
    """What a round did. `waiting` operations and `photos_waiting` are left here; `said` is for the person."""

    pushed: int = 0
    pulled: int = 0
    refused: int = 0
    photos_sent: int = 0
    photos_waiting: int = 0
    waiting: int = 0
    said: tuple[Text, ...] = ()


class _StartOver(Exception):
    """The hub's life or our device code changed under the round."""


@dataclass
class Round:
    """One round. `tell` is called with progress; `link` may carry a proxy or a test's hub."""

    log: OpLog
    hub_client: HubClient
    tell: Callable[[Progress], object] = lambda progress: None
    certify: Certify = identity.nothing_to_certify
    batch: int = FIRST_BATCH
    done: Outcome = field(default_factory=Outcome)
    _me: Identity | None = None
    _now_ms: int = 0
    _dictionary: int = 0
    _unshown: int = 0
    _doubted: int = 0
    _rewound: set[str] = field(default_factory=set)
    _ahead: bool = False
    _early: set[Stream] = field(default_factory=set)

    def run(self) -> Outcome:
        """Does the round. Raises KnownError when it cannot go on; what was done until then stays."""
        with self.log.alone():
            for _ in range(ROUNDS):
                try:
                    return self._once()
                except _StartOver:
                    self.hub_client.epoch = ""
                except Refusal as no:
                    if no.reason != "epoch":
                        raise
                    self.hub_client.epoch = ""
                except ODD as odd:
                    raise KnownError(UNREADABLE) from odd
        raise KnownError(T("The hub is being restored. Sync again later."))

    @property
    def me(self) -> Identity:
        assert self._me is not None
        return self._me

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

    def _say(self, text: Text) -> None:
        if text not in self.done.said:
            self.done = replace(self.done, said=(*self.done.said, text))

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
        self.log.put({EPOCH: said["epoch"], **clock.noted(int(said["now"])), **days})
        if int(said.get("schema", 1)) > SCHEMA:
            self._say(NEWER)
        if wrong := clock.wrong_by(int(said["now"])):
            self._say(wrong)
        self.hub_client.epoch = said["epoch"]
        self._now_ms = int(said["now"])
        self._dictionary = wire.common_dictionary(said["dictionaries"])
        self._me = identity.update(self.log, said)
        identity.adopt_unsignable(self.log, said.get("lines", ()))
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
        }

    def _renew(self, clash: Mapping[str, int]) -> None:
        """Our device code is used by another laptop too (a copied folder, an old backup)."""
        marks = self.log.marks(HUB)
        common = {area: n for (area, device), n in marks.items() if device == self.me.device} | dict(clash)
        self._me = identity.renew(self.log, self.hub_client, common, self.certify)
        raise _StartOver

    # Push

    def _push(self) -> None:
        stuck: set[Stream] = set()
        pushed, self._early = -1, set()
        while not self.hub_client.stop.is_set():
            packs = self._next_packs(stuck)
            if not packs and self._early and self.done.pushed > pushed:
                pushed, stuck = self.done.pushed, stuck - self._early  # what they waited for may be there now
                self._early = set()
                continue
            if not packs and self._ahead:  # the hub holds more of us than we do: this folder is an older copy
                self._renew({})
            if not packs:
                return
            try:
                self._send(packs, stuck)
                self.batch = min(MOST_BATCH, max(self.batch * 3 // 2, self.batch + 1))
            except Lost:
                self.batch = max(LEAST_BATCH, self.batch // 2)  # a shorter request has a better chance
                self.hub_client.rest()
            except Refusal as no:
                if not _odd(no):
                    raise
                self._send_less(packs, stuck, no)

    def _send(self, packs: Sequence[Pack], stuck: set[Stream]) -> None:
        message = {"laptop": identity.laptop_name(), **bundle.vouched(self.log, self.me, packs, own=False)}
        frame = wire.pack_frame(wire.write_packs(packs, message), self._dictionary, level=15)  # the line is slow
        answer = wire.hear(self.hub_client.once("POST", "/v1/push", content=frame).content)
        for pack, receipt in zip(packs, answer["receipts"], strict=True):
            self._take_receipt(pack, receipt, stuck)
        self.tell(Progress(self.done.pushed, self.done.pulled))

    def _send_less(self, packs: Sequence[Pack], stuck: set[Stream], no: Refusal) -> None:
        """After an answer that fits no single operation: half as much, down to the one that the hub cannot take. It
        stays here, marked; a hole in its place lets the next ones go."""
        count = sum(len(pack.lines) for pack in packs)
        if len(packs) > 1 or (count > 1 and self._key_of(packs[0])):
            self.batch = max(1, min(self.batch, count) // 2)
            return
        (pack,) = packs
        if key := self._key_of(pack):
            self._pass_over(pack, key, stuck, no)
        else:  # a neighbour's, signed as a whole: she sends it herself
            stuck.add(pack.seal.stream)
            self._say(no.text)

    def _key_of(self, pack: Pack) -> Ed25519PrivateKey | None:
        return identity.key_of(self.log, self.me, pack.seal.device)

    def _pass_over(self, pack: Pack, key: Ed25519PrivateKey, stuck: set[Stream], no: Refusal) -> None:
        hole = wire.signed(pack._replace(lines=(wire.HOLE,)), pack.seal.device, key)
        for trying in (pack, hole):  # once more as it is: a moment's trouble at the hub is no fault of the operation
            self.hub_client.rest_a_moment()
            try:
                self._send([trying], stuck)
            except Refusal as still:
                if not _odd(still):
                    raise
                continue
            except Lost:
                self.hub_client.rest()
                return  # and all over again
            if trying is hole:
                self._refuse({pack.seal.first: UNTAKEN}, pack.seal.stream)
            return
        stuck.add(pack.seal.stream)  # not even the hole: it is the hub that is in trouble, and all of this waits
        self._say(no.text)

    def _next_packs(self, stuck: set[Stream]) -> list[Pack]:
        """What goes next. What was written under our earlier codes goes before what was written over it: it may yet
        turn out to need new numbers."""
        left = [(stream, known) for stream, known, _ in unsent(self.log, HUB) if stream not in stuck]
        before = [one for one in left if identity.earlier_key(self.log, one[0][1])]
        return self._packs_of(before) or self._packs_of(left)

    def _packs_of(self, streams: Sequence[tuple[Stream, int]]) -> list[Pack]:
        packs: list[Pack] = []
        room, spent = self.batch, 0
        for (area, device), known in streams:
            if room <= 0 or spent > REQUEST_BYTES:
                continue
            found = bundle.packs_after(self.log, self.me, (area, device), known, room)
            packs += found
            room -= sum(len(pack.lines) for pack in found)
            spent += sum(len(line) for pack in found for line in pack.lines)
        return packs

    def _take_receipt(self, pack: Pack, receipt: Mapping[str, Any], stuck: set[Stream]) -> None:
        stream = pack.seal.stream
        problem, have = receipt.get("no", ""), int(receipt["have"])
        if problem in _OURS_NO_MORE and identity.earlier_key(self.log, stream[1]):
            # Under our earlier code another laptop went on, or it is unknown here: the rest gets the present one.
            common = have if problem == "clash" else self.log.marks(HUB).get(stream, 0)
            self.log.mark(HUB, {stream: common})
            self.log.adopt(stream[1], {stream[0]: common})
        elif problem == "clash":
            if stream[1] != self.me.device:
                stuck.add(stream)  # a neighbour's; its laptop will hear of it from the hub
                return
            names = ", ".join(sorted({str(name) for name in receipt["of"] if name}))
            text = T("Two laptops used the same device code ({names}). This one has taken a new code.", names=names)
            self._say(text)
            self._renew({stream[0]: have})
        elif problem == "wait":
            stuck.add(stream)
            self._say(AWAY)
        elif problem in _WHY:
            stuck.add(stream)
            self._take_held(stream, min(have, pack.seal.last), receipt)
            first = max(pack.seal.first, have + 1)
            self._refuse({n: Text(_WHY[problem]) for n in range(first, pack.seal.last + 1)}, stream)
        else:
            before = self.log.marks(HUB).get(stream, 0)
            self.log.mark(HUB, {stream: have}, back=problem == "gap")
            self.done = replace(self.done, pushed=self.done.pushed + max(0, min(have, pack.seal.last) - before))
            if have <= before:
                stuck.add(stream)  # no progress: never ask the same again in this round
            self._set_aside(_reasons(receipt), stream)
        if problem == "early":  # it waits for another stream of this laptop, which is on its way
            self._early.add(stream)

    def _take_held(self, stream: Stream, have: int, receipt: Mapping[str, Any]) -> None:
        """The hub took the beginning of a pack, and the rest waits."""
        before = self.log.marks(HUB).get(stream, 0)
        if have > before:
            self.log.mark(HUB, {stream: have})
            self.done = replace(self.done, pushed=self.done.pushed + have - before)
            self._set_aside(_reasons(receipt), stream)

    def _set_aside(self, refused: Mapping[int, Text], stream: Stream) -> None:
        """What the hub has a hole for, as its receipt tells."""
        area, device = stream
        refusals.note(self.log, [Version(device, area, n) for n in refused])
        self._refuse(refused, stream)

    def _refuse(self, refused: Mapping[int, Text], stream: Stream) -> None:
        if refused:
            area, device = stream
            self.log.refuse({Version(device, area, n): why for n, why in refused.items()})
            self.done = replace(self.done, refused=self.done.refused + len(refused))

    # Pull

    def _pull(self) -> None:
        doubted.ask_again(self.log, self._now_ms)
        snapshot.first(self.log, self.hub_client, self.me, self._take_in)
        more, portion = True, FIRST_PULL
        while more and not self.hub_client.stop.is_set():
            asked = {"cursors": self.log.cursors(HUB), "bytes": portion, "dictionaries": list(wire.dictionaries())}
            try:
                answer = self.hub_client.once("POST", "/v1/pull", content=wire.say(asked)).content
            except Lost:
                portion = max(LEAST_PULL, portion // 2)
                self.hub_client.rest()
                continue
            portion = min(MOST_PULL, portion * 2)
            message, packs = wire.read_packs(wire.open_frame(answer))
            cards = doubted.cards_of(message["cards"], self.me.hub_key())
            self._now_ms = int(message["now"])
            if message.get("away"):
                self._say(AWAY)
            cursors = {str(area): int(seq) for area, seq in message["cursors"].items()}
            self._take_in(packs, cards, cursors)
            more = bool(message["more"])

    def _take_in(self, packs: Sequence[Pack], cards: Sequence[Card], cursors: Mapping[str, int]) -> None:
        """Checks what came and takes it into the log, with the feed cursors, in one transaction."""
        known = {card.device: card for card in cards}
        identity.hear(self.log, packs, self.me.hub_key())
        identity.keep_cards(self.log, known)
        deliveries, doubts = doubted.deliveries(self.log, packs, known, self.me.hub_key())
        if doubts:
            doubted.note(self.log, doubts, self._now_ms)
            self._doubted += sum(doubts.values())
        try:
            for part, reached in _portions(deliveries, cursors):
                taken = self.log.apply(HUB, part, reached, self._now_ms)
                self.done = replace(self.done, pulled=self.done.pulled + taken.new)
                self._unshown += taken.unshown
                self.tell(Progress(self.done.pushed, self.done.pulled))
        except Gap as gap:  # our cursor promised more than we hold: take these areas from their beginning, once
            again = {pack.seal.area for pack in packs}
            if again & self._rewound:
                raise KnownError(T("The hub lacks a part of its records. Tell the office.")) from gap
            self._rewound |= again
            self.log.rewind(HUB, dict.fromkeys(again, 0))

    def _tell_photos(self, sent: int) -> None:
        self.tell(Progress(self.done.pushed, self.done.pulled, sent))


def _reasons(receipt: Mapping[str, Any]) -> dict[int, Text]:
    return {int(n): Text(str(name), dict(args)) for n, (name, args) in receipt.get("refused", {}).items()}


def _odd(no: Refusal) -> bool:
    return no.status in _SHORTER or (no.status >= 500 and no.reason == "http")


def _portions(
    deliveries: Sequence[SignedBatch], cursors: Mapping[str, int]
) -> Iterator[tuple[Sequence[SignedBatch], Mapping[str, int]]]:
    """What came in portions of a short transaction each, so that saving a form never waits long. The cursor of a
    portion is the feed number of its last delivery; the last portion reaches as far as the hub said."""
    portion: list[SignedBatch] = []
    for i, one in enumerate(deliveries):
        portion.append(one)
        last = i == len(deliveries) - 1
        if last or sum(len(d.ops) for d in portion) >= PORTION:
            yield portion, cursors if last else {d.seal.area: d.seq for d in portion}
            portion = []
    if not deliveries:
        yield (), cursors


def _link(me: Identity, http: httpx.Client) -> HubClient:
    return HubClient(me.url, http, lambda: (me.device, me.key, list(me.card)))


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
) -> Outcome:
    """One round with the hub that this laptop enrolled with. `stop` ends it after the request that is under way."""
    me = identity.enrolled(log)
    stop = stop or threading.Event()
    with open_http() as http:
        hub_client = HubClient(me.url, http, stop=stop, pause=stop.wait)
        return Round(log, hub_client, tell, certify).run()
