"""Which certificate of a holder is valid: at most one for each kind and programme, whoever issued it and wherever.

The rule is derived from the register's entries, not from what the issuing laptop wrote about other laptops' papers, so
that every laptop and the hub give the same answer, in whatever order the entries reached them. Domain: "Certificate:
state (valid, replaced by, revoked with reason)".
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from samarth_desktop.domain.oplog.op import Op
from samarth_desktop.kinds.certificate.record import Certificate

VALID, REPLACED, REVOKED = "valid", "replaced", "revoked"


class Standing(NamedTuple):
    """What holds of a certificate: its state, and the serial that stands in its place ("" where none does)."""

    state: str
    replaced_by: str


def written_state(row_heads: Mapping[str, Sequence[Op]]) -> str:
    """The state that people wrote into one entry, from its heads: a revocation wins over whatever else they wrote."""
    states = [str(op.f["state"]) for op in row_heads.get("state", ())]
    return REVOKED if REVOKED in states else states[0] if states else ""


def standings(certificates: Iterable[Certificate]) -> dict[str, Standing]:
    """The standing of each certificate of one holder, by row id; her merged-away records' certificates are hers.

    Of each kind and programme (and workshop) the newest that nobody replaced leads; every other one is replaced by it.
    A revoked one stays revoked, and when the newest is revoked none before it becomes valid again.
    """
    found: dict[str, Standing] = {}
    for group in _groups(certificates):
        newest = _newest(group, _ranks(group))
        for one in group:
            by = one.replaced_by or (newest.serial if newest is not None and one is not newest else "")
            state = one.state if one.state == REVOKED or one is newest else REPLACED
            found[one.id] = Standing(state, one.replaced_by if state == REVOKED else by)
    return found


def worse(one: Standing, other: Standing | None) -> Standing:
    """What holds where two who know different certificates of a holder judge one: revoked over replaced over valid."""
    if other is None or _ORDER.get(other.state, 0) < _ORDER.get(one.state, 0):
        return one
    if other.state == one.state:
        return one if one.replaced_by else other
    return other if other.replaced_by else Standing(other.state, one.replaced_by)


_ORDER = {VALID: 0, REPLACED: 1, REVOKED: 2}


def leading(certificates: Iterable[Certificate]) -> Certificate | None:
    """The newest of a holder's certificates of one kind and programme, given as :func:`standings` shows them; it is
    valid or revoked. A new certificate is entered over it."""
    group = [one for one in certificates if not one.deleted]
    return _newest(group, _ranks(group))


def _groups(certificates: Iterable[Certificate]) -> Collection[list[Certificate]]:
    groups: dict[tuple[str, str, str, bool], list[Certificate]] = defaultdict(list)
    for one in certificates:
        if not one.deleted:
            groups[one.certificate_kind, one.programme, one.subject, one.demo].append(one)
    return groups.values()


def _newest(group: Sequence[Certificate], ranks: Mapping[str, tuple[date, str]]) -> Certificate | None:
    open_ones = [one for one in group if one.state != REPLACED and not one.replaced_by]
    return max(open_ones, key=lambda one: ranks[one.id], default=None)


def _own_rank(one: Certificate) -> tuple[date, str]:
    return (one.issued_on or date.min, one.id)


def _ranks(group: Sequence[Certificate]) -> dict[str, tuple[date, str]]:
    """How new each is: by its date, but never older than what it replaces: a laptop's calendar may be behind."""
    ranks = {one.id: _own_rank(one) for one in group}
    by_serial = {one.serial: one.id for one in group}
    for _ in group:  # as many rounds as a chain of replacements can be long
        for one in group:
            new = by_serial.get(one.replaced_by)
            if new is not None:
                ranks[new] = max(ranks[new], ranks[one.id])
    return ranks
