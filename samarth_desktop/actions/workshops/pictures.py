"""The pictures of a workshop's report: two to six, with when they were taken and nothing else of the camera's."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import planning
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.kinds.workshop.record import PICTURES, Workshop

_MOST_BYTES = 40_000_000


def add(session: Session, workshop: str, files: Sequence[Path]) -> Workshop:
    """Keeps pictures with a workshop. KnownError where one is no picture, or where six are there already; nothing is
    kept then."""
    from samarth_desktop.documents.workshops import pictures

    ready = []
    for file in files:
        made = pictures.ready(file.read_bytes()) if file.stat().st_size <= _MOST_BYTES else None
        if made is None:
            raise KnownError(T("{file} is no picture that can be read. Choose a JPEG or PNG.", file=file.name))
        ready.append(made)
    with writing(session, Deed.HALL) as unit:
        found = planning.of(unit, workshop).workshop
        free = [key for key in PICTURES if not getattr(found, key)]
        if len(ready) > len(free):
            raise KnownError(T("A report has at most {n} pictures.", n=len(PICTURES)))
        values: dict[str, Any] = {}
        for key, one in zip(free, ready, strict=False):
            values[key] = unit.keep_blob(one.content, workshop)
            values[f"{key}_at"] = one.taken.isoformat(timespec="minutes") if one.taken else ""
        saved = unit.save(replace(found, **values), session.author)
        unit.commit()
    return saved


def remove(session: Session, workshop: str, name: str) -> Workshop:
    """Takes a picture (by its hash) out of the report."""
    with writing(session, Deed.HALL) as unit:
        found = planning.of(unit, workshop).workshop
        left = {key: "" for key in PICTURES if getattr(found, key) == name}
        values: dict[str, Any] = {**left, **{f"{key}_at": "" for key in left}}
        saved = unit.save(replace(found, **values), session.author)
        unit.commit()
    return saved
