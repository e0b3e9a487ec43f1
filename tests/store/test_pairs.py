"""Everybody compared with everybody: the same as looking for one after another, and what an import flags."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.duplicates.blocking import CROWD
from samarth_desktop.rules.duplicates.scoring import LIST, WARN
from samarth_desktop.store.duplicates import pairs as all_pairs
from samarth_desktop.store.duplicates.candidates import CANDIDATES, candidates
from samarth_desktop.store.duplicates.key_holders import KeyHolders
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.search.search_index import person_of
from samarth_desktop.store.store import Store
from tests.store.people import artisan, keep

GIVEN = ("रमेश", "सुरेश", "कैलाश", "Kandasamy", "Salim", "विमल", "Gurpreet", "Lalrin", "मुरुगन", "Joseph")
FAMILY = ("यादव", "Mourya", "निषाद", "Ansari", "दास")


def crowd(seed: int, size: int) -> list[Artisan]:
    """People of a few villages with few names; every fourth is there a second time with a slip."""
    dice = random.Random(seed)
    people = []
    for _ in range(size):
        one = artisan(
            name_hi="", name_en=f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}", relative_hi=dice.choice(GIVEN),
            birth_year=dice.randint(1960, 2005), village=dice.choice(("रामपुर", "Belwa", "परसौनी")),
            mobile=f"9{dice.randrange(10**9):09d}",
        )  # fmt: skip
        people.append(one)
        if dice.random() < 0.25:
            name = one.name_en
            people.append(
                replace(one, name_en=name[:3] + name[4] + name[3] + name[5:], mobile="", birth_year=one.birth_year + 1)
            )
    return people


def save(store: Store, people: list[Artisan]) -> list[Artisan]:
    with store.unit_of_work() as unit:
        saved = unit.save_all(people, "Sita")
        unit.commit()
    return saved


def found(reader: Reader, least: float = LIST) -> dict[frozenset[str], float]:
    """The pairs of the whole pass, by row ids."""
    summaries = dict(reader.connection.exec_driver_sql("SELECT rid, id FROM summary").all())
    pairs = list(all_pairs.pairs(reader, least, lambda done, total: None))
    by_id = {frozenset((summaries[one.rid_a], summaries[one.rid_b])): one.match.score for one in pairs}
    assert len(by_id) == len(pairs)
    return by_id


@pytest.mark.parametrize(("seed", "part", "held"), [(1, 500, 80_000), (2, 10, 20), (3, 10, 0)])
def test_the_whole_pass_finds_what_one_look_after_another_finds(
    store: Store, monkeypatch: pytest.MonkeyPatch, seed: int, part: int, held: int
) -> None:
    """Also where few people are kept in memory."""
    monkeypatch.setattr(all_pairs, "_PART", part)
    monkeypatch.setattr(all_pairs, "_HELD", held)
    saved = save(store, crowd(seed, 60))
    with store.read() as reader:
        at_once = found(reader)
        one_by_one = {
            frozenset((person.id, other.summary.id)): other.match.score
            for person in saved
            for other in candidates(reader, person, most=CANDIDATES)
        }
    assert at_once
    assert {pair: round(score, 9) for pair, score in at_once.items()} == {
        pair: round(score, 9) for pair, score in one_by_one.items()
    }


def test_what_an_import_flags_is_in_the_whole_pass(store: Store) -> None:
    first = save(store, crowd(4, 40))
    second = save(store, [replace(one, id="", registration="", gender="", seen=0) for one in first[::3] if one.mobile])
    with store.read() as reader:
        flagged = all_pairs.flagged(reader, second)
        pairs = found(reader, WARN)
    assert flagged == {one.id for one in second}
    assert all(any(row in pair for pair in pairs) for row in flagged)


def test_of_two_in_one_batch_the_later_is_flagged(store: Store) -> None:
    saved = save(
        store, [artisan(), artisan(name_en="Ramehs Kumar"), artisan(name_hi="गीता", name_en="Gita", mobile="")]
    )
    with store.read() as reader:
        assert all_pairs.flagged(reader, saved) == {saved[1].id}


@pytest.mark.parametrize("coming", [0, 100])
def test_who_has_which_key_is_remembered_as_the_store_knows_it(store: Store, coming: int) -> None:
    """Whoever was there before, and whatever is written beside: with few to come, nothing is remembered."""
    holders = KeyHolders()
    holders.coming = coming
    many = [*crowd(7, 60), *(artisan(mobile=f"98765{at:05d}") for at in range(CROWD + 5))]  # some keys of a crowd
    save(store, many[:30])

    def write(people: list[Artisan]) -> None:
        with store.unit_of_work() as unit:
            saved = unit.save_all(people, "Sita")
            holders.follow(unit.newest, len(people))
            assert all_pairs.neighbours(unit, saved, holders=holders) == all_pairs.neighbours(unit, saved)
            unit.commit()

    write(many[30:75])
    write(many[75:140])
    assert remembers(holders) is bool(coming)
    keep(store, replace(many[0], mobile="9000000001"))
    write(many[140:])
    assert not remembers(holders)


def remembers(holders: KeyHolders) -> bool:
    return holders._rows is not None


@pytest.mark.parametrize("typed", ["Xandasamy", "Akndasamy", "andasamy", "Kandasaym", "कनदसामी"])
def test_a_name_mistyped_anywhere_is_found_by_what_else_is_known(store: Store, typed: str) -> None:
    born = {"birth_date": date(1980, 4, 2), "relative_hi": "मुरुगन"}
    keep(store, artisan(name_hi="", name_en="Kandasamy", **born))
    again = artisan(name_hi="", name_en=typed, mobile="", **born)
    with store.read() as reader:
        compared = candidates(reader, again, least=0)
    assert [one.summary.name_en for one in compared] == ["Kandasamy"]


def test_a_key_that_a_crowd_shares_is_passed_over_but_a_phone_still_finds(store: Store) -> None:
    save(store, [artisan(mobile=f"98765{at:05d}") for at in range(CROWD + 5)])
    with store.read() as reader:
        assert candidates(reader, artisan(mobile=""), least=0) == []
        assert [one.summary.mobile for one in candidates(reader, artisan(mobile="9876500003"), least=0)] == [
            "9876500003"
        ]


def test_members_without_registration_are_found_one_by_one_but_are_no_pair(store: Store) -> None:
    group = keep(store, Shg(name_hi="लक्ष्मी समूह", village="रामपुर", state="9", district="164"))
    member = keep(
        store, Member(shg=group.id, name_hi="फूलमती", relation="husband", relative="हरिराम", mobile="9876501234")
    )
    again = keep(
        store,
        artisan(
            name_hi="फूलमती", name_en="", relation="husband", relative_hi="हरिराम", mobile="9876501234", gender="female"
        ),
    )
    with store.read() as reader:
        assert [one.summary.id for one in candidates(reader, again)] == [member.id]
        assert found(reader) == {}


def test_the_pass_tells_how_far_it_is_and_can_be_ended(store: Store) -> None:
    save(store, crowd(5, 30))

    class Ended(Exception):
        pass

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        raise Ended

    told: list[tuple[int, int]] = []
    with store.read() as reader:
        for _ in all_pairs.pairs(reader, LIST, lambda done, total: told.append((done, total))):
            pass
        assert told[0][0] == 0
        assert told[-1][0] == told[-1][1] > 30
        with pytest.raises(Ended):
            list(all_pairs.pairs(reader, LIST, stop))


def test_an_empty_laptop_has_no_pairs(store: Store) -> None:
    with store.read() as reader:
        assert found(reader) == {}
        assert all_pairs.flagged(reader, []) == set()


def test_a_person_read_for_comparing_is_the_person_of_the_record(store: Store) -> None:
    from samarth_desktop.store.duplicates.candidate_rows import people_at

    whole = artisan(
        name_on_aadhaar="Ramesh K", relative_en="Suresh", birth_date=date(1980, 3, 4), category="obc", village_code="77",
        gram_panchayat="सिसवा", aadhaar_last4="1234", bank_account="123456789", voter_id="ABC1234567", pan="ABCDE1234F",
    )  # fmt: skip
    saved = [keep(store, one) for one in (whole, artisan(), Artisan(name_en="Nobody"))]

    def rids(reader: Reader) -> Iterator[int]:
        yield from reader.connection.exec_driver_sql("SELECT rid FROM summary WHERE kind = 'artisan'").scalars()

    with store.read() as reader:
        read = {person.id: person for _, person in people_at(reader.connection, rids(reader))}
    assert read == {one.id: person_of(one) for one in saved}
