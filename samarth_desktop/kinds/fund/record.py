"""A fund or loan of a group: revolving fund, investment fund, bank loan."""

from dataclasses import dataclass
from datetime import date

from samarth_desktop.domain.fields.field import Choice, Record, day, line, money, note, one_of, whole
from samarth_desktop.i18n import N_

FUND_KINDS = (
    Choice("rf", N_("Revolving fund (RF)")),
    Choice("cif", N_("Community investment fund (CIF)")),
    Choice("vrf", N_("Vulnerability reduction fund (VRF)")),
    Choice("bank_loan", N_("Bank loan")),
    Choice("own", N_("Own or other money")),
)
GIVEN_BACK = ("bank_loan", "cif")
"""Kinds that are to be repaid."""


@dataclass(frozen=True, kw_only=True)
class Fund(Record):
    """Money that a group got once. Amounts are in paise."""

    KIND = "fund"

    shg: str = line("", system=True)  # row id of the group
    fund_kind: str = one_of(N_("Kind of money"), FUND_KINDS, required=True)
    received_on: date | None = day(N_("Received on"), required=True)
    amount: int | None = money(N_("Amount"), required=True, least=1)
    dose: int | None = whole(N_("Dose (first, second, ...)"), least=1, most=20)
    lender: str = line(N_("From whom"))
    purpose: str = line(N_("What for"))
    repaid: int | None = money(N_("Repaid so far"), least=0)
    repaid_on: date | None = day(N_("Repaid in full on"))
    remark: str = note(N_("Remarks"))

    @property
    def open(self) -> bool:
        """True for money that is still to be given back."""
        return self.fund_kind in GIVEN_BACK and self.repaid_on is None and (self.repaid or 0) < (self.amount or 0)
