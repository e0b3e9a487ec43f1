"""The programmes people are enrolled in: data, not code.

Seven ship in ``resources/programmes``; an office publishes others and newer versions to all laptops, and tries its own
out as TOML files in a folder, without a release.
Everything said to a person stands in those files in both languages, not in the catalogs.
"""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from samarth_desktop.domain.programmes import programme_file
from samarth_desktop.domain.programmes.programme_model import AskedDocument, ExtraField, Option, Programme
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text

__all__ = [
    "AskedDocument",
    "ExtraField",
    "Library",
    "Option",
    "Own",
    "Programme",
    "Published",
    "for_place",
    "problems",
    "programme",
    "programmes",
    "relation_line",
]


@dataclass(frozen=True, slots=True)
class Published:
    """A version of a programme that the office published to everybody (area ``*``): what its file says, the day, by
    whom, and the file of the version that was followed before, "" for none."""

    code: str
    version: int
    text: str
    on: str = ""
    by: str = ""
    before: str = ""

    @property
    def day(self) -> date | str:
        """The day; the words that stand there where they are none, as another program wrote them."""
        try:
            return date.fromisoformat(self.on)
        except ValueError:
            return self.on


@dataclass(frozen=True, slots=True)
class Library:
    """Where programmes are found beside the shipped ones: what the office published, and the folder of trials."""

    folder: Path
    published: tuple[Published, ...] = ()


Own = Path | Library
"""A folder of trials alone is a library without published ones."""


def programmes(own: Own | None = None) -> tuple[Programme, ...]:
    """The shipped programmes and those that the office published, of each the highest version; then those of the files
    in the folder, each marked as a trial.

    Anybody who has the folder can write any words there, so a file never stands for another programme, and nothing
    under it is a certificate. What has a mistake or a code that is taken is left out; :func:`problems` says why.
    """
    found = {p.code: p for p in programme_file.shipped().programmes}
    for one in _published(own):
        if one.code not in found or one.version > found[one.code].version:
            found[one.code] = one
    for path in _files(own):
        for one in _loaded(path)[0]:
            found.setdefault(one.code, one)
    return tuple(found.values())


def programme(code: str, own: Own | None = None) -> Programme | None:
    """One programme by its code, in any case; None when it is not known (a newer office file elsewhere)."""
    return next((p for p in programmes(own) if p.code == code.strip().upper()), None)


def for_place(state_code: str, own: Own | None = None) -> tuple[Programme, ...]:
    """The programmes that run in a state (LGD code)."""
    return tuple(p for p in programmes(own) if p.runs_in(state_code))


def problems(own: Own) -> Mapping[str, Text]:
    """What is wrong with the files of the folder, by file name; empty when all is well."""
    return dict(_problems(own))


def _problems(own: Own) -> Iterator[tuple[str, Text]]:
    taken = {p.code for p in (*programme_file.shipped().programmes, *_published(own))}
    for path in _files(own):
        loaded, wrong = _loaded(path)
        double = [one.code for one in loaded if one.code in taken]
        taken.update(one.code for one in loaded)
        if wrong is not None:
            yield path.name, wrong
        elif double:
            yield path.name, T("There is a programme {code} already. Give this one another code.", code=double[0])


def shipped(code: str) -> tuple[Programme, ...]:
    """The shipped programme with this code, if there is one."""
    return tuple(one for one in programme_file.shipped().programmes if one.code == code)


def codes_in(path: Path) -> tuple[str, ...]:
    """The codes of the programmes in a file; none where it cannot be read."""
    return tuple(one.code for one in _loaded(path)[0])


def text_of(code: str, own: Own | None = None) -> str | None:
    """The file of a programme as it stands, shipped or a trial; None when it is not known."""
    wanted = code.strip().upper()
    known = programme(wanted, own)
    for one in own.published if isinstance(own, Library) else ():
        if known is not None and (one.code, one.version) == (wanted, known.version):
            return one.text
    if any(one.code == wanted for one in programme_file.shipped().programmes):
        return programme_file.text_of(wanted)
    path = next((path for path in _files(own) if wanted in codes_in(path)), None)
    return path.read_text(encoding="utf-8-sig") if path else None


def relation_line(relation: str, language: str, relative: str, gender: str = "") -> str:
    """E.g. ``wife of Mohammad Aslam`` from the code of the relation; '' when either is missing or unknown."""
    found = programme_file.shipped().relations.get(relation)
    return found.line(language, relative, gender) if found else ""


def _files(own: Own | None) -> list[Path]:
    folder = own.folder if isinstance(own, Library) else own
    return sorted(folder.glob("*.toml")) if folder else []


def _published(own: Own | None) -> list[Programme]:
    """The published programmes that this program can read; a newer one's may say what it does not know."""
    texts = [one.text for one in own.published] if isinstance(own, Library) else []
    return [one for text in texts for one in of_text(text)]


@functools.lru_cache(128)
def of_text(text: str) -> tuple[Programme, ...]:
    """The programmes of a file's text; none where it is not right."""
    try:
        return programme_file.load(text)
    except KnownError:
        return ()


def _loaded(path: Path) -> tuple[tuple[Programme, ...], Text | None]:
    try:
        return _read(path, path.stat().st_mtime_ns)
    except OSError:  # gone since the folder was listed
        return (), None


@functools.lru_cache(64)
def _read(path: Path, changed: int) -> tuple[tuple[Programme, ...], Text | None]:
    """The programmes of one file, or the sentence that says what is wrong; `changed` renews the cache."""
    try:
        loaded = programme_file.load(path.read_text(encoding="utf-8-sig"))
        return tuple(replace(one, trial=True) for one in loaded), None
    except KnownError as error:
        return (), error.text
    except (OSError, UnicodeDecodeError):
        return (), T("The file cannot be read as text (UTF-8).")
