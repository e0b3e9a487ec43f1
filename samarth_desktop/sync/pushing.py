"""The first part of a round with the hub: what this laptop wrote goes up, in requests as long as the line bears."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from samarth_desktop.domain.oplog.exchange import HUB, Stream, unsent
from samarth_desktop.domain.oplog.op import Version
from samarth_desktop.i18n import N_, T, Text
from samarth_desktop.sync import bundle, identity, people, refusals, wire
from samarth_desktop.sync.hub_client import Lost, Refusal
from samarth_desktop.sync.round_state import AWAY, Progress, RoundState
from samarth_desktop.sync.wire import Pack

LEAST_BATCH, MOST_BATCH = 10, 250
"""Operations in a request: fewer after a cut, more while all goes well."""
REQUEST_BYTES = 2 * 1024 * 1024
_WHY = {
    "scope": N_("This place is not among the areas of this laptop. The office can add it."),
    "revoked": N_("The laptop that wrote this was shut out by the office."),
    "unknown": N_("The hub does not know the laptop that wrote this."),
    "signature": N_("The signature of this record is not right."),
}
_OURS_NO_MORE = ("clash", "unknown", "signature")
"""Answers after which nothing more can be sent under an earlier code of ours."""
_SHORTER = (400, 413, 414, 422)
"""Answers after which a part of the request may be welcome; so it may after an error in the hub itself."""
UNTAKEN = T("The hub cannot take in this change. Save the record again; if it stays so, tell the office.")


class Pushing(RoundState):
    """Sends what the hub does not hold, and takes in its receipts."""

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
            people.note_renumbered(self.log)
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


def _reasons(receipt: Mapping[str, Any]) -> dict[int, Text]:
    return {int(n): Text(str(name), dict(args)) for n, (name, args) in receipt.get("refused", {}).items()}


def _odd(no: Refusal) -> bool:
    return no.status in _SHORTER or (no.status >= 500 and no.reason == "http")
