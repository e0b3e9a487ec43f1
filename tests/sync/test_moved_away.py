"""A person who moved to another district: her old laptop only reads her and says where she is, and what it wrote before
it heard of the move arrives there, as a question where somebody there wrote the same."""

from collections.abc import Callable
from pathlib import Path

import pytest

from samarth_desktop.actions import search
from samarth_desktop.actions.certificates import certificate_register
from samarth_desktop.actions.exchange import sync
from samarth_desktop.actions.exports import exporting
from samarth_desktop.actions.programmes import staging
from samarth_desktop.actions.registration import merging, record_detail, registering
from samarth_desktop.domain.places import place
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.store.queries import lists
from tests.sync.laptops import DAY, NEW, OLD, Laptop, Office, settle


@pytest.fixture
def moved(ground: Office) -> tuple[Laptop, Laptop, str, str]:
    """The laptop of the old district, that of the new one, the row that moved and another that stayed."""
    a, b, c = ground.laptop("Asha", OLD), ground.laptop("Bina", OLD, NEW), ground.laptop("Chanda", NEW)
    row = a.register()
    stays = a.register(name_en="Ramesh Kumaar", mobile="9876543211")
    settle(a, b)
    b.correct(row, district="165")
    settle(b, a, c)
    return a, c, row, stays


def test_she_is_in_no_list_search_export_pair_or_batch_of_the_old_laptop(
    moved: tuple[Laptop, Laptop, str, str], tmp_path: Path
) -> None:
    a, c, row, stays = moved
    for laptop, there in ((a, {stays}), (c, {row})):
        session, number = laptop.here(), laptop.number(next(iter(there)))
        with session.store.read() as reader:
            assert set(lists.ids(reader, "artisan")) == there
            assert lists.count(reader, "artisan") == 1
        assert {hit.summary.id for hit in search.search(session, "ramesh")} == there
        file = tmp_path / f"{session.author}.csv"
        assert exporting.export(session, "artisans", file, catalog("en")) == 1
        assert number in file.read_text("utf-8")
        assert exporting.export(session, "artisans", file, catalog("en"), only=[row, stays]) == 1
        assert set(certificate_register.waiting(session)) == there
    assert search.duplicate_pairs(a.session, 0.1) == []
    assert search.search(a.session, a.number(row)) == []


def test_whatever_would_write_her_says_where_she_is_in_both_languages(moved: tuple[Laptop, Laptop, str, str]) -> None:
    a, _, row, stays = moved
    session, number = a.here(), a.number(row)
    attempts: list[Callable[[], object]] = [
        lambda: registering.correct(session, number, {"mobile": "9876543299"}),
        lambda: registering.save(session, registering.load(session, row)),
        lambda: record_detail.set_life(session, row, "died"),
        lambda: record_detail.withdraw_consent(session, row, DAY),
        lambda: staging.to_stage(
            session, row, registering.load(session, row).enrolments[0].programme, "on_hold", DAY, "-"
        ),
        lambda: merging.merge(session, stays, row),
        lambda: merging.merge(session, row, stays),
    ]
    for attempt in attempts:
        with pytest.raises(KnownError) as no:
            attempt()
        assert number in catalog("en").say(no.value.text) and "moved to" in no.value.text.id
    assert a.lacks(row)
    shown = record_detail.detail(session, row)
    assert shown.gone is not None and number in catalog("hi").say(shown.gone)
    assert shown.holder == registering.load(session, row).holder, "it can be read"
    assert search.where_it_went(session, number) == shown.gone


def test_the_sentence_names_the_district_in_the_language_of_the_reader(moved: tuple[Laptop, Laptop, str, str]) -> None:
    a, _, row, _ = moved
    gone, district = record_detail.detail(a.here(), row).gone, place.district("165")
    assert gone is not None and district is not None
    assert district.en in catalog("en").say(gone) and district.hi in catalog("hi").say(gone)


