"""Checking a certificate with what this computer knows: no passphrase, no data folder, no network.

Roots come with the program (``resources/trust``) and through enrolment (the configuration folder). There too stands a
public list of serials that no longer hold, without names, written whenever the register learns of one.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from samarth_desktop import paths
from samarth_desktop.documents.trust import Trust
from samarth_desktop.documents.verify import Register, Verdict, verify
from samarth_desktop.domain.register import Certificate

_ENDING = "*.cert"
_LIST = "no-longer-valid.json"


def verify_file(file: Path | bytes) -> Verdict:
    """The verdict on a PDF, PNG or JPEG. KnownError when the file cannot be opened at all."""
    return verify(file, Trust(_kept("roots"), _kept("known")), _register())


def trust_root(name: str, root: bytes) -> None:
    """Keeps a programme root that an enrolment brought; `name` is the hub's, one file each."""
    _keep("roots", name, root)


def knows_any() -> bool:
    """Whether this account of the computer has heard of any office yet."""
    return (paths.config_dir() / "trust").is_dir()


def know(name: str, certificate: bytes) -> None:
    """Keeps a certificate of an office or device that came with reference data."""
    _keep("known", name, certificate)


def note_states(entries: Iterable[Certificate], known_on: date) -> None:
    """Writes what holds of these certificates into the public list, where only those stand that do not."""
    content = _read_list()
    for entry in entries:
        content["revoked"].pop(entry.serial, None)
        content["replaced"].pop(entry.serial, None)
        if entry.state == "revoked":
            content["revoked"][entry.serial] = ""  # the reason may name a person, and anybody can read this list
        elif entry.state == "replaced":
            content["replaced"][entry.serial] = entry.replaced_by
    file = paths.config_dir() / _LIST
    part = file.with_suffix(".part")
    part.write_text(json.dumps({**content, "known_on": known_on.isoformat()}, ensure_ascii=False), "utf-8")
    part.replace(file)


def _register() -> Register:
    content = _read_list()
    known_on = date.fromisoformat(content["known_on"]["day"]) if content["known_on"] else None
    return Register(content["revoked"], content["replaced"], known_on)


def _read_list() -> dict[str, dict[str, str]]:
    """The public list; one that cannot be read counts as empty, since anybody may write into that folder."""
    try:
        found = json.loads((paths.config_dir() / _LIST).read_text("utf-8"))
        return {
            "revoked": _texts(found["revoked"]),
            "replaced": _texts(found["replaced"]),
            "known_on": {"day": date.fromisoformat(found["known_on"]).isoformat()},
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {"revoked": {}, "replaced": {}, "known_on": {}}


def _texts(found: Mapping[str, str]) -> dict[str, str]:
    return {str(serial): str(word) for serial, word in found.items()}


def _kept(folder: str) -> list[bytes]:
    shipped, own = paths.resource(f"trust/{folder}"), paths.config_dir() / "trust" / folder
    return [file.read_bytes() for place in (shipped, own) for file in sorted(place.glob(_ENDING))]


def _keep(folder: str, name: str, content: bytes) -> None:
    place = paths.config_dir() / "trust" / folder
    place.mkdir(parents=True, exist_ok=True)
    safe = "".join(ch for ch in name if ch.isalnum() or ch in "-_")[:60] or "root"
    (place / f"{safe}.cert").write_bytes(content)
