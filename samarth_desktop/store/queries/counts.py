"""How much a data folder holds, kind by kind, for who looks after it; no value of any record is read."""

from typing import Any

from sqlalchemy import func, select

from samarth_desktop.store.database import schema, tables
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.queries import waiting


def of_everything(reader: Reader) -> dict[str, Any]:
    """The version of the tables; records by kind; operations, devices and areas in the log; photos; what waits to be
    sent."""
    ask = reader.connection.scalar
    op, blob = tables.op.c, tables.blob
    unsent = waiting.unsent(reader)
    return {
        "tables": schema.version(reader.connection),
        "records": {kind: ask(select(func.count()).select_from(t)) or 0 for kind, t in tables.RECORD_TABLES.items()},
        "operations": ask(select(func.count()).select_from(tables.op)) or 0,
        "devices": ask(select(func.count(op.device.distinct()))) or 0,
        "areas": ask(select(func.count(op.area.distinct()))) or 0,
        "photos": ask(select(func.count()).select_from(blob)) or 0,
        "unsent": {"records": unsent.records, "photos": unsent.photos},
    }
