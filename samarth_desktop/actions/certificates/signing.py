"""The keys with which this laptop seals and signs certificates, and what it knows of other issuers."""

from typing import TYPE_CHECKING

from samarth_desktop.actions.certificates import verifying
from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.session import Session

if TYPE_CHECKING:
    from samarth_desktop.documents.certificates.issue import Signer
    from samarth_desktop.documents.signing.keys import Keys

KEYS, HOST = "certificate_keys", "verify_host"
"""Settings: the keys in hex, which stand inside the encrypted database only; the office's public address."""


def signer(session: Session) -> "Signer":
    """Who seals and signs on this laptop. Keys are made at the first certificate and stay."""
    from samarth_desktop.documents.certificates.issue import Signer

    with session.store.read() as reader:
        kept, host = reader.setting(KEYS), reader.setting(HOST)
    return Signer(_keys(session, kept), host)


def _keys(session: Session, kept: str) -> "Keys":
    from samarth_desktop.documents.signing import keys

    if kept:
        return keys.Keys.from_bytes(bytes.fromhex(kept))
    with writing(session, Deed.HALL) as unit:
        made = keys.generate(unit.device, session.author or unit.device, session.today)
        unit.put_settings({KEYS: made.to_bytes().hex()})
        unit.commit()
    know_own(unit.device, made)
    return made


def know_own(device: str, made: "Keys") -> None:
    """Keeps this laptop's self-made certificate where the checking of certificates finds it."""
    from samarth_desktop.documents.signing import trust

    verifying.know(f"own-{device}", next(one for one in made.certificates if trust.read(one).self_made))
