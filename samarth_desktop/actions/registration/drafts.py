"""Half-typed forms: kept at every pause, offered again after a crash, gone at save. And who asked to see a number."""

from collections.abc import Mapping
from dataclasses import dataclass

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.registration.form_keys import NO_PHOTO, is_file
from samarth_desktop.actions.session import Session
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.queries import audit
from samarth_desktop.store.queries import drafts as store
from samarth_desktop.store.queries.files import in_use

_ROW = "_row"
_STEP = "_step"
_PLACE = "_place"
_CUT = "|"
_PIECE = 8


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-typed form of a page: raw texts by key, the row of the record it corrects, if any, and where it was left:
    the step (from 0, -1 where that is not known) and the key of the place in it.

    Of a form for somebody new, `key` is the row under which she will be saved.
    """

    key: str
    page: str
    texts: Mapping[str, str]
    row: str = ""
    updated: str = ""
    step: int = -1
    place: str = ""


def keep(session: Session, draft: Draft) -> None:
    """Keeps a half-typed form in the place of what was kept of it before."""
    # Twelve figures in the name of a file may look like an Aadhaar number, which the store masks: it goes in pieces.
    texts = {key: _cut(text) if is_file(key) else text for key, text in draft.texts.items()}
    beside = {_ROW: draft.row, _STEP: str(draft.step) if draft.step >= 0 else "", _PLACE: draft.place}
    texts |= {key: text for key, text in beside.items() if text}
    with writing(session, Deed.HALL) as unit:
        before = _files_of(unit, draft.key)
        store.keep(unit, store.Draft(draft.key, draft.page, texts))
        unit.commit()
    for name in before:
        drop_file(session, name)  # one that was replaced or taken out


def kept(session: Session) -> list[Draft]:
    """All half-typed forms, the newest first."""
    with session.store.read() as reader:
        return [_draft(one) for one in store.all_kept(reader)]


def get(session: Session, key: str) -> Draft:
    """One half-typed form. Raises KnownError when it is gone."""
    for draft in kept(session):
        if draft.key == key:
            return draft
    raise KnownError(T("This unfinished form is not there any more. It was saved, perhaps."))


def drop(session: Session, key: str) -> None:
    """Forgets a half-typed form, with its photo and scans where no record has them."""
    with writing(session, Deed.HALL) as unit:
        files = forget(unit, key)
        unit.commit()
    for name in files:
        drop_file(session, name)


def forget(unit: UnitOfWork, key: str) -> list[str]:
    """Forgets a half-typed form within a unit of work; gives its photo and scans, for :func:`drop_file` afterwards."""
    files = _files_of(unit, key)
    store.drop(unit, key)
    return files


def drop_file(session: Session, name: str) -> None:
    """Deletes the photo or scan of a half-typed form, unless a record or another half-typed form has it, too."""
    with session.store.read() as reader:
        used = in_use(reader, name) or any(name in _files(one) for one in store.all_kept(reader))
    if name and not used:
        session.store.photos.drop(name)


def _files_of(reader: Reader, key: str) -> list[str]:
    return [name for one in store.all_kept(reader) if one.key == key for name in _files(one)]


def _files(one: store.Draft) -> list[str]:
    return [text.replace(_CUT, "") for key, text in one.texts.items() if is_file(key) and text != NO_PHOTO]


def _cut(name: str) -> str:
    return _CUT.join(name[at : at + _PIECE] for at in range(0, len(name), _PIECE))


def keep_photo(session: Session, jpeg: bytes) -> str:
    """Keeps the photo of a half-typed form, encrypted, and gives the name under which :func:`photo` finds it."""
    return session.store.photos.keep(jpeg)


def photo(session: Session, name: str) -> bytes | None:
    """A kept photo; None when it is not on this laptop."""
    return session.store.photos.get(name) if name and session.store.photos.has(name) else None


def note_shown(session: Session, row: str, key: str) -> None:
    """Notes in the audit trail that somebody asked to see a masked number of a record in full."""
    with writing(session, Deed.HALL) as unit:
        audit.note(unit, session.author, "show", row, key)
        unit.commit()


def _draft(one: store.Draft) -> Draft:
    there = dict(one.texts)
    row, step, place = (there.pop(key, "") for key in (_ROW, _STEP, _PLACE))
    texts = {key: text.replace(_CUT, "") if is_file(key) else text for key, text in there.items()}
    return Draft(one.key, one.page, texts, row, one.updated, int(step) if step.isdigit() else -1, place)
