"""Who may say what: one table of kinds, keys, writers and areas. Hub, hall, stick and laptop judge by it alone.

Pure: whoever asks brings the writer as the hub's card describes it, and what is held of the row. Kinds that are not in
the table come from a newer program: they are kept and passed on wherever their writer has the area.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from samarth_desktop.domain.oplog.card_people import People
from samarth_desktop.domain.oplog.exchange import REFERENCE, covers, is_hub
from samarth_desktop.domain.oplog.op import ERASED, MOVED_TO, Op, Version
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.certificate.kind import CERTIFICATE
from samarth_desktop.kinds.kind import Guest
from samarth_desktop.kinds.registry import KINDS
from samarth_desktop.rules.roles import OFFICE

REVOKED_SERIAL, REVOKED_DEVICE, REVOKED_KEY = "revoked", "revoked_device", "revoked_key"
"""Kinds of the hub's own words in the reference area: a serial that no longer holds; a laptop that is shut out; its
key, with the seals that the register knew by then."""


REFERENCE_KINDS = frozenset({"programme", "mapping", "attribute_set", "attribute", "tax_table", "federation_list"})
"""What an office publishes for all laptops, in whole versions (DESIGN, "Reference data")."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for a kind: whether it may stand in the reference area, what guests may do, whether only the hub says
    it, and the keys that are the issuer's and the office's alone."""

    reference: bool = False
    guest: Guest = Guest.NOTHING
    hub_only: bool = False
    guarded: frozenset[str] = frozenset()


_REGISTER = CERTIFICATE.guarded
RULES = {
    **{name: Rule(guest=kind.guest, guarded=kind.guarded) for name, kind in KINDS.items()},
    **{name: Rule(reference=True) for name in REFERENCE_KINDS},
    REVOKED_SERIAL: Rule(hub_only=True),
    REVOKED_DEVICE: Rule(hub_only=True),
    REVOKED_KEY: Rule(hub_only=True),
}
_UNKNOWN_KIND = Rule(reference=True)
"""Of a newer program. Into the reference area it comes from a card with that very area alone, which no office has that
only looks after districts: nobody here can tell whether it speaks of people."""

_HUB_ONLY = T("Only the hub itself may say this.")
_NO_REFERENCE = T("Records of people do not belong among what every laptop gets. Save it in its district.")
_FOREIGN_ROW = T("Another laptop began this record in a district that this laptop does not have.")
_MOVED_AWAY = T("This record was moved to a district that this laptop does not have. It can only be read here now.")
FOREIGN_SERIAL = T("This certificate number belongs to another laptop. Issue the certificate again.")
FOREIGN_STATE = T("Only the laptop that issued this certificate, or the office, can change it. Ask the office.")
UNKNOWN_AUTHOR = T(
    "Who wrote this is not on the list of this laptop. Ask the office to put her on it, then save the record again."
)
_OFFICE_ONLY = T("Only somebody of the office publishes to all laptops.")
_STAYS_REVOKED = T("A revoked certificate stays revoked. Issue a new one.")


@dataclass(frozen=True, slots=True)
class Writer:
    """An enrolled device: its code with those that it replaced, its role, the areas that it has and had."""

    codes: frozenset[str]
    role: str
    areas: tuple[str, ...]
    people: People = People()
    """Those of its card; nobody where the card names none, and then no author is checked."""

    def holds(self, area: str) -> bool:
        """Whether its work in this area is its own district's work; in the reference area, the office's."""
        return self.role == "office" if area == REFERENCE else covers(self.areas, area)


def rule_of(kind: str) -> Rule:
    """The line of the table for a kind."""
    return RULES.get(kind, _UNKNOWN_KIND)


def may_reach(kind: str, area: str, writer: Writer) -> bool:
    """Whether a kind may come from this writer into this area at all. What may not waits there until the office gives
    the area."""
    if area == REFERENCE:
        return writer.holds(area) and (kind in RULES or REFERENCE in writer.areas)
    return writer.holds(area) or rule_of(kind).guest is not Guest.NOTHING


def needs_past(op: Op, writer: Writer) -> bool:
    """Whether what is held of the row must be known to judge an operation."""
    rule = rule_of(op.kind)
    return bool(rule.guarded & op.f.keys()) or (not writer.holds(op.area) and rule.guest is Guest.OWN_ROWS)


def objection(
    op: Op, writer: Writer, past: Sequence[Op] = (), holder_of: Callable[[str], str | None] = lambda serial: None
) -> Text | None:
    """Why an operation is refused, or None. `past` are the operations held of its row, in every area; `holder_of` gives
    the holder of a certificate by its serial, None where it is not known."""
    rule = rule_of(op.kind)
    if rule.hub_only:
        return _HUB_ONLY
    if writer.people.listed and (wrong := _of_author(op, writer.people)):
        return wrong
    if op.area == REFERENCE:
        return None if rule.reference else _NO_REFERENCE
    if not writer.holds(op.area) and rule.guest is Guest.OWN_ROWS:
        wrong = _as_guest(op, writer, past)
        if wrong:
            return wrong
    if rule.guarded & op.f.keys():
        return _of_register(op, writer, past, holder_of)
    return None


def _of_author(op: Op, people: People) -> Text | None:
    """Who wrote it must have been on the laptop's card, as far as the laptop had heard of it, and of the office where
    every laptop gets it."""
    if people.before(1, op):
        return None
    found = people.author_of(op)
    if found is None:
        return UNKNOWN_AUTHOR
    return _OFFICE_ONLY if op.area == REFERENCE and found.role != OFFICE else None


# Guests


def _as_guest(op: Op, writer: Writer, past: Sequence[Op]) -> Text | None:
    if not past or beginner(past) in writer.codes:
        return None
    if op.f.keys() == {ERASED} and any(one.device in writer.codes for one in past):
        return None  # who wrote of a person once may say that she is erased
    if enters(op):
        left = came_from(op, writer)
        return None if any(one.version == left and one.f.get(MOVED_TO) == op.area for one in past) else _FOREIGN_ROW
    brought = any(enters(one) and one.area == op.area and one.device in writer.codes for one in past)
    return _MOVED_AWAY if brought else _FOREIGN_ROW


def enters(op: Op) -> bool:
    """Whether this is the half of a move that writes the whole row into its new area."""
    return op.f.get(MOVED_TO) == ""


def came_from(op: Op, writer: Writer) -> Version | None:
    """The other half of a move: the writer's own operation that said where the row goes."""
    return next((Version(*seen) for seen in op.sup.get(MOVED_TO, ()) if seen[0] in writer.codes), None)


