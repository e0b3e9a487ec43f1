"""Likely the same person: found by shared keys, with reasons, at every kind of record of a person."""

import dataclasses
from dataclasses import replace
from datetime import date

from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.duplicates.candidates import candidates
from samarth_desktop.store.store import Store
from tests.store.people import artisan, keep


def names(store: Store, typed: Artisan | Member) -> list[str]:
    with store.read() as reader:
        return [one.summary.name_en or one.summary.name_hi for one in candidates(reader, typed)]


def test_the_same_person_in_the_other_script_is_found_while_typing(store: Store) -> None:
    keep(store, artisan())
    keep(store, artisan(name_hi="गीता देवी", name_en="Gita Devi", mobile="9000000001", gender="female"))
    typed = artisan(name_hi="", name_en="Ramesh Kumaar", relative_hi="", relative_en="Suresh", mobile="")
    assert names(store, typed) == ["Ramesh Kumar"]
    with store.read() as reader:
        (found,) = candidates(reader, typed)
    assert found.match.reasons
    assert found.match.listed


def test_a_record_is_not_its_own_double(store: Store) -> None:
    saved = keep(store, artisan())
    assert names(store, saved) == []
    keep(store, replace(saved, id="", registration=""))
    assert names(store, saved) == ["Ramesh Kumar"]


def test_corrections_and_deletions_are_followed(store: Store) -> None:
    saved = keep(store, artisan())
    typed = artisan()
    changed = keep(store, replace(saved, name_hi="गोपाल", name_en="Gopal", mobile="9111111111", relative_hi="हरि"))
    assert names(store, typed) == []
    keep(store, replace(changed, name_hi="रमेश कुमार", name_en="Ramesh Kumar", relative_hi="सुरेश", deleted=True))
    assert names(store, typed) == []


def test_a_member_who_is_only_a_name_is_found_too(store: Store) -> None:
    group = keep(store, Shg(name_hi="लक्ष्मी समूह", village="रामपुर", state="9", district="164"))
    keep(store, Member(shg=group.id, name_hi="फूलमती", relation="husband", relative="हरिराम", mobile="9876501234"))
    typed = artisan(
        name_hi="फूलमती", name_en="", relation="husband", relative_hi="हरिराम", mobile="9876501234", gender="female"
    )
    assert names(store, typed) == ["फूलमती"]


def test_a_record_in_which_any_one_field_is_missing_is_compared(store: Store) -> None:
    whole = artisan(village_other="रामपुर", birth_date=date(1980, 1, 2))
    for key in {field.name for field in dataclasses.fields(Artisan)} - {"id", "registration"}:
        saved = keep(store, replace(whole, **{key: getattr(Artisan(), key)}))
        with store.read() as reader:
            assert [one.summary.id for one in candidates(reader, whole)] == [saved.id], key
        keep(store, replace(saved, deleted=True))
