"""All kinds of record, by the name that operations and tables use, and what follows from having them together."""

import functools
from collections.abc import Iterator, Mapping

from samarth_desktop.domain.fields.field import MergeRule, Record
from samarth_desktop.kinds.artisan.kind import ARTISAN
from samarth_desktop.kinds.certificate.kind import CERTIFICATE
from samarth_desktop.kinds.consent.kind import CONSENT
from samarth_desktop.kinds.document.kind import DOCUMENT
from samarth_desktop.kinds.enrolment.kind import ENROLMENT
from samarth_desktop.kinds.follow_up.kind import FOLLOW_UP
from samarth_desktop.kinds.fund.kind import FUND
from samarth_desktop.kinds.grading.kind import GRADING
from samarth_desktop.kinds.kind import RecordKind
from samarth_desktop.kinds.member.kind import MEMBER
from samarth_desktop.kinds.resolution.kind import RESOLUTION
from samarth_desktop.kinds.shg.kind import SHG

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
