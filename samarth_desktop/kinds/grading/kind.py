"""The grading as a kind of record."""

from collections.abc import Mapping

from samarth_desktop.i18n import N_, T, Text
from samarth_desktop.kinds.grading.record import Grading
from samarth_desktop.kinds.kind import RecordKind, Words


def _told(new: Mapping[str, object], first: bool) -> Text:
    return T("Group graded") if first else T("Grading corrected")


GRADING = RecordKind(record=Grading, words=Words(N_("Grading"), N_("Gradings")), parent="shg", told=_told)
