"""What each path asks of whoever comes, before a byte of the body is read: a token or nothing, how much, how long."""

from dataclasses import dataclass

KB, MB = 1024, 1024 * 1024


@dataclass(frozen=True, slots=True)
class Door:
    """`most` bytes of body; `token` says that a laptop's token is shown first; `content` is the most that a frame may
    unfold to; `seconds` is for the body, and a second more for each KB that has come where a token was shown."""

    most: int
    token: bool = True
    content: int = 256 * KB
    seconds: float = 60.0


OPEN = Door(4 * KB, token=False, content=4 * KB, seconds=20.0)
_DOORS = {
    "/v1/enrol": Door(64 * KB, token=False, seconds=40.0),
    "/v1/token": Door(32 * KB, token=False, content=64 * KB, seconds=30.0),
    "/v1/challenge": Door(4 * KB, token=False, seconds=20.0),
    "/v1/renew": Door(64 * KB),
    "/v1/hello": Door(1 * MB, content=2 * MB),
    "/v1/pull": Door(64 * KB),
    "/v1/push": Door(4 * MB, content=8 * MB),
    "/v1/photos": Door(8 * MB),
    "/v1/snapshots": Door(4 * KB),
    "/v1/updates": Door(4 * KB),
    "/v1/parcels": Door(512 * MB),
}
BIG = 256 * KB
"""Bodies above this length are read a few at a time, so that many at once do not fill the memory."""


def door_of(path: str) -> Door:
    """The door of a path; a path that no route has is met like one for anybody."""
    head = "/".join(path.split("/", 3)[:3])
    return _DOORS.get(head, OPEN)
