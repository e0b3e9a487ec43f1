"""A finished file takes its place although something holds it for a moment, and a failure names the file it is about."""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from samarth_desktop import paths
from samarth_desktop.documents.spreadsheets import sheet_write
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import catalog
from samarth_desktop.store.folder import backup, vault
from samarth_desktop.store.store import Store
from tests.restored import put_back
from tests.store.people import HOME, KEYS, artisan, keep

WORDS = catalog("en")


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], None]]:
    """From the call on, what Windows does while a scanner reads a new file: so many renames are refused."""
    left, real = [0], Path.replace

    def replace(self: Path, target: Path) -> Path:
        if left[0]:
            left[0] -= 1
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self), None, str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(paths, "_PAUSE_S", 0.0)
    yield lambda times: left.__setitem__(0, times)
    assert left[0] == 0


def test_a_file_that_is_held_for_a_moment_arrives(
    folder: Path, tmp_path: Path, held: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    keys, _ = vault.create(folder, "a long passphrase")
    with Store.create(folder, keys, home_area=HOME) as store:
        person = keep(store, artisan())
        held(3)
        store.backup(tmp_path / "copy.samarth")
    held(3)
    vault.change_passphrase(folder, keys, "another passphrase")
    assert vault.open_with_passphrase(folder, "another passphrase") == keys
    held(3)
    assert put_back(tmp_path / "copy.samarth", folder) is not None
    with Store.open(folder, vault.open_with_passphrase(folder, "a long passphrase")) as store, store.read() as reader:
        assert reader.get(type(person), person.id) == person
    held(3)
    with sheet_write.arriving(tmp_path / "list.csv") as part:
        part.write_text("x")
    assert (tmp_path / "list.csv").read_text() == "x"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO])
def test_a_backup_that_fails_names_its_own_file_and_not_the_data_folder(
    folder: Path, tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.create(folder, KEYS, home_area=HOME) as store:
        (folder / vault.FILE).write_text("{}")

        def full(self: Path, target: Path) -> Path:
            raise OSError(number, os.strerror(number), str(self), None, str(target))

        monkeypatch.setattr(Path, "replace", full)
        monkeypatch.setattr(paths, "_PATIENCE_S", 0.0)
        file = tmp_path / "stick" / "copy.samarth"
        file.parent.mkdir()
        with pytest.raises(KnownError) as failed:
            backup.backup(store.folder, KEYS, file)
    said = WORDS.say(failed.value.text)
    assert str(file) in said and "data folder" not in said
    assert not list(file.parent.iterdir())
