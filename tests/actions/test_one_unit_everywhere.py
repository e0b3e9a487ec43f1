"""Halls, fairs, programmes, groups, products and what marketplaces say: at a fault of any write all of an action is there, or nothing."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from samarth_desktop.actions.groups import life
from samarth_desktop.actions.many import changes, planning
from samarth_desktop.actions.products import answers, editing, photos, sales, sellers
from samarth_desktop.actions.programmes import follow_ups, staging
from samarth_desktop.actions.registration import own_record, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import closing, door, fairs, inviting
from samarth_desktop.actions.workshops import planning as workshops
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.follow_up.record import FollowUp
from samarth_desktop.kinds.grading.record import Grading
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.product.record import Product
from samarth_desktop.kinds.sale.record import Sale
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.kinds.stall.record import Stall
from samarth_desktop.store.queries import market
from tests import workshop_people
from tests.documents.template_shapes import flipkart_xls
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


def product_of(session: Session, maker: str, sku: str) -> Product:
    made = Product(holder=maker, title_en="Shawl", category="Shawl", sku=sku, mrp=64900, price=59900, stock=1)
    return editing.save(session, made)[0]


def written(file: Path, *rows: tuple[str, ...]) -> Path:
    with file.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(rows)
    return file


def stage_of(session: Session, row: str) -> str:
    with session.store.read() as reader:
        return reader.children(Enrolment, row)[0].stage


def test_a_settlement_and_the_first_sales_in_it(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In parts of one maker: whose sale is there has her stage, and the file again brings the others."""
    monkeypatch.setattr(sales, "PART", 1)
    sellers.add(session, "flipkart", "AVADH", "office", gstin="", name="Avadh")
    makers = [one.id for one in workshop_people.register(session, 2)]
    for at, maker in enumerate(makers):
        product_of(session, maker, f"SKU-{at}")
    head = ("Payment Date", "Order Date", "Order ID", "Order item ID", "Seller SKU", "Quantity", "Sale Amount",
            "Refund", "Marketplace Fee", "Bank Settlement Value (Rs.)", "TCS (Rs.)", "Return Type")  # fmt: skip
    lines = [
        ("2026-10-2" + str(day), "2026-10-1" + str(day), f"OD{at}{day}", f"OI{at}{day}", f"SKU:SKU-{at}", "1", "500",
         "0", "-50.5", "449.5", "-2.5", "NA")
        for at in range(len(makers)) for day in (5, 3)
    ]  # fmt: skip
    file = written(tmp_path / "settlement.csv", head, *lines)
    done: list[sales.Imported] = []

    def whole(after: object) -> None:
        with session.store.read() as reader:
            sold = market.delivered(reader, makers)
            entries = [one for one in reader.every(Sale) if one.holder]
        assert len(entries) == 2 * len(sold) < 4, "all of a maker's, or none of it"
        assert [stage_of(session, maker) for maker in makers] == [
            "first_sale" if maker in sold else "registered" for maker in makers
        ]

    assert every_fault(session, lambda: done.append(sales.import_file(session, "flipkart", file)), whole) > 3
    assert (done[-1].new, done[-1].already, len(done[-1].first_sales)) == (2, 2, 1)
    with session.store.read() as reader:
        assert set(market.delivered(reader, makers).values()) == {date(2026, 10, 13)}
        assert {reader.children(Enrolment, maker)[0].first_sale_on for maker in makers} == {date(2026, 10, 13)}


def test_what_a_marketplace_answered(session: Session, tmp_path: Path) -> None:
    sellers.add(session, "flipkart", "AVADH", "office", gstin="", name="Avadh")
    makers = [one.id for one in workshop_people.register(session, 2)]
    numbers = [product_of(session, maker, "").registration for maker in makers]
    passed = {"Catalog QC Status": "Passed", "Flipkart Serial Number": "SARG1", "Listing Status": "ACTIVE"}
    rows = [{"Seller SKU ID": numbers[0], **passed}, {"Seller SKU ID": numbers[1], "Catalog QC Status": "Failed"}]
    file = tmp_path / "back.xls"
    file.write_bytes(flipkart_xls(rows=rows))
    said: list[answers.Answered] = []
    assert every_fault(session, lambda: said.append(answers.read(session, "flipkart", file))) > 2
    assert (said[-1].listed, [one.product for one in said[-1].rejected]) == ((numbers[0],), [numbers[1]])
    assert [stage_of(session, maker) for maker in makers] == ["listed", "registered"]


def test_a_fair_with_its_stalls_and_sales(session: Session) -> None:
    maker = workshop_people.register(session, 1)[0].id
    fair = workshop_people.workshop(session, 1, workshop_kind="fair").workshop.id
    stalls: list[Stall] = []
    every_fault(session, lambda: stalls.append(fairs.give(session, fair, "12", maker, goods="Shawls")))
    every_fault(session, lambda: fairs.sell(session, stalls[-1].id, session.today, 50_000, 2))
    every_fault(session, lambda: fairs.sell(session, stalls[-1].id, session.today, 70_000, 3))
    (line,) = fairs.lines(session, fair)
    assert line.amount == 70_000


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
