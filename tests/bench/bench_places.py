"""How fast the directory's villages come in and are found: ``python -m tests.bench.bench_places [VILLAGES]``.

Writes a list of villages as the Local Government Directory gives it (its real sub-districts where the files lie
beside the project, see ``tests/domain/lgd_files.py``), imports it into an encrypted folder, and asks for places at
every keystroke, beside what LIKE takes for the same answer.
"""

import csv
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from unittest import mock

from samarth_desktop.actions.device import opening
from samarth_desktop.actions.registration import places as place_actions
from samarth_desktop.store.search import places
from tests.bench.invented import VILLAGES
from tests.domain.lgd_files import downloaded

HEADS = (
    "S.No.", "State Code", "State Name (In English)", "District Code", "District Name (In English)", "Sub-District Code",
    "Sub-District Name (In English)", "Village Code", "Village Version", "Village Name (In English)",
    "Village Name (In Local)", "Village Status", "Census 2001 Code", "Census 2011 Code",
)  # fmt: skip
ASKED = 300


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict("os.environ", {"SAMARTH_CONFIG": f"{folder}/config"}):
        path = Path(folder) / "villages.csv"
        names = _write(path, count)
        session, _ = opening.set_up(Path(folder) / "data", "neem ki chhaon mein", area="9/164")
        began, cpu = time.perf_counter(), time.process_time()
        counts = place_actions.import_files(session, [*downloaded().values(), path])
        took = time.perf_counter() - began
        print(f"{counts['villages']:,} villages in {took:.1f} s ({time.process_time() - cpu:.1f} s CPU), ", end="")
        print(f"{counts['villages'] / took:,.0f} a second, peak of memory {_memory():.0f} MB")
        size = sum(file.stat().st_size for file in (Path(folder) / "data").rglob("*") if file.is_file())
        print(f"the folder has {size / 1e6:.0f} MB")
        dice = random.Random(2)
        typed = [name[: dice.randint(3, len(name))] for name in dice.sample(names, ASKED)]
        with session.store.read() as reader:
            _timed("a keystroke", typed, lambda text: places.find(reader, text, limit=30))
            connection = reader.connection
            like = "SELECT * FROM location WHERE name_en LIKE ? OR name_hi LIKE ? LIMIT 30"
            asked = [f"%{text}%" for text in typed[:30]]
            _timed("LIKE", asked, lambda text: connection.exec_driver_sql(like, (text, text)).all())
        session.store.close()


def _write(path: Path, count: int) -> list[str]:
    dice, names = random.Random(1), []
    within = _subdistricts()
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(HEADS)
        for number in range(count):
            state, state_name, district, district_name, sub, sub_name = within[number * len(within) // count]
            hindi, english = dice.choice(VILLAGES)
            names += dice.sample((hindi, english), 1) if number % 50 == 0 else []
            code = 100_000 + number
            rows.writerow(
                [number + 1, state, state_name, district, district_name, sub, sub_name, code, 1, english, hindi,
                 "Inhabited", "", f"{code:06}"]
            )  # fmt: skip
    return names


def _subdistricts() -> list[list[str]]:
    file = downloaded().get("3-subdistrict.csv")
    if file is None:
        return [["9", "UTTAR PRADESH", str(130 + at // 5), f"District {at // 5}", str(700 + at), f"Tehsil {at}"]
                for at in range(300)]  # fmt: skip
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return [[*row[1:6], row[7]] for row in list(csv.reader(stream))[1:]]


def _timed(what: str, asked: Iterable[str], ask: Callable[[str], object]) -> None:
    times = []
    for text in asked:
        began = time.process_time()
        ask(text)
        times.append((time.process_time() - began) * 1000)
    cuts = statistics.quantiles(times, n=100)
    print(f"{what}: p50 {cuts[49]:.1f}, p95 {cuts[94]:.1f}, p99 {cuts[98]:.1f} ms of CPU")


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 600_000)
