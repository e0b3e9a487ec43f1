"""Lists of the board kept under a name: a programme, a village, a stage, only the stuck. They are of this laptop."""

import json
from dataclasses import asdict, dataclass, fields

from samarth_desktop.actions.session import Session
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T

MOST = 20
_KEPT = "board_lists"
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class SavedList:
    """What the board showed when it was kept; "" and False leave nobody out. `stage` is the one that was in front."""

    name: str
    programme: str
    village: str = ""
    stage: str = ""
    stuck: bool = False
    on_hold: bool = False
    withdrawn: bool = False


def kept(session: Session) -> list[SavedList]:
    """All kept lists, by name."""
    with session.store.read() as reader:
        text = reader.setting(_KEPT)
    known = {one.name for one in fields(SavedList)}
    made = [SavedList(**{key: one[key] for key in one.keys() & known}) for one in json.loads(text or "[]")]
    return sorted(made, key=lambda one: one.name)


def keep(session: Session, one: SavedList) -> list[SavedList]:
    """Keeps a list in the place of one with the same name; gives all. KnownError without a name, or where there are too
    many."""
    name = " ".join(one.name.split())[:_LONGEST]
    if not name:
        raise KnownError(T("Write a name for the list."))
    others = [each for each in kept(session) if each.name != name]
    if len(others) >= MOST:
        raise KnownError(T("At most {n} lists are kept. Forget one first.", n=MOST))
    return _write(session, [*others, SavedList(**(asdict(one) | {"name": name}))])


def forget(session: Session, name: str) -> list[SavedList]:
    """Forgets a list; gives those that are left."""
    return _write(session, [one for one in kept(session) if one.name != name])


def _write(session: Session, lists: list[SavedList]) -> list[SavedList]:
    session.store.put(**{_KEPT: json.dumps([asdict(one) for one in lists], ensure_ascii=False)})
    return sorted(lists, key=lambda one: one.name)
