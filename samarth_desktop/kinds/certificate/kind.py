"""The certificate's line in the register as a kind of record."""

from collections.abc import Mapping

from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.i18n import N_, T, Text
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.kind import HOLDER, RecordKind, Search, Summary, Words
from samarth_desktop.kinds.list_spec import Column, ListSpec


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
    list=ListSpec(
        page="certificates",
        columns=(
            Column("name", N_("Name")),
            Column("serial", N_("Serial no."), 166),
            Column("paper", N_("Kind"), 120, slim=True, below="programme"),
            Column("issued_on", N_("Date"), 112, slim=True),
            Column(
                "state",
                N_("Status"),
                124,
                looks={"valid": ("ok", "checkc"), "replaced": ("outline", "sync"), "revoked": ("error", "err")},
            ),
            Column("printed", N_("Printed"), 80, slim=True),
        ),
        filters={
            "certificate_kind": N_("Kind"),
            "programme": N_("Programme"),
            "village": N_("Village"),
            "group": N_("SHG"),
            "issued_on": N_("Day"),
            "state": N_("Status"),
            "unprinted": N_("Not yet printed"),
        },
        orders={"-issued_on": N_("Newest first")},
        empty=("cert", N_("No certificate yet"), N_("It can be printed when a form is complete.")),
        closed=True,
    ),
    # Its line in the register stays, so that its serial is never given again.
    kept=frozenset(
        {"serial", "certificate_kind", "programme", "issued_on", "issuer", "language", "state", "revoked_on"}
    ),
    guarded=frozenset(fields_of(Certificate)) - {"printed"},
    derived=frozenset({"holder", "state", "replaced_by"}),  # the kept holder, and what :func:`standings` says
    counted=True,
    told=_told,
)
