"""The maker's label as a kind of record."""

from samarth_desktop.i18n import N_
from samarth_desktop.kinds.kind import HOLDER, Guest, RecordKind, Words
from samarth_desktop.kinds.label.record import Label

LABEL = RecordKind(record=Label, words=Words(N_("Label"), N_("Labels")), parent=HOLDER, guest=Guest.NOTHING)
