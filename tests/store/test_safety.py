"""Backups, keys, copies and failures: nothing is lost and each failure has its sentence."""

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from samarth_desktop.actions.device import backup as copying
from samarth_desktop.actions.device import device, opening
from samarth_desktop.errors import KnownError
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.store.database.engine import connect
from samarth_desktop.store.folder import backup, rekey, vault
from samarth_desktop.store.folder.integrity import check
from samarth_desktop.store.store import DATABASE, Store
from tests.restored import put_back
from tests.store.people import HOME, artisan, keep

WORDS = "a long passphrase"
PHOTO = b"\xff\xd8" + bytes(range(256)) * 40


@pytest.fixture
def keyed(folder: Path) -> tuple[vault.Keys, str, Artisan]:
    """A folder with its vault, one person and her photo."""
    keys, printed = vault.create(folder, WORDS)
    with Store.create(folder, keys, home_area=HOME) as store, store.unit_of_work() as unit:
        saved = unit.save(artisan(), "Sita")
        saved = unit.save(replace(saved, photo=unit.keep_blob(PHOTO, saved.id)), "Sita")
        unit.commit()
    return keys, printed, saved


def opened(folder: Path, passphrase: str = WORDS) -> Store:
    return Store.open(folder, vault.open_with_passphrase(folder, passphrase))


def test_a_backup_brings_everything_back(folder: Path, tmp_path: Path, keyed: tuple[vault.Keys, str, Artisan]) -> None:
    file = tmp_path / "pen drive" / "all.samarth"
    file.parent.mkdir()
    with opened(folder) as store:
        first_code = store.device
        store.backup(file)
        later = keep(store, artisan(name_hi="बाद में"))
    aside = put_back(file, folder)
    assert aside is not None
    with opened(folder) as store:
        with store.read() as reader:
            assert reader.get(Artisan, keyed[2].id) == keyed[2]
            assert reader.get(Artisan, later.id) is None
        assert store.photos.get(keyed[2].photo) == PHOTO
        assert check(store, every=True) == []
        again = keep(store, artisan())
        assert store.device != first_code
        assert again.registration != later.registration
    with opened(aside) as store, store.read() as reader:
        assert reader.get(Artisan, later.id) == later, "nothing was destroyed"


def test_restoring_does_not_bring_back_who_was_erased(
    folder: Path, tmp_path: Path, keyed: tuple[vault.Keys, str, Artisan]
) -> None:
    file = tmp_path / "old.samarth"
    with opened(folder) as store:
        store.backup(file)
        with store.unit_of_work() as unit:
            unit.erase(keyed[2].id, "Sita")
            unit.commit()
        assert not store.photos.has(keyed[2].photo)
    put_back(file, folder)
    with opened(folder) as store:
        with store.read() as reader:
            assert reader.get(Artisan, keyed[2].id) is None
        assert not store.photos.has(keyed[2].photo)


