"""A walk-in registered at the door: a short record with number, programme and consent in one step."""

from collections.abc import Mapping
from dataclasses import replace

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.registration import hall_grid, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import checking_in, door
from samarth_desktop.actions.workshops.door import Answer
from samarth_desktop.actions.workshops.planning import Plan
from samarth_desktop.domain.fields.digits import only_digits
from samarth_desktop.domain.fields.form_values import AGE
from samarth_desktop.domain.ids import new_id, read_number
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.kinds.session.record import Sitting
from samarth_desktop.store.log.unit_of_work import UnitOfWork


def register(session: Session, plan: Plan, typed: Mapping[str, str]) -> str:
    """Registers somebody by what is typed at the door (name, relation, relative, gender, age, mobile, village, consent)
    and gives her registration number. KnownError without a name."""
    with writing(session, Deed.HALL) as unit:
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
    holder = replace(sheet.holder, id=row or new_id(), registration=_number(unit, typed.get("number", "")))
    return registering.write(unit, session, replace(sheet, holder=holder))


def _number(unit: UnitOfWork, typed: str) -> str:
    """The number of a printed form that this laptop gave, where nobody has it yet; "" has the store give the next."""
    if not typed:
        return ""
    number = read_number(typed)
    own = f"-{unit.device}-" in number and number[:1].isalpha() and number[1:2].isalpha()
    return number if own and unit.by_registration(number) is None else ""


def let_in(session: Session, plan: Plan, sitting: Sitting, typed: Mapping[str, str]) -> Answer:
    """Registers somebody and lets her in, in one step: number, presence and what is still missing."""
    with writing(session, Deed.HALL) as unit:
        saved = write(unit, session, plan, typed)
        said = door.admit(unit, session, sitting, saved.holder.id, "walk_in")
        unit.commit()
    return said


def by_name(session: Session, sitting: Sitting, typed: Mapping[str, str]) -> Answer:
    """Lets somebody in of whom only the name, and what else was typed, is kept with the attendance; with the `number`
    of her badge, too, where her record is on another laptop: nothing is registered a second time."""
    name, age = typed["name"], typed.get("age", "")
    hindi = any("\u0900" <= letter <= "\u097f" for letter in name)
    values = {
        "name_hi": name if hindi else "",
        "name_en": "" if hindi else name,
        "relation": typed.get("relation", ""),
        "relative": typed.get("relative", ""),
        "gender": typed.get("gender", ""),
        "age": int(age) if age.isdecimal() else None,
        "mobile": only_digits(typed.get("mobile", ""))[-10:],
        "village": typed.get("village", ""),
        "registration": typed.get("number", ""),
    }
    return Answer("name_only", name, checking_in.name_only(session, sitting, values))