@pytest.mark.parametrize("order", ["abc", "bac", "cab"])
def test_a_late_edit_arrives_in_the_new_district(ground: Office, order: str) -> None:
    a, b, c = ground.laptop("Asha", OLD), ground.laptop("Bina", OLD, NEW), ground.laptop("Chanda", NEW)
    row = a.register(mobile="9876543210")
    settle(a, b)
    b.correct(row, district="165", craft="टोकरी")
    a.correct(row, mobile="9876543299", craft="मिट्टी")  # has not heard of it
    settle(*({"a": a, "b": b, "c": c}[name] for name in order))
    for laptop in (b, c):
        her = registering.load(laptop.here(), row).holder
        assert isinstance(her, Artisan) and her.mobile == "9876543299", "what only the old laptop wrote is here"
        ((question, _),) = sync.open_conflicts(laptop.session)
        assert question.key == "craft" and {one.value for one in question.conflicting_values} == {"टोकरी", "मिट्टी"}
    assert sync.open_conflicts(a.here()) == []
    ((question, _),) = sync.open_conflicts(c.here())
    sync.settle(c.session, question, next(one for one in question.conflicting_values if one.value == "मिट्टी"))
    settle(c, b, a)
    assert sync.open_conflicts(b.here()) == [] and registering.load(b.session, row).holder.craft == "मिट्टी"


def test_what_was_added_to_her_before_the_move_was_heard_of_follows_her(ground: Office) -> None:
    a, b, c = ground.laptop("Asha", OLD), ground.laptop("Bina", OLD, NEW), ground.laptop("Chanda", NEW)
    row = a.register()
    settle(a, b)
    b.correct(row, district="165")
    b.sync()
    a.correct(row, programme="SAMARTH", consent="thumb")
    settle(a, b, c)
    sheet = registering.load(c.here(), row)
    assert {one.programme for one in sheet.enrolments} == {"UP-ODOP", "SAMARTH"}
    assert {one.how for one in sheet.consents} == {"signature", "thumb"}


@pytest.mark.parametrize("who_first", ["ab", "ba"])
def test_what_the_mover_had_not_heard_of_follows_her(ground: Office, who_first: str) -> None:
    """Begun on another laptop before the move, and at the hub before or after it."""
    a, b, c = ground.laptop("Asha", OLD), ground.laptop("Bina", OLD, NEW), ground.laptop("Chanda", NEW)
    row = a.register()
    settle(a, b)
    a.correct(row, programme="SAMARTH", consent="thumb")
    b.correct(row, district="165")
    for name in who_first:
        {"a": a, "b": b}[name].sync()
    settle(a, b, c)
    for laptop in (b, c):
        sheet = registering.load(laptop.here(), row)
        assert {one.programme for one in sheet.enrolments} == {"UP-ODOP", "SAMARTH"}
        assert {one.how for one in sheet.consents} == {"signature", "thumb"}
        assert sync.open_conflicts(laptop.session) == []


def test_two_people_move_her_to_different_districts_and_she_is_in_one(ground: Office) -> None:
    a, b = ground.laptop("Asha", OLD, NEW), ground.laptop("Bina", OLD, "9/166")
    c, d = ground.laptop("Chanda", NEW), ground.laptop("Devi", "9/166")
    row = a.register()
    settle(a, b)
    a.correct(row, district="165")
    b.correct(row, district="166")
    settle(a, b, c, d)
    settle(a, b, c, d)
    here = []
    for laptop in (c, d):
        with laptop.here().store.read() as reader:
            here += lists.ids(reader, "artisan")
    assert here == [row]


def test_who_moves_her_into_a_district_of_others_only_reads_her_afterwards(ground: Office) -> None:
    a, c = ground.laptop("Asha", OLD), ground.laptop("Chanda", NEW)
    row = a.register()
    settle(a, c)
    a.correct(row, district="165", programme="SAMARTH")  # in one go: it goes with her
    with pytest.raises(KnownError) as no:
        a.correct(row, mobile="9876543299")
    assert a.number(row) in catalog("hi").say(no.value.text)
    settle(a, c)
    assert {one.programme for one in registering.load(c.here(), row).enrolments} == {"UP-ODOP", "SAMARTH"}
    c.correct(row, mobile="9876543299")
    with a.here().store.read() as reader:
        assert lists.ids(reader, "artisan") == []
