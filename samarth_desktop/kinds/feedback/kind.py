"""Feedback on a workshop as a kind of record."""

from samarth_desktop.i18n import N_
from samarth_desktop.kinds.feedback.record import Feedback
from samarth_desktop.kinds.kind import Guest, RecordKind, Words

FEEDBACK = RecordKind(
    record=Feedback, words=Words(N_("Feedback"), N_("Feedback")), parent="workshop", guest=Guest.NOTHING
)
