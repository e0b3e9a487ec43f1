"""The paper that was shown as a kind of record."""

from collections.abc import Mapping

from samarth_desktop.i18n import N_, T, Text
from samarth_desktop.kinds.document.record import Document
from samarth_desktop.kinds.kind import HOLDER, RecordKind, Words


def _told(new: Mapping[str, object], first: bool) -> Text:
    return T("Paper added") if first else T("Paper corrected")


DOCUMENT = RecordKind(
    record=Document, words=Words(N_("Paper"), N_("Papers")), parent=HOLDER, files=("scan",), told=_told
)
