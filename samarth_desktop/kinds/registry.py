"""All kinds of record, by the name that operations and tables use."""

from collections.abc import Mapping

from samarth_desktop.domain.fields.field import Record
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.document.record import Document
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg

RECORDS: Mapping[str, type[Record]] = {
    cls.KIND: cls for cls in (Artisan, Shg, Member, Consent, Document, Enrolment, Certificate)
}

CHILDREN: Mapping[str, str] = {
    "member": "shg", "consent": "holder", "document": "holder", "enrolment": "holder", "certificate": "holder",
}  # fmt: skip
"""Kinds that belong to a person or group, and the field that names it. They live in their holder's area."""
