"""The program without a window, as other programs call it: real files, streams, exit codes; each family of
sub-commands once as a real process."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from samarth_desktop.cli.main import main
from tests.conftest import FULL_KIB
from tests.journeys import in_process

PASSPHRASE = "neem ki chhaon mein"


class Program:
    """Calls `samarth-desktop` on a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "SAMARTH_CONFIG": str(folder / "config"),
            "SAMARTH_DATA": str(folder / "data"),
            "SAMARTH_PASSPHRASE": PASSPHRASE,
        }

    def __call__(self, *arguments: object, code: int = 0, **environment: str) -> Any:
        call = [*map(str, arguments), "--json", "--lang", "en"]
        return self._answer(in_process.run(main, call, self.environment | environment), code)

    def start(self, *arguments: object, code: int = 0) -> Any:
        """The same in a process of its own."""
        call = [sys.executable, "-m", "samarth_desktop", *map(str, arguments), "--json", "--lang", "en"]
        return self._answer(subprocess.run(call, capture_output=True, text=True, env=self.environment), code)

    def _answer(self, done: subprocess.CompletedProcess[str], code: int) -> Any:
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        self.said = done.stderr
        return json.loads(done.stdout) if done.stdout.strip() else None


@pytest.fixture
def program(tmp_path: Path) -> Program:
    made = Program(tmp_path)
    made("init", "--name", "सुनीता यादव", "--area", "9/129")
    return made


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Program, dict[str, Any]]:
    made = Program(tmp_path_factory.mktemp("demo"))
    return made, made("demo", "--out", made.folder / "out")


def sheet(program: Any, *rows: str) -> Path:
    file = program.folder / "people.csv"
    heads = "name_hi,name_en,relation,relative_hi,age,gender,mobile,phone_owner,village,district,state,sector,craft"
    file.write_text("\n".join((heads, *rows)) + "\n", encoding="utf-8-sig")
    return file


ROW = "रमेश कुमार,Ramesh Kumar,father,ओम प्रकाश,34,male,9839022218,own,ज़ैदपुर,Barabanki,Uttar Pradesh,handloom,गमछा"


def test_demo_fills_a_folder_and_prints(demo: tuple[Program, dict[str, Any]]) -> None:
    program, made = demo
    assert (made["people"], made["shgs"], len(made["certificates"])) == (4, 1, 5)
    assert all(Path(file).read_bytes().startswith(b"%PDF") for file in made["certificates"])
    cards = program("certificates", "issue", "--all", "--out", program.folder / "cards", "--cards")
    assert len({one["file"] for one in cards}) == 1 and len(cards) == 5
    assert program("check") == {"ok": True, "problems": []}
    program("demo", "--out", program.folder / "again", code=2)


def test_a_sheet_comes_in_and_is_found_in_both_scripts(program: Program) -> None:
    report = program("import", "artisans", sheet(program, ROW, ",,,,,,,,,,,,"))
    assert (report["imported"], report["skipped"]) == (1, 0)
    for text in ("ramesh", "रमेश", "rameshh kumaar", "9839022218", "2218"):
        hits = program("search", text)
        assert [hit["name_hi"] for hit in hits] == ["रमेश कुमार"], text
    assert program("search", "xyzzy") == []
    assert program("import", "artisans", sheet(program, ROW))["skipped"] == 1


def test_a_bad_row_is_named_and_the_rest_goes_in(program: Program) -> None:
    errors = program.folder / "errors.csv"
    nameless = ",,father,ओम,34,male,9839022219,own,ज़ैदपुर,Barabanki,Uttar Pradesh,handloom,गमछा"
    report = program("import", "artisans", sheet(program, nameless, ROW), "--errors", errors)
    assert report["imported"] == 1
    assert [error["row"] for error in report["errors"]] == [2]
    assert "9839022219" in errors.read_text("utf-8-sig")
    program("import", "artisans", sheet(program, nameless, ROW.replace("रमेश", "सुरेश")), "--strict", code=1)
    assert program("search", "सुरेश") == []


def test_a_certificate_needs_consent_and_keeps_its_serial(program: Program) -> None:
    program("import", "artisans", sheet(program, ROW))
    number = program("search", "ramesh")[0]["registration"]
    out = program.folder / "out"
    assert program("certificates", "issue", "--all", "--out", out, code=1) == []
    assert number in program.said
    program("correct", number, "programme=UP-ODOP", "consent=signature")
    first = program("certificates", "issue", "--registration", number, "--out", out)
    again = program("certificates", "issue", "--all", "--out", out, "--one-file")
    assert [one["serial"] for one in first] == [one["serial"] for one in again]
    program("correct", number, "name_en=Ramesh Kumar Verma")
    renewed = program("certificates", "issue", "--all", "--out", out)
    states = {one["serial"]: one["state"] for one in program("certificates", "list")}
    assert states == {first[0]["serial"]: "replaced", renewed[0]["serial"]: "valid"}
    assert program("verify", first[0]["file"], code=1)["reason"] == "replaced"
    program("certificates", "revoke", renewed[0]["serial"], "--reason", "wrong person")
    assert program("verify", renewed[0]["file"], code=1)["reason"] == "revoked"


