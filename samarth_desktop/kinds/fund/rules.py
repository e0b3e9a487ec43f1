"""What holds between the fields of a fund."""

from collections.abc import Iterator
from datetime import date

from samarth_desktop.domain.fields.field import Problem
from samarth_desktop.i18n import T
from samarth_desktop.kinds.fund.record import Fund


def rules(fund: Fund, today: date) -> Iterator[Problem]:
    """What holds between the fields of a fund."""
    if fund.repaid_on and fund.received_on and fund.repaid_on < fund.received_on:
        yield Problem("repaid_on", T("The money was repaid before it was received. Check both dates."))
