"""Who is there twice: precision, recall and time on sheets with a known truth, beside the obvious other ways.

    python -m tests.bench.bench_doubles [--people N] [--errors] [--folder DIR of bench_store]

The sheets go the real way: a file, `import artisans`, an encrypted store, `duplicates`. ``people.py`` is the generator
that the first model was tuned on, ``field_sheets.py`` one written apart from it; its second half of the names and its
seeds from 10 on tuned nothing. Beside it on the same rows: names compared as written (what LIKE finds), rapidfuzz
over all pairs, and splink (`pip install splink`, some 235 MB, for this bench only) with the columns as written and
with our folds as its columns. With --folder also the times on a full district: all in one pass, and one look.
"""

import argparse
import logging
import os
import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from rapidfuzz import fuzz, process

from samarth_desktop.actions import search
from samarth_desktop.actions.device import opening
from samarth_desktop.actions.imports import importing
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.spreadsheets.sheet_write import OutputSheet, write_csv
from samarth_desktop.domain.names.matching import place_key
from samarth_desktop.domain.names.person_names import phonetic_text
from samarth_desktop.i18n import catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.rules.duplicates.scoring import LIST, WARN, Person
from samarth_desktop.store.duplicates import candidate_rows, pairs
from samarth_desktop.store.duplicates.candidates import candidates
from samarth_desktop.store.queries import lists
from samarth_desktop.store.store import Store
from tests.bench import people
from tests.bench.bench_store import KEYS, timed
from tests.bench.field_sheets import COLUMNS, Sheet, sheet
from tests.bench.invented import people as invented

LEVELS = (LIST, 0.7, WARN)
Pairs = dict[tuple[int, int], float]


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("--people", type=int, default=6000)
    ask.add_argument("--errors", action="store_true", help="what kinds of pairs were taken wrongly and missed")
    ask.add_argument("--folder", type=Path, help="a full district as bench_store makes it")
    given = ask.parse_args()
    for name, made in cases(given.people):
        print(f"\n{name}: {len(made.rows)} rows, {len(made.truth())} pairs are one person")
        with tempfile.TemporaryDirectory() as folder:
            os.environ["SAMARTH_CONFIG"] = f"{folder}/config"
            _ours(made, Path(folder), given.errors)
        for way, act in OTHERS.items():
            start = time.process_time()
            try:
                found = act(made)
            except ImportError:
                print(f"  {way}: not installed, nothing compared")
                continue
            tell(way, found, made.truth(), time.process_time() - start, best=True)
    if given.folder:
        district(given.folder)


def cases(size: int) -> Iterable[tuple[str, Sheet]]:
    """The sheets with their names."""
    yield "people.py", as_sheet(size)
    yield "field sheets, first half of the names", sheet(size, 1, half=0)
    yield "field sheets, other half of the names", sheet(size, 10, half=1)
    yield "field sheets, milder slips, all names", sheet(size, 11, harsh=0.5)
    yield "field sheets, other half, 400 a village", sheet(size, 12, half=1, crowd=400)


