"""The second part of a round with the hub: what others wrote comes down and is taken into the log, part by part."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from samarth_desktop.domain.oplog.exchange import HUB, Gap, SignedBatch
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.sync import doubted, identity, snapshot, wire
from samarth_desktop.sync.hub_client import Lost
from samarth_desktop.sync.identity import Card
from samarth_desktop.sync.round_state import AWAY, Progress, RoundState
from samarth_desktop.sync.wire import Pack

FIRST_PULL, LEAST_PULL, MOST_PULL = 256 * 1024, 16 * 1024, 4 * 1024 * 1024
"""Content of an answer in bytes, about a tenth of it on the line."""
PORTION = 300
"""Operations taken in per transaction."""


class Pulling(RoundState):
    """Asks for what is new in the areas of this laptop."""

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