def beginner(past: Iterable[Op]) -> str:
    """The device that began a row: of those who wrote it without having seen anything of it, the first."""
    fresh = [op for op in past if not any(op.sup.values()) and MOVED_TO not in op.f and not is_hub(op.device)]
    return min(fresh, key=lambda op: op.rank).device if fresh else ""


# The register of certificates


def serial_of(op: Op, past: Iterable[Op]) -> str:
    """The serial of a certificate's row: what the first that named one said."""
    said = next((str(one.f["serial"]) for one in sorted(past, key=lambda one: one.rank) if one.f.get("serial")), "")
    return said or str(op.f.get("serial") or "")


def issuer_of(serial: str) -> str:
    """The device code in a serial, "" where it has none."""
    shaped = re.fullmatch(r"[A-Z]{1,2}-([0-9A-Z]{6})-[0-9]{5,}-[0-9A-Z]", serial)
    return shaped[1] if shaped else ""


def is_authority(op: Op, writer: Writer, past: Sequence[Op]) -> bool:
    """Whether the register believes this writer about this certificate: the laptop whose serial it is, or an officer
    of the area where it was issued."""
    if issuer_of(serial_of(op, past)) in writer.codes:
        return True
    if not past:  # an officer may have seen it in a hall before its issuer was heard of
        return writer.role == "office" and writer.holds(op.area) and not op.f.get("serial")
    issued_in = next((one.area for one in past if one.f.get("serial") and not enters(one)), op.area)
    return writer.role == "office" and writer.holds(op.area) and writer.holds(issued_in)


def stranger(op: Op, writer: Writer, holder: Sequence[Op]) -> Text | None:
    """Why a new certificate is refused for its holder, of whom `holder` is what is held; None where it is not. A newer
    one replaces the older, so only who may write of a person may give her one."""
    if not (holder and rule_of(op.kind).guarded and op.f.get("serial")) or enters(op):
        return None
    began = beginner(holder)
    sent_to = {one.f.get(MOVED_TO) for one in holder}
    areas = {one.area for one in holder if one.device == began or (enters(one) and one.area in sent_to)}
    known = not began or began in writer.codes or any(writer.holds(area) for area in areas)
    return None if known else _FOREIGN_ROW


def _of_register(op: Op, writer: Writer, past: Sequence[Op], holder_of: Callable[[str], str | None]) -> Text | None:
    state = op.f.get("state")
    if enters(op) and _copies(op, past):
        return None
    if op.f.get("serial") and op.f["serial"] != serial_of(op, past):
        return FOREIGN_SERIAL
    if not is_authority(op, writer, past):
        if _replaces(op, writer, past, holder_of):
            return None
        return FOREIGN_SERIAL if op.f.get("serial") else FOREIGN_STATE
    changed = state not in (None, "revoked") and "serial" not in op.f  # the first word on a row may come late
    if changed and any(one.f.get("state") == "revoked" for one in past):
        return _STAYS_REVOKED
    return None


def _copies(op: Op, past: Sequence[Op]) -> bool:
    """Whether a row that came into another area says what it said before, and decides nothing. Of a row that is not
    held yet nobody is believed more than that it is valid."""
    if not past:
        return op.f.get("state") in (None, "", "valid")
    held = {one.version for one in past}
    for key in _REGISTER & op.f.keys():
        said = [one.f[key] for one in past if key in one.f]
        unheard = key != "state" and any(Version(*seen) not in held for seen in op.sup.get(key, ()))
        if op.f[key] not in said and not unheard and (said or op.f[key] is not None):
            return False
    seen = {Version(*version) for version in op.sup.get("state", ())}
    return all(one.f.get("state", op.f.get("state")) == op.f.get("state") for one in past if one.version in seen)


def _replaces(op: Op, writer: Writer, past: Sequence[Op], holder_of: Callable[[str], str | None]) -> bool:
    """Whether this says only that the writer gave the same holder a newer certificate, which is there."""
    newer = str(op.f.get("replaced_by") or "")
    if op.f.get("state", "replaced") != "replaced" or not _REGISTER & op.f.keys() <= {"state", "replaced_by"}:
        return False
    holder = next((one.f["holder"] for one in past if one.f.get("holder")), None)
    return issuer_of(newer) in writer.codes and holder is not None and holder_of(newer) == holder


def is_hubs_word(kind: str, device: str) -> bool:
    """Whether an operation of this kind may be believed from this device: the hub's words are the hub's alone."""
    return is_hub(device) or not rule_of(kind).hub_only
