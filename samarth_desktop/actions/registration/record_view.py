"""One record of any kind as it stands beside its list: what it says, where it is, what happened to it."""

from dataclasses import dataclass

from samarth_desktop.actions.registration import history
from samarth_desktop.actions.registration.history import Event
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import Record
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.registry import KINDS
from samarth_desktop.store.log.exchange import Standing, standing
from samarth_desktop.store.queries import lists


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record beside its list. `number` is what people call it by; `where` says where it is: here only, on the hub, or
    refused by it and why; `gone` is the sentence for one that moved to another area and is only read here."""

    record: Record
    name_hi: str
    name_en: str
    number: str
    complete: bool
    where: Standing
    history: tuple[Event, ...]
    gone: Text | None = None
    photo: bytes | None = None

    @property
    def active(self) -> bool:
        """False once it is deleted or holds no more."""
        return bool(getattr(self.record, "active", not self.record.deleted))


def view(session: Session, kind: str, row: str) -> RecordView:
    """Reads it. KnownError when the record is not there any more."""
    where = standing(session.store, row)
    with session.store.read() as reader:
        record, summary = reader.get(KINDS[kind].record, row), lists.summary(reader, row)
        if record is None or summary is None:
            raise KnownError(T("This record is not on this laptop any more."))
        return RecordView(
            record,
            summary.name_hi,
            summary.name_en,
            summary.registration,
            summary.complete,
            where,
            history.history(session, reader, row, kind),
            reader.gone_to(record),
        )
