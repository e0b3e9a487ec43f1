"""The label of a maker or group: who made it, whom to ask, which numbers hold."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.products.gathering import holder_by_number
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.fields.parsing import read
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.label.record import Label
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork


def of_holder(reader: Reader, holder: str) -> Label:
    """The label of a maker or group; an empty one where there is none yet."""
    found = reader.children(Label, holder)
    return found[-1] if found else Label(holder=holder)


def write(session: Session, number: str, texts: Mapping[str, str]) -> tuple[Holder, Label]:
    """Writes values, as typed, on the label of a maker or group. KnownError names the field that is wrong."""
    with writing(session, Deed.MARKET) as unit:
        holder = holder_by_number(unit, number)
        saved = save(unit, session, of_holder(unit, holder.id), texts)
        unit.commit()
    return holder, saved


def save(unit: UnitOfWork, session: Session, label: Label, texts: Mapping[str, str]) -> Label:
    """The same as a part of a unit of work."""
    described = fields_of(Label)
    values: dict[str, Any] = {}
    for key, text in texts.items():
        field = described.get(key)
        if field is None or field.system:
            raise KnownError(T("There is no field called {key} to correct.", key=key))
        got = read(field, text)
        if got.wrong is not None:
            raise KnownError(T("{field}: {reason}", field=Text(field.label), reason=got.wrong))
        values[key] = got.value
    return unit.save(replace(label, **values), session.author)
