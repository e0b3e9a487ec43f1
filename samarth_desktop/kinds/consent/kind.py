"""Consent as a kind of record."""

from collections.abc import Mapping

from samarth_desktop.i18n import N_, T, Text
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.kind import HOLDER, RecordKind, Words


def _told(new: Mapping[str, object], first: bool) -> Text | None:
    if new.get("withdrawn_on"):
        return T("Consent withdrawn")
    return T("Consent noted") if first else None


CONSENT = RecordKind(record=Consent, words=Words(N_("Consent"), N_("Consents")), parent=HOLDER, told=_told)
