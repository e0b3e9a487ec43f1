"""Computers with folders of their own, as a platform lays them out, on which a laptop's data live and are mistreated.

All computers have the same paths (two people both called Asha): a computer's tree stands at the common place only
while somebody works on it. So a copied folder, a cloned disk and the original differ in nothing but what they hold.
"""

import contextlib
import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest
from platformdirs.unix import Unix
from platformdirs.windows import Windows

from samarth_desktop import paths
from samarth_desktop.store.folder import backup, machine
from samarth_desktop.store.folder.vault import FILE as VAULT
from samarth_desktop.store.store import Store
from tests.restored import put_back
from tests.store.people import KEYS

_names = itertools.count(1)


class Place:
    """Where the computers stand, in one platform's layout."""

    def __init__(self, folder: Path, layout: str, patch: pytest.MonkeyPatch) -> None:
        self.home, self.shelf, self.here = folder / "home", folder / "shelf", ""
        self.shelf.mkdir()
        patch.delenv("SAMARTH_CONFIG", raising=False)
        patch.setattr(machine, "fingerprint", lambda folder: self.here)
        if layout == "windows":
            patch.setattr(platformdirs, "PlatformDirs", Windows)
            patch.setattr("platformdirs.windows.get_win_folder", lambda name: str(self.home / "AppData" / name))
        else:
            patch.setattr(platformdirs, "PlatformDirs", Unix)
            for name in ("DATA", "CONFIG", "CACHE"):
                patch.setenv(f"XDG_{name}_HOME", str(self.home / name.lower()))


class Computer:
    """One machine. `tree` is its disk while nobody works on it; `moved` is where its data folder went."""

    def __init__(self, place: Place) -> None:
        self.place, self.name, self.moved = place, f"machine {next(_names)}", ""
        self.tree = place.shelf / self.name
        self.tree.mkdir()

    @contextlib.contextmanager
    def on(self) -> Iterator[Path]:
        """Somebody works here; gives the data folder."""
        self.tree.rename(self.place.home)
        self.place.here = self.name
        try:
            yield paths.data_dir().with_name(self.moved) if self.moved else paths.data_dir()
        finally:
            self.place.home.rename(self.tree)

    @contextlib.contextmanager
    def store(self) -> Iterator[Store]:
        """A session of the program."""
        with self.on() as data, Store.open(data, KEYS) as store:
            yield store

    # What happens to a laptop

    def begin(self, template: Path) -> None:
        with self.on() as data:
            shutil.copytree(template, data)

    def save_backup(self, file: Path) -> None:
        with self.on() as data:
            (data / VAULT).write_text("{}")
            backup.backup(data, KEYS, file)

    def restore(self, file: Path) -> None:
        with self.on() as data:
            put_back(file, data)

    def copy_data(self, to: Path) -> None:
        with self.on() as data:
            shutil.copytree(data, to)

    def put_data(self, copy: Path) -> None:
        with self.on() as data:
            shutil.rmtree(data, ignore_errors=True)
            shutil.copytree(copy, data)

    def move_data(self) -> None:
        with self.on() as data:
            data.rename(data.with_name("elsewhere"))
        self.moved = "elsewhere"

    def lose_configuration(self) -> None:
        with self.on():
            shutil.rmtree(paths.config_dir())

    def clone(self) -> "Computer":
        twin = Computer(self.place)
        shutil.copytree(self.tree, twin.tree, dirs_exist_ok=True)
        return twin
