"""Public bug reports about files, disks and paper: a full disk, a path that is too long, a photocopied certificate,
honorifics in the sentence, an export that Excel saved again."""

import errno
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy
import openpyxl
import pymupdf
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import catalog
from samarth_desktop.store.database import engine
from samarth_desktop.store.errors import refuse_long
from samarth_desktop.store.folder import backup
from tests.documents.tables import csv_bytes
from tests.journeys.command import Command
from tests.journeys.command import command as command
from tests.journeys.test_doubted_texts import HEADS, REST

MORE = ("relative_en", "honorific")


def brought(command: Command, *rows: dict[str, str], keys: tuple[str, ...] = HEADS) -> Any:
    """Imports rows of people who lack nothing, with what is said of each."""
    file = command.folder / "in.csv"
    every = [REST | {"mobile": f"98390127{at:02}"} | row for at, row in enumerate(rows)]
    file.write_bytes(csv_bytes([list(keys), *([row.get(key, "") for key in keys] for row in every)]))
    return command("import", "artisans", file)


def issued(command: Command) -> list[Path]:
    """The certificates of everybody, in the order of their serials."""
    numbers = [one["registration"] for one in command("search", "9839012", "--kind", "people", "--limit", "50")]
    for number in numbers:
        command("correct", number, "consent=signature")
    papers = command("certificates", "issue", "--all", "--out", command.folder / "out")
    return [Path(one["file"]) for one in sorted(papers, key=lambda one: str(one["registration"]))]


# -- a stick that takes nothing ----------------------------------------------------------------------------------------


