"""Half-typed forms: kept at every pause, offered again after a crash, gone at save. And who asked to see a number."""

from collections.abc import Mapping
from dataclasses import dataclass

from samarth_desktop.actions.desk import Desk
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.store import audit
from samarth_desktop.store import drafts as store

_ROW = "_row"


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-typed form of a page: raw texts by key, and the row of the record it corrects, if any."""

    key: str
    page: str
    texts: Mapping[str, str]
    row: str = ""
    updated: str = ""


def keep(desk: Desk, draft: Draft) -> None:
    """Keeps a half-typed form in the place of what was kept of it before."""
    texts = dict(draft.texts) | ({_ROW: draft.row} if draft.row else {})
    with desk.store.work() as work:
        store.keep(work, store.Draft(draft.key, draft.page, texts))
        work.commit()


def kept(desk: Desk) -> list[Draft]:
    """All half-typed forms, the newest first."""
    with desk.store.read() as reader:
        return [_draft(one) for one in store.all_kept(reader)]


def get(desk: Desk, key: str) -> Draft:
    """One half-typed form. Raises KnownError when it is gone."""
    for draft in kept(desk):
        if draft.key == key:
            return draft
    raise KnownError(T("This unfinished form is not there any more. It was saved, perhaps."))


def drop(desk: Desk, key: str) -> None:
    """Forgets a half-typed form."""
    with desk.store.work() as work:
        store.drop(work, key)
        work.commit()


def keep_photo(desk: Desk, jpeg: bytes) -> str:
    """Keeps the photo of a half-typed form, encrypted, and gives the name under which :func:`photo` finds it."""
    return desk.store.photos.keep(jpeg)


def photo(desk: Desk, name: str) -> bytes | None:
    """A kept photo; None when it is not on this laptop."""
    return desk.store.photos.get(name) if name and desk.store.photos.has(name) else None


def note_shown(desk: Desk, row: str, key: str) -> None:
    """Notes in the audit trail that somebody asked to see a masked number of a record in full."""
    with desk.store.work() as work:
        audit.note(work, desk.author, "show", row, key)
        work.commit()


def _draft(one: store.Draft) -> Draft:
    texts = {key: text for key, text in one.texts.items() if key != _ROW}
    return Draft(one.key, one.page, texts, one.texts.get(_ROW, ""), one.updated)
