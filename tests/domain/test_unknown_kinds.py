"""Of a kind that only a newer program knows, nobody here knows the rules: it is judged by area and Aadhaar alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samarth_desktop.domain.oplog.exchange import REFERENCE
from samarth_desktop.domain.oplog.op import ERASED, MOVED_TO, Op
from samarth_desktop.kinds.registry import KINDS
from samarth_desktop.rules.authority import REVOKED_DEVICE, REVOKED_KEY, REVOKED_SERIAL, Writer, may_reach, objection
from samarth_desktop.sync import checks

HERE, FAR = "9/164", "9/165"
_KNOWN = {*KINDS, REVOKED_SERIAL, REVOKED_DEVICE, REVOKED_KEY, "training"}
_KIND = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=20).filter(lambda kind: kind not in _KNOWN)
_KEY = st.sampled_from(["serial", "state", "holder", "registration", ERASED, MOVED_TO, "a key of later"])
_VALUE = st.none() | st.booleans() | st.integers() | st.sampled_from(["", "revoked", "A-AAAAAA-00001-C", "राम"])


@given(_KIND, st.dictionaries(_KEY, _VALUE, min_size=1), st.sampled_from(["office", "coordinator", "publisher"]))
def test_who_has_the_area_may_write_any_kind_that_is_not_known(kind: str, f: dict[str, object], who: str) -> None:
    """What belongs to all states needs a card that says so: an office of one district may not reach there."""
    role, areas = ("office", (HERE, REFERENCE)) if who == "publisher" else (who, (HERE,))
    writer = Writer(frozenset({"AAAAAA"}), role, areas)
    for area in (HERE, FAR, REFERENCE):
        op = Op("AAAAAA", area, 1, kind, "row", 1, "a", 9, f)
        reaches = area == HERE or (area == REFERENCE and who == "publisher")
        assert may_reach(kind, area, writer) is reaches, "what may not come there waits, and is not refused"
        assert checks.objection(op) is None
        if reaches:
            assert objection(op, writer, [op]) is None


@pytest.mark.parametrize("value", ["2341 2341 2346", ["234123412346"], {"deep": {"er": "234123412346"}}])
def test_no_kind_brings_a_full_aadhaar_number(value: object) -> None:
    assert checks.objection(Op("AAAAAA", HERE, 1, "a_kind_of_later", "row", 1, "a", 9, {"f": value})) is not None