def as_sheet(size: int) -> Sheet:
    """The people of the first generator as rows of a sheet, a sixth of them twice; no Aadhaar, as in a sheet."""
    dice = random.Random(7)
    crowd = people.population(size)
    again = [people.doubled(person, "d" + person.id, dice) for person in dice.sample(crowd, size // 6)]
    rows = [(int(person.id.strip("d")), person.id[0] == "d", _row(person)) for person in crowd + again]
    dice.shuffle(rows)
    made = Sheet()
    for at, (who, second, row) in enumerate(rows):
        made.rows.append(row | {"technique": f"row {at}"})
        made.who.append(who)
        made.slips.append(("second",) if second else ())
        made.kinds.append("family")
    return made


def _row(person: Person) -> dict[str, str]:
    row = dict.fromkeys(COLUMNS, "")
    for key, texts in (("name", person.names), ("relative", person.relatives)):
        for text in texts:
            row[f"{key}_en" if text.isascii() else f"{key}_hi"] = text
    born = "" if person.birth_date is None else person.birth_date.isoformat()
    age = "" if born or person.birth_year is None else str(2026 - person.birth_year)
    return row | {
        "relation": person.relation, "birth_date": born, "age": age, "gender": person.gender, "mobile": person.mobile,
        "phone_owner": person.phone_owner, "village": person.village, "district": "Maharajganj", "state": "Uttar Pradesh",
    }  # fmt: skip


def _ours(made: Sheet, folder: Path, errors: bool) -> None:
    write_csv(folder / "in.csv", OutputSheet("artisans", COLUMNS, [list(row.values()) for row in made.rows]))
    session, _ = opening.set_up(folder / "data", "neem ki chhaon mein", area="9/164")
    try:
        start = time.process_time()
        report = importing.import_file(session, "artisans", folder / "in.csv", words=catalog("en"))
        print(f"  imported at {len(made.rows) / (time.process_time() - start):.0f} rows a CPU second")
        start = time.process_time()
        pairs = search.duplicate_pairs(session, 0.05)
        spent = time.process_time() - start
        number = _numbers(session)
        found = {_pair(number[pair.row_a], number[pair.row_b]): pair.score for pair in pairs}
        tell("ours", found, made.truth(), spent)
        warned = {max(pair) for pair, score in found.items() if score >= WARN}
        print(
            f"  the import had flagged {report.duplicates} rows; the later ones of the pairs at {WARN} are {len(warned)}"
        )
        if errors:
            _errors(made, {pair for pair, score in found.items() if score >= LIST})
    finally:
        session.store.close()


def _numbers(session: Session) -> dict[str, int]:
    """The number in the sheet of every record."""
    with session.store.read() as reader:
        records = (reader.get(Artisan, row) for row in lists.ids(reader, "artisan", sort="registration"))
        return {record.id: int(record.technique.split()[1]) for record in records if record}


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def tell(way: str, found: Pairs, truth: set[tuple[int, int]], spent: float, *, best: bool = False) -> None:
    """Precision and recall at our levels, or at whatever level serves this way best (by the mean of both, F1)."""
    levels: Iterable[float] = LEVELS
    if best:
        levels = [
            max(
                sorted(set(found.values()))[:: max(len(found) // 200, 1)] or [0.0], key=lambda at: _f1(found, truth, at)
            )
        ]
    for level in levels:
        taken = {pair for pair, score in found.items() if score >= level}
        right = len(taken & truth)
        print(
            f"  {way}, {'best level' if best else 'at'} {level:.2f}: precision {right / max(len(taken), 1):.3f}, "
            f"recall {right / len(truth):.3f}; {spent:.1f} s CPU",
            flush=True,
        )


def _f1(found: Pairs, truth: set[tuple[int, int]], level: float) -> float:
    taken = {pair for pair, score in found.items() if score >= level}
    return 2 * len(taken & truth) / (len(taken) + len(truth))


def _errors(made: Sheet, taken: set[tuple[int, int]]) -> None:
    truth = made.truth()
    wrong = Counter(" and ".join(sorted({made.kinds[a], made.kinds[b]})) for a, b in taken - truth)
    print("    wrongly taken:", ", ".join(f"{kind} {count}" for kind, count in wrong.most_common()))
    total, missed = Counter[str](), Counter[str]()
    for pair in truth:
        what = {slip for at in pair for slip in made.slips[at]}
        total.update(what)
        missed.update(what if pair not in taken else ())
    print("    missed:", ", ".join(f"{slip} {count} of {total[slip]}" for slip, count in missed.most_common(20)))


# -- the obvious other ways ------------------------------------------------------------------------------------------


def as_written(made: Sheet) -> Pairs:
    """Same name in either script and same village, letter by letter."""
    met: dict[tuple[str, str, str], list[int]] = {}
    for at, row in enumerate(made.rows):
        for key in ("name_hi", "name_en"):
            if row[key]:
                met.setdefault((key, row[key].casefold(), row["village"].casefold()), []).append(at)
    return {(a, b): 1.0 for rows in met.values() for place, a in enumerate(rows) for b in rows[place + 1 :]}


def fuzzy(made: Sheet) -> Pairs:
    """rapidfuzz over all pairs of rows, each as one text of its folds, in parts that fit into memory."""
    texts = [
        " ".join((phonetic_text(row["name_hi"] or row["name_en"]), phonetic_text(row["relative_hi"] or row["relative_en"]), phonetic_text(row["village"]), row["mobile"], row["age"] or row["birth_date"]))
        for row in made.rows
    ]  # fmt: skip
    found: Pairs = {}
    for start in range(0, len(texts), 500):
        scores = process.cdist(texts[start : start + 500], texts, scorer=fuzz.token_sort_ratio, score_cutoff=75)
        for mine, other in zip(*scores.nonzero(), strict=True):
            if start + mine < other:
                found[int(start + mine), int(other)] = float(scores[mine, other]) / 100
    return found


def splink_as_written(made: Sheet) -> Pairs:
    """splink on the columns as they stand, the Hindi name where there is one."""

    def columns(row: dict[str, str]) -> dict[str, str | None]:
        name = (row["name_hi"] or row["name_en"]).lower().split()
        relative = (row["relative_hi"] or row["relative_en"]).lower()
        return {
            "given": name[0],
            "surname": name[-1] if len(name) > 1 else None,
            "relative": relative,
            "village": row["village"].lower(),
        }

    return _splink(made, columns)


def splink_on_folds(made: Sheet) -> Pairs:
    """splink with our folds as its columns, so that both scripts meet."""

    def columns(row: dict[str, str]) -> dict[str, str | None]:
        name = phonetic_text(row["name_hi"] or row["name_en"]).split() or [""]
        relative = phonetic_text(row["relative_hi"] or row["relative_en"])
        return {
            "given": name[0],
            "surname": name[-1] if len(name) > 1 else None,
            "relative": relative,
            "village": place_key(row["village"]),
        }

    return _splink(made, columns)


def _splink(made: Sheet, columns: Callable[[dict[str, str]], dict[str, str | None]]) -> Pairs:
    import pyarrow as pa
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.disable(logging.WARNING)
    rows = []
    for at, row in enumerate(made.rows):
        year = int(row["birth_date"][:4]) if row["birth_date"][:4].isdigit() else None
        year = year or (int(row["birth_date"][-4:]) if row["birth_date"] else None)
        year = year or (2026 - int(row["age"]) if row["age"] else None)
        full = "".join(sorted(row["birth_date"].replace("/", "-"))) if row["birth_date"] else None
        texts = {key: text or None for key, text in columns(row).items()}
        rows.append(
            {
                "unique_id": at,
                **texts,
                "year": year,
                "born": full,
                "mobile": row["mobile"] or None,
                "gender": row["gender"] or None,
            }
        )
    engine = DuckDBAPI()
    table = engine.register(pa.Table.from_pylist(rows))
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("given", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("surname", [0.9]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("relative", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("village", [0.9]).configure(term_frequency_adjustments=True),
            cl.LevenshteinAtThresholds("mobile", [2]),
            cl.ExactMatch("born"),
            cl.ExactMatch("year"),
            cl.ExactMatch("gender"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("mobile"), block_on("given", "village"), block_on("given", "relative"), block_on("given", "year"),
            block_on("village", "relative"), block_on("born", "village"),
        ],
    )  # fmt: skip
    linker = Linker(table, settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("given", "village", "relative")], recall=0.5
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    # Not by the phone alone: those who share one are mostly a family, and that is what it would learn to find.
    for rule in (
        block_on("given", "village"),
        block_on("given", "relative"),
        block_on("given", "mobile"),
        block_on("mobile", "year"),
    ):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    made_pairs = linker.inference.predict(threshold_match_probability=0.05).as_record_list()
    return {_pair(row["unique_id_l"], row["unique_id_r"]): row["match_weight"] for row in made_pairs}


OTHERS: dict[str, Callable[[Sheet], Pairs]] = {
    "same letters (LIKE)": as_written,
    "rapidfuzz": fuzzy,
    "splink as written": splink_as_written,
    "splink on our folds": splink_on_folds,
}


# -- a full district ---------------------------------------------------------------------------------------------------


def district(folder: Path) -> None:
    """The whole in one pass, and one look, at full size."""
    os.environ["SAMARTH_CONFIG"] = str(folder / "config")
    with Store.open(folder, KEYS) as store, store.read() as reader:
        start = time.process_time()
        here = candidate_rows.sample_frequencies(reader.connection)
        print(f"\nfull district: {here.people} people; how common names are: {time.process_time() - start:.2f} s once")
        there = [replace(person, mobile="", name_hi="") for person in list(invented(800))[::2]]
        timed("one look, a new person", lambda person: candidates(reader, person), list(invented(400, seed=11)))
        timed("one look, there already", lambda person: candidates(reader, person), there)
        start, wall = time.process_time(), time.perf_counter()
        count = sum(1 for _ in pairs.pairs(reader, LIST, lambda done, total: None))
        spent, wall = time.process_time() - start, time.perf_counter() - wall
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        print(f"everybody with everybody: {count} pairs, {spent:.0f} s CPU, {wall:.0f} s wall; {most} MB at most")


if __name__ == "__main__":
    main()
