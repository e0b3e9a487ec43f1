"""Look-ups written by other rules are made anew when the folder is opened; nothing else changes."""

import hashlib
from dataclasses import replace
from pathlib import Path

from samarth_desktop.domain.places.lgd import Location
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.database import tables
from samarth_desktop.store.duplicates.candidates import candidates
from samarth_desktop.store.search import places
from samarth_desktop.store.search.finder import find
from samarth_desktop.store.search.reindex import INDEX_VERSION_KEY
from samarth_desktop.store.search.search_index import INDEX_VERSION, name_forms
from samarth_desktop.store.store import Store
from tests.store.people import HOME, KEYS, artisan, keep


def spoil(store: Store) -> None:
    """As if another version had written the look-ups by rules of its own."""
    with store.unit_of_work() as unit:
        ask = unit.connection
        held = ask.exec_driver_sql("SELECT rowid FROM search_fts").scalars().all()
        ask.exec_driver_sql("INSERT INTO search_fts(search_fts) VALUES ('delete-all')")
        for rid in held:
            ask.exec_driver_sql("INSERT INTO search_fts(rowid, name, fold) VALUES (?, 'x', 'qqqq')", (rid,))
        ask.exec_driver_sql("UPDATE blocking_key SET key = 'q' || key")
        ask.exec_driver_sql("DELETE FROM deletion_variant")
        ask.exec_driver_sql("INSERT INTO vocabulary(fold) VALUES ('qqqq')")
        ask.exec_driver_sql("INSERT INTO place_fts(place_fts) VALUES ('delete-all')")
        unit.put_settings({INDEX_VERSION_KEY: "0"})
        unit.commit()


def test_a_folder_of_other_rules_is_searched_as_before(folder: Path) -> None:
    with Store.create(folder, KEYS, home_area=HOME) as store:
        group = keep(store, Shg(name_hi="लक्ष्मी महिला समूह", village="रामपुर"))
        keep(store, Member(shg=group.id, name_hi="चमेली"))
        gone = keep(store, artisan(name_hi="पुराना", name_en="", mobile=""))
        keep(store, replace(gone, deleted=True))
        person = keep(store, artisan())
        with store.unit_of_work() as unit:
            places.take_in(unit, [Location("village", "1", "Rampur", "रामपुर", state="9", district="164")])
            unit.commit()
        with store.read() as reader:
            before = reader.connection.execute(tables.blocking_key.select()).all()
            ops = len(reader.ops(person.id))
        spoil(store)
    with Store.open(folder, KEYS) as store, store.read() as reader:
        assert [hit.summary.name_hi for hit in find(reader, "ramesh")] == ["रमेश कुमार"]
        assert [hit.summary.name_hi for hit in find(reader, "Rameh Kumar", "people")] == ["रमेश कुमार"], "a typing slip"
        assert [hit.summary.name_hi for hit in find(reader, "laxmi", "shgs")] == ["लक्ष्मी महिला समूह"]
        assert [hit.summary.name_hi for hit in find(reader, "chameli")] == ["चमेली"]
        assert find(reader, "purana") == []
        assert [place.name_hi for place in places.find(reader, "rampur")] == ["रामपुर"]
        assert [one.summary.id for one in candidates(reader, artisan(name_hi="", mobile=""))] == [person.id]
        assert reader.connection.execute(tables.blocking_key.select()).all() == before
        assert "qqqq" not in reader.connection.scalars(tables.vocabulary.select()).all()
        assert len(reader.ops(person.id)) == ops
        assert reader.setting(INDEX_VERSION_KEY) == INDEX_VERSION


def test_a_folder_of_these_rules_is_left_alone(folder: Path) -> None:
    with Store.create(folder, KEYS, home_area=HOME) as store:
        keep(store, artisan())
        with store.unit_of_work() as unit:
            unit.connection.exec_driver_sql("INSERT INTO vocabulary(fold) VALUES ('qqqq')")
            unit.commit()
    with Store.open(folder, KEYS) as store, store.read() as reader:
        assert "qqqq" in reader.connection.scalars(tables.vocabulary.select()).all()


def test_changed_keys_raise_the_mark() -> None:
    """Whoever changes how names become keys raises INDEX_VERSION and writes the new sum here; else old folders find nothing."""
    lines = (Path(__file__).parents[1] / "domain/data/name_pairs.tsv").read_text(encoding="utf-8").splitlines()
    written = [name for line in lines[:300] for name in line.split("\t")[0:2]]
    forms = [name_forms(name) for names in written for name in names.split("|")]
    keys = [(one.spelled, one.fold, one.loose, one.whole) for one in forms]
    assert (INDEX_VERSION, hashlib.sha256(repr(keys).encode()).hexdigest()[:16]) == ("3", "daa6d9fb1edd3401")
