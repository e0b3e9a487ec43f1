"""The follow-up as a kind of record."""

from collections.abc import Mapping

from samarth_desktop.i18n import N_, T, Text
from samarth_desktop.kinds.follow_up.record import FollowUp
from samarth_desktop.kinds.follow_up.rules import rules
from samarth_desktop.kinds.kind import HOLDER, RecordKind, Words


def _told(new: Mapping[str, object], first: bool) -> Text | None:
    if new.get("done_on"):
        return T("Follow-up done")
    return T("Follow-up noted") if first else T("Follow-up changed")


FOLLOW_UP = RecordKind(
    record=FollowUp, words=Words(N_("Follow-up"), N_("Follow-ups")), parent=HOLDER, rules=rules, told=_told
)
