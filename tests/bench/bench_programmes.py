"""Programmes on a full district: eligibility of everybody, the board's counts and cards and its page, 500 moved at once.

    python -m tests.bench.bench_programmes [--people N] [--folder DIR to keep]

Prints wall and CPU milliseconds (median and the slowest of a few).
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from samarth_desktop.actions.many import changes, planning
from samarth_desktop.actions.programmes import board, ending, everybody
from samarth_desktop.actions.session import Session
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.document.record import Document
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.store.database.rows import chunks
from samarth_desktop.store.folder import vault
from samarth_desktop.store.queries.board import Which
from samarth_desktop.store.store import DATABASE, Store
from tests.bench.invented import groups, people
from tests.gui import fixtures_lists

KEYS = vault.Keys(bytes(32))
TODAY = date(2026, 11, 25)
STAGES = ("registered",) * 6 + ("documents_complete", "verified", "trained", "listed")


def main() -> None:
    """Fills a folder once and prints what each thing takes."""
    ask = argparse.ArgumentParser()
    ask.add_argument("--people", type=int, default=121_000)
    ask.add_argument("--groups", type=int, default=11_000)
    ask.add_argument("--folder", type=Path)
    given = ask.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp())
    os.environ["SAMARTH_CONFIG"] = str(folder / "config")
    if not (folder / DATABASE).exists():
        folder.mkdir(parents=True, exist_ok=True)
        with Store.create(folder, KEYS, home_area="9/164") as store:
            fill(store, given.people)
            fill_groups(store, given.groups)
    with Store.open(folder, KEYS) as store:
        session = Session(store, "Sita", lambda: TODAY)
        which = Which("UP-ODOP")
        told("eligibility of everybody", lambda: everybody.counts(session, "UP-ODOP", "artisan"), 3)
        told("board: counts", lambda: board.counted(session, which), 20)
        told("board: cards of a column", lambda: board.cards(session, which, "documents_complete"), 10)
        told("board: stuck", lambda: board.stuck(session, which), 5)
        told_page(session)
        told("dates that end", lambda: ending.soon(session), 5)
        rows = [card.row for card in board.cards(session, which, "documents_complete", 500)]

        def moved() -> None:
            _, done = planning.carry_out(session, "artisan", rows, changes.stage("verified", "UP-ODOP", TODAY))
            assert len(done.pairs) == len(rows)
            moves.append(done)

        moves: list[planning.Done] = []
        told(f"{len(rows)} moved", moved, 1)
        told(f"{len(rows)} taken back", lambda: planning.undo(session, moves[-1]), 1)
        told(f"{len(rows)} moved again", moved, 1)


def fill(store: Store, number: int) -> None:
    """People, each in UP-ODOP at some stage, with consent and a passbook."""
    for part in chunks(list(people(number)), 1000):
        with store.unit_of_work() as unit:
            saved = unit.save_all(part, "Sita")
            made = []
            for place, one in enumerate(saved):
                stage = STAGES[place % len(STAGES)]
                day = TODAY - timedelta(days=place % 90)
                made += [
                    Enrolment(
                        holder=one.id, programme="UP-ODOP", stage=stage, **{"registered_on": day, f"{stage}_on": day},
                        extra={"UP-ODOP.product": "Furniture"}, decided='[["state","yes","","Uttar Pradesh"]]',
                    ),
                    Consent(holder=one.id, how="thumb", given_on=day),
                    Document(holder=one.id, document_kind="bank_passbook"),
                ]  # fmt: skip
            unit.save_all(made, "Sita")
            unit.commit()


def fill_groups(store: Store, number: int) -> None:
    """Groups, each in NRLM at some stage: they stand on boards beside the people, and in every list."""
    for part in chunks(list(groups(number)), 1000):
        with store.unit_of_work() as unit:
            saved = unit.save_all(part, "Sita")
            stages = [STAGES[place % len(STAGES)] for place in range(len(saved))]
            unit.save_all(
                [
                    Enrolment(holder=one.id, programme="NRLM", stage=stage, **{f"{stage}_on": TODAY})
                    for one, stage in zip(saved, stages, strict=True)
                ],
                "Sita",
            )
            unit.commit()


def told_page(session: Session) -> None:
    """How long the page takes in a window, with everything read on its own thread, until all of it is painted; and
    again from one programme to the other."""
    app = QApplication.instance() or QApplication([])
    window = fixtures_lists.window_of(session, "board", code="UP-ODOP")
    window.resize(1366, 768)
    window.show()
    page = window.page("board")

    def shown(code: str) -> None:
        page.shown(code=code)
        app.processEvents()
        assert sum(column.total for column in page.columns) > 0

    told("board: page, counts, cards and stuck painted", lambda: shown("UP-ODOP"), 20)
    told("board: page of the groups' programme and back", lambda: (shown("NRLM"), shown("UP-ODOP")), 10)
    window.close()


def told(what: str, do: Callable[[], object], times: int) -> None:
    """Runs it a few times and prints how long it took."""
    wall, cpu = [], []
    for _ in range(times):
        one, two = time.perf_counter(), time.process_time()
        do()
        wall.append(1000 * (time.perf_counter() - one))
        cpu.append(1000 * (time.process_time() - two))
    print(f"{what}: {statistics.median(wall):.0f} ms (slowest {max(wall):.0f}), CPU {statistics.median(cpu):.0f} ms")


if __name__ == "__main__":
    main()
