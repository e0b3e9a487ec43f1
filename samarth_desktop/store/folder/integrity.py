"""Looking for damage: the file, the word index, the operations' numbering, the projections, the photos."""

from collections.abc import Iterator

from sqlalchemy import func, select, text

from samarth_desktop.domain.fields.wire import to_wire
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text, Tn
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.registry import KINDS, RECORDS
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.rows import chunks, ops_of, record_of
from samarth_desktop.store.log.catch_up import missing
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.projections.certificate_standing import as_shown
from samarth_desktop.store.projections.projection import projection_of
from samarth_desktop.store.store import Store

SAMPLE = 2000


def check(store: Store, *, every: bool = False) -> list[Text]:
    """The problems of an open data folder, none when it is sound.

    Compares the newest SAMPLE records with their operations; all of them with `every`.
    """
    try:
        with store.read() as reader:
            found = [*_file(reader), *_numbering(reader), *_projections(reader, None if every else SAMPLE)]
            found += _summaries(reader)
            wanted = set(reader.connection.scalars(select(tables.blob.c.hash).where(tables.blob.c.state != "missing")))
    except KnownError as error:  # too damaged to be looked at
        return [error.text]
    lost = sum(not store.photos.has(name) for name in wanted)
    if lost:
        found.append(Tn("{count} photo file is missing.", "{count} photo files are missing.", lost))
    return found


def _file(reader: Reader) -> Iterator[Text]:
    ask = reader.connection
    for line in ask.exec_driver_sql("PRAGMA cipher_integrity_check").scalars():
        yield T("The data file is damaged: {detail}", detail=line)
    for line in ask.exec_driver_sql("PRAGMA integrity_check").scalars():
        if line != "ok":
            yield T("The data file is damaged: {detail}", detail=line)


def _numbering(reader: Reader) -> Iterator[Text]:
    """Operations are numbered from 1 without gaps per device and area."""
    op = tables.op.c
    streams = select(op.device, op.area, func.count(), func.min(op.n), func.max(op.n)).group_by(op.device, op.area)
    for device, area, count, first, last in reader.connection.execute(streams):
        if first != 1 or last != count:
            yield T(
                "Changes by {device} in {area} are missing: {n} of {last} are here.", **_gap(device, area, count, last)
            )


def _gap(device: str, area: str, count: int, last: int) -> dict[str, object]:
    return {"device": device, "area": area, "n": count, "last": last}


def _projections(reader: Reader, most: int | None) -> Iterator[Text]:
    """Every record is what its operations say, and there is one wherever they say something."""
    newest = reader.connection.scalar(select(func.max(tables.op.c.seq))) or 0
    wanted = missing() if most is None else missing().where(tables.op.c.seq > newest - most)
    wrong = len(reader.connection.scalars(wanted).all())
    for kind, record_class in RECORDS.items():
        table = tables.RECORD_TABLES[kind]
        rows = reader.connection.scalars(select(table.c.id).order_by(table.c.id.desc()).limit(most)).all()
        for part in chunks(rows):
            projections = {row: projection_of(held) for row, held in ops_of(reader.connection, part).items()}
            projections = as_shown(reader.connection, projections) if kind == Certificate.KIND else projections
            for row in reader.connection.execute(select(table).where(table.c.id.in_(part))):
                shown = record_of(record_class, row)
                expected = projections[row.id].record if row.id in projections else None
                wrong += expected is None or to_wire(expected) != to_wire(shown) or expected.seen != shown.seen
    if wrong:
        yield Tn("{count} record differs from its history.", "{count} records differ from their history.", wrong)


def _summaries(reader: Reader) -> Iterator[Text]:
    """Every listed record has its summary, and every summary that is not of a deleted record its words."""
    for kind in KINDS.values():
        if kind.summary is None:
            continue
        table = tables.RECORD_TABLES[kind.name]
        missing = select(func.count()).where(~table.c.id.in_(select(tables.summary.c.id)))
        if kind.summary.unless:  # listed under another row
            missing = missing.where(table.c[kind.summary.unless] == "")
        count = reader.connection.scalar(missing) or 0
        if count:
            yield Tn("{count} record cannot be found in lists.", "{count} records cannot be found in lists.", count)
    found = reader.connection.scalar(text("SELECT count(*) FROM search_fts")) or 0
    summaries = reader.connection.scalar(select(func.count()).select_from(tables.summary)) or 0
    if found > summaries:
        yield T("The search index does not fit the records.")
