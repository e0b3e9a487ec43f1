"""Feedback slips of a workshop: counted by tapping, one slip at a time, without a name."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.registration import drafts
from samarth_desktop.actions.session import Session
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.kinds.feedback.record import ASKED, Feedback


@dataclass(frozen=True, slots=True)
class Counted:
    """How often each mark from 1 to 5 was given, by what was asked, and the remarks, the newest first."""

    slips: int
    marks: Mapping[str, tuple[int, int, int, int, int]]
    remarks: tuple[str, ...]
    last: str


def count(session: Session, workshop: str) -> Counted:
    """The slips of a workshop (row id)."""
    with session.store.read() as reader:
        slips = reader.children(Feedback, workshop)
    marks = {
        key: tuple(sum(getattr(one, key) == mark for one in slips) for mark in range(1, 6)) for key in ASKED
    }  # fmt: skip
    remarks = tuple(one.remark for one in reversed(slips) if one.remark)
    return Counted(len(slips), marks, remarks, slips[-1].id if slips else "")


def add(session: Session, workshop: str, marks: Mapping[str, int], remark: str = "", draft: str = "") -> Feedback:
    """Keeps one slip; `draft` is the key of the half-typed one that ends with this. KnownError when nothing stands on
    it."""
    given = {key: mark for key, mark in marks.items() if key in ASKED and 1 <= mark <= 5}
    text = " ".join(remark.split())[:300]
    if not given and not text:
        raise KnownError(T("Tap at least one mark, or write what was said."))
    with writing(session, Deed.HALL) as unit:
        slip = unit.save(Feedback(workshop=workshop, remark=text, **given), session.author)  # type: ignore[arg-type]
        if draft:
            drafts.forget(unit, draft)
        unit.commit()
    return slip


def take_back(session: Session, slip: str) -> None:
    """Takes the last slip away again."""
    with writing(session, Deed.HALL) as unit:
        there = unit.get(Feedback, slip)
        if there is not None:
            unit.save(replace(there, deleted=True), session.author)
            unit.commit()