def test_what_cannot_be_written_is_named_and_no_word_of_the_system_is_in_it(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write-protected stick: no file can be made on it, and none removed."""
    brought(command, {"name_hi": "रमेश कुमार"}, {"name_hi": "x" * 5000})
    stick = command.folder / "stick"
    stick.mkdir()
    _protect(monkeypatch, stick)
    refused = (
        ("export", "artisans", stick / "people.csv"),
        ("export", "artisans", stick / "people.xlsx"),
        ("export", "artisans", stick / "people.pdf"),
        ("import", "artisans", command.folder / "in.csv", "--errors", stick / "errors.csv"),
    )
    for call in refused:
        command(*call, code=2, lang="hi")
        assert f"{call[-1]} लिखी नहीं जा सकती।" in command.said, command.said
        assert "Read-only" not in command.said


def _protect(monkeypatch: pytest.MonkeyPatch, stick: Path) -> None:
    for name in ("touch", "unlink"):
        real = getattr(Path, name)

        def refuse(self: Path, *more: Any, real: Any = real, **how: Any) -> Any:
            if stick in self.parents:
                raise OSError(errno.EROFS, "Read-only file system", str(self))
            return real(self, *more, **how)

        monkeypatch.setattr(Path, name, refuse)


# -- a full disk -------------------------------------------------------------------------------------------------------


def test_a_disk_that_fills_up_in_an_import_keeps_what_came_in_and_a_backup_works(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = engine.connect
    full: list[BaseException] = []

    def connect(file: Path, key: bytes) -> Any:
        connection = real(file, key)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 250}")  # SQLite itself says that there is no room
        return connection

    def vacuum(folder: Path, keys: Any, copy: Path) -> None:
        if copy.parent == folder:
            copy.write_bytes(bytes(1000))
            raise full[0]
        copied(folder, keys, copy)

    rows = [{"name_hi": "", "name_en": f"Person {chr(65 + at // 26)}{chr(97 + at % 26)}"} for at in range(600)]
    with monkeypatch.context() as patch:
        patch.setattr(engine, "connect", connect)
        patch.setattr("samarth_desktop.actions.imports.importing._LONGEST_S", 0.0)
        file = command.folder / "in.csv"
        file.write_bytes(csv_bytes([list(HEADS), *([{**REST, **row}.get(key, "") for key in HEADS] for row in rows)]))
        command("import", "artisans", file, code=2)
    assert "The disk is full" in command.said and "100 rows came in before and stay" in command.said
    assert command("check") == {"ok": True, "problems": []}
    with pytest.raises(Exception, match="full") as failed:
        small = real(command.folder / "small.db", bytes(32))
        small.execute("PRAGMA max_page_count = 2")
        small.execute("CREATE TABLE t (x)")
        small.execute("INSERT INTO t VALUES (zeroblob(100000))")
    full.append(failed.value)
    copied = backup._vacuum
    monkeypatch.setattr(backup, "_vacuum", vacuum)
    target = command.folder / "stick" / "copy.samarth"
    target.parent.mkdir()
    assert command("backup", target)["people"] == 100
    assert [one.name for one in target.parent.iterdir()] == ["copy.samarth"]
    assert not list((command.folder / "data").glob("snapshot-*"))
    assert command("import", "artisans", file)["imported"] == 500, "the same file goes on"


# -- paths -------------------------------------------------------------------------------------------------------------


def test_a_folder_with_a_hindi_name_serves_and_one_with_too_long_a_path_says_so(
    command: Command, tmp_path: Path
) -> None:
    here = tmp_path / "उपयोगकर्ता राजेश 😀" / "OneDrive - कार्यालय"
    at = ("--data", here / "data")
    command(*at, "init", "--area", "9/129")
    brought(command, {"name_hi": "सुनीता देवी"})
    command(*at, "import", "artisans", tmp_path / "in.csv")
    command(*at, "export", "artisans", here / "सूची.xlsx")
    command(*at, "backup", here / "प्रति.samarth")
    assert command(*at, "check")["ok"]
    for long in (tmp_path / ("ग" * 200), Path(tmp_path, *["ग" * 60] * 4)):
        for language, words in (("en", "is too long"), ("hi", "लंबा")):
            command("--data", long, "init", "--area", "9/129", code=2, lang=language)
            assert words in command.said and "too long" not in (command.said if language == "hi" else "")
        assert not long.exists() if len(long.name) < 100 else True
    command(*at, "backup", here / ("ग" * 200), code=2)
    assert "is too long" in command.said


def test_the_longest_path_that_is_let_in_can_hold_data(command: Command, tmp_path: Path) -> None:
    room = 489 - len(os.fsencode(tmp_path))
    folder = Path(tmp_path, "x" * 200, "x" * (room - 202))
    refuse_long(folder)
    command("--data", folder, "init", "--area", "9/129")
    assert command("--data", folder, "check")["ok"]
    with pytest.raises(KnownError) as refused:
        refuse_long(folder.with_name(folder.name + "xx"))
    assert "too long" in catalog("en").say(refused.value.text)


# -- paper -------------------------------------------------------------------------------------------------------------


def _copied(page: Image.Image) -> Image.Image:
    return (
        page.point(lambda ink: 255 * (ink > 140)).filter(ImageFilter.GaussianBlur(1)).point(lambda i: 255 * (i > 150))
    )


def _noisy(page: Image.Image) -> Image.Image:
    ink = numpy.asarray(page.filter(ImageFilter.GaussianBlur(1.2)), dtype=float)
    ink += numpy.random.default_rng(1).normal(0, 25, ink.shape)
    return Image.fromarray(numpy.clip(ink, 0, 255).astype("uint8"))


def _shaded(page: Image.Image) -> Image.Image:
    shade = Image.new("L", page.size, 255)
    ImageDraw.Draw(shade).polygon(
        [(0, 0), (page.width * 2 // 3, 0), (page.width // 3, page.height), (0, page.height)], 185
    )
    return Image.fromarray((numpy.asarray(page).astype(int) * numpy.asarray(shade) // 255).astype("uint8"))


def _penned(page: Image.Image) -> Image.Image:
    page = page.copy()
    ImageDraw.Draw(page).line((0, page.height * 3 // 4, page.width, page.height * 4 // 5), 0, 3)
    return page


def _jpeg(page: Image.Image, quality: int) -> Image.Image:
    stream = io.BytesIO()
    page.save(stream, "JPEG", quality=quality)
    return Image.open(stream)


_HURT: dict[str, Callable[[Image.Image], Image.Image]] = {
    "as it is": lambda page: page,
    "a copy of a copy": lambda page: _copied(_copied(page).resize((page.width * 97 // 100, page.height * 97 // 100))),
    "askew": lambda page: _jpeg(_noisy(page).rotate(4, expand=True, fillcolor=255), 40),
    "on its side": lambda page: page.rotate(90, expand=True),
    "upside down": lambda page: page.rotate(180),
    "inverted": ImageOps.invert,
    "half the size": lambda page: _jpeg(page.resize((page.width // 2, page.height // 2)), 30),
    "in a shadow": _shaded,
    "with a line of a pen": _penned,
}


def test_a_photocopied_certificate_is_read_and_the_laptop_knows_its_own_seal(command: Command) -> None:
    brought(command, {"name_hi": "सुनीता देवी", "name_en": "Sunita Devi"})
    (paper,) = issued(command)
    with pymupdf.open(paper) as document:
        drawn = document[0].get_pixmap(dpi=150, colorspace=pymupdf.csGRAY)
    page = Image.frombytes("L", (drawn.width, drawn.height), drawn.samples)
    of_paper = command("verify", paper, code=1)
    for hurt, act in _HURT.items():
        act(page).save(command.folder / "photo.png")
        said = command("verify", command.folder / "photo.png", code=3)
        seen = (said["reason"], said["serial"], said["holder"], said["compare"])
        assert seen == (of_paper["reason"], of_paper["serial"], of_paper["holder"], True), hurt
    assert of_paper["reason"] == "not_enrolled"


_SENTENCES = (
    ("husband", "female", "श्री रमेश कुमार", "Shri Ramesh Kumar", "पति श्री रमेश कुमार,", "wife of Shri Ramesh Kumar,"),
    ("father", "male", "स्व० करीम", "Late Karim", "पिता स्व. करीम,", "son of Late Karim,"),
    ("husband", "female", "स्व. श्री मोहन लाल", "Late Shri Mohan Lal", "पति स्व. मोहन लाल,", "wife of Late Mohan Lal,"),
    ("father", "other", "राम लाल", "Ram Lal", "पिता श्री राम लाल,", "child of Shri Ram Lal,"),
    ("mother", "transgender", "सीता देवी", "Sita Devi", "माता श्रीमती सीता देवी,", "child of Smt. Sita Devi,"),
    ("mother", "male", "श्रीमती सीता देवी", "Smt. Sita Devi", "माता श्रीमती सीता देवी,", "son of Smt. Sita Devi,"),
    ("husband", "other", "डॉ. राजू", "Dr. Raju", "पति डॉ. राजू,", "spouse of Dr. Raju,"),
    ("father", "female", "पं. राम", "Pt. Ram", "पिता पं. राम,", "daughter of Pt. Ram,"),
)


def test_no_honorific_stands_twice_and_the_relation_fits_the_person(command: Command) -> None:
    names = ("सुनीता देवी", "आरिफ", "मीरा", "काजल", "काजल रानी", "मोहन", "रानी", "गीता")
    rows = [
        {"name_hi": name, "relation": relation, "gender": gender, "relative_hi": hindi, "relative_en": english}
        for name, (relation, gender, hindi, english, *_) in zip(names, _SENTENCES, strict=True)
    ]
    brought(command, *rows, keys=(*HEADS, *MORE))
    for paper, (*_, hindi, english) in zip(issued(command), _SENTENCES, strict=True):
        with pymupdf.open(paper) as document:
            words = document[0].get_text()
        assert hindi in words and english in words


# -- there and back ----------------------------------------------------------------------------------------------------


def test_an_export_that_was_edited_in_excel_comes_back_as_there_already(command: Command) -> None:
    """Masked numbers, leading zeros, guarded signs of formulas and line breaks survive a second program."""
    rows = (
        {"name_hi": "सुनीता देवी", "bank_account": "000123456789", "bank_ifsc": "SBIN0001234", "remarks": "=1+1"},
        {"name_hi": "कमला देवी", "village": "-ज़ैदपुर", "craft": "+चिकनकारी", "remarks": "@x\nदूसरी पंक्ति"},
    )
    said = brought(command, *rows, keys=(*HEADS, "bank_account", "bank_ifsc", "remarks"))
    assert said["imported"] == 2
    before = [command("show", one["registration"])["values"] for one in command("search", "9839012", "--limit", "9")]
    for ending in ("csv", "xlsx"):
        out = command.folder / f"out.{ending}"
        command("export", "artisans", out)
        if ending == "xlsx":
            book = openpyxl.load_workbook(out)  # another program reads it all and writes it anew
            book.active.insert_rows(1)
            book.save(out)
        else:
            text = out.read_text("utf-8-sig").replace(",", ";")  # as Excel writes it where the comma is a decimal sign
            out.write_text(text, "utf-8-sig")
        again = command("import", "artisans", out)
        assert (again["skipped"], again["imported"], again["updated"], again["errors"]) == (2, 0, 0, [])
    after = [command("show", one["registration"])["values"] for one in command("search", "9839012", "--limit", "9")]
    assert after == before and {one["bank_account"][-4:] for one in before} == {"6789", ""}
