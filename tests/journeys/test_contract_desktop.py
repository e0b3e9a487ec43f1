"""The contract of `samarth-desktop` as other programs meet it: its files, exit codes and streams."""

import csv
import json
import subprocess
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from stdnum import verhoeff

from tests.journeys.process_harness import LaptopProcess

AADHAAR = "23456789012" + verhoeff.calc_check_digit("23456789012")
HEADS = "name_hi name_en relation relative_hi birth_date gender mobile phone_owner village district state craft sector programme"
ROW = ["रमेश कुमार", "Ramesh Kumar", "father", "ओम प्रकाश", "15/07/1984", "male", "9839022218", "own", "ज़ैदपुर",
       "Barabanki", "Uttar Pradesh", "गमछा बुनाई", "handloom", "UP-ODOP"]  # fmt: skip


@pytest.fixture
def laptop(tmp_path: Path) -> LaptopProcess:
    made = LaptopProcess(tmp_path, "laptop")
    assert made.run("init", "--name", "Asha", "--area", "9/129").returncode == 0
    return made


def ask(laptop: LaptopProcess, *words: object, code: int = 0) -> Any:
    """The answer as JSON; nothing but JSON stands on stdout, and no traceback anywhere."""
    done = laptop.run(*map(str, words))
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == code, done.stdout + done.stderr
    return json.loads(done.stdout) if code != 2 else done.stderr


def sheet(folder: Path, *rows: list[str], heads: str = HEADS, name: str = "people.csv") -> Path:
    file = folder / name
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([heads.split(), *rows])
    return file


def test_a_certificate_in_another_language_is_the_same_certificate(laptop: LaptopProcess, tmp_path: Path) -> None:
    """The craft stands on a bilingual page once and the sealed name is in Hindi: neither may change what is issued."""
    ask(laptop, "import", "artisans", sheet(tmp_path, ROW))
    number = ask(laptop, "search", "ramesh")[0]["registration"]
    ask(laptop, "correct", number, "consent=signature")
    serials = set()
    for language in ("both", "hi", "en"):
        (made,) = ask(laptop, "certificates", "issue", "--all", "--out", tmp_path / language, "--language", language)
        serials.add(made["serial"])
        verdict = ask(laptop, "verify", made["file"], code=1)
        assert (verdict["reason"], verdict["serial"]) == ("not_enrolled", made["serial"]), language
        assert (verdict["programme"], verdict["programme_version"], verdict["compare"]) == ("UP-ODOP", "1", False)
    assert len(serials) == 1
    (entry,) = ask(laptop, "certificates", "list")
    assert (entry["registration"], entry["state"], entry["printed"]) == (number, "valid", 3)
    picture = tmp_path / "scan.png"
    pypdfium2.PdfDocument(made["file"])[0].render(scale=150 / 72).to_pil().save(picture)
    # Paper has an answer and an exit code of its own; the name comes from the register where that is at hand.
    paper = ask(laptop, "verify", picture, code=3)
    assert (paper["serial"], paper["reason"]) == (entry["serial"], "not_enrolled")
    assert paper["valid"] is True and paper["compare"] is True and paper["holder"] == "रमेश कुमार"
    anybody = LaptopProcess(tmp_path, "laptop")
    del anybody.environment["SAMARTH_PASSPHRASE"]
    assert ask(anybody, "verify", picture, code=3)["holder"] == ""
    hits = ask(laptop, "search", "Ramesh Kumar")
    assert [hit["kind"] for hit in hits] == ["people", "certificates"]
    assert hits[0]["score"] == 1
    ask(laptop, "certificates", "revoke", "A-000000-00001-0", "--reason", "x", code=2)


def test_a_search_without_hits_is_no_failure_and_odd_numbers_are_told(laptop: LaptopProcess) -> None:
    for kind in ("products", "workshops", "all"):
        assert ask(laptop, "search", "xyzzy", "--kind", kind) == []
    for words in (
        ("search", "x", "--limit", "-1"),
        ("duplicates", "--threshold", "7"),
        ("duplicates", "--threshold", "nan"),
    ):
        ask(laptop, *words, code=2)


def test_a_row_that_says_less_is_another_person(laptop: LaptopProcess, tmp_path: Path) -> None:
    """Only an identical row is there already; a namesake of whom less is known comes in, and is counted."""
    less = [cell if at in (0, 1, 2, 3, 8, 9, 10) else "" for at, cell in enumerate(ROW)]
    report = ask(laptop, "import", "artisans", sheet(tmp_path, ROW, less, ROW))
    assert (report["imported"], report["skipped"]) == (2, 1)
    assert report["duplicates"] == 1
    report = ask(laptop, "import", "artisans", sheet(tmp_path, ROW, less))
    assert (report["imported"], report["skipped"]) == (0, 2)


