"""Times of the store on a full district, beside the obvious other ways: LIKE over the cards, rapidfuzz over all names.

    python -m tests.bench.bench_store [--people N] [--folder DIR to keep]

Prints wall and CPU milliseconds: on a machine that does other work too, only the CPU says something. The ratios at
the end are between medians of CPU time.
"""

import argparse
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from rapidfuzz import fuzz, process

from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.rows import chunks
from samarth_desktop.store.duplicates.candidates import candidates
from samarth_desktop.store.folder import vault
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.queries import lists
from samarth_desktop.store.search.finder import find
from samarth_desktop.store.store import DATABASE, Store
from tests.bench.invented import FAMILY, GIVEN, groups, people

KEYS = vault.Keys(bytes(32))
RATIOS: list[tuple[str, float]] = []


def main() -> None:
    """Fills a folder (once, with --folder) and prints what each thing takes."""
    ask = argparse.ArgumentParser()
    ask.add_argument("--people", type=int, default=121_000)
    ask.add_argument("--folder", type=Path)
    given = ask.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp())
    os.environ["SAMARTH_CONFIG"] = str(folder / "config")
    if not (folder / DATABASE).exists():
        folder.mkdir(parents=True, exist_ok=True)
        with Store.create(folder, KEYS, home_area="9/164") as store:
            fill(store, given.people)
    start = time.perf_counter()
    with Store.open(folder, KEYS) as store:
        print(
            f"open {1000 * (time.perf_counter() - start):.0f} ms; {(folder / DATABASE).stat().st_size >> 20} MB on disk"
        )
        saving(store)
        looking_for_doubles(store)
        listing(store)
        searching(store)
        print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB")
    for what, ratio in RATIOS:
        print(f"{what}: {ratio:.1f} x our time")


