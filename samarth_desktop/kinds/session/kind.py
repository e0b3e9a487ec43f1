"""The session of a workshop as a kind of record."""

from samarth_desktop.i18n import N_
from samarth_desktop.kinds.kind import Guest, RecordKind, Words
from samarth_desktop.kinds.session.record import Sitting

SESSION = RecordKind(record=Sitting, words=Words(N_("Session"), N_("Sessions")), parent="workshop", guest=Guest.NOTHING)
