"""Whether a person or group is ready to print: could have her first certificate, and has none that holds.

The one rule behind Today, the lists, the certificates page and issuing. `store/queries/narrowing.py` asks the same of
all records at once. Issuing looks besides at what the paper needs: letters that can be drawn, a programme known here.
"""

from collections.abc import Iterable

from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.consent.record import Consent, in_force
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.rules.certificates.certificate_validity import VALID

STOPPED = ("on_hold", "withdrawn")
"""Stages in which a programme does not go on."""
FIRST = ("onboarding", "shg")
"""The kinds of certificate that a person or group gets at first."""


def running(enrolments: Iterable[Enrolment]) -> list[Enrolment]:
    """The programmes that go on, in the order given."""
    return [one for one in enrolments if one.stage not in STOPPED and not one.deleted]


def has_first(certificates: Iterable[Certificate]) -> bool:
    """Whether one of these is a first certificate that holds."""
    return any(one.certificate_kind in FIRST and one.state == VALID and not one.deleted for one in certificates)


def is_ready(
    *,
    active: bool,
    complete: bool,
    consents: Iterable[Consent],
    enrolments: Iterable[Enrolment],
    certificates: Iterable[Certificate],
) -> bool:
    """Complete, consenting, in a programme that goes on, and without a certificate that holds."""
    agreed = in_force([one for one in consents if not one.deleted]) is not None
    return active and complete and agreed and bool(running(enrolments)) and not has_first(certificates)
