"""Checks people in until it is killed; says each number once she is kept. Run by the test that kills it."""

import sys
from pathlib import Path

from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import door, planning
from samarth_desktop.store.store import Store
from tests.store.people import KEYS


def main(folder: Path, workshop: str, numbers: list[str]) -> None:
    """Says each number after its check-in was kept."""
    with Store.open(folder, KEYS) as store:
        session = Session(store, "Bina")
        plan = planning.load(session, workshop)
        for number in numbers:
            door.attend(session, plan, planning.sitting_of(plan, 1), [number])
            print(number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
