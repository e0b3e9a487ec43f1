"""Workshop pages with a hall of invented people in them, for pictures and tests of every page."""

import functools
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QWidget

from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import checking_in, door, fairs, inviting, planning, slips
from samarth_desktop.actions.workshops.planning import Plan
from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.gui.app.routes import routes
from samarth_desktop.gui.background.tasks import lanes
from samarth_desktop.i18n import T
from tests.gui.fixtures_lists import copied
from tests.workshop_people import laptop, number_of, register, workshop


def hall() -> tuple[Session, Plan]:
    """A laptop with 24 people, a workshop of today with half of them in, a coming one and a fair."""
    folder, workshop_of_today = _held()
    session = copied(folder, Path(tempfile.mkdtemp()) / "hall")
    return session, planning.load(session, workshop_of_today)


@functools.cache
def _held() -> tuple[Path, str]:
    """The folder of that laptop, and the id of the workshop of today."""
    with laptop(Path(tempfile.mkdtemp()) / "hall") as session:
        return session.store.folder, _fill(session)


def _fill(session: Session) -> str:
    people = register(session, 24)
    day = session.today
    plan = workshop(
        session, title_hi="पैकेजिंग और दाम: बुनकरों की कार्यशाला", title_en="Packaging and pricing: weavers' workshop"
    )
    rows = [one.id for one in people]
    inviting.invite(session, plan.workshop.id, rows[:20])
    invitations = inviting.on_list(session, plan.workshop.id)
    inviting.told(session, [one.id for one in invitations[:18]], "phone")
    inviting.set_flag(session, [invitations[-1].id], "staff", True)
    for number, some in ((1, people[:14]), (2, people[:12]), (3, people[:9])):
        door.attend(session, plan, number_of(plan, number), [one.registration for one in some], f"{9 + number}:42")
    checking_in.name_only(session, number_of(plan, 1), {"name_hi": "उर्मिला देवी", "village": "देवा"})
    for at in range(9):
        marks = {"content": 4 + at % 2, "trainer": 5, "hall": 3 + at % 2, "useful": 4}
        slips.add(session, plan.workshop.id, marks, "डिब्बे पर दाम लिखना पहली बार समझ आया" if at == 4 else "")
    costs = {"cost_food": 690_000, "cost_travel": 345_000, "cost_material": 241_000, "cost_printing": 150_000}
    plan = planning.load(session, plan.workshop.id)
    planning.save(session, replace(plan, workshop=replace(plan.workshop, **costs)))
    later = (day + timedelta(days=7)).isoformat()
    workshop(
        session,
        title_hi="कैटलॉग और फ़ोटो",
        title_en="Cataloguing and photos",
        workshop_kind="cataloguing",
        since=later,
        until=later,
    )
    past = (day - timedelta(days=7)).isoformat()
    workshop(session, title_hi="दाम कैसे तय करें", title_en="Pricing", workshop_kind="pricing", since=past, until=past)
    fair = workshop(
        session, 0, title_hi="सरस मेला", title_en="Saras fair", workshop_kind="fair", since=past, until=day.isoformat()
    )
    for number, one in enumerate(people[:3], 1):
        stall = fairs.give(session, fair.workshop.id, str(number), one.id, stands=one.name_hi, goods="चिकनकारी")
        fairs.sell(session, stall.id, day - timedelta(days=number), number * 345_000, number)
    return plan.workshop.id


Wanted = Callable[[MainWindow, Session, Plan], object]


def scene(key: str, do: Wanted = lambda window, session, plan: None, **args: object) -> Callable[[], QWidget]:
    """A page of the hall; `do` brings it into the state worth a picture."""

    def show() -> QWidget:
        session, plan = hall()
        window = MainWindow(lanes(inline=True))
        window.open(routes(session, print), key, search_page="people")
        window.who("सुनीता यादव", T("Field coordinator"))
        window.go(key, **{name: plan.workshop.id if value == "hall" else value for name, value in args.items()})
        do(window, session, plan)
        return window

    return show


def in_now(window: MainWindow, session: Session, plan: Plan) -> None:
    """Somebody on the list shows her badge."""
    from samarth_desktop.gui.pages.workshops.door_page import DoorPage

    (shown,) = window.findChildren(DoorPage)
    invited = inviting.on_list(session, plan.workshop.id)
    here = {row.participant for row in door.state(session, plan, number_of(plan, 1)).last}
    waiting = next(one for one in invited if one.participant not in here and not one.staff and not one.reserve)
    shown.ask(waiting.registration, True)


def alike(window: MainWindow, session: Session, plan: Plan) -> None:
    """A name that several have."""
    from samarth_desktop.gui.pages.workshops.door_page import DoorPage

    (shown,) = window.findChildren(DoorPage)
    shown.ask("देवी")


def walk_in(window: MainWindow, session: Session, plan: Plan) -> None:
    """Somebody new."""
    from samarth_desktop.gui.pages.workshops.door_page import DoorPage

    (shown,) = window.findChildren(DoorPage)
    shown.begin_walk_in()


def fair_of(part: str) -> Wanted:
    """The fair with one of its parts; a stall that is being given shows how its holder stands to the limit."""

    def show(window: MainWindow, session: Session, plan: Plan) -> None:
        fair = next(one.workshop for one in planning.lines(session) if one.workshop.is_fair)
        window.go("workshop", workshop=fair.id, part=part)
        if part == "stalls":
            shown = window.page("workshop").stalls
            shown.holder.setText(fairs.lines(session, fair.id)[0].stall.registration)
            shown.holder.editingFinished.emit()

    return show


SCENES: dict[str, Callable[[], QWidget]] = {
    "workshops": scene("workshops"),
    "workshop-form": scene("workshop-form", workshop="hall"),
    "workshop-plan": scene("workshop", workshop="hall"),
    "workshop-invitations": scene("workshop", workshop="hall", part="invitations"),
    "workshop-certificates": scene("workshop", workshop="hall", part="certificates"),
    "workshop-feedback": scene("workshop", workshop="hall", part="feedback"),
    "fair-stalls": scene("workshop", fair_of("stalls"), workshop="hall"),
    "fair-report": scene("workshop", fair_of("report"), workshop="hall"),
    "fair-form": scene("workshop-form", new=True, fair=True),
    "door": scene("door", in_now, workshop="hall", session=1),
    "door-alike": scene("door", alike, workshop="hall", session=1),
    "door-walk-in": scene("door", walk_in, workshop="hall", session=1),
    "attendance": scene("attendance", workshop="hall", session=1),
    "hall-network": scene("hall"),
    "today-workshop": scene("today"),
}
