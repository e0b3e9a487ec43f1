"""No consent that was given before the newest withdrawal counts, and one counts at most."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from samarth_desktop.kinds.consent.record import Consent, in_force, withdrawn

DAY = date(2026, 11, 22)
DAYS = st.integers(0, 2).map(lambda n: DAY + timedelta(n))
MOMENTS = st.integers(0, 2).map(lambda hour: f"2026-11-22T0{hour}:00:00+00:00")


@st.composite
def consents(draw: st.DrawFn) -> list[Consent]:
    made = []
    for n in range(draw(st.integers(0, 5))):
        one = Consent(
            id=str(n),
            purpose=draw(st.sampled_from(["registration", "", "listing"])),
            how=draw(st.sampled_from(["signature", "thumb", ""])),
            given_on=draw(st.one_of(st.none(), DAYS)),
            created_at=draw(MOMENTS),
        )
        if draw(st.booleans()):
            one = withdrawn(one, draw(DAYS), draw(st.one_of(st.just(""), MOMENTS)))
        made.append(one)
    return made


@given(found=consents(), dice=st.randoms())
def test_what_counts_was_given_after_every_withdrawal_in_any_order(found: list[Consent], dice: object) -> None:
    for purpose in ("registration", "listing"):
        counts = in_force(found, purpose)
        shuffled = list(found)
        dice.shuffle(shuffled)
        assert in_force(shuffled, purpose) == counts
        ends = [one for one in found if (one.purpose or "registration") == purpose and one.withdrawn_on]
        if counts is not None:
            assert counts.holds and (counts.purpose or "registration") == purpose
            assert all(_after(counts, end) for end in ends)
        else:
            same = [one for one in found if (one.purpose or "registration") == purpose and one.holds]
            assert all(any(not _after(one, end) for end in ends) for one in same), "nothing is ended without a reason"


def _after(one: Consent, end: Consent) -> bool:
    if one.given_on != end.withdrawn_on:
        return one.given_on > end.withdrawn_on
    return bool(end.withdrawn_at) and one.created_at >= end.withdrawn_at
