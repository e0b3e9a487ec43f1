"""A walk-in registered at the door: a short record with number, programme and consent in one step."""

from collections.abc import Mapping
from dataclasses import replace

from samarth_desktop.actions.registration import hall_grid, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops.planning import Plan
from samarth_desktop.domain.fields.form_values import AGE
from samarth_desktop.domain.ids import new_id
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.store.log.unit_of_work import UnitOfWork


def register(session: Session, plan: Plan, typed: Mapping[str, str]) -> str:
    """Registers somebody by what is typed at the door (name, relation, relative, gender, age, mobile, village, consent)
    and gives her registration number. KnownError without a name."""
    with session.store.unit_of_work() as unit:
        saved = write(unit, session, plan, typed)
        unit.commit()
    return saved.holder.registration


def write(unit: UnitOfWork, session: Session, plan: Plan, typed: Mapping[str, str], row: str = "") -> Registration:
    """The same as a part of a greater unit of work; `row` is the id of the new record. What is not known of her comes
    from the workshop: district, programme; the rest is written later in the hall grid."""
    if not typed.get("name", "").strip():
        raise KnownError(T("Write her name."))
    workshop = plan.workshop
    common = {
        "programme": workshop.programme,
        "state": workshop.state,
        "district": typed.get("district", "") or workshop.district,
        "village": typed.get("village", ""),
        "consent.how": typed.get("consent", ""),
        "consent.given_on": f"{session.today:%d/%m/%Y}" if typed.get("consent") else "",
    }
    grid = {key: typed.get(key, "") for key in ("name", "relation", "relative", "gender", "mobile", "craft")}
    sheet = hall_grid.sheet_of(session, {**grid, AGE: typed.get("age", "")}, common)
    holder = replace(sheet.holder, id=row or new_id())
    return registering.write(unit, session, replace(sheet, holder=holder))
