"""What holds for every test: in this process a passphrase is stretched a thousandth as long, and garbage is looked
for seldom."""

import gc
from collections.abc import Iterator

import pytest

from samarth_desktop.store.folder import vault

FULL_KIB = vault._MEMORY_KIB
"""What the program takes, and every process that a test starts."""


@pytest.fixture(scope="session", autouse=True)
def quick_passphrases() -> Iterator[None]:
    """The stretching is the library's to test; it costs a fifth of a second for each folder made or opened."""
    with pytest.MonkeyPatch.context() as patch:
        for name, much in (("_MEMORY_KIB", 64), ("_PASSES", 1), ("_LANES", 1)):
            patch.setattr(vault, name, much)
        yield


def pytest_collection_finish() -> None:
    """All modules stay to the end: going over them again and again in search of garbage took a sixth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
