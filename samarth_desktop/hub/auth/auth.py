"""Who may do what: one-time codes, devices, areas, tokens, and the cards by which laptops know each other."""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.fernet import InvalidToken
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.postgresql import insert

from samarth_desktop.domain.ids import CROCKFORD
from samarth_desktop.domain.oplog import card_people
from samarth_desktop.domain.oplog.card_people import People
from samarth_desktop.domain.oplog.exchange import REFERENCE, covers
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth import chains
from samarth_desktop.hub.auth.keys import Keys
from samarth_desktop.i18n import T, Text
from samarth_desktop.rules.authority import Writer

ROLES = ("coordinator", "trainer", "office")
CODE_LASTS = timedelta(hours=72)
WRONG_TRIES = 5
TOKEN_SECONDS = 3600
CHALLENGE_SECONDS = 300
CARD = b"samarth-card-1\n"
"""What the hub's signature on a device's card begins with."""
COST = 2**13
"""Scrypt's cost of a code's secret: 8 MB and some 15 ms for each guess."""
_LOOK_ALIKES = str.maketrans("OIL", "011", " -")


class Refused(Exception):
    """A request that is answered with no. `reason` is for the program, `text` for the person."""

    def __init__(self, status: int, reason: str, text: Text) -> None:
        super().__init__(reason)
        self.status, self.reason, self.text = status, reason, text


@dataclass(frozen=True)
class Device:
    """An enrolled laptop. `areas` it has now, `had` it had before; both may still arrive from it."""

    code: str
    person: str
    role: str
    key: Ed25519PublicKey
    laptop: str
    revoked: bool
    areas: tuple[str, ...]
    had: tuple[str, ...]
    replaces: tuple[str, ...] = ()
    """The codes that this laptop had before, the newest first."""
    waits: bool = False
    """Back after a restore, and an officer has not let it in yet."""
    people: People = People()
    """Those whom the office put on its card."""

    @property
    def writer(self) -> Writer:
        return Writer(frozenset((self.code, *self.replaces)), self.role, (*self.areas, *self.had), self.people)

    def reads(self, area: str) -> bool:
        return area == REFERENCE or covers(self.areas, area)

    def writes(self, area: str) -> bool:
        return self.writer.holds(area)


def now() -> datetime:
    return datetime.now(UTC)


# Codes


def make_code(conn: Connection, person: str, role: str, areas: Sequence[str]) -> str:
    """A one-time code of 12 Crockford characters: four name it, eight are its secret, of which a slow hash is kept."""
    while True:
        made = "".join(secrets.choice(CROCKFORD) for _ in range(12))
        salt = secrets.token_bytes(16)
        values = {"id": made[:4], "secret": _slow(made, salt), "salt": salt, "person": person, "role": role}
        done = conn.execute(
            insert(t.code).values(**values, areas=list(areas), expires=now() + CODE_LASTS).on_conflict_do_nothing()
        )
        if done.rowcount:
            return made


def _slow(code: str, salt: bytes) -> bytes:
    return hashlib.scrypt(code.encode(), salt=salt, n=COST, r=8, p=1)


def use_code(conn: Connection, typed: str, key: bytes, role: str = "") -> Any:
    """The code's row, now used by `key`. The same key may ask again (its answer was lost), except for a page. With
    `role` only such a code is used up. A wrong try must be committed, so a refusal is given back, not raised."""
    code = typed.upper().translate(_LOOK_ALIKES)
    row = conn.execute(select(t.code).where(t.code.c.id == code[:4]).with_for_update()).first()
    wrong = Refused(403, "code", T("This code is not valid. Ask the office for a new one."))
    said = _slow(code, row.salt if row else bytes(16))  # also for a code that nobody has: time must not tell which
    if row is None or row.tries >= WRONG_TRIES or row.expires < now():
        return wrong
    if not hmac.compare_digest(said, row.secret):
        conn.execute(update(t.code).where(t.code.c.id == row.id).values(tries=row.tries + 1))
        return wrong
    if role and row.role != role:
        return wrong
    if row.used_by is not None and (role or row.used_by != key):
        return Refused(403, "used", T("This code was used already. Ask the office for a new one."))
    conn.execute(update(t.code).where(t.code.c.id == row.id).values(used_by=key))
    return row


# Devices


