"""What holds for every test: in this process a passphrase is stretched a thousandth as long, and garbage is looked
for seldom. Several processes end together."""

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


def pytest_configure(config: pytest.Config) -> None:
    """xdist would hand out last the files of one long test, and one process would end a minute after the other."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where processes share the files, the folders go backwards: those with long files first, the shortest last."""
    if hasattr(config, "workerinput"):
        place = {file: at for at, file in enumerate(dict.fromkeys(item.path for item in items))}
        items.sort(key=lambda item: -place[item.path])


def pytest_collection_finish() -> None:
    """All modules stay to the end: going over them again and again in search of garbage took a sixth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
