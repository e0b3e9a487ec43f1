"""What the parts of a round with the hub have in common: who we are, what is done so far, what was said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from samarth_desktop.domain.oplog.exchange import HUB, OpLog, Stream
from samarth_desktop.domain.oplog.op import Version
from samarth_desktop.i18n import T, Text
from samarth_desktop.sync import identity
from samarth_desktop.sync.hub_client import HubClient
from samarth_desktop.sync.identity import Asks, Certify, Identity

FIRST_BATCH = 100
"""Operations in the first request."""
AWAY = T("A part of the office's hub does not answer just now. What belongs there waits here; sync again later.")


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


class StartOver(Exception):
    """The hub's life or our device code changed under the round."""


@dataclass
class RoundState:
    """One round. `tell` is called with progress; `link` may carry a proxy or a test's hub."""

    log: OpLog
    hub_client: HubClient
    tell: Callable[[Progress], object] = lambda progress: None
    certify: Certify = identity.nothing_to_certify
    asks: Asks = identity.nothing_else
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

    @property
    def me(self) -> Identity:
        assert self._me is not None
        return self._me

    def _say(self, text: Text) -> None:
        if text not in self.done.said:
            self.done = replace(self.done, said=(*self.done.said, text))

    def _renew(self, clash: Mapping[str, int]) -> None:
        """Our device code is used by another laptop too (a copied folder, an old backup)."""
        marks = self.log.marks(HUB)
        common = {area: n for (area, device), n in marks.items() if device == self.me.device} | dict(clash)
        self._me = identity.renew(self.log, self.hub_client, common, self.certify)
        raise StartOver

    def _refuse(self, refused: Mapping[int, Text], stream: Stream) -> None:
        if refused:
            area, device = stream
            self.log.refuse({Version(device, area, n): why for n, why in refused.items()})
            self.done = replace(self.done, refused=self.done.refused + len(refused))
