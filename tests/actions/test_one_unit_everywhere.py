"""Halls, programmes, groups and products: at a fault of any write all of an action is there, or nothing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from samarth_desktop.actions.groups import life
from samarth_desktop.actions.many import changes, planning
from samarth_desktop.actions.products import editing, photos, sellers
from samarth_desktop.actions.programmes import follow_ups, staging
from samarth_desktop.actions.registration import own_record, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import closing, door, inviting
from samarth_desktop.actions.workshops import planning as workshops
from samarth_desktop.kinds.follow_up.record import FollowUp
from samarth_desktop.kinds.grading.record import Grading
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.product.record import Product
from samarth_desktop.kinds.shg.record import Shg
from tests import workshop_people
from tests.faults import every_fault


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    with workshop_people.laptop(tmp_path / "data") as made:
        yield made


def test_a_workshop_from_its_plan_to_its_end(session: Session) -> None:
    people = workshop_people.register(session, 2)
    rows, numbers = [one.id for one in people], [one.registration for one in people]
    plan = workshop_people.workshop(session, 1)
    hall = replace(plan.workshop, venue="विद्यालय")
    every_fault(session, lambda: workshops.save(session, replace(plan, workshop=hall)))
    plan = workshops.load(session, hall.id)
    assert plan.workshop.venue == "विद्यालय"
    every_fault(session, lambda: inviting.invite(session, hall.id, rows))
    every_fault(session, lambda: door.attend(session, plan, plan.sittings[0], numbers))
    every_fault(session, lambda: closing.close(session, hall.id))
    assert len(inviting.on_list(session, hall.id)) == 2
    assert workshops.load(session, hall.id).workshop.status == "closed"


def test_a_change_of_many_and_its_undoing(session: Session) -> None:
    rows = [one.id for one in workshop_people.register(session, 2)]
    done: list[planning.Done] = []
    change = changes.values({"village": "देवा"})
    every_fault(session, lambda: done.append(planning.carry_out(session, "artisan", rows, change)[1]))
    assert len(done[-1].pairs) == 2
    every_fault(session, lambda: planning.undo(session, done[-1]))


def test_stages_visits_and_consents(session: Session) -> None:
    row = workshop_people.register(session, 1)[0].id
    every_fault(session, lambda: staging.to_stage(session, row, "UP-ODOP", "on_hold", session.today, "Papers"))
    noted: list[FollowUp] = []
    every_fault(session, lambda: noted.append(follow_ups.note(session, FollowUp(holder=row, what="packaging"))))
    every_fault(session, lambda: follow_ups.close(session, noted[-1].id, "done"))
    every_fault(session, lambda: own_record.give(session, row, "listing", "signature"))
    every_fault(session, lambda: own_record.withdraw(session, row, "listing"))


def test_the_life_of_a_group(session: Session) -> None:
    group = registering.save(session, Registration(Shg(name_hi="उजाला", state="9", district="129"))).holder.id
    every_fault(session, lambda: life.join(session, group, Member(name_hi="सरिता देवी")))
    every_fault(session, lambda: life.grade(session, Grading(shg=group, grade="a", graded_on=session.today)))


def test_products_with_their_photos(session: Session, tmp_path: Path) -> None:
    maker = workshop_people.register(session, 1)[0].id
    every_fault(session, lambda: sellers.add(session, "flipkart", "AVADH", "office", gstin="", name="Avadh"))
    shawl = Product(holder=maker, title_en="Shawl", category="Shawl", colour="Blue", mrp=64900, price=59900, stock=1)
    saved: list[list[Product]] = []
    every_fault(session, lambda: saved.append(editing.save(session, shawl, ("Green", "Plum"))))
    assert len(saved[-1]) == 3
    file = tmp_path / "shawl.jpg"
    striped = Image.new("RGB", (1200, 1200), "white")
    for at in range(60, 1140, 60):
        ImageDraw.Draw(striped).rectangle((60, at, 1140, at + 30), fill=(40, 60, 150))
    striped.save(file, quality=90)
    every_fault(session, lambda: photos.add_files(session, saved[-1][0].registration, [file]))
    assert len(photos.shown(session, saved[-1][0].id)) == 1
