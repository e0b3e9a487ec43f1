"""A damaged database: whatever can be read is in the new one, as it was; the rest is counted."""

import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from samarth_desktop.domain.fields.wire import to_wire
from samarth_desktop.errors import KnownError
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.engine import connect
from samarth_desktop.store.folder.integrity import check
from samarth_desktop.store.folder.salvage import Salvaged, salvage
from samarth_desktop.store.folder.vault import DATABASE
from samarth_desktop.store.store import Store

from .people import KEYS, artisan

PEOPLE, PAGE = 150, 4096


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with people, each written once and every third corrected."""
    folder = tmp_path_factory.mktemp("written") / "data"
    folder.mkdir()
    with Store.create(folder, KEYS, home_area="9/164") as store, store.unit_of_work() as unit:
        for number in range(PEOPLE):
            saved = unit.save(artisan(name_en=f"Sita {number}", technique="बूटी " * 20), "Asha")
            if not number % 3:
                unit.save(replace(saved, craft="Stole"), "Asha")
        unit.commit()
    connection = connect(folder / DATABASE, KEYS.data)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return folder


def _people(folder: Path) -> dict[str, object]:
    with Store.open(folder, KEYS) as store, store.read() as reader:
        assert check(store, every=True) == []
        rows = reader.connection.scalars(select(tables.RECORD_TABLES["artisan"].c.id)).all()
        return {row: to_wire(reader.get(Artisan, row)) for row in rows}


def _broken(written: Path, to: Path, pages: list[int]) -> Path:
    shutil.copytree(written, to)
    content = bytearray((to / DATABASE).read_bytes())
    for page in pages:
        content[(page - 1) * PAGE + 100 : (page - 1) * PAGE + 140] = bytes(40)
    (to / DATABASE).write_bytes(content)
    return to


def _salvaged(folder: Path) -> Salvaged:
    found = salvage(folder / DATABASE, KEYS.data, folder / "fresh.db")
    for ending in ("-wal", "-shm"):
        (folder / f"{DATABASE}{ending}").unlink(missing_ok=True)
    (folder / "fresh.db").replace(folder / DATABASE)
    return found


@pytest.fixture(scope="module")
def whole(written: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    return _people(Path(shutil.copytree(written, tmp_path_factory.mktemp("whole") / "data")))


@pytest.mark.parametrize("seed", range(6))
def test_what_can_be_read_is_as_it_was_and_the_rest_is_counted(written, whole, tmp_path, seed):
    rng = random.Random(seed)
    pages = rng.sample(range(2, (written / DATABASE).stat().st_size // PAGE + 1), rng.choice((1, 3, 12)))
    folder = _broken(written, tmp_path / "data", pages)
    try:
        found = _salvaged(folder)
    except KnownError as error:  # the page from which everything is found
        assert "Nothing can be read" in error.text.id
        return
    total = PEOPLE + PEOPLE // 3
    assert found.operations + found.lost == total
    there = _people(folder)
    assert there.keys() <= whole.keys() and len(there) >= found.operations - PEOPLE // 3
    if not found.lost:
        assert there == whole
    with Store.open(folder, KEYS) as store, store.unit_of_work() as unit:
        assert unit.save(artisan(name_en="Radha"), "Asha").registration
        unit.commit()
    assert len(_people(folder)) == len(there) + 1


def test_a_file_cut_off_keeps_its_beginning(written, tmp_path):
    folder = _broken(written, tmp_path / "data", [])
    size = (folder / DATABASE).stat().st_size
    with (folder / DATABASE).open("r+b") as file:
        file.truncate(size // PAGE // 2 * PAGE)
    try:
        found = _salvaged(folder)
    except KnownError:
        return
    assert found.operations
    assert _people(folder)


def test_an_unharmed_file_is_carried_over_whole_and_rubbish_is_refused(written, whole, tmp_path):
    folder = _broken(written, tmp_path / "data", [])
    found = _salvaged(folder)
    assert (found.operations, found.lost, found.come_again, found.settings) == (PEOPLE + PEOPLE // 3, 0, 0, True)
    assert _people(folder) == whole
    connection = connect(folder / DATABASE, KEYS.data)
    assert connection.execute("SELECT count(*) FROM op").fetchone()[0] == PEOPLE + PEOPLE // 3
    connection.close()
    (folder / DATABASE).write_bytes(b"x" * 3 * PAGE)
    with pytest.raises(KnownError, match="Nothing can be read"):
        salvage(folder / DATABASE, KEYS.data, folder / "fresh.db")
