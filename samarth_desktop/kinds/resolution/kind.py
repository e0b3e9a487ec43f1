"""The resolution as a kind of record."""

from collections.abc import Mapping

from samarth_desktop.i18n import N_, T, Text
from samarth_desktop.kinds.kind import RecordKind, Words
from samarth_desktop.kinds.resolution.record import Resolution


def _told(new: Mapping[str, object], first: bool) -> Text:
    return T("Resolution noted") if first else T("Resolution corrected")


RESOLUTION = RecordKind(record=Resolution, words=Words(N_("Resolution"), N_("Resolutions")), parent="shg", told=_told)
