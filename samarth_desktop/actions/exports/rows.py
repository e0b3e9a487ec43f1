"""Records as rows of a sheet: fields as they are described, and columns that are made of other records.

Numbers that are masked elsewhere are masked here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samarth_desktop.domain.fields.field import Field, Kind, Record, fields_of
from samarth_desktop.domain.fields.parsing import as_shown, read, write
from samarth_desktop.domain.reference.vocabulary import told
from samarth_desktop.i18n import Catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.kind import RecordKind
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.programmes.answers import as_text
from samarth_desktop.rules.sheets.head_words import columns_of, is_own, label_of
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.queries import own_fields
from samarth_desktop.store.search import lookups

Special = Callable[[Reader, Sequence[Any]], Mapping[str, str]]
"""Gives what stands in a column that is no field, by row id."""


def keys_of(kind: RecordKind) -> tuple[str, ...]:
    """Every key of a kind's sheet: first those of an empty one, in its order, then all other fields."""
    sheet = kind.sheet
    assert sheet is not None
    known = columns_of(sheet.name)
    there = [key for key in sheet.columns if known[key] or key in sheet.out]
    return tuple(dict.fromkeys([*there, *sheet.out, *(key for key, field in known.items() if field)]))


def own_keys(reader: Reader, kind: RecordKind) -> tuple[str, ...]:
    """The programmes' own fields that somebody answered, ``PROGRAMME.key``, for kinds that have programmes."""
    return tuple(key for key in own_fields.keys(reader) if is_own(key)) if kind.holder else ()


@dataclass(frozen=True)
class RowWriter:
    """How records become rows. With `labelled` heads and values are words for people, else the keys and codes that
    other programs read; `unmasked` numbers leave in full."""

    reader: Reader
    words: Catalog
    unmasked: bool = False
    labelled: bool = False

    def heads(self, kind: RecordKind, keys: Sequence[str]) -> list[str]:
        """The heads of these columns."""
        assert kind.sheet is not None
        if self.labelled:
            return [self.words.say(label_of(kind.sheet.name, key)) for key in keys]
        return [kind.sheet.heads.get(key, key) for key in keys]

    def rows(self, kind: RecordKind, records: Sequence[Record], keys: Sequence[str]) -> Iterator[list[str]]:
        """The rows of at most a page of records of one kind."""
        specials = {key: made(self.reader, records) for key, made in _specials(kind, keys).items()}
        described = fields_of(kind.record)
        for record in records:
            special = {key: texts[record.id] for key, texts in specials.items() if record.id in texts}
            yield [
                special[key] if key in special else self._cell(record, key, described[key]) if key in described else ""
                for key in keys
            ]

    def _cell(self, record: Record, key: str, field: Field) -> str:
        text = record.unread.get(key) or self._text(field, getattr(record, key), getattr(record, "state", ""))
        return text if self.unmasked or field.kind is Kind.AADHAAR else as_shown(field, text)

    def _text(self, field: Field, value: object, state: str) -> str:
        if value in ("", None, ()):
            return ""
        if field.kind in (Kind.STATE, Kind.DISTRICT):
            name = write(field, value, self.words)
            return name if read(field, name, state).value == value else str(value)
        if self.labelled:
            return told(field, value, self.words)
        return _PLAIN.get(field.kind, _written(self.words))(field, value)


def _written(words: Catalog) -> Callable[[Field, object], str]:
    return lambda field, value: write(field, value, words)


_PLAIN: dict[Kind, Callable[[Field, object], str]] = {
    Kind.CHOICE: lambda field, value: str(value),
    Kind.CHOICES: lambda field, value: ";".join(value if isinstance(value, tuple) else ()),
    Kind.DATE: lambda field, value: str(value),  # date.__str__ is ISO 8601
}


# -- columns that are made of other records ---------------------------------------------------------------------------


def _specials(kind: RecordKind, keys: Sequence[str]) -> Mapping[str, Special]:
    """What makes the columns that are no field, and a registered member's names: so that the sheet can be read."""
    described = fields_of(kind.record)
    names = {key: _name(key) for key in ("name_hi", "name_en") if "person" in described}
    made = {**_MADE, "shg": _its_group if "shg" in described else _groups}
    wanted = kind.sheet.out if kind.sheet else ()
    own = {key: _own(key) for key in keys if is_own(key)}
    return {**names, **own, **{key: made[key] for key in keys if key in wanted and key in made}}


def _own(key: str) -> Special:
    """An answer to a programme's own question, as a code: what an import reads again."""
    code = key.partition(".")[0]

    def make(reader: Reader, records: Sequence[Any]) -> Mapping[str, str]:
        enrolments = lookups.children_of(reader, Enrolment, [one.id for one in records], "holder")
        return {
            one.id: next((as_text(e.extra.get(key)) for e in enrolments.get(one.id, ()) if e.programme == code), "")
            for one in records
        }

    return make


def _programmes(reader: Reader, records: Sequence[Any]) -> Mapping[str, str]:
    enrolments = lookups.children_of(reader, Enrolment, [one.id for one in records], "holder")
    return {one.id: _joined(each.programme for each in enrolments.get(one.id, ())) for one in records}


def _groups(reader: Reader, records: Sequence[Any]) -> Mapping[str, str]:
    places = lookups.children_of(reader, Member, [one.id for one in records], "person")
    numbers = _numbers(reader, Shg, {place.shg for of in places.values() for place in of if place.active})
    return {
        one.id: _joined(numbers.get(place.shg, "") for place in places.get(one.id, ()) if place.active)
        for one in records
    }


def _its_group(reader: Reader, records: Sequence[Any]) -> Mapping[str, str]:
    numbers = _numbers(reader, Shg, {one.shg for one in records})
    return {one.id: numbers.get(one.shg, "") for one in records}


def _maker(reader: Reader, records: Sequence[Any]) -> Mapping[str, str]:
    rows = {one.holder for one in records if one.holder}
    numbers = {**_numbers(reader, Artisan, rows), **_numbers(reader, Shg, rows)}
    return {one.id: numbers.get(one.holder, "") or one.unread.get("holder", "") for one in records}


def _its_person(reader: Reader, records: Sequence[Any]) -> Mapping[str, str]:
    numbers = _numbers(reader, Artisan, {one.person for one in records if one.person})
    return {one.id: numbers.get(one.person, "") for one in records}


def _name(key: str) -> Special:
    def make(reader: Reader, records: Sequence[Any]) -> Mapping[str, str]:
        people = {one.id: one for one in _many(reader, Artisan, {one.person for one in records if one.person})}
        return {one.id: getattr(people[one.person], key) for one in records if one.person in people}

    return make


def _numbers(reader: Reader, record_class: type[Artisan] | type[Shg], rows: Iterable[str]) -> dict[str, str]:
    return {one.id: one.registration for one in _many(reader, record_class, rows)}


def _many(reader: Reader, record_class: type[Any], rows: Iterable[str]) -> list[Any]:
    return [one for part in lookups.chunks(sorted(rows)) for one in reader.get_many(record_class, part)]


def _joined(texts: Iterable[str]) -> str:
    return ";".join(dict.fromkeys(text for text in texts if text))


_MADE: Mapping[str, Special] = {"programme": _programmes, "person": _its_person, "maker": _maker}
