"""All kinds of record, by the name that operations and tables use, and what follows from having them together."""

import functools
from collections.abc import Iterator, Mapping
from typing import cast

from samarth_desktop.domain.fields.field import MergeRule, Record
from samarth_desktop.kinds.artisan.kind import ARTISAN
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.attendance.kind import ATTENDANCE
from samarth_desktop.kinds.certificate.kind import CERTIFICATE
from samarth_desktop.kinds.consent.kind import CONSENT
from samarth_desktop.kinds.document.kind import DOCUMENT
from samarth_desktop.kinds.enrolment.kind import ENROLMENT
from samarth_desktop.kinds.feedback.kind import FEEDBACK
from samarth_desktop.kinds.follow_up.kind import FOLLOW_UP
from samarth_desktop.kinds.fund.kind import FUND
from samarth_desktop.kinds.grading.kind import GRADING
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.invitation.kind import INVITATION
from samarth_desktop.kinds.kind import RecordKind
from samarth_desktop.kinds.label.kind import LABEL
from samarth_desktop.kinds.listing.kind import LISTING
from samarth_desktop.kinds.member.kind import MEMBER
from samarth_desktop.kinds.product.kind import PRODUCT
from samarth_desktop.kinds.product_photo.kind import PRODUCT_PHOTO
from samarth_desktop.kinds.resolution.kind import RESOLUTION
from samarth_desktop.kinds.sale.kind import SALE
from samarth_desktop.kinds.seller.kind import SELLER
from samarth_desktop.kinds.session.kind import SESSION
from samarth_desktop.kinds.shg.kind import SHG
from samarth_desktop.kinds.stall.kind import STALL
from samarth_desktop.kinds.stall_day.kind import STALL_DAY
from samarth_desktop.kinds.training.kind import TRAINING
from samarth_desktop.kinds.workshop.kind import WORKSHOP

KINDS: Mapping[str, RecordKind] = {
    kind.name: kind
    for kind in (
        ARTISAN,
        SHG,
        ENROLMENT,
        CONSENT,
        CERTIFICATE,
        DOCUMENT,
        MEMBER,
        FOLLOW_UP,
        GRADING,
        FUND,
        RESOLUTION,
        TRAINING,
        WORKSHOP,
        SESSION,
        INVITATION,
        ATTENDANCE,
        FEEDBACK,
        STALL,
        STALL_DAY,
        LABEL,
        SELLER,
        PRODUCT,
        PRODUCT_PHOTO,
        LISTING,
        SALE,
    )
}
"""In the order in which a row's kind is looked for, and in which its children are told."""

RECORDS: Mapping[str, type[Record]] = {name: kind.record for name, kind in KINDS.items()}

HOLDERS = tuple(name for name, kind in KINDS.items() if kind.holder)
"""Kinds of record to which others belong by the field ``holder``: people and groups."""

PARENTS = tuple(dict.fromkeys((*HOLDERS, *(kind.parent for kind in KINDS.values() if kind.parent in KINDS))))
"""Kinds of record that have children: holders, and those that a child's field is called after."""

LISTED = tuple(name for name, kind in KINDS.items() if kind.summary)
"""Kinds of record that have summaries."""

COUNTED = tuple(name for name, kind in KINDS.items() if kind.counted)
"""Kinds of record that the hub's office page counts."""

_FILES = tuple(dict.fromkeys(key for kind in KINDS.values() for key in kind.files))
_NO_RULES: Mapping[str, MergeRule] = {}


def holder(record: Record | None) -> Holder | None:
    """The record as a person or group, where its kind says that it is one."""
    return cast(Holder, record) if record is not None and KINDS[record.KIND].holder else None


def is_person(record: Record) -> bool:
    """Whether doubles of a record are looked for as people's are, and it is registered by itself."""
    kind = KINDS[record.KIND]
    return kind.holder and kind.search is not None and kind.search.people


def person(record: Record | None) -> Artisan | None:
    """The record as a person, None for anything else."""
    return cast(Artisan, record) if record is not None and is_person(record) else None


def children() -> Iterator[RecordKind]:
    """The kinds whose records belong to another one."""
    return (kind for kind in KINDS.values() if kind.parent)


def parents_of(kind: str, values: Mapping[str, object]) -> dict[str, str]:
    """The rows that a record of a kind with these values does not outlive, by field; the parent first."""
    known = KINDS.get(kind)
    found = {key: str(values.get(key) or "") for key in (known.belongs_by if known else ())}
    return {key: row for key, row in found.items() if row}


def parent_of(record: Record) -> str:
    """The row that a record belongs to, "" for one that stands by itself."""
    key = KINDS[record.KIND].parent
    return str(getattr(record, key)) if key else ""


def files_of(kind: str) -> tuple[str, ...]:
    """The fields of a kind that name photos or scans; of a newer program's kind all names that such fields have."""
    return KINDS[kind].files if kind in KINDS else _FILES


def kept_of(kind: str) -> frozenset[str]:
    """The keys of a kind whose values stay when a record is erased."""
    return KINDS[kind].kept if kind in KINDS else frozenset()


@functools.cache
def merge_rules(kind: str) -> Mapping[str, MergeRule]:
    """The fields of a kind of which no person is asked when several wrote them; none are known of a newer kind."""
    return KINDS[kind].merge_rules if kind in KINDS else _NO_RULES
