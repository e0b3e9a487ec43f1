"""The certificate's line in the register as a kind of record."""

from collections.abc import Mapping

from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.i18n import N_, T, Text
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.kind import HOLDER, RecordKind, Search, Summary, Words


def _told(new: Mapping[str, object], first: bool) -> Text | None:
    if first:
        return T("Certificate issued")
    said = {"revoked": T("Certificate revoked"), "replaced": T("Certificate replaced")}.get(str(new.get("state", "")))
    return said or (T("Certificate printed") if "printed" in new else None)


CERTIFICATE = RecordKind(
    record=Certificate,
    words=Words(N_("Certificate"), N_("Certificates")),
    number="serial",
    parent=HOLDER,
    summary=Summary(
        4,
        {"registration": ("serial",), "programme": ("programme",)},
        of_parent={
            "name_hi": "name_hi",
            "name_en": "name_en",
            "relative": "registration",
            "village": "village",
            "district": "district",
        },
    ),
    search=Search("certificates"),
    # Its line in the register stays, so that its serial is never given again.
    kept=frozenset(
        {"serial", "certificate_kind", "programme", "issued_on", "issuer", "language", "state", "revoked_on"}
    ),
    guarded=frozenset(fields_of(Certificate)) - {"printed"},
    derived=frozenset({"holder", "state", "replaced_by"}),  # the kept holder, and what :func:`standings` says
    counted=True,
    told=_told,
)
