"""The workshop or fair as a kind of record."""

from collections.abc import Mapping

from samarth_desktop.domain.ids import RECORD_LETTERS
from samarth_desktop.i18n import N_, T, Text
from samarth_desktop.kinds.kind import Area, Guest, RecordKind, Search, Summary, Words
from samarth_desktop.kinds.workshop.record import PICTURES, Workshop
from samarth_desktop.kinds.workshop.rules import rules


def _told(new: Mapping[str, object], first: bool) -> Text | None:
    if first:
        return T("Workshop planned")
    return T("Workshop closed") if new.get("status") == "closed" else None


WORKSHOP = RecordKind(
    record=Workshop,
    words=Words(N_("Workshop"), N_("Workshops")),
    number="number",
    registration=RECORD_LETTERS["workshop"],
    area=Area.ADDRESS,
    rules=rules,
    summary=Summary(
        5,
        {
            "registration": ("number",),
            "name_hi": ("title_hi",),
            "name_en": ("title_en",),
            "relative": ("village",),
            "village": ("venue",),
            "district": ("district",),
            "programme": ("programme",),
        },
    ),
    search=Search("workshops", around=("village", "block", "trainers")),
    files=PICTURES,
    guest=Guest.NOTHING,
    counted=True,
    told=_told,
)
