"""What somebody thought of a workshop: one slip, without a name."""

from dataclasses import dataclass

from samarth_desktop.domain.fields.field import Record, line, whole
from samarth_desktop.i18n import N_

ASKED = ("content", "trainer", "hall", "useful")
"""What is asked on a slip, 1 to 5, in the order of the report."""


@dataclass(frozen=True, kw_only=True)
class Feedback(Record):
    """One slip. It names nobody, so it is nobody's to erase."""

    KIND = "feedback"

    workshop: str = line("", system=True)  # row id
    content: int | None = whole(N_("Content"), least=1, most=5)
    trainer: int | None = whole(N_("Trainer"), least=1, most=5)
    hall: int | None = whole(N_("Place"), least=1, most=5)
    useful: int | None = whole(N_("Use"), least=1, most=5)
    remark: str = line(N_("Remark"))
