"""Codes that several kinds of record use: obstacles, a group's habits and grades."""

from samarth_desktop.domain.fields.field import Choice
from samarth_desktop.i18n import N_

OBSTACLES = (
    Choice("working_capital", N_("Working capital")),
    Choice("infrastructure", N_("Infrastructure")),
    Choice("training", N_("Training")),
    Choice("packaging", N_("Packaging")),
    Choice("transport", N_("Transport")),
    Choice("digital_skill", N_("Digital skill")),
)
"""What keeps a maker from selling, as asked at onboarding."""

GRADES = (Choice("a", "A"), Choice("b", "B"), Choice("c", "C"), Choice("d", "D"), Choice("none", N_("Not graded")))
# The habits that missions grade a group by; which five, PANCHSUTRA_OF says.
PANCHSUTRA = (
    Choice("meetings", N_("Regular meetings")),
    Choice("savings", N_("Regular savings")),
    Choice("lending", N_("Lending among members")),
    Choice("repayment", N_("Repayment in time")),
    Choice("books", N_("Complete books")),
    Choice("rules", N_("Keeping the group's rules")),
)
PANCHSUTRA_OF = {
    "nulm": ("meetings", "savings", "repayment", "books", "rules"),
    "": ("meetings", "savings", "lending", "repayment", "books"),
}
"""The five habits by mission, "" for all others. Towns: dmnewdelhi.delhi.gov.in (2026-11); villages: circulars of the
Reserve Bank (2017 to 2020)."""


def habits_of(mission: str) -> tuple[Choice, ...]:
    """The five habits that a mission looks at."""
    wanted = PANCHSUTRA_OF.get(mission, PANCHSUTRA_OF[""])
    return tuple(choice for choice in PANCHSUTRA if choice.code in wanted)
