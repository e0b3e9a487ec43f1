"""What the comparison needs of the people of this laptop, read without making whole records of them."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine

from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.rules.duplicates.frequencies import SAMPLE, Frequencies, Sample
from samarth_desktop.rules.duplicates.scoring import Person, written
from samarth_desktop.store.projections.summaries import rids_of

_FROM_ARTISANS = """
SELECT summary.rid, summary.id, name_on_aadhaar, relation, relative_hi, relative_en, birth_date, birth_year, gender,
    category, artisan.village, village_other, village_code, gram_panchayat, artisan.district, artisan.mobile,
    phone_owner, aadhaar_last4, bank_account, voter_id, pan, artisan.name_hi, artisan.name_en
FROM json_each(?) JOIN summary ON summary.rid = json_each.value JOIN artisan ON artisan.id = summary.id
"""
_FROM_MEMBERS = """
SELECT summary.rid, summary.id, summary.name_hi, summary.name_en, relation, member.relative, birth_year, village,
    district, summary.mobile
FROM json_each(?) JOIN summary ON summary.rid = json_each.value JOIN member ON member.id = summary.id
"""
_SAMPLED = """
SELECT name_hi, name_en, relative, village
FROM json_each(?) JOIN summary ON summary.rid = json_each.value WHERE summary.active
"""
_NEWEST = "SELECT max(rid) FROM summary WHERE rid BETWEEN ? AND ?"
_GROWN = 2  # so much more or fewer people than when the shares were taken, and they are taken anew


def people_at(connection: Connection, rids: Iterable[int]) -> Iterator[tuple[int, Person]]:
    """The people in these rows, of which registered ones come first; other kinds of rows are passed over."""
    first_member = rids_of(Member.KIND)[0]
    parts: tuple[list[int], list[int]] = ([], [])
    for rid in rids:
        parts[rid >= first_member].append(rid)
    if parts[0]:
        for row in connection.exec_driver_sql(_FROM_ARTISANS, (json.dumps(parts[0]),)).fetchall():
            yield row[0], _artisan(row)
    if parts[1]:
        for row in connection.exec_driver_sql(_FROM_MEMBERS, (json.dumps(parts[1]),)).fetchall():
            yield row[0], _member(row)


def _artisan(row: Any) -> Person:
    (
        _, row_id, on_aadhaar, relation, relative_hi, relative_en, born, year, gender, category, village, other,
        code, panchayat, district, mobile, owner, last4, bank, voter_id, pan, name_hi, name_en,
    ) = row  # fmt: skip
    return Person(
        row_id, written(name_hi, name_en, on_aadhaar), relation, written(relative_hi, relative_en),
        date.fromisoformat(born) if born else None, year, born is None, gender, village or other, code, panchayat,
        district, category, mobile, owner, last4, bank, voter_id, pan,
    )  # fmt: skip


def _member(row: Any) -> Person:
    _, row_id, name_hi, name_en, relation, relative, year, village, district, mobile = row
    return Person(
        row_id, written(name_hi, name_en), relation, written(relative), birth_year=year, estimated=True,
        village=village, district=district, mobile=mobile,
    )  # fmt: skip


_known: WeakKeyDictionary[Engine, Sample] = WeakKeyDictionary()


def sample_frequencies(connection: Connection) -> Frequencies:
    """How common names and villages are on this laptop, from a sample of the people here."""
    return sample_of(connection).frequencies


def sample_of(connection: Connection) -> Sample:
    """Some of the people here, taken again as the laptop fills."""
    first, last = rids_of(Artisan.KIND)
    newest = connection.exec_driver_sql(_NEWEST, (first, last)).scalar() or first
    count, known = newest - first, _known.get(connection.engine)
    if known is not None and known.people <= count * _GROWN + 1 and count <= known.people * _GROWN + 1:
        return known
    step = max(count // SAMPLE, 1)
    sampled = connection.exec_driver_sql(_SAMPLED, (json.dumps(list(range(first + 1, newest + 1, step))),))
    rows = [tuple(row) for row in sampled]
    found = _known[connection.engine] = Sample(max(count, len(rows)), rows)
    return found
