"""The programmes people are enrolled in: data, not code.

Seven ship in ``resources/programmes.toml``; an office adds its own as TOML files in a folder, without a release.
Everything said to a person stands in those files in both languages, not in the catalogs.
"""

import functools
from collections.abc import Mapping
from pathlib import Path

from samarth_desktop.domain import programme_file
from samarth_desktop.domain.programme_model import AskedDocument, ExtraField, Option, Programme
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
    """The shipped programmes and those of the office's files in the folder `own`.

    A file with the code of a shipped programme replaces it, so that wording is mended without a release. A file
    with a mistake is left out; :func:`problems` says which and why.
    """
    found = {p.code: p for p in programme_file.shipped().programmes}
    for path in _files(own):
        loaded, _ = _read(path, path.stat().st_mtime_ns)
        found.update((p.code, p) for p in loaded)
    return tuple(found.values())


def programme(code: str, own: Path | None = None) -> Programme | None:
    """One programme by its code, in any case; None when it is not known (a newer office file elsewhere)."""
    return next((p for p in programmes(own) if p.code == code.strip().upper()), None)


def for_place(state_code: str, own: Path | None = None) -> tuple[Programme, ...]:
    """The programmes that run in a state (LGD code)."""
    return tuple(p for p in programmes(own) if p.runs_in(state_code))


def problems(own: Path) -> Mapping[str, Text]:
    """What is wrong with the office's files, by file name; empty when all is well."""
    return {p.name: text for p in _files(own) for text in [_read(p, p.stat().st_mtime_ns)[1]] if text}


def relation_line(relation: str, language: str, relative: str, gender: str = "") -> str:
    """E.g. ``wife of Mohammad Aslam`` from the code of the relation; '' when either is missing or unknown."""
    found = programme_file.shipped().relations.get(relation)
    return found.line(language, relative, gender) if found else ""


def _files(own: Path | None) -> list[Path]:
    return sorted(own.glob("*.toml")) if own else []


@functools.lru_cache(64)
def _read(path: Path, changed: int) -> tuple[tuple[Programme, ...], Text | None]:
    """The programmes of one file, or the sentence that says what is wrong; `changed` renews the cache."""
    try:
        return programme_file.load(path.read_text(encoding="utf-8-sig")), None
    except KnownError as error:
        return (), error.text
    except (OSError, UnicodeDecodeError):
        return (), T("The file cannot be read as text (UTF-8).")
