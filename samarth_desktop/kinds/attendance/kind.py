"""The attendance of a session as a kind of record."""

from samarth_desktop.i18n import N_
from samarth_desktop.kinds.attendance.record import Attendance
from samarth_desktop.kinds.kind import Guest, RecordKind, Words

ATTENDANCE = RecordKind(
    record=Attendance,
    words=Words(N_("Attendance"), N_("Attendances")),
    parent="workshop",
    erased_with=("person",),
    # Who was there is nobody's business any more; that somebody was is (DOMAIN, "Erasure by kind").
    kept=frozenset(
        {
            "workshop", "session", "participant", "presence", "in_at", "out_at", "how", "laptop", "corrected",
            "invited", "staff", "gender", "category",
        }
    ),
    guest=Guest.NOTHING,
)  # fmt: skip
