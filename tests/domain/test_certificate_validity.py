"""Of a holder's certificates of one kind and programme at most one is valid, whatever was written and heard of first."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.rules.certificates.certificate_validity import REPLACED, REVOKED, VALID, standings
from samarth_desktop.rules.duplicates.merges import kept_row

DAY = date(2026, 11, 22)
SERIALS = [f"A-{n}" for n in range(6)]


@st.composite
def entries(draw: st.DrawFn) -> list[Certificate]:
    """What laptops wrote that did not know all of each other's certificates."""
    made = []
    for n, serial in enumerate(SERIALS[: draw(st.integers(0, 6))]):
        state = draw(st.sampled_from([VALID, VALID, REPLACED, REVOKED]))
        by = draw(st.sampled_from([one for one in SERIALS if one != serial])) if state == REPLACED else ""
        made.append(
            Certificate(
                id=f"row-{n}",
                serial=serial,
                certificate_kind="onboarding",
                programme=draw(st.sampled_from(["UP-ODOP", "SAMARTH"])),
                issued_on=draw(st.sampled_from([None, DAY, DAY + timedelta(1)])),
                state=state,
                replaced_by=by,
                deleted=draw(st.integers(0, 9)) == 0,
            )
        )
    return made


@given(found=entries(), dice=st.randoms())
def test_at_most_one_is_valid_in_any_order(found: list[Certificate], dice: object) -> None:
    said = standings(found)
    shuffled = list(found)
    dice.shuffle(shuffled)
    assert standings(shuffled) == said
    for code in ("UP-ODOP", "SAMARTH"):
        group = [one for one in found if one.programme == code and not one.deleted]
        valid = [one for one in group if said[one.id].state == VALID]
        assert len(valid) <= 1
        open_ones = [one for one in group if one.state != REPLACED]
        if open_ones and all(one.state == VALID for one in open_ones):
            assert len(valid) == 1, "somebody who was given one has one"
        for one in group:
            if one.state == REVOKED:
                assert said[one.id].state == REVOKED, "a revocation is never taken back"
            if one.state == REPLACED:
                assert said[one.id] == (REPLACED, one.replaced_by)
            if valid and one is not valid[0] and one.state == VALID:
                assert said[one.id] == (REPLACED, valid[0].serial)


def _entry(serial: str, day: date, **values: object) -> Certificate:
    common = {"certificate_kind": "onboarding", "programme": "UP-ODOP", "state": VALID}
    return Certificate(id=serial, serial=serial, issued_on=day, **{**common, **values})  # type: ignore[arg-type]  # fields


def test_the_newest_revoked_gives_no_older_one_back() -> None:
    said = standings([_entry("old", DAY), _entry("new", DAY + timedelta(1), state=REVOKED)])
    assert {row: one.state for row, one in said.items()} == {"old": REPLACED, "new": REVOKED}


def test_what_replaces_a_later_dated_one_is_newer_still() -> None:
    """A laptop whose calendar is behind corrects what another one issued."""
    ahead = _entry("ahead", DAY + timedelta(9), state=REPLACED, replaced_by="behind")
    said = standings([ahead, _entry("between", DAY + timedelta(5)), _entry("behind", DAY)])
    assert {row: one.state for row, one in said.items()} == {"ahead": REPLACED, "between": REPLACED, "behind": VALID}


def test_programmes_workshops_and_samples_do_not_replace_each_other() -> None:
    others = [{"programme": "SAMARTH"}, {"certificate_kind": "workshop", "subject": "Photos"}, {"demo": True}]
    found = [_entry("first", DAY), *(_entry(str(n), DAY, **values) for n, values in enumerate(others))]
    assert {one.state for one in standings(found).values()} == {VALID}


def test_merges_lead_to_the_kept_record_and_never_in_circles() -> None:
    into = {"a": "b", "b": "c", "x": "y", "y": "x", "z": "x"}
    stands = {row: kept_row(row, lambda one: into.get(one, "")) for row in "abcxyz"}
    assert stands == {"a": "c", "b": "c", "c": "c", "x": "x", "y": "x", "z": "x"}
