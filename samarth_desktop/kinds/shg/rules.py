"""What holds between the fields of a group."""

from collections.abc import Iterator
from datetime import date

from samarth_desktop.domain.fields.field import Problem
from samarth_desktop.domain.reference import bank
from samarth_desktop.i18n import T
from samarth_desktop.kinds.shg.record import URBAN_POOR_PERCENT, Shg


def rules(shg: Shg, today: date) -> Iterator[Problem]:
    """What holds between the fields of a group."""
    if not (shg.name_hi or shg.name_en):
        yield Problem("name_hi", T("Write the group's name in Hindi or in English."))
    if shg.bank_opened and shg.formation_date and shg.bank_opened < shg.formation_date:
        yield Problem("bank_opened", T("The account was opened before the group was formed. Check both dates."), False)
    poor = shg.urban_poor_percent
    if shg.mission == "nulm" and shg.revolving_fund == "yes" and poor is not None and poor < URBAN_POOR_PERCENT:
        text = T("A revolving fund asks for {n} % urban poor.", n=URBAN_POOR_PERCENT)
        yield Problem("urban_poor_percent", text, blocks=False)
    for key, text in bank.doubts(shg.bank_account, shg.bank_ifsc, shg.bank_name):
        yield Problem(key, text, blocks=False)
