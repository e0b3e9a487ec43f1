"""Whatever a person decides about likely doubles, an import does what the preview said; and once more it does nothing."""

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from samarth_desktop.actions.device import opening
from samarth_desktop.actions.imports import import_head, importing
from samarth_desktop.actions.imports.import_choices import LEAVE, NEW, SAME, Choice, Place, not_new
from samarth_desktop.actions.imports.import_report import Report
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.spreadsheets.sheet_write import OutputSheet, write_xlsx
from tests.journeys.test_import_export import EN, PASSPHRASE, everybody
from tests.sample_people import PERSON_KEYS, people

HEAD = {
    "programme": "up-odop",
    "sector": "हथकरघा",
    "consent": "signature",
    "consent_on": "21/11/2026",
    "evidence": "list 4",
}
EXAMPLES = int(os.environ.get("SHEET_EXAMPLES", "12"))
KEYS = (*PERSON_KEYS, "registration")
POOL = list(people(40))


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """One laptop for all files: each finds there whom those before it brought."""
    made, _ = opening.set_up(tmp_path_factory.mktemp("one") / "data", PASSPHRASE, author="सुनीता यादव", area="9/129")
    yield made
    made.store.close()


def some_row(rng: Random, session: Session) -> list[str]:
    """Somebody of a few, as written elsewhere or with a cell or two otherwise."""
    row = dict(rng.choice(POOL))
    for key in rng.sample(PERSON_KEYS, rng.choice((0, 0, 1, 2))):
        row[key] = rng.choice(("", rng.choice(POOL)[key], row[key] and row[key] + "ा"))
    if rng.random() < 0.1 and (there := everybody(session)):
        row["registration"] = rng.choice(there).registration
    return [row.get(key, "") for key in KEYS]


def some_file(rng: Random, session: Session, path: Path) -> Path:
    """A workbook of one to three sheets; some rows stand there twice."""
    sheets = []
    for number in range(rng.randint(1, 3)):
        rows = [some_row(rng, session) for _ in range(rng.randint(1, 9))]
        sheets.append(OutputSheet(f"पन्ना {number}", KEYS, [*rows, *rng.sample(rows, rng.randint(0, 1))]))
    write_xlsx(path, sheets)
    return path


def sums(report: Report) -> dict[str, int]:
    return {
        "imported": report.imported,
        "updated": report.updated,
        "skipped": report.skipped,
        "errors": len(report.errors),
        "left": report.left_rows,
    }


@pytest.mark.parametrize("seed", range(EXAMPLES))
def test_an_import_does_what_was_decided(one: Session, tmp_path: Path, seed: int) -> None:
    rng = Random(seed)
    book = importing.open_tables(one, "artisans", some_file(rng, one, tmp_path / "a.xlsx"))
    head = import_head.read_head(one, HEAD, "hi") if rng.random() < 0.4 else import_head.NO_HEAD
    seen = importing.look(one, importing.Job(book.tables, book.left_out, head))
    choices: dict[Place, Choice] = {}
    for twin in seen.twins:
        what = rng.choice((NEW, SAME, LEAVE))
        choices[twin.place] = twin.choice if what == SAME else Choice(what)
    said = sums(seen)
    for outcome in not_new(seen.twins, choices).values():
        said["imported"] -= 1
        said[outcome] += 1
    before = len(everybody(one))
    job = importing.Job(book.tables, book.left_out, head, choices)
    assert sums(importing.run(one, job, words=EN)) == said
    assert len(everybody(one)) == before + said["imported"]
    again = importing.run(one, job, words=EN)
    assert (again.imported, again.updated) == (0, 0)
