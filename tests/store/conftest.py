"""A fresh encrypted data folder for a test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from samarth_desktop.store.store import Store
from tests.store.people import HOME, KEYS


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test is an installation of its own."""
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "data"
    made.mkdir()
    return made


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with Store.create(folder, KEYS, home_area=HOME) as made:
        yield made
