"""Checking a certificate with what this computer knows: no passphrase, no data folder, no network.

Roots come with the program (``resources/trust``) and through enrolment (the configuration folder). There too stands a
public list of serials that no longer hold, without names, written whenever the register learns of one.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from samarth_desktop import __built__, paths
from samarth_desktop.actions.exchange import office_word
from samarth_desktop.documents.signing import seal
from samarth_desktop.documents.signing.trust import Trust
from samarth_desktop.documents.signing.verdict import (
    COMPARE,
    COMPARE_NAME,
    OTHER_CODE,
    Reason,
    Register,
    Verdict,
    worst,
)
from samarth_desktop.documents.signing.verify import verify
from samarth_desktop.domain.ids import read_number
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.shg.record import Shg

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.store.log.reader import Reader

_STANDING = (Reason.VALID, Reason.NOT_ENROLLED, Reason.UNKNOWN_ISSUER)

_ENDING = "*.cert"
_LIST = "no-longer-valid.json"


def verify_file(file: Path | bytes) -> Verdict:
    """The verdict on a PDF, PNG or JPEG. KnownError when the file cannot be opened at all."""
    return verify(file, Trust(_kept("roots"), _kept("known")), _register(), _today())


def verify_here(file: Path | bytes, session: "Session") -> Verdict:
    """The verdict with the register of a data folder: it tells the name on a picture of the paper, what was revoked
    or replaced, and another code than it has for a number is found out."""
    verdict = verify_file(file)
    with session.store.read() as reader:
        each = [_by_register(reader, one) for one in verdict.each]
        if each and verdict.reason in _STANDING:
            return worst(each)
        return replace(_by_register(reader, verdict), each=tuple(each))


def look_up(session: "Session", number: str) -> Verdict:
    """What the register of this laptop says of a number that was typed; no code is checked, so `compare` is set.

    KnownError: the number cannot be one, or the register does not have it.
    """
    serial = read_number(number)
    with session.store.read() as reader:
        entry = reader.by_serial(serial)
        if entry is None:
            raise KnownError(
                T("The register on this laptop has no certificate {serial}. Its QR code can be checked.", serial=serial)
            )
        name = _name(reader, entry)
    reason = {"revoked": Reason.REVOKED, "replaced": Reason.REPLACED}.get(entry.state, Reason.VALID)
    new = (T("Replaced by {serial}.", serial=entry.replaced_by),) if entry.replaced_by else ()
    stands = reason is Reason.VALID
    details = (*new, Text(COMPARE_NAME if name else COMPARE)) if stands else new
    return Verdict(
        reason, entry.serial, name, entry.issued_on, entry.issuer, details, 1, compare=stands, genuine=stands,
        programme=entry.programme,
    )  # fmt: skip


def _by_register(reader: "Reader", verdict: Verdict) -> Verdict:
    if verdict.reason not in _STANDING or not verdict.serial:
        return verdict
    entry = reader.by_serial(verdict.serial)
    if entry is None:
        return verdict
    payloads = {str(change.new) for change in reader.history(entry.id) if change.key == "payload"}
    if verdict.check_code not in {seal.read(text).check for text in payloads if seal.is_ours(text)}:
        return _of_another_code(verdict)
    if entry.state == "revoked":
        return replace(verdict, reason=Reason.REVOKED, genuine=False)
    if entry.state == "replaced":
        new = (T("Replaced by {serial}.", serial=entry.replaced_by),) if entry.replaced_by else ()
        return replace(verdict, reason=Reason.REPLACED, genuine=False, details=(*new, *verdict.details))
    name = verdict.holder or _name(reader, entry)
    details = tuple(Text(COMPARE_NAME) if one.id == COMPARE and name else one for one in verdict.details)
    return replace(verdict, holder=name, details=details, programme=verdict.programme or entry.programme)


def _name(reader: "Reader", entry: Certificate) -> str:
    holder = reader.get(Artisan, entry.holder) or reader.get(Shg, entry.holder)
    return holder.name_hi or holder.name_en if holder else ""


def _of_another_code(verdict: Verdict) -> Verdict:
    if verdict.named:  # seals of the first form were made anew for a printing in the other language
        return verdict
    details = (Text(OTHER_CODE),)
    return replace(verdict, reason=Reason.CHANGED, genuine=False, compare=False, holder="", details=details)


def _today() -> date:
    """The day by which seals from the future are known, also where this computer's clock was set back to a day before
    the program was made."""
    return max(date.today(), date.fromisoformat(__built__))


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
    paths.put_in_place(part, file)


def _register() -> Register:
    content = _read_list()
    known_on = date.fromisoformat(content["known_on"]["day"]) if content["known_on"] else None
    return Register(
        content["revoked"],
        content["replaced"],
        known_on,
        office_word.ended_keys(),
        office_word.hosts(),
        office_word.programmes(),
    )


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
