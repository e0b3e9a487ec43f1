"""The way through a programme as a kind of record."""

from collections.abc import Mapping

from samarth_desktop.i18n import N_, Text
from samarth_desktop.kinds.enrolment.record import STAGES, Enrolment
from samarth_desktop.kinds.kind import HOLDER, RecordKind, Words


def _told(new: Mapping[str, object], first: bool) -> Text | None:
    label = next((stage.label for stage in STAGES if stage.code == new.get("stage")), "")
    return Text(label) if label and label != STAGES[0].label else None


ENROLMENT = RecordKind(
    record=Enrolment,
    words=Words(N_("Programme"), N_("Programmes")),
    parent=HOLDER,
    indexes=(("programme", "stage", "deleted", "holder"),),  # who is how far is counted from it alone
    told=_told,
)
