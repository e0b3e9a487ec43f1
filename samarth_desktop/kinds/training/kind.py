"""The training of a person as a kind of record."""

from collections.abc import Mapping

from samarth_desktop.i18n import N_, T, Text
from samarth_desktop.kinds.kind import HOLDER, Guest, RecordKind, Words
from samarth_desktop.kinds.training.record import Training


def _told(new: Mapping[str, object], first: bool) -> Text | None:
    return T("Went through a workshop") if first else None


TRAINING = RecordKind(
    record=Training,
    words=Words(N_("Training"), N_("Trainings")),
    parent=HOLDER,
    guest=Guest.ANY_ROW,
    told=_told,
)