def test_verify_needs_no_passphrase_and_catches_a_change(demo: tuple[Program, dict[str, Any]]) -> None:
    program, made = demo
    file = Path(made["certificates"][0])
    verdict = program("verify", file, code=1, SAMARTH_PASSPHRASE="", SAMARTH_DATA=str(program.folder / "nowhere"))
    assert (verdict["valid"], verdict["reason"]) == (False, "not_enrolled")
    content = bytearray(file.read_bytes())
    content[len(content) // 3] ^= 1
    broken = program.folder / "broken.pdf"
    broken.write_bytes(content)
    assert program("verify", broken, code=1)["reason"] in ("changed", "not_a_certificate")
    text = program.folder / "text.pdf"
    text.write_text("no certificate")
    assert program("verify", text, code=1)["reason"] == "not_a_certificate"
    program("verify", program.folder / "none.pdf", code=2)


def test_a_backup_comes_back_with_its_passphrase(program: Program) -> None:
    program("import", "artisans", sheet(program, ROW))
    file = program.folder / "backup.samarth"
    program("backup", file)
    number = program("search", "ramesh")[0]["registration"]
    program("correct", number, "village=मसौली")
    program("restore", file, code=1)
    assert "1" in program.said and "--yes" in program.said
    assert program("search", "ramesh")[0]["village"] == "मसौली"
    done = program("restore", file, "--yes")
    assert done["data"] == str(program.folder / "data") and done["lost"] == {"records": 1, "unsent": 1}
    assert (Path(done["kept"]) / "vault.json").is_file()
    assert program("search", "ramesh")[0]["village"] == "ज़ैदपुर"
    assert program("restore", file)["lost"] == {"records": 0, "unsent": 0}  # the same again: nobody need be asked
    assert program("check")["ok"]
    program("restore", file, code=2, SAMARTH_PASSPHRASE="some other words here")
    assert program("search", "ramesh")[0]["registration"] == number


def test_each_family_of_commands_starts_as_a_process(tmp_path: Path) -> None:
    """And a folder that was made by one process opens in another, with the full stretching of the passphrase."""
    program = Program(tmp_path)
    program.start("init", "--name", "सुनीता यादव", "--area", "9/129")
    assert program.start("import", "artisans", sheet(program, ROW))["imported"] == 1
    assert program.start("certificates", "list") == []
    assert program.start("backup", tmp_path / "b.samarth")["bytes"] > 0
    program.start("sync", code=2)
    assert program.said.count("\n") == 1
    assert json.loads((tmp_path / "data" / "vault.json").read_text())["vault"]["passphrase"]["memory"] == FULL_KIB
    assert [hit["name_hi"] for hit in program("search", "ramesh")] == ["रमेश कुमार"]


def test_who_reads_only_the_beginning_of_an_answer_hears_of_no_fault(program: Program) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    call = [sys.executable, "-m", "samarth_desktop", "programmes"]
    done = subprocess.run(call, env=program.environment, stdout=writes, stderr=subprocess.PIPE, text=True)
    os.close(writes)
    assert (done.returncode, done.stderr) == (1, "")


def test_what_cannot_run_says_so(program: Program) -> None:
    program("search", "x", code=2, SAMARTH_PASSPHRASE="wrong words these are")
    program("import", "artisans", program.folder / "none.csv", code=2)
    program("correct", "UP-7KQ4MX-00042-6", "village=x", code=2)
    program("init", code=2)


def test_the_wrong_passphrase_is_told_in_hindi(program: Program) -> None:
    call = [sys.executable, "-m", "samarth_desktop", "search", "x", "--lang", "hi"]
    done = subprocess.run(
        call, capture_output=True, text=True, env=program.environment | {"SAMARTH_PASSPHRASE": "wrong words these are"}
    )
    assert done.returncode == 2
    assert any("ऀ" <= ch <= "ॿ" for ch in done.stderr)


def test_what_can_be_read_of_damaged_data_is_saved(program: Program) -> None:
    program("import", "artisans", sheet(program, *(ROW for _ in range(3))))
    program("salvage", code=2)
    assert "not damaged" in program.said
    file = program.folder / "data" / "samarth.db"
    content = bytearray(file.read_bytes())
    content[-4000:-3900] = bytes(100)  # the last page
    file.write_bytes(content)
    program("check", code=1)
    done = program("salvage")
    assert done["operations"] and (Path(done["kept"]) / "samarth.db").read_bytes() == bytes(content)
    assert program("check")["ok"]
    program("salvage", code=2)
