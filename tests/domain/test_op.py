"""Merging: whatever the order of arrival, the same heads; nobody's value is lost; clocks stay sane."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from samarth_desktop.domain.fields.field import MergeRule
from samarth_desktop.domain.oplog.op import DAY_MS, MOVED_TO, Clock, Op, Version, conflicts, heads, moment_ms, shown


def op(device: str, n: int, hlc: int, sup: dict[str, Sequence[Version]] | None = None, **f: object) -> Op:
    return Op(device, "9/164", n, "artisan", "row", hlc, "Sunita", 1, f, sup or {})


@st.composite
def histories(draw: st.DrawFn) -> list[Op]:
    """Ops of one row by three laptops, each superseding some of what stood before it."""
    made: list[Op] = []
    counts = {"AAAAAA": 0, "BBBBBB": 0, "CCCCCC": 0}
    for _ in range(draw(st.integers(1, 12))):
        device = draw(st.sampled_from(sorted(counts)))
        counts[device] += 1
        fields = {key: draw(st.sampled_from("xyz")) for key in draw(st.sets(st.sampled_from("abc"), min_size=1))}
        sup = {}
        for key in fields:
            earlier = [o.version for o in made if key in o.f]
            sup[key] = draw(st.lists(st.sampled_from(earlier), unique=True)) if earlier else []
        made.append(op(device, counts[device], draw(st.integers(0, 5)), sup, **fields))
    return made


@given(histories(), st.randoms(use_true_random=False))
def test_order_of_arrival_does_not_matter(ops: list[Op], random: object) -> None:
    shuffled = list(ops)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis types it as object
    assert heads(shuffled) == heads(ops)


@given(histories())
def test_every_value_is_visible_or_superseded_by_one_who_saw_it(ops: list[Op]) -> None:
    found = heads(ops)
    for one in ops:
        for key in one.f:
            seen_by_another = any(one.version in other.sup.get(key, ()) for other in ops)
            assert (one in found.get(key, ())) != seen_by_another


def test_two_laptops_that_did_not_see_each_other_conflict_and_the_later_shows() -> None:
    first = op("AAAAAA", 1, 10, mobile="9839022218")
    mine = op("AAAAAA", 2, 20, {"mobile": [first.version]}, mobile="9839041127")
    hers = op("BBBBBB", 1, 30, {"mobile": [first.version]}, mobile="9839022210")
    found = heads([hers, first, mine])
    assert shown(found) == {"mobile": "9839022210"}
    assert conflicts(found) == {"mobile": (hers, mine)}


def test_the_same_value_twice_is_no_conflict() -> None:
    found = heads([op("AAAAAA", 1, 10, pin="225414"), op("BBBBBB", 1, 20, pin="225414")])
    assert conflicts(found) == {}


def test_a_settled_conflict_is_gone() -> None:
    mine, hers = op("AAAAAA", 1, 10, pin="225414"), op("BBBBBB", 1, 20, pin="225001")
    settled = op("AAAAAA", 2, 30, {"pin": [mine.version, hers.version]}, pin="225414")
    assert conflicts(heads([mine, hers, settled])) == {}


@given(st.lists(st.integers(0, 2**41)))
def test_a_clock_never_goes_back(times: list[int]) -> None:
    clock = Clock()
    stamps = [clock.tick(now) for now in times]
    assert stamps == sorted(set(stamps))


def test_a_clock_sorts_after_what_it_saw_but_does_not_follow_it_to_2099() -> None:
    clock = Clock()
    now = 1_790_000_000_000
    a_minute_ahead = (now + 60_000) << 16
    clock.observe(a_minute_ahead, now)
    assert clock.tick(now) > a_minute_ahead
    clock.observe((now + 2 * DAY_MS) << 16, now)
    assert moment_ms(clock.tick(now)) < now + DAY_MS


RULES = {"a": MergeRule.FIRST, "b": MergeRule.LAST}


def rule(kind: str, key: str) -> MergeRule:
    return RULES.get(key, MergeRule.ASK)


def versions(found: dict[str, tuple[Op, ...]]) -> dict[str, set[Version]]:
    return {key: {one.version for one in of_key} for key, of_key in found.items()}


@given(histories(), st.randoms(use_true_random=False))
def test_fields_that_ask_nobody_give_one_value_in_any_order(ops: list[Op], random: object) -> None:
    shuffled = list(ops)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis types it as object
    found, plain = heads(shuffled, rule), heads(ops)
    assert versions(found) == versions(plain)
    for key, least in (("a", min), ("b", max), ("c", max)):
        if key in plain:
            assert found[key][0] == least(plain[key], key=lambda one: one.rank)
    assert conflicts(found, rule).keys() == conflicts(plain).keys() - RULES.keys()


@given(st.permutations("AB"), st.booleans())
def test_a_move_to_another_area_does_not_make_a_value_later_than_it_is(order: list[str], late: bool) -> None:
    """Who was first stays first, whichever of the two the person who moved the row had seen."""
    first, second = (op(device * 6, 1, hlc, a=device, b=device) for device, hlc in zip(order, (10, 20), strict=True))
    seen, unseen = (first, second) if late else (second, first)
    over = {"a": [seen.version], "b": [seen.version], MOVED_TO: []}
    copy = replace(seen, device="CCCCCC", area="9/165", hlc=30, f={**seen.f, MOVED_TO: ""}, sup=over)
    found = heads([unseen, copy, seen], rule)
    assert (shown(found)["a"], shown(found)["b"]) == (first.f["a"], second.f["b"])
