"""Times of the store on a full district: python -m tests.bench.bench_store [--people N] [--folder DIR to keep]."""

import argparse
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from samarth_desktop.domain.artisan import Artisan
from samarth_desktop.store import lists, vault
from samarth_desktop.store.neighbours import alike
from samarth_desktop.store.rows import chunks
from samarth_desktop.store.search import find
from samarth_desktop.store.store import DATABASE, Store
from tests.bench.invented import FAMILY, GIVEN, groups, people

KEYS = vault.Keys(bytes(32))


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


def fill(store: Store, number: int) -> None:
    """Imports people and groups in units of a thousand."""
    made: list[Artisan] = list(people(number))
    start = time.perf_counter()
    for part in chunks(made, 1000):
        with store.work() as work:
            work.save_all(part, "Sita")
            work.commit()
    print(f"import {number / (time.perf_counter() - start):.0f} people/s")
    start = time.perf_counter()
    for some in chunks(groups(number // 11), 1000):
        with store.work() as work:
            work.save_all(some, "Sita")
            work.commit()
    print(f"import {number // 11 / (time.perf_counter() - start):.0f} groups/s")


def saving(store: Store) -> None:
    """One person after another, each lasting before the next."""
    some = list(people(300, seed=7))

    def register(person: Artisan) -> None:
        with store.work() as work:
            saved = work.save(person, "Sita")
            work.commit()
        kept.append(saved)

    def correct(person: Artisan) -> None:
        with store.work() as work:
            work.save(replace(person, craft="weaving"), "Sita")
            work.commit()

    kept: list[Artisan] = []
    timed("save a new person", register, some)
    timed("correct a person", correct, kept)


def looking_for_doubles(store: Store) -> None:
    """The check at every door: a person who is there already with small differences, and one who is not."""
    there = [replace(person, mobile="", name_hi="") for person in list(people(600))[::2]]
    others = list(people(300, seed=11))
    with store.read() as reader:
        for what, some in (("there already", there), ("new", others)):
            timed(f"look for doubles of a person {what}", lambda person: alike(reader, person), some)


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
    """Every beginning of names as typed, in both scripts, with and without slips."""
    dice = random.Random(3)
    for what, script, slip in (
        ("Hindi", 0, False),
        ("English", 1, False),
        ("Hindi with a slip", 0, True),
        ("English with a slip", 1, True),
    ):
        typed = []
        for _ in range(60):
            name = f"{dice.choice(GIVEN)[script]} {dice.choice(FAMILY)[script]}"
            if slip:
                at = dice.randrange(1, len(name))
                name = name[:at] + name[at + 1 :]
            typed += [name[:end] for end in range(1, len(name) + 1)]
        with store.read() as reader:
            timed(f"search per keystroke, {what}", lambda words: find(reader, words), typed)
            timed(f"  SHGs only, {what}", lambda words: find(reader, words, "shgs"), typed[:200])
    with store.read() as reader:
        numbers = [str(dice.randrange(6_000_000_000, 9_999_999_999))[: dice.randrange(3, 11)] for _ in range(200)]
        timed("search by phone", lambda words: find(reader, words), numbers)


def timed(what: str, act: Callable[..., object], items: Iterable[object]) -> None:
    """Prints the median and the slow end of doing something with each item."""
    times = []
    for item in items:
        start = time.perf_counter()
        act(item)
        times.append(1000 * (time.perf_counter() - start))
    times.sort()
    at = {percent: times[min(len(times) - 1, len(times) * percent // 100)] for percent in (50, 95, 99)}
    print(f"{what}: p50 {at[50]:.2f} p95 {at[95]:.2f} p99 {at[99]:.2f} ms ({len(times)})", file=sys.stdout, flush=True)


if __name__ == "__main__":
    main()