def fill(store: Store, number: int) -> None:
    """Imports people and groups in units of a thousand."""
    for what, made in (("people", list(people(number))), ("groups", list(groups(number // 11)))):
        wall, cpu = time.perf_counter(), time.process_time()
        for part in chunks(made, 1000):
            with store.unit_of_work() as unit:
                unit.save_all(part, "Sita")
                unit.commit()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        print(f"save {len(made)} {what}: {len(made) / wall:.0f}/s wall, {len(made) / cpu:.0f}/s cpu", flush=True)


def saving(store: Store) -> None:
    """One person after another, each lasting before the next."""
    some = list(people(300, seed=7))

    def register(person: Artisan) -> None:
        with store.unit_of_work() as unit:
            saved = unit.save(person, "Sita")
            unit.commit()
        kept.append(saved)

    def correct(person: Artisan) -> None:
        with store.unit_of_work() as unit:
            unit.save(replace(person, craft="weaving"), "Sita")
            unit.commit()

    kept: list[Artisan] = []
    timed("save a new person", register, some)
    timed("correct a person", correct, kept)


def looking_for_doubles(store: Store) -> None:
    """The check at every door: a person who is there already with small differences, and one who is not."""
    there = [replace(person, mobile="", name_hi="") for person in list(people(400))[::2]]
    first, *others = people(201, seed=11)
    with store.read() as reader:
        timed("the first look, which samples who is there", lambda person: candidates(reader, person), [first])
        ours = timed("look for doubles of a new person", lambda person: candidates(reader, person), others)
        timed("look for doubles of one there already", lambda person: candidates(reader, person), there)
        names = [name for _, name in _names(reader)]
        theirs = timed(
            "  rapidfuzz over all names",
            lambda person: process.extract(person.name_en, names, scorer=fuzz.WRatio, limit=10),
            others[:5],
        )
        RATIOS.append(("doubles, rapidfuzz", theirs / ours))


def listing(store: Store) -> None:
    """Opening the whole list in every order, and jumping about in it."""
    with store.read() as reader:
        for sort in lists.SORTS:
            timed(f"open the list by {sort}", lambda how: lists.numbers(reader, "artisan", sort=str(how)), [sort] * 5)
        where = lists.Filter(village="रामपुर", complete=False)
        timed("open the list of a village", lambda which: lists.numbers(reader, "artisan", which), [where] * 5)
        rids = lists.numbers(reader, "artisan", sort="name_hi")
        ends = [rids[at : at + lists.PAGE] for at in (0, len(rids) // 2, len(rids) - lists.PAGE)]
        timed("a page, the last one included", lambda part: lists.page(reader, part), ends * 10)
        timed("what is to print", lambda _: lists.to_print(reader), range(3))
        timed("what is not sent", lambda _: lists.numbers(reader, "artisan", lists.Filter(sent=False)), range(3))


def searching(store: Store) -> None:
    """Every beginning of names as typed: as written, spelled otherwise, with a letter left out; in both scripts."""
    with store.read() as reader:
        held = _names(reader)
        for what, script in (("Hindi", 0), ("English", 1)):
            names = [pair[script] for pair in held]
            for path, spell in (("exact", _exactly), ("fold", _otherwise), ("typo", _slipped)):
                typed = list(_keystrokes(script, spell))
                ours = timed(f"keystroke, {what}, {path}", lambda words: find(reader, words), typed)
                timed("  SHGs only", lambda words: find(reader, words, "shgs"), typed[:100])
                scan = timed("  LIKE", lambda words: _like(reader, words), typed[::40])
                fuzzy = timed("  rapidfuzz", partial(process.extract, choices=names, limit=20), typed[-1:] * 3)
                RATIOS.append((f"{what}, {path}, LIKE (finds no other spelling)", scan / ours))
                RATIOS.append((f"{what}, {path}, rapidfuzz (one script)", fuzzy / ours))
        dice = random.Random(3)
        numbers = [str(dice.randrange(6_000_000_000, 9_999_999_999))[: dice.randrange(3, 11)] for _ in range(200)]
        timed("keystroke, phone", lambda words: find(reader, words), numbers)


def _keystrokes(script: int, spell: Callable[[str, random.Random], str]) -> Iterator[str]:
    dice = random.Random(3)
    for _ in range(40):
        name = spell(f"{dice.choice(GIVEN)[script]} {dice.choice(FAMILY)[script]}", dice)
        yield from (name[:end] for end in range(1, len(name) + 1))


def _exactly(name: str, dice: random.Random) -> str:
    return name


def _otherwise(name: str, dice: random.Random) -> str:
    """In another spelling with the same sound."""
    for one, other in (("a", "aa"), ("ि", "ी"), ("ु", "ू"), ("श", "ष")):
        name = name.replace(one, other, 1)
    return name


def _slipped(name: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(name))
    return name[:at] + name[at + 1 :]


def _names(reader: Reader) -> list[tuple[str, str]]:
    card = tables.summary.c
    return [(row.name_hi, row.name_en) for row in reader.connection.execute(tables.summary.select().order_by(card.rid))]


def _like(reader: Reader, words: str) -> object:
    card = tables.summary.c
    wanted = tables.summary.select().where(card.name_hi.like(f"%{words}%") | card.name_en.like(f"%{words}%"))
    return reader.connection.execute(wanted.order_by(card.name_hi).limit(20)).all()


def timed(what: str, act: Callable[..., object], items: Iterable[object]) -> float:
    """Prints the median and the slow end of doing something with each item; gives the median of the CPU time."""
    walls, cpus = [], []
    for item in items:
        wall, cpu = time.perf_counter(), time.process_time()
        act(item)
        walls.append(1000 * (time.perf_counter() - wall))
        cpus.append(1000 * (time.process_time() - cpu))
    shown = "   ".join(f"{name} {_slow_end(times)}" for name, times in (("wall", walls), ("cpu", cpus)))
    print(f"{what:40} {shown} ms ({len(walls)})", file=sys.stdout, flush=True)
    return sorted(cpus)[len(cpus) // 2]


def _slow_end(times: list[float]) -> str:
    ordered = sorted(times)
    at = [ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] for percent in (50, 95, 99)]
    return f"p50 {at[0]:7.2f} p95 {at[1]:7.2f} p99 {at[2]:7.2f}"


if __name__ == "__main__":
    main()
