"""The fund as a kind of record."""

from collections.abc import Mapping

from samarth_desktop.i18n import N_, T, Text
from samarth_desktop.kinds.fund.record import Fund
from samarth_desktop.kinds.fund.rules import rules
from samarth_desktop.kinds.kind import RecordKind, Words


def _told(new: Mapping[str, object], first: bool) -> Text:
    return T("Fund or loan noted") if first else T("Fund or loan changed")


FUND = RecordKind(
    record=Fund, words=Words(N_("Fund or loan"), N_("Funds and loans")), parent="shg", rules=rules, told=_told
)