def moment_of(milliseconds: int) -> datetime:
    """A moment that is noted in milliseconds since 1970, on this computer's clock."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone()


def device(conn: Connection, code: str) -> Device | None:
    """An enrolled device with its areas; None when no such device."""
    row = conn.execute(select(t.device).where(t.device.c.code == code)).first()
    if row is None:
        return None
    scopes = conn.execute(select(t.scope.c.area, t.scope.c.until).where(t.scope.c.device == code)).all()
    return Device(
        row.code,
        row.person,
        row.role,
        Ed25519PublicKey.from_public_bytes(row.key),
        row.laptop,
        row.revoked is not None,
        tuple(sorted(s.area for s in scopes if s.until is None)),
        tuple(sorted(s.area for s in scopes if s.until is not None)),
        chains.older(conn, row.replaces),
        row.waits,
        card_people.read(row.people),
    )


def add_device(conn: Connection, code: str, keys: Mapping[str, bytes], **known: Any) -> None:
    """Enrols a device. Raises Refused when its code belongs to another key; again with the same key is fine."""
    conn.execute(
        insert(t.device).values(code=code, key=keys["sync"], box=keys["box"], **known).on_conflict_do_nothing()
    )
    held = conn.execute(select(t.device.c.key).where(t.device.c.code == code)).scalar_one()
    if held != keys["sync"]:
        raise Refused(409, "device", T("This device code belongs to another laptop."))


def set_areas(conn: Connection, code: str, areas: Sequence[str]) -> None:
    """Gives a device exactly these areas; the others that it had stay noted as past."""
    conn.execute(
        update(t.scope).where(t.scope.c.device == code, t.scope.c.area.not_in(areas), t.scope.c.until.is_(None)),
        {"until": now()},
    )
    for area in areas:
        add = insert(t.scope).values(area=area, device=code)
        conn.execute(add.on_conflict_do_update(index_elements=["area", "device"], set_={"until": None}))


def card(conn: Connection, keys: Keys, code: str, *, own: bool = False) -> list[str]:
    """What other laptops know a device by: a JSON text and the hub's signature over it. Its `own` says the day: by it
    a hall knows when the laptop last heard from the hub."""
    found = device(conn, code)
    if found is None:
        return []
    row = conn.execute(select(t.device.c.box, t.device.c.certificates).where(t.device.c.code == code)).one()
    value = (
        {
            "device": code,
            "key": _b64(found.key.public_bytes_raw()),
            "box": _b64(row.box),
            "areas": found.areas,
            "had": found.had,
            "replaces": found.replaces,
            "role": found.role,
            "person": found.person,
            "certificates": row.certificates,
        }
        | found.people.as_json()
        | ({"on": now().date().isoformat()} if own else {})
    )
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return [text, _b64(keys.sign.sign(CARD + text.encode()))]


def cards(conn: Connection, keys: Keys, codes: Iterable[str]) -> list[list[str]]:
    """The cards of these devices; the hub itself needs none."""
    return [found for code in sorted(codes) if (found := card(conn, keys, code))]


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


# Tokens


def challenge(keys: Keys) -> str:
    """Something to sign: no clock of the laptop is needed, and no worker must remember it."""
    return keys.tokens.encrypt(b"challenge").decode()


def token(conn: Connection, keys: Keys, code: str, asked: str, signature: bytes) -> str:
    """A token for an enrolled device that signed a fresh challenge."""
    found = device(conn, code)
    no = Refused(401, "token", T("The hub does not know this laptop. Enrol it again."))
    try:
        fresh = keys.tokens.decrypt(asked.encode(), ttl=CHALLENGE_SECONDS) == b"challenge"
        if found is None or not fresh:
            raise no
        found.key.verify(signature, b"samarth-token-1\n" + asked.encode())
    except (InvalidToken, InvalidSignature):
        raise no from None
    _admitted(found)
    return keys.tokens.encrypt(b"device:" + code.encode()).decode()


_SIGN_IN = Refused(401, "token", T("The hub asks this laptop to sign in again."))


def named_in(keys: Keys, header: str) -> str:
    """The device code in the token of an Authorization header, without a look into the database. Raises Refused."""
    try:
        said = keys.tokens.decrypt(header.removeprefix("Bearer ").encode(), ttl=TOKEN_SECONDS)
    except InvalidToken:
        raise _SIGN_IN from None
    if not said.startswith(b"device:"):
        raise _SIGN_IN
    return said.removeprefix(b"device:").decode()


def bearer(conn: Connection, keys: Keys, header: str) -> Device:
    """The device of an Authorization header. Areas and revocation are read anew at every request."""
    found = device(conn, named_in(keys, header))
    if found is None:
        raise _SIGN_IN
    _admitted(found)
    return found


def _admitted(found: Device) -> None:
    if found.revoked:
        raise Refused(403, "revoked", T("The office has shut out this laptop. Speak to the office."))
    if found.waits:
        raise Refused(403, "waits", T("The hub was restored from a backup. The office must let this laptop in again."))


def count_attempt(conn: Connection, keys: Keys, purpose: str, address: str, most: int) -> None:
    """Counts a request that may be counted through; raises Refused above `most` in an hour. Each purpose is counted
    for itself, for a whole office may stand behind one address."""
    hour = int(now().timestamp()) // 3600
    who = hmac.new(keys.salt, f"{purpose} {address}".encode(), "sha256").hexdigest()
    add = insert(t.failed_attempts).values(who=who, hour=hour, tries=1)
    tries = conn.execute(
        add.on_conflict_do_update(
            index_elements=["who", "hour"], set_={"tries": t.failed_attempts.c.tries + 1}
        ).returning(t.failed_attempts.c.tries)
    ).scalar_one()
    conn.execute(t.failed_attempts.delete().where(t.failed_attempts.c.hour < hour))
    if tries > most:
        raise Refused(429, "often", T("Too many questions from here. Try again in an hour."))
