"""A certificate with every name in both scripts: proposed where nobody wrote it, and kept with the paper."""

from collections.abc import Callable
from dataclasses import replace

from samarth_desktop.actions.certificates.certifying import Eligible
from samarth_desktop.actions.registration.proposed_names import KnownNames
from samarth_desktop.actions.session import Session
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.rules.certificates.certificate_validity import VALID
from samarth_desktop.rules.proposals import with_proposals
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork


class BothScripts:
    """The spellings for one issuing, looked up once for all."""

    def __init__(self) -> None:
        self._known = KnownNames()

    def shown(self, reader: Reader, ready: Eligible) -> Eligible:
        """As the paper shows her; nothing is written."""
        holder = ready.sheet.holder
        made = with_proposals(holder, self._known.of(reader, holder))
        return ready if made is holder else replace(ready, sheet=replace(ready.sheet, holder=made))

    def kept(self, unit: UnitOfWork, session: Session, ready: Eligible, says: Callable[[Eligible], str]) -> Eligible:
        """The same, and the proposals are written with the certificate. `says` is the hash of what a paper says.

        Who holds a paper that says what her record says now keeps it as it is: it was printed without proposals.
        """
        made = self.shown(unit, ready)
        if made is ready:
            return ready
        held = unit.children(Certificate, ready.sheet.holder.id)
        standing = {one.content_hash for one in held if one.state == VALID and not one.deleted}
        if standing and says(ready) in standing:
            return ready
        return replace(made, sheet=replace(made.sheet, holder=unit.save(made.sheet.holder, session.author)))