def test_a_masked_export_comes_back_without_a_change(laptop: LaptopProcess, tmp_path: Path) -> None:
    short = [*ROW[:6], "12345", *ROW[7:]]
    assert ask(laptop, "import", "artisans", sheet(tmp_path, short))["imported"] == 1
    ask(laptop, "export", "artisans", tmp_path / "out.csv")
    report = ask(laptop, "import", "artisans", tmp_path / "out.csv")
    assert (report["updated"], report["skipped"]) == (0, 1)
    ask_no = laptop.run("export", "artisans", str(tmp_path / "full.csv"), "--unmasked")
    assert (ask_no.returncode, ask_no.stdout) == (1, "") and ask_no.stderr


def test_no_full_aadhaar_number_stays_anywhere(laptop: LaptopProcess, tmp_path: Path) -> None:
    in_hindi = AADHAAR.translate(str.maketrans("0123456789", "०१२३४५६७८९"))
    spaced = f"{AADHAAR[:4]} {AADHAAR[4:8]} {AADHAAR[8:]}"
    rows = [
        [f"नाम {AADHAAR}", *ROW[1:], spaced],
        ["", "", *ROW[2:], in_hindi],
        [*ROW[:8], AADHAAR, *ROW[9:], f"x{AADHAAR}y"],
    ]
    file = sheet(tmp_path / "laptop", *rows, heads=f"{HEADS} remarks", name="aadhaar.csv")
    errors = tmp_path / "errors.csv"
    done = laptop.run("import", "artisans", str(file), "--errors", str(errors))
    file.unlink()
    said = done.stdout + done.stderr + errors.read_text("utf-8-sig")
    ask(laptop, "export", "artisans", tmp_path / "out.csv")
    said += (tmp_path / "out.csv").read_text("utf-8-sig")
    assert AADHAAR[-4:] in said
    for full in (AADHAAR, spaced, in_hindi):
        assert full not in said
        for path in (one for one in tmp_path.rglob("*") if one.is_file()):
            assert full.encode() not in path.read_bytes(), path


def test_answers_are_utf8_on_every_console(laptop: LaptopProcess, tmp_path: Path) -> None:
    """Windows pipes speak a code page without Devanagari."""
    ask(laptop, "import", "artisans", sheet(tmp_path, ROW))
    laptop.environment["PYTHONIOENCODING"] = "cp1252"
    for words, there in (("search", "ramesh", "--lang", "hi"), "रमेश कुमार"), (("sync", "--lang", "hi"), "लैपटॉप"):
        done = subprocess.run(laptop.command(*words), capture_output=True, env=laptop.environment)
        assert there in (done.stdout + done.stderr).decode("utf-8")
    nameless = sheet(tmp_path, ["", "", *ROW[2:]], ["कमला", *ROW[1:]])
    assert "nowhere" in ask(laptop, "import", "artisans", nameless, "--errors", tmp_path / "nowhere" / "e.csv", code=2)
    assert ask(laptop, "search", "कमला") == []


def test_folders_and_files_that_cannot_be_used_are_told(laptop: LaptopProcess, tmp_path: Path) -> None:
    file = sheet(tmp_path, ROW)
    for words in (
        ("backup", tmp_path / "nowhere" / "b.samarth"),
        ("certificates", "issue", "--all", "--out", file),
        ("demo", "--out", file, "--data", tmp_path / "demo"),
        ("init", "--data", file),
        ("locations", "import", tmp_path / "none.csv"),
        ("import", "artisans", tmp_path),
    ):
        assert ask(laptop, *words, code=2), words
    data = laptop.folder / "samarth.db"
    data.write_bytes(b"")
    assert "damaged" in ask(laptop, "check", code=2)


def test_the_area_of_a_laptop_is_kept_by_its_codes(tmp_path: Path) -> None:
    made = LaptopProcess(tmp_path, "other")
    assert ask(made, "init", "--area", "99/1", code=2)
    assert not made.folder.exists()
    ask(made, "init", "--area", "UP/Maharajganj")
    with made.session() as session, session.store.read() as reader:  # type: ignore[attr-defined]
        assert reader.setting("home_area") == "9/164"


def test_a_demo_without_a_passphrase_leaves_no_folder_that_nobody_can_open(tmp_path: Path) -> None:
    made = LaptopProcess(tmp_path, "demo")
    environment = {key: value for key, value in made.environment.items() if key != "SAMARTH_PASSPHRASE"}
    done = subprocess.run(made.command("demo", "--out", str(tmp_path / "out")), capture_output=True, env=environment)
    assert done.returncode == 0 and len(json.loads(done.stdout)["certificates"]) == 5
    assert not made.folder.exists()
