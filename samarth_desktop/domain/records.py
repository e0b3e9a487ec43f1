"""All kinds of record, by the name that operations and tables use."""

from collections.abc import Mapping

from samarth_desktop.domain.artisan import Artisan
from samarth_desktop.domain.certificates.certificate_record import Certificate
from samarth_desktop.domain.consent import Consent
from samarth_desktop.domain.document import Document
from samarth_desktop.domain.enrolment import Enrolment
from samarth_desktop.domain.fields.field import Record
from samarth_desktop.domain.shg import Member, Shg

RECORDS: Mapping[str, type[Record]] = {
    cls.KIND: cls for cls in (Artisan, Shg, Member, Consent, Document, Enrolment, Certificate)
}

CHILDREN: Mapping[str, str] = {
    "member": "shg", "consent": "holder", "document": "holder", "enrolment": "holder", "certificate": "holder",
}  # fmt: skip
"""Kinds that belong to a person or group, and the field that names it. They live in their holder's area."""
