"""Codes that several kinds of record use: what is said of people, obstacles, topics of training, a group's habits."""

from samarth_desktop.domain.fields.field import Choice
from samarth_desktop.i18n import N_

GENDERS = (Choice("female", N_("Female")), Choice("male", N_("Male")), Choice("other", N_("Other")))
CATEGORIES = (
    Choice("general", N_("General")),
    Choice("obc", N_("Other Backward Class (OBC)")),
    Choice("sc", N_("Scheduled Caste (SC)")),
    Choice("st", N_("Scheduled Tribe (ST)")),
    Choice("unsaid", N_("Not said")),
)
DISABILITIES = (
    Choice("none", N_("None")),
    Choice("locomotor", N_("Locomotor")),
    Choice("visual", N_("Visual")),
    Choice("hearing", N_("Hearing")),
    Choice("speech", N_("Speech")),
    Choice("intellectual", N_("Intellectual")),
    Choice("multiple", N_("Multiple")),
    Choice("other", N_("Other")),
)
TRAININGS = (
    Choice("orientation", N_("Orientation for newcomers")),
    Choice("cataloguing", N_("Cataloguing and photos")),
    Choice("packaging", N_("Packaging")),
    Choice("pricing", N_("Pricing")),
    Choice("digital_payments", N_("Digital payments")),
    Choice("quality", N_("Quality")),
    Choice("other", N_("Other")),
)
"""What a workshop can be about."""

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
