"""A session of a workshop: one sitting for which attendance is taken."""

from dataclasses import dataclass
from datetime import date

from samarth_desktop.domain.fields.field import Kind, Record, day, declare, line, whole
from samarth_desktop.i18n import N_


@dataclass(frozen=True, kw_only=True)
class Sitting(Record):
    """One session. Its row id is derived from workshop and number, so that two laptops that plan it mean the same."""

    KIND = "session"

    workshop: str = line("", system=True)  # row id
    number: int | None = whole(N_("Session"), least=1, most=99, system=True)
    held_on: date | None = day(N_("Day"), ahead=True)
    starts: str = line(N_("From"))  # HH:MM
    ends: str = line(N_("To"))
    topic: str = line(N_("Topic"), names="name")
    trainer: str = line(N_("Trainer"), names="person")
    must_attend: bool = declare(Kind.FLAG, N_("Must attend"))
    done: bool = declare(Kind.FLAG, N_("Attendance is complete"))
