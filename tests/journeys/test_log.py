"""The log on the laptop: it says what was done and what went wrong, and nothing of anybody."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from stdnum import verhoeff

from samarth_desktop import logs
from samarth_desktop.actions import search
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from tests import postgres_fixture
from tests.journeys import in_process
from tests.journeys.test_command_line import PASSPHRASE, ROW, Program, main, sheet
from tests.journeys.test_command_line import program as program

AADHAAR = "23456789012" + verhoeff.calc_check_digit("23456789012")
OF_HER = ("रमेश", "ramesh", "कुमार", "kumar", "ओम", "9839022218", "2218", "ज़ैदपुर", "बाराबंकी", AADHAAR, AADHAAR[:4],
          AADHAAR[4:8], "neem", "सुनीता", "sunita", "बुनाई", "people.csv")  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_stays_open() -> Iterator[None]:
    yield
    tree = logging.getLogger("samarth_desktop")
    for handler in list(tree.handlers):
        tree.removeHandler(handler)
        handler.close()
    tree.propagate = True
    tree.setLevel(logging.NOTSET)


def written(folder: Path) -> str:
    return "".join(file.read_text("utf-8") for file in sorted(folder.glob(f"{logs.FILE}*")))


def nobody_in(text: str) -> None:
    found = [word for word in OF_HER if word in text.lower()]
    assert found == []


def test_a_whole_registration_and_its_sync_leave_no_trace_of_her(program: Program, monkeypatch) -> None:
    said = []

    def call(*words: object, code: int = 0) -> object:
        answer = program(*words, "--debug", code=code)
        said.append(program.said)
        return answer

    row = ROW.replace("गमछा", f"बुनाई {AADHAAR}")
    call("import", "artisans", sheet(program, row, f"9839022218,{AADHAAR},,,,,,,,,,,"))
    number = program("search", "ramesh")[0]["registration"]
    call("search", f"रमेश {AADHAAR}")
    call("correct", number, "craft=गमछा बुनाई", "programme=UP-ODOP", "consent=signature", "mobile=9839022218")
    call("correct", number, "mobile=12", "shoes=9839022218", code=2)
    (made,) = call("certificates", "issue", "--registration", number, "--out", program.folder / "out")
    call("verify", made["file"], code=1)
    call("sync", code=2)
    with (
        postgres_fixture.fresh_hub(*postgres_fixture.start_server()) as hub,
        postgres_fixture.listening(hub) as url,
    ):
        call("enrol", url, "000000000000", code=2)
        call("enrol", url, postgres_fixture.code(hub, "9/129", person="सुनीता यादव"))
        assert call("sync")["pushed"] > 0
        call("parcel", "write", program.folder / "ramesh.parcel")

    def fails(*words: object, **more: object) -> object:
        try:
            raise ValueError(f"no such person: रमेश कुमार, Ramesh Kumar, 9839022218, {AADHAAR}")
        except ValueError as error:
            raise RuntimeError({"mobile": "9839022218"}) from error

    monkeypatch.setattr(search, "search", fails)
    assert in_process.run(main, ["search", "ramesh", "--debug"], program.environment).returncode == 1
    log = written(program.folder / "config")
    nobody_in(log)
    for told in ("command correct: exit 0", "command certificates-issue: exit 0", "round-with-hub: pushed", "RuntimeError",
                 "ValueError", "test_log.py", "parcel-written", "could not: samarth_desktop.errors.KnownError"):  # fmt: skip
        assert told in log, told
    assert any("command correct" in one for one in said), "--debug also says it on stderr"


@pytest.mark.parametrize(
    "values",
    [
        ("रमेश कुमार",), ("Ramesh Kumar",), ("9839022218",), (9839022218,), (AADHAAR,), ("2345 6789 0124",),
        (["रमेश"],), ({"mobile": "9839022218"},), (Path("/home/ramesh/people.csv"),), (PASSPHRASE,),
    ],
    ids=str,
)  # fmt: skip
def test_whatever_is_handed_over_is_no_data_in_the_end(tmp_path: Path, monkeypatch, values) -> None:
    """Also where somebody logs what she should not."""
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path))
    logs.start(debug=True)
    log = logging.getLogger("samarth_desktop.anything")
    log.warning("saved %s", *values)
    try:
        raise KeyError(str(values))
    except KeyError:
        log.exception("could not save %s", *values)
    logging.getLogger("sqlalchemy.engine").error("INSERT %s", *values)
    nobody_in(written(tmp_path))
    assert "saved" in written(tmp_path) and "KeyError" in written(tmp_path)


def test_codes_and_figures_are_written(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path))
    logs.start()
    log = logging.getLogger("samarth_desktop.anything")
    log.info("page %s after %d of %.1f, %s", "artisan-form", 120_000, 2.5, True)
    log.debug("not without being asked")
    log.warning("could not: %s", logs.redacted(KnownError(T("{file} cannot be used", file="ramesh.csv"))))
    text = written(tmp_path)
    assert "page artisan-form after 120000 of 2.5, True" in text and "not without" not in text
    assert "{file} cannot be used" in text and "ramesh" not in text


def test_it_stays_small_and_never_stops_the_work(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    logs.start()
    log = logging.getLogger("samarth_desktop.anything")
    for _ in range(9000):
        log.info("%s", logs.Redacted("x" * 100))
    files = list((tmp_path / "config").glob(f"{logs.FILE}*"))
    assert 1 < len(files) <= 3 and sum(file.stat().st_size for file in files) <= 3 * 256 * 1024
    (tmp_path / "taken").write_text("a file where the folder should be")
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "taken"))
    logs.start()
    log.info("nowhere")
    (tmp_path / "whole").mkdir()
    (tmp_path / "whole" / logs.FILE).mkdir()  # a folder where the file should be
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "whole"))
    logs.start()
    log.info("nowhere")
