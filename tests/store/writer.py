"""Saves and imports until it is killed; says each thing that is acknowledged. Run by the tests that kill it."""

import sys
from pathlib import Path

from samarth_desktop.store.store import Store
from tests.store.people import KEYS, artisan


def main(folder: Path) -> None:
    """Prints the number of each person once she is kept; every fourth unit imports ten at once."""
    with Store.open(folder, KEYS) as store:
        print("ready", flush=True)
        for turn in range(1_000_000):
            many = 10 if turn % 4 == 3 else 1
            with store.unit_of_work() as unit:
                saved = unit.save_all([artisan(remarks=f"{turn} {at}") for at in range(many)], "Sita")
                unit.keep_blob(f"photo {turn}".encode(), saved[0].id)
                unit.commit()
            print(" ".join(one.registration for one in saved), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
