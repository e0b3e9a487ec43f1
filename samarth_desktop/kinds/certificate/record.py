"""The register of certificates: what was issued, to whom, and whether it still holds."""

from dataclasses import dataclass
from datetime import date

from samarth_desktop.domain.fields.field import Choice, Kind, Record, day, declare, line, one_of, whole
from samarth_desktop.i18n import N_

CERTIFICATE_KINDS = (
    Choice("onboarding", N_("Artisan onboarding")),
    Choice("shg", N_("SHG registration")),
    Choice("workshop", N_("Workshop participation")),
)
STATES = (
    Choice("valid", N_("Valid")),
    Choice("replaced", N_("Replaced")),
    Choice("revoked", N_("Revoked")),
)


@dataclass(frozen=True, kw_only=True)
class Certificate(Record):
    """One issued certificate. The serial is given once; printing again keeps it."""

    KIND = "certificate"

    serial: str = line(N_("Serial no."), system=True)
    certificate_kind: str = one_of(N_("Kind"), CERTIFICATE_KINDS, system=True)
    holder: str = line("", system=True)
    programme: str = line(N_("Programme"), system=True)
    subject: str = line(N_("Workshop"), system=True)  # title of the workshop, for a participation certificate
    issued_on: date | None = day(N_("Issued on"), system=True)
    issuer: str = line(N_("Issued by"), system=True)
    language: str = line(N_("Language"), system=True)
    content_hash: str = line("", system=True)  # sha256 of what the paper says
    payload: str = line("", system=True)  # the sealed QR text
    state: str = one_of(N_("State"), STATES, system=True)
    replaced_by: str = line(N_("Replaced by"), system=True)
    reason: str = line(N_("Reason"), system=True)
    revoked_on: date | None = day(N_("Revoked on"), system=True)
    printed: int | None = whole(N_("Times printed"), system=True)
    demo: bool = declare(Kind.FLAG, "", system=True)

    @property
    def active(self) -> bool:
        """Whether it holds."""
        return self.state in ("", "valid") and not self.deleted
