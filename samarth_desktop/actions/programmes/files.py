"""Programmes as files: the list of those that are known here, an office's own taken in, any of them written out."""

from pathlib import Path
from typing import Any

from samarth_desktop.actions.session import Session
from samarth_desktop.domain.programmes import programme, programme_file
from samarth_desktop.domain.programmes.programme_model import Programme
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T

MOST_BYTES = 48_000
"""A programme travels as one operation."""


class NotRight(KnownError):
    """A programme file is not right; nothing was added."""


def rows(session: Session) -> list[dict[str, Any]]:
    """The programmes as the contract prints them."""
    return [
        {
            "code": one.code,
            "name_hi": one.name.hi,
            "name_en": one.name.en,
            "states": list(one.states),
            "holders": list(one.holders),
            "waiver_months": one.waiver_months,
            "catalogue_limit": one.catalogue_limit,
            "source": "; ".join(str(source) for source in one.sources),
            "version": one.version,
            "trial": one.trial,
        }
        for one in programme.programmes(session.programmes)
    ]


def read(path: Path) -> tuple[str, Programme]:
    """The text and the programme of a file. NotRight names the line and the reason."""
    if path.stat().st_size > MOST_BYTES:
        raise NotRight(T("The file is larger than {n} bytes, which is too much for a programme.", n=MOST_BYTES))
    try:
        text = path.read_bytes().decode("utf-8-sig")
        found = programme_file.load(text)
    except UnicodeDecodeError:
        raise NotRight(T("The file cannot be read as text (UTF-8).")) from None
    except KnownError as error:
        raise NotRight(error.text) from None
    if len(found) > 1:
        raise NotRight(T("Put each programme into a file of its own: here are {n}.", n=len(found)))
    return text, found[0]


def add(session: Session, path: Path) -> Programme:
    """Takes a file in as a trial, in the place of an earlier trial of the same code. NotRight when it is not right or
    its code is a shipped or published programme's: nothing is added then."""
    text, made = read(path)
    known = programme.programme(made.code, session.programmes)
    if known is not None and not known.trial:
        raise NotRight(T("There is a programme {code} already. Give this one another code.", code=made.code))
    session.programmes.mkdir(parents=True, exist_ok=True)
    for other in sorted(session.programmes.glob("*.toml")):
        if other.stem.upper() != made.code and made.code in programme.codes_in(other):
            other.unlink()
    target = session.programmes / f"{made.code}.toml"
    half = target.with_suffix(".half")
    half.write_text(text, encoding="utf-8")
    half.replace(target)
    return programme.programme(made.code, session.programmes) or made


def export(session: Session, code: str, path: Path) -> Programme:
    """Writes the file of a programme, as it stands. KnownError where the programme is not known."""
    found = programme.programme(code, session.programmes)
    text = programme.text_of(code, session.programmes)
    if found is None or text is None:
        raise KnownError(T("No programme is called “{text}”.", text=code[:40]))
    path.write_text(text, encoding="utf-8")
    return found
