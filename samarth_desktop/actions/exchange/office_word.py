"""Keeps what the office said for the checking of certificates, where it is found without passphrase and data folder.

One public file in the configuration folder: addresses of the offices, keys that ended, versions of programmes. Anybody
may write there, so one that cannot be read counts as empty, and none of it makes a certificate valid.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from samarth_desktop import paths
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.programmes import programme_file

if TYPE_CHECKING:
    from samarth_desktop.documents.signing.verdict import RevokedKey

_FILE = "office.json"


def learn(session: Session, host: str) -> None:
    """Takes over what the reference data say now; `host` is the office's public address, "" where it has none."""
    from samarth_desktop.store.log.exchange import StoreLog

    log = StoreLog.of(session.store)
    said = _read()
    hosts = {*said.get("hosts", []), *([host.lower()] if host else [])}
    keys = {row: dict(f) for row, f in log.reference("revoked_key").items()}
    programmes: dict[str, list[int]] = {}
    for row in log.reference("programme"):
        code, _, version = row.partition("@")
        if version.isdecimal():
            programmes.setdefault(code, []).append(int(version))
    _write({"hosts": sorted(hosts), "keys": {**said.get("keys", {}), **keys}, "programmes": programmes})


def hosts() -> frozenset[str]:
    """The addresses of the offices that this computer enrolled at."""
    found = _read().get("hosts")
    return frozenset(map(str, found)) if isinstance(found, list) else frozenset()


def programmes() -> Mapping[str, frozenset[int]] | None:
    """The versions of each programme: the shipped ones and those that the office published. None before enrolment."""
    told = _read().get("programmes")
    if not isinstance(told, dict):
        return None
    shipped = {one.code: frozenset(range(1, one.version + 1)) for one in programme_file.shipped().programmes}
    numbers = {str(code): frozenset(some) for code, some in told.items() if isinstance(some, list)}
    return {code: shipped.get(code, frozenset()) | numbers.get(code, frozenset()) for code in {*shipped, *numbers}}


def ended_keys() -> Mapping[bytes, "RevokedKey"]:
    """The keys that ended, by key id. A list of seals that is too long for one operation comes in parts."""
    from samarth_desktop.documents.signing.verdict import RevokedKey

    found: dict[bytes, RevokedKey] = {}
    entries = _read().get("keys")
    for row, said in entries.items() if isinstance(entries, dict) else ():
        try:
            kid, on, text = bytes.fromhex(row.partition("-")[0]), said["not_after"], said["seals"]
            if not on:
                continue  # the laptop was taken back
            seals = frozenset(bytes.fromhex(text[i : i + 16]) for i in range(0, len(text), 16))
            before = found.get(kid)
            found[kid] = RevokedKey(date.fromisoformat(on), seals | (before.seals if before else frozenset()))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
    return found


def _read() -> dict[str, Any]:
    try:
        found = json.loads((paths.config_dir() / _FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(content: Mapping[str, Any]) -> None:
    file = paths.config_dir() / _FILE
    part = file.with_suffix(".part")
    part.write_text(json.dumps(content, ensure_ascii=False, sort_keys=True), "utf-8")
    paths.put_in_place(part, file)
