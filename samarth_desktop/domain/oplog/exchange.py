"""What synchronising needs of a laptop's operation log, and nothing of how it is stored.

A *stream* is what one device wrote in one area, numbered from 1 without gaps. A *delivery* is a run of a stream with
the signature that came with it; it is kept, so that a hall or a stick can hand it on unopened.
"""

import contextlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple, Protocol

from samarth_desktop.domain.oplog.op import Op, Version
from samarth_desktop.i18n import Text

REFERENCE = "*"
"""The area of what everybody gets: programmes, places, revoked certificates."""
HUB = "hub"
"""The name of the hub among peers; every other peer is a device code."""
OFFERED = "sync.update"
"""Setting: the statement (base64) about a newer installer that the hub has for this laptop; "" for none."""
HUB_LIFE = "hub-"
"""What the hub's name begins with after it was restored from a backup. Each life numbers its own words, so that those
of an earlier life come back beside them."""

_AREA = re.compile(r"[0-9]{1,2}(/[0-9]{1,6})?")

Stream = tuple[str, str]
"""(area, device)."""


class BatchSignature(NamedTuple):
    """Who vouches for operations `first`..`last` of a stream: `signer` is a device code, or HUB where the hub took
    something out (an erased person, a refused record) and signed again."""

    area: str
    device: str
    first: int
    last: int
    schema: int
    signer: str
    signature: bytes

    @property
    def stream(self) -> Stream:
        return (self.area, self.device)


@dataclass(frozen=True, slots=True)
class SignedBatch:
    """Signed operations as they travel. A place that the hub holds back (a refused record) is None, and so is one that
    this program cannot read: its line stands in `unread`, by number, so that it is kept and handed on."""

    seal: BatchSignature
    ops: tuple[Op | None, ...]
    seq: int = 0  # the sender's feed number after this delivery; 0 outside a feed
    unread: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Photo:
    """A file that waits to be sent: its area, the SHA-256 of its plain content in hex, its length in bytes."""

    area: str
    sha256: str
    size: int
    open: Callable[[], BinaryIO]


class Gap(ValueError):
    """A delivery begins beyond what is held of its stream."""


class Taken(NamedTuple):
    """What came of deliveries: how many operations were new, the versions under which another content is held, and how
    many operations were kept that this program cannot read or show."""

    new: int
    clashes: tuple[Version, ...] = ()
    unshown: int = 0


class OpLog(Protocol):
    """A laptop's log. Every method is one transaction of its own; none is held open across the network."""

    def device(self) -> str:
        """This laptop's device code."""

    def get(self, key: str) -> str:
        """A setting of the sync (keys, addresses, cards); "" when never put."""

    def put(self, values: Mapping[str, str]) -> None:
        """Sets settings, all or none."""

    def streams(self) -> dict[Stream, int]:
        """For each stream held, its last number."""

    def rows(self, rows: Collection[str]) -> Mapping[str, Sequence[Op]]:
        """What is held of these rows, in every area."""

    def own(self, area: str, after: int, limit: int, device: str = "") -> list[Op]:
        """What this laptop wrote in `area` numbered above `after`, in order, at most `limit`; `device` names an earlier
        code of its own, else it is the present one."""

    def unsigned(self, streams: Iterable[Stream]) -> set[Stream]:
        """Those of the streams that end, under another code than the present one, with operations which nobody
        signed: this laptop wrote them before it took its present code."""

    def handed(self, area: str, device: str, after: int, limit: int) -> list[SignedBatch]:
        """Another device's deliveries that reach above `after`, in order, at most `limit`, as they came."""

    def marks(self, peer: str) -> dict[Stream, int]:
        """How far `peer` is known to hold each stream."""

    def mark(self, peer: str, known: Mapping[Stream, int], *, back: bool = False) -> None:
        """Notes how far `peer` holds streams. Never lowers a mark, unless `back` (a hub restored from a backup)."""

    def cursors(self, peer: str) -> dict[str, int]:
        """By area, the feed number of `peer` up to which everything was applied."""

    def rewind(self, peer: str, cursors: Mapping[str, int]) -> None:
        """Lowers cursors to at most the given ones."""

    def apply(self, peer: str, deliveries: Sequence[SignedBatch], cursors: Mapping[str, int], trusted_ms: int) -> Taken:
        """Takes in what `peer` sent, in one transaction with its feed cursors and marks. Operations already held are
        passed over; a delivery that would leave a gap raises Gap. `trusted_ms` is the hub's time, for the
        clock rule."""

    def refuse(self, refused: Mapping[Version, Text]) -> None:
        """Notes that the hub will not take these operations, and why."""

    def photos(self, limit: int) -> list[Photo]:
        """Files that the hub does not hold yet, oldest first."""

    def photos_sent(self, names: Collection[tuple[str, str]]) -> None:
        """The hub holds these files (area and SHA-256), checked."""

    def photo_came(self, area: str, sha256: str, content: bytes) -> None:
        """Keeps a file that was asked for or came on a stick."""

    def renew(self, device: str, common: Mapping[str, int]) -> None:
        """Takes a new device code. Own operations numbered above ``common[area]`` (all of them in areas that are not
        named) were never sent under the old code: they get the new one and new numbers, wherever they are named."""

    def adopt(self, device: str, common: Mapping[str, int]) -> None:
        """Gives what this laptop wrote under an earlier code, in each named area above ``common[area]``, its present
        code and the next numbers, wherever it is named."""

    def alone(self) -> contextlib.AbstractContextManager[None]:
        """Held by the one round that runs; raises KnownError when another program runs one on the same data."""


def is_hub(device: str) -> bool:
    """Whether a stream is the hub's own, of this life or an earlier one. Device codes are capitals and digits."""
    return device == HUB or device.startswith(HUB_LIFE)


def is_area(text: str) -> bool:
    """Whether this has the shape of an area: what everybody gets, a state or a district."""
    return text == REFERENCE or bool(_AREA.fullmatch(text))


def covers(grants: Sequence[str], area: str) -> bool:
    """Whether an area code lies in one of the granted ones: ``9`` covers ``9/164``."""
    return any(area == grant or area.startswith(grant + "/") for grant in grants)


def waiting(log: OpLog) -> int:
    """How many of the operations here the hub is not known to hold."""
    return sum(last - known for _, known, last in unsent(log, HUB))


def unsent(log: OpLog, peer: str) -> Iterator[tuple[Stream, int, int]]:
    """The streams of which `peer` lacks the end: (stream, last it holds, last held here), own device first."""
    known, mine = log.marks(peer), log.device()
    held = sorted(log.streams().items(), key=lambda item: (item[0][1] != mine, item[0]))
    for stream, last in held:
        if last > known.get(stream, 0):
            yield stream, known.get(stream, 0), last
