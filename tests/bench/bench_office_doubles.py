"""Likely doubles over all areas of an office: time, memory and what is found, beside splink on the same people.

    python -m tests.bench.bench_office_doubles [--people 60000] [--splink]

The people of ``people.py``, a sixth of them written down a second time by somebody else, stand in the hub's own table of
records in a real PostgreSQL, spread over 75 districts; then a process of its own looks for doubles as the hub does every
six hours. With --splink (`pip install splink`, for this bench only) it sees the same rows, on our folds so that both
scripts meet.
"""

import argparse
import json
import multiprocessing
import resource
import shutil
import threading
import time
import zlib
from pathlib import Path

import psutil
from sqlalchemy import Engine, select

from samarth_desktop.hub import tables as t
from samarth_desktop.hub.admin import database
from samarth_desktop.hub.context import open_engine
from samarth_desktop.hub.read_model import doubles
from tests.bench.bench_doubles import Pairs, as_sheet, splink_on_folds, tell
from tests.bench.field_sheets import Sheet
from tests.journeys import process_harness

AREAS = 75
_KEPT = ("name_hi", "name_en", "relation", "relative_hi", "relative_en", "gender", "village", "mobile", "phone_owner", "birth_date")  # fmt: skip


def fill(engine: Engine, made: Sheet) -> None:
    """Puts the rows of a sheet where folding would put them, each village in one district."""
    conn = engine.raw_connection()
    with conn.cursor() as cursor:
        with cursor.copy("COPY record (area, row, kind, parent, shown, conflicts) FROM STDIN") as copy:
            for at, row in enumerate(made.rows):
                area = f"9/{101 + zlib.crc32(row['village'].encode()) % AREAS}"
                shown = {key: row[key] for key in _KEPT if row[key]}
                shown |= {"birth_year": 2026 - int(row["age"])} if row["age"] else {}
                copy.write_row((area, f"{at:08d}", "artisan", "", json.dumps(shown), 0))
        cursor.execute("ANALYZE record")
    conn.commit()
    conn.close()


def look(url: str) -> tuple[int, float, float, int, int]:
    """One look of the hub's: pairs listed, seconds, CPU seconds of this process, and its and the database's most
    memory in MB."""
    engine = open_engine(url, 2)
    most, ended = [0], threading.Event()
    watch = threading.Thread(target=_watch, args=(most, ended))
    watch.start()
    begun, spent = time.perf_counter(), time.process_time()
    listed = doubles.look(engine)
    took = time.perf_counter() - begun, time.process_time() - spent
    ended.set()
    watch.join()
    engine.dispose()
    return listed, *took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10, most[0] >> 20


def _watch(most: list[int], ended: threading.Event) -> None:
    """The largest that PostgreSQL's processes are, besides what they share."""
    while not ended.wait(0.5):
        sizes = [0]
        for one in psutil.process_iter(["name", "memory_info"]):
            if one.info["name"] == "postgres" and one.info["memory_info"]:
                sizes.append(one.info["memory_info"].rss - one.info["memory_info"].shared)
        most[0] = max(most[0], *sizes)


def found(engine: Engine) -> Pairs:
    """What the hub lists."""
    double = t.likely_double.c
    with engine.connect() as conn:
        rows = conn.execute(select(double.row, double.other, double.score).where(double.row < double.other))
        return {(int(row), int(other)): score for row, other, score in rows}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--people", type=int, default=60_000)
    ask.add_argument("--splink", action="store_true")
    given = ask.parse_args()
    ground = process_harness.ground()
    url = database.embedded(Path(ground / "hub/postgres"))
    database.migrate(url)
    engine = open_engine(url, 2)
    try:
        made = as_sheet(given.people * 6 // 7)
        truth = made.truth()
        print(f"{len(made.rows)} records in {AREAS} districts, {len(truth)} pairs are one person", flush=True)
        fill(engine, made)
        if not given.splink:
            made.rows.clear()
        with multiprocessing.get_context("spawn").Pool(1) as alone:
            listed, wall, spent, ours, database_ = alone.apply(look, (url,))
        tell("the hub", found(engine), truth, spent)
        print(
            f"  {listed} pairs listed in {wall:.0f} s; at most {ours} MB here, {database_} MB in one of PostgreSQL's processes"
        )
        if given.splink:
            begun, spent = time.perf_counter(), time.process_time()
            pairs = splink_on_folds(made)
            tell("splink on our folds", pairs, truth, time.process_time() - spent, best=True)
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
            print(f"  in {time.perf_counter() - begun:.0f} s; at most {most} MB with the rows")
    finally:
        engine.dispose()
        shutil.rmtree(ground, ignore_errors=True)


if __name__ == "__main__":
    main()
