"""The invitation to a workshop as a kind of record."""

from samarth_desktop.i18n import N_
from samarth_desktop.kinds.invitation.record import Invitation
from samarth_desktop.kinds.kind import Guest, RecordKind, Words

INVITATION = RecordKind(
    record=Invitation,
    words=Words(N_("Invitation"), N_("Invitations")),
    parent="workshop",
    erased_with=("person",),
    guest=Guest.NOTHING,
)