@pytest.mark.parametrize("damage", ["half", "not a zip", "outside", "changed", "empty"])
def test_a_bad_backup_changes_nothing(
    folder: Path, tmp_path: Path, keyed: tuple[vault.Keys, str, Artisan], damage: str
) -> None:
    file = tmp_path / "bad.samarth"
    backup.backup(folder, keyed[0], file)
    content = file.read_bytes()
    match damage:
        case "half":
            file.write_bytes(content[: len(content) // 2])
        case "not a zip":
            file.write_bytes(b"hello" * 1000)
        case "empty":
            file.write_bytes(b"")
        case "changed":
            at = content.index(b"SQL" if b"SQL" in content else content[5000:5016])
            file.write_bytes(content[:at] + b"XXXX" + content[at + 4 :])
        case "outside":
            with zipfile.ZipFile(file, "w") as pack:
                pack.writestr("../evil", "x")
                pack.writestr(
                    "about.json", '{"format": 1, "sums": {"samarth.db": "", "vault.json": "", "../evil": ""}}'
                )
    with pytest.raises(KnownError, match="not a backup"):
        put_back(file, folder)
    assert not (tmp_path / "evil").exists()
    with opened(folder) as store, store.read() as reader:
        assert reader.get(Artisan, keyed[2].id) == keyed[2]


@pytest.mark.parametrize("most", [1000, 50_000, 400_000])
def test_a_large_backup_is_cut_and_comes_back_from_any_of_its_parts(
    folder: Path, tmp_path: Path, keyed: tuple[vault.Keys, str, Artisan], most: int
) -> None:
    """What is longer than a stick takes lies in several files; one that is missing is named, a damaged one refused."""
    keys, _, person = keyed
    files = backup.backup(folder, keys, tmp_path / "copy.samarth", most=most)
    assert all(file.stat().st_size <= most for file in files) and not list(tmp_path.glob("*.part"))
    assert len(files) == -(-sum(file.stat().st_size for file in files) // most)
    assert [file.name for file in backup.backup(folder, keys, tmp_path / "whole.samarth")] == ["whole.samarth"]
    assert backup.prove(files[-1], keys).people == 1
    other = tmp_path / "other"
    put_back(files[len(files) // 2], other)
    with opened(other) as store, store.read() as reader:
        assert reader.get(Artisan, person.id) == person and store.photos.get(person.photo) == PHOTO
    if most < 400_000:
        lost = files[1].read_bytes()
        files[1].unlink()
        with pytest.raises(KnownError, match="part"):
            put_back(files[0], tmp_path / "none")
        files[1].write_bytes(lost[:-1] + bytes([lost[-1] ^ 1]))
        with pytest.raises(KnownError):
            backup.prove(files[0], keys)
    assert not list(tmp_path.glob("*restoring"))


def test_a_backup_that_cannot_be_read_back_is_told(
    folder: Path, tmp_path: Path, keyed: tuple[vault.Keys, str, Artisan], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worn stick says that all is written and keeps other bytes."""
    session = opening.open_with_passphrase(folder, WORDS)
    made = copying.backup(session, tmp_path / "good.samarth")
    assert made.people == 1 and device.device_info(session).backed_up is not None
    session.store.put(**{device.BACKED_UP: ""})
    real = backup.backup

    def worn(folder: Path, keys: vault.Keys, file: Path) -> list[Path]:
        files = real(folder, keys, file)
        content = bytearray(files[0].read_bytes())
        content[len(content) // 2] ^= 0xFF
        files[0].write_bytes(content)
        return files

    monkeypatch.setattr(backup, "backup", worn)
    with pytest.raises(KnownError, match="read back"):
        copying.backup(session, tmp_path / "worn.samarth")
    assert device.device_info(session).backed_up is None
    session.store.close()


def test_rolling_backups_stay_few_and_young(folder: Path, keyed: tuple[vault.Keys, str, Artisan]) -> None:
    old = folder / backup.ROLLING / "2001-01-01T000000.samarth"
    with opened(folder) as store:
        made = store.roll_daily()
        assert made is not None
        assert store.roll_daily() is None
        old.touch()
    for _ in range(backup.KEEP + 2):
        backup.roll(folder, keyed[0])
    assert len(list((folder / backup.ROLLING).iterdir())) == backup.KEEP
    assert not old.exists()
    with zipfile.ZipFile(sorted((folder / backup.ROLLING).iterdir())[-1]) as pack:
        assert not any(name.startswith("photos") for name in pack.namelist())


def test_changed_keys_open_everything_and_the_lost_ones_nothing(
    folder: Path, keyed: tuple[vault.Keys, str, Artisan]
) -> None:
    backup.roll(folder, keyed[0])
    lost = shutil.copytree(folder, folder.with_name("stolen"))
    new, printed = rekey.change_all(folder, keyed[0], "another passphrase")
    assert vault.open_with_recovery(folder, printed) == new
    for attempt in (lambda: opened(folder), lambda: vault.open_with_recovery(folder, keyed[1])):
        with pytest.raises(KnownError):
            attempt()
    with pytest.raises(KnownError, match="damaged"):
        Store.open(folder, vault.open_with_passphrase(lost, WORDS))
    with opened(folder, "another passphrase") as store:
        with store.read() as reader:
            assert reader.get(Artisan, keyed[2].id) == keyed[2]
        assert store.photos.get(keyed[2].photo) == PHOTO
        assert check(store, every=True) == []
    (rolled,) = (folder / backup.ROLLING).iterdir()
    other = folder.with_name("from rolled")
    put_back(rolled, other)
    with pytest.raises(KnownError):
        opened(other)


@pytest.mark.parametrize("reached", ["vault", "database"])
def test_a_change_of_keys_that_was_cut_off_is_ended_at_the_next_opening(
    folder: Path, keyed: tuple[vault.Keys, str, Artisan], reached: str
) -> None:
    between, _ = vault.renew(folder, b"\x07" * 32, keyed[0].data, "another passphrase")
    if reached == "database":
        rekey._encrypt_anew(folder, between)
    for _ in range(2):
        with opened(folder, "another passphrase") as store:
            with store.read() as reader:
                assert reader.get(Artisan, keyed[2].id) == keyed[2]
            assert store.photos.get(keyed[2].photo) == PHOTO
            assert not store.keys.before


def test_a_copied_folder_takes_a_new_device_code(folder: Path, keyed: tuple[vault.Keys, str, Artisan]) -> None:
    copy = Path(shutil.copytree(folder, folder.with_name("copy")))
    with opened(folder) as store, opened(copy) as other:
        mine, theirs = keep(store, artisan()), keep(other, artisan())
        assert mine.created_device == keyed[2].created_device
        assert theirs.created_device != mine.created_device
        assert theirs.registration != mine.registration
        code = theirs.created_device
    with opened(copy) as other:
        assert keep(other, artisan()).created_device == code, "only once"


def test_a_folder_put_back_from_an_older_copy_takes_a_new_device_code(
    folder: Path, keyed: tuple[vault.Keys, str, Artisan]
) -> None:
    copy = shutil.copytree(folder, folder.with_name("copy"))
    with opened(folder) as store:
        given = keep(store, artisan()).registration
    shutil.rmtree(folder)
    shutil.copytree(copy, folder)
    with opened(folder) as store:
        assert keep(store, artisan()).registration != given


def test_a_second_program_on_the_same_data_is_told(folder: Path, keyed: tuple[vault.Keys, str, Artisan]) -> None:
    with opened(folder):
        with pytest.raises(KnownError, match="already open"):
            opened(folder)
        with pytest.raises(KnownError, match="already open"):
            backup.restore(folder / "any", folder) if (folder / "any").exists() else opened(folder)
    opened(folder).close()


def test_a_killed_program_leaves_the_folder_free(folder: Path, keyed: tuple[vault.Keys, str, Artisan]) -> None:
    script = (
        "import sys, time; from pathlib import Path; from samarth_desktop.store.folder import vault\n"
        "from samarth_desktop.store.store import Store\n"
        f"store = Store.open(Path(sys.argv[1]), vault.open_with_passphrase(Path(sys.argv[1]), {WORDS!r}))\n"
        "print('open', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script, str(folder)], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"open"
        with pytest.raises(KnownError, match="already open"):
            opened(folder)
        other.kill()
    opened(folder).close()


def test_a_newer_database_is_refused_and_left_alone(folder: Path, keyed: tuple[vault.Keys, str, Artisan]) -> None:
    connection = connect(folder / DATABASE, keyed[0].data)
    connection.execute("UPDATE setting SET value = '9999' WHERE key = 'schema'")
    connection.close()
    with pytest.raises(KnownError, match="newer version"):
        opened(folder)


def test_a_damaged_file_is_told_from_a_wrong_passphrase(folder: Path, keyed: tuple[vault.Keys, str, Artisan]) -> None:
    file = folder / DATABASE
    content = bytearray(file.read_bytes())
    content[8192:8200] = b"damaged!"
    file.write_bytes(content)
    problems = []
    try:
        with opened(folder) as store:
            problems = check(store)
    except KnownError as error:
        problems = [error.text]
    assert problems
    assert "damaged" in problems[0].id
    file.write_bytes(b"x" * 8192)
    with pytest.raises(KnownError, match="damaged"):
        opened(folder)
    file.unlink()
    with pytest.raises(KnownError, match="data file is missing"):
        opened(folder)


def test_a_full_disk_loses_nothing(folder: Path, keyed: tuple[vault.Keys, str, Artisan]) -> None:
    with opened(folder) as store:
        with store.unit_of_work() as unit:
            unit.connection.exec_driver_sql("PRAGMA max_page_count = 1")  # raised to what the file has now
            pages = unit.connection.exec_driver_sql("PRAGMA max_page_count").scalar_one()
            assert pages > 1
            with pytest.raises(KnownError, match="disk is full"):
                _fill(store, unit)
        saved = keep(store, artisan(name_hi="फिर से"))
        with store.read() as reader:
            assert reader.get(Artisan, keyed[2].id) == keyed[2]
            assert reader.get(Artisan, saved.id) == saved
        assert check(store) == []


def _fill(store: Store, unit: object) -> None:
    from samarth_desktop.store.errors import translate
    from samarth_desktop.store.log.unit_of_work import UnitOfWork

    assert isinstance(unit, UnitOfWork)
    with translate():
        for _ in range(50):
            unit.save_all([artisan(remarks="x" * 2000) for _ in range(20)], "Sita")


def test_missing_and_damaged_photos_say_so(folder: Path, keyed: tuple[vault.Keys, str, Artisan]) -> None:
    with opened(folder) as store:
        file = next((folder / "photos").glob("*/*"))
        assert PHOTO[:40] not in file.read_bytes()
        sealed = file.read_bytes()
        file.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
        with pytest.raises(KnownError, match="photo is damaged"):
            store.photos.get(keyed[2].photo)
        file.unlink()
        with pytest.raises(KnownError, match="not on this laptop"):
            store.photos.get(keyed[2].photo)
        with pytest.raises(KnownError):
            store.photos.get("../../etc/passwd")
        assert [problem.id for problem in check(store)] == ["{count} photo file is missing."]


def test_a_read_only_folder_is_told() -> None:
    """The superuser may write anywhere, so another user tries where the tests run as that one."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        folder.mkdir()
        keys, _ = vault.create(folder, WORDS)
        Store.create(folder, keys, home_area=HOME).close()
        for file in folder.iterdir():
            file.chmod(0o444)
        folder.chmod(0o555)
        Path(place).chmod(0o755)
        script = (
            "import os, sys; from pathlib import Path\n"
            "from samarth_desktop.errors import KnownError\n"
            "from samarth_desktop.store.folder import vault\n"
            "from samarth_desktop.store.store import Store\n"
            "keys = vault.Keys(bytes.fromhex(sys.argv[2]))\n"
            "Store.create(Path(sys.argv[3]), keys).close()  # now everything is imported\n"
            "if os.geteuid() == 0: os.setuid(65534)\n"
            "try: Store.open(Path(sys.argv[1]), keys)\n"
            "except KnownError as error: print(error.text.id)"
        )
        warm = Path(place) / "warm"
        warm.mkdir()
        said = subprocess.run(
            [sys.executable, "-c", script, str(folder), keys.data.hex(), str(warm)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
        folder.chmod(0o755)
    assert "cannot be written" in said.stdout, said.stderr
