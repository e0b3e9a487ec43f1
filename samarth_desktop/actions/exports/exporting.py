"""Writes people or groups to a file that can be read in again without loss.

Numbers that are masked elsewhere are masked here; only the office may have them in full, and that is noted. A masked
export that is imported changes none of the numbers.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from samarth_desktop.actions.imports.templates import COLUMNS, TITLES
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.spreadsheets.sheet_write import OutputSheet, arriving, write_csv, write_xlsx
from samarth_desktop.domain.fields.field import Field, Kind, Record, fields_of
from samarth_desktop.domain.fields.parsing import masked, read, write
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import Catalog, T, Tn
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.product.record import Product
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.sheets.column_mapping import columns_of, label_of
from samarth_desktop.store.log.exchange import StoreLog
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.queries import audit
from samarth_desktop.store.search import lookups

OFFICE = "office"


def may_unmask(session: Session) -> bool:
    """Whether numbers may leave in full: only with the role of the office, which comes from enrolment."""
    from samarth_desktop.sync import identity

    me = identity.load(StoreLog(session.store))
    return me is not None and me.role == OFFICE


def export(
    session: Session,
    kind: str,
    path: Path,
    words: Catalog,
    *,
    unmasked: bool = False,
    labelled: bool = False,
    only: Sequence[str] | None = None,
    progress: Callable[[int, int], object] = lambda done, total: None,
) -> int:
    """Writes artisans, shgs or products to a CSV, XLSX or PDF file by its ending, and gives the number of rows.

    Heads are the keys and values the codes that other programs read; with `labelled` both are in the words of the
    language, for people. A PDF is for people anyway, and holds what fits on paper. `only` are the row ids to be
    written (all when None). Members of groups stand on a sheet of their own, beside a CSV file in a second one.
    `progress` hears how many of the rows in `only` are read or laid out; what it raises ends the export, and no file
    is left. Raises KnownError.
    """
    if unmasked and not may_unmask(session):
        raise KnownError(T("Only the office may export full numbers."))
    ending = ending_of(path)
    with session.store.read() as reader:
        out = _Out(reader, words, unmasked, labelled or ending == ".pdf", only, progress)
        if ending == ".pdf":
            count = write_pdf(path, out.listing(kind), words, session.today, progress)
        else:
            count = write_table(path, out.sheets(kind))
    if unmasked:
        with session.store.unit_of_work() as unit:
            audit.note(unit, session.author, "export", detail=f"{kind} {count}")
            unit.commit()
    return count


def ending_of(path: Path) -> str:
    """The ending of a file to be written. KnownError when it is none of ours."""
    ending = path.suffix.lower()
    if ending not in (".csv", ".xlsx", ".pdf"):
        raise KnownError(T("Give the file the ending .csv, .xlsx or .pdf."))
    return ending


def write_table(path: Path, sheets: Sequence[OutputSheet]) -> int:
    """Writes XLSX or CSV, further sheets beside a CSV file in files of their own. Gives the rows of the first sheet."""
    if path.suffix.lower() == ".xlsx":
        return write_xlsx(path, sheets)
    for beside in sheets[1:]:
        write_csv(path.with_stem(f"{path.stem}-{beside.name}"), beside)
    return write_csv(path, sheets[0])


def write_pdf(path: Path, sheet: OutputSheet, words: Catalog, day: date, progress: Callable[[int, int], object]) -> int:
    """Writes a list on paper under the name of the sheet, with the day and how many rows there are. Gives the number of
    rows; `progress` hears how many are laid out."""
    from samarth_desktop.documents.pdf import listing

    rows = [tuple(row) for row in sheet.rows]

    def laid_out(done: int) -> None:
        progress(done, len(rows))

    title, now = words.say(sheet.name), datetime.now()
    count = words.say(Tn("{count} row", "{count} rows", len(rows)))
    note = f"{words.date(day)} · {count}"
    content = listing.render(title, sheet.heads, rows, words.language, now, note=note, progress=laid_out)
    with arriving(path) as part:
        part.write_bytes(content)
    return len(rows)


@dataclass(frozen=True)
class _Out:
    """How records become rows."""

    reader: Reader
    words: Catalog
    unmasked: bool
    labelled: bool
    only: Sequence[str] | None
    progress: Callable[[int, int], object]

    def sheets(self, kind: str) -> list[OutputSheet]:
        """The sheets of a file of this kind."""
        return {"artisans": self.people, "shgs": self.groups, "products": self.products}[kind]()

    def people(self) -> list[OutputSheet]:
        keys = _keys("artisans", "programme", "shg")
        return [OutputSheet("artisans", self._heads("artisans", keys), self._people(keys))]

    def groups(self) -> list[OutputSheet]:
        keys = _keys("shgs", "programme")
        of_members = _keys("members", "shg", "person")
        heads = self._heads("members", of_members)
        return [
            OutputSheet("shgs", self._heads("shgs", keys), self._groups(keys)),
            OutputSheet("members", heads, self._members(of_members)),
        ]

    def products(self) -> list[OutputSheet]:
        keys = _keys("products", "maker")
        return [OutputSheet("products", self._heads("products", keys), self._products(keys))]

    def listing(self, kind: str) -> OutputSheet:
        """What fits on paper, under the title of the list."""
        keys = _ON_PAPER[kind]
        rows = {"artisans": self._people, "shgs": self._groups, "products": self._products}[kind](keys)
        return OutputSheet(TITLES[kind], self._heads(kind, keys), rows)

    def _heads(self, kind: str, keys: Sequence[str]) -> list[str]:
        if self.labelled:
            return [self.words.say(label_of(kind, key)) for key in keys]
        return [_CONTRACT_HEADS.get((kind, key), key) for key in keys]

    def _records(self, record_class: type[lookups.R]) -> Iterator[list[lookups.R]]:
        if self.only is None:
            yield from lookups.chunks(lookups.all_of(self.reader, record_class))
        else:
            done = 0
            for part in lookups.chunks(self.only):
                self.progress(done, len(self.only))
                done += len(part)
                yield self.reader.get_many(record_class, lookups.here(self.reader, part))

    def _people(self, keys: Sequence[str]) -> Iterator[list[str]]:
        for part in self._records(Artisan):
            rows = [person.id for person in part]
            enrolments = lookups.children_of(self.reader, Enrolment, rows, "holder")
            places = lookups.children_of(self.reader, Member, rows, "person")
            groups = {place.shg for of in places.values() for place in of if place.active}
            numbers = {group.id: group.registration for group in self.reader.get_many(Shg, sorted(groups))}
            for person in part:
                special = {
                    "programme": _joined(one.programme for one in enrolments.get(person.id, ())),
                    "shg": _joined(numbers.get(one.shg, "") for one in places.get(person.id, ()) if one.active),
                }
                yield self._row(person, keys, special)

    def _groups(self, keys: Sequence[str]) -> Iterator[list[str]]:
        for part in self._records(Shg):
            enrolments = lookups.children_of(self.reader, Enrolment, [group.id for group in part], "holder")
            for group in part:
                programmes = _joined(one.programme for one in enrolments.get(group.id, ()))
                yield self._row(group, keys, {"programme": programmes})

    def _products(self, keys: Sequence[str]) -> Iterator[list[str]]:
        for part in self._records(Product):
            rows = sorted({product.holder for product in part if product.holder})
            makers = [*self.reader.get_many(Artisan, rows), *self.reader.get_many(Shg, rows)]
            numbers = {maker.id: maker.registration for maker in makers}
            for product in part:
                maker = numbers.get(product.holder, "") or product.unread.get("holder", "")
                yield self._row(product, keys, {"maker": maker})

    def _members(self, keys: Sequence[str]) -> Iterator[list[str]]:
        for part in self._records(Shg):
            members = lookups.children_of(self.reader, Member, [group.id for group in part], "shg")
            known = sorted({one.person for of in members.values() for one in of if one.person})
            people = {
                person.id: person for some in lookups.chunks(known) for person in self.reader.get_many(Artisan, some)
            }
            for group in part:
                for member in members.get(group.id, ()):
                    person = people.get(member.person)
                    special = {"shg": group.registration, "person": person.registration if person else ""}
                    if person:  # so that the sheet can be read; at import her number decides
                        special |= {"name_hi": person.name_hi, "name_en": person.name_en}
                    yield self._row(member, keys, special)

    def _row(self, record: Record, keys: Sequence[str], special: dict[str, str]) -> list[str]:
        described = fields_of(type(record))
        return [special[key] if key in special else self._cell(record, key, described[key]) for key in keys]

    def _cell(self, record: Record, key: str, field: Field) -> str:
        text = record.unread.get(key) or self._text(field, getattr(record, key), getattr(record, "state", ""))
        hidden = field.masked and not self.unmasked and field.kind is not Kind.AADHAAR
        return masked(text) if hidden else text

    def _text(self, field: Field, value: object, state: str) -> str:
        if value in ("", None, ()):
            return ""
        if field.kind in (Kind.STATE, Kind.DISTRICT):
            name = write(field, value, self.words)
            return name if read(field, name, state).value == value else str(value)
        if self.labelled:
            return write(field, value, self.words)
        return _PLAIN.get(field.kind, _written(self.words))(field, value)


def _written(words: Catalog) -> Callable[[Field, object], str]:
    return lambda field, value: write(field, value, words)


_PLAIN: dict[Kind, Callable[[Field, object], str]] = {
    Kind.CHOICE: lambda field, value: str(value),
    Kind.CHOICES: lambda field, value: ";".join(value if isinstance(value, tuple) else ()),
    Kind.DATE: lambda field, value: str(value),  # date.__str__ is ISO 8601
}
_ON_PAPER = {
    "artisans": (
        "registration", "name_hi", "name_en", "relative_hi", "village", "block", "district", "mobile", "craft",
        "programme",
    ),
    "shgs": ("registration", "name_hi", "name_en", "shg_code", "village", "block", "district", "formation_date"),
    "products": ("registration", "title_hi", "title_en", "maker", "category", "mrp", "price", "hsn", "stock"),
}  # fmt: skip
_CONTRACT_HEADS = {
    ("shgs", "name_hi"): "shg_name_hi",
    ("shgs", "name_en"): "shg_name_en",
    ("products", "registration"): "number",
}


def _keys(kind: str, *special: str) -> tuple[str, ...]:
    """Every key of a sheet: first those of the template, in its order, then all other fields."""
    known = columns_of(kind)
    there = [key for key in COLUMNS[kind] if known[key] or key in special]
    return tuple(dict.fromkeys([*there, *special, *(key for key, field in known.items() if field)]))


def _joined(texts: Iterator[str]) -> str:
    return ";".join(dict.fromkeys(text for text in texts if text))
