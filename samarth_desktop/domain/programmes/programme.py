"""The programmes people are enrolled in: data, not code.

Seven ship in ``resources/programmes``; an office tries its own out as TOML files in a folder, without a release.
Everything said to a person stands in those files in both languages, not in the catalogs.
"""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from samarth_desktop.domain.programmes import programme_file
from samarth_desktop.domain.programmes.programme_model import AskedDocument, ExtraField, Option, Programme
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text

__all__ = [
    "AskedDocument",
    "ExtraField",
    "Option",
    "Programme",
    "for_place",
    "problems",
    "programme",
    "programmes",
    "relation_line",
]


def programmes(own: Path | None = None) -> tuple[Programme, ...]:
    """The shipped programmes, then those of the files in the folder `own`, each marked as a trial.

    Anybody who has the folder can write any words there, so a file never stands for a shipped programme, and nothing
    under it is a certificate. What has a mistake or a code that is taken is left out; :func:`problems` says why.
    """
    found = {p.code: p for p in programme_file.shipped().programmes}
    for path in _files(own):
        for one in _loaded(path)[0]:
            found.setdefault(one.code, one)
    return tuple(found.values())


def programme(code: str, own: Path | None = None) -> Programme | None:
    """One programme by its code, in any case; None when it is not known (a newer office file elsewhere)."""
    return next((p for p in programmes(own) if p.code == code.strip().upper()), None)


def for_place(state_code: str, own: Path | None = None) -> tuple[Programme, ...]:
    """The programmes that run in a state (LGD code)."""
    return tuple(p for p in programmes(own) if p.runs_in(state_code))


def problems(own: Path) -> Mapping[str, Text]:
    """What is wrong with the files of the folder, by file name; empty when all is well."""
    return dict(_problems(own))


def _problems(own: Path) -> Iterator[tuple[str, Text]]:
    taken = {p.code for p in programme_file.shipped().programmes}
    for path in _files(own):
        loaded, wrong = _loaded(path)
        double = [one.code for one in loaded if one.code in taken]
        taken.update(one.code for one in loaded)
        if wrong is not None:
            yield path.name, wrong
        elif double:
            yield path.name, T("There is a programme {code} already. Give this one another code.", code=double[0])


def codes_in(path: Path) -> tuple[str, ...]:
    """The codes of the programmes in a file; none where it cannot be read."""
    return tuple(one.code for one in _loaded(path)[0])


def text_of(code: str, own: Path | None = None) -> str | None:
    """The file of a programme as it stands, shipped or a trial; None when it is not known."""
    wanted = code.strip().upper()
    if any(one.code == wanted for one in programme_file.shipped().programmes):
        return programme_file.text_of(wanted)
    path = next((path for path in _files(own) if wanted in codes_in(path)), None)
    return path.read_text(encoding="utf-8-sig") if path else None


def relation_line(relation: str, language: str, relative: str, gender: str = "") -> str:
    """E.g. ``wife of Mohammad Aslam`` from the code of the relation; '' when either is missing or unknown."""
    found = programme_file.shipped().relations.get(relation)
    return found.line(language, relative, gender) if found else ""


def _files(own: Path | None) -> list[Path]:
    return sorted(own.glob("*.toml")) if own else []


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
