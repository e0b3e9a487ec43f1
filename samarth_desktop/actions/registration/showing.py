"""Everything that is kept under a number on paper, as ``show`` prints it: values, what is unread, what is to mend."""

from collections.abc import Iterator
from typing import Any

from samarth_desktop.actions.exports.rows import RowWriter, keys_of
from samarth_desktop.actions.programmes import asking
from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.search import KIND_NAMES
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import Problem, Record, fields_of
from samarth_desktop.domain.fields.parsing import as_shown
from samarth_desktop.domain.ids import read_number
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import Catalog, T
from samarth_desktop.kinds.kind import RecordKind
from samarth_desktop.kinds.registry import HOLDERS, KINDS
from samarth_desktop.rules.sheets.head_words import is_own
from samarth_desktop.rules.validation import validate_stored
from samarth_desktop.store.log.reader import Reader


def find(reader: Reader, typed: str) -> Record:
    """The record of a number as people write it: of a person, a group, a certificate or any kind that is numbered.

    Of a merged-away number it is the kept record. KnownError where nothing here has the number.
    """
    number = read_number(typed)
    found = reader.by_registration(number) or reader.by_serial(number)
    if found is None:
        raise KnownError(T("Nothing on this laptop has the number {number}.", number=number))
    return found


def show(session: Session, typed: str, words: Catalog) -> dict[str, Any]:
    """What is kept under a number, masked as lists are. KnownError where nothing here has it."""
    with session.store.read() as reader:
        record = find(reader, typed)
        kind = KINDS[record.KIND]
        described = fields_of(kind.record)
        keys = keys_of(kind) if kind.sheet else tuple(key for key, field in described.items() if field.label)
        if sheet := registering.of(reader, record.id) if record.KIND in HOLDERS else None:
            answers = {key for one in sheet.enrolments for key in one.extra if not one.deleted and is_own(key)}
            keys = (*keys, *sorted(answers))
        [row] = RowWriter(reader, words).rows(kind, [record], keys)
        found = registering.problems(session, sheet) if sheet else validate_stored(record, session.today)
        if record.deleted and (gone := reader.gone_to(record)):
            found = (Problem("", gone),)
        return {
            "kind": KIND_NAMES.get(kind.name, kind.name),
            "number": str(getattr(record, kind.number, "")),
            "complete": reader.is_complete(record),
            "values": {
                _called(kind, key): "" if key in record.unread else text for key, text in zip(keys, row, strict=True)
            },
            "unread": dict(_unread(record)),
            "problems": [_problem(one, words) for one in found],
            "enrolments": asking.enrolment_rows(reader, session, sheet) if sheet else [],
        }


def _called(kind: RecordKind, key: str) -> str:
    """A key as sheets call it, where that is the record's number."""
    return kind.sheet.heads.get(key, key) if kind.sheet and key == kind.number else key


def _unread(record: Record) -> Iterator[tuple[str, str]]:
    described = fields_of(type(record))
    for key, text in record.unread.items():
        field = described.get(key)
        yield key, as_shown(field, text) if field is not None else text


def _problem(problem: Problem, words: Catalog) -> dict[str, Any]:
    return {"field": problem.key, "reason": words.say(problem.text), "blocks": problem.blocks}
