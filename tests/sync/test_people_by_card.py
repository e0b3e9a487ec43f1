"""People whom the office lists on a laptop's card: operations name them by id, pages by name, and roles are theirs."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from samarth_desktop.actions.device import device, roles
from samarth_desktop.actions.device import people as here
from samarth_desktop.actions.exchange import sync
from samarth_desktop.domain.oplog.card_people import Author
from samarth_desktop.errors import KnownError
from samarth_desktop.hub.auth import people
from samarth_desktop.i18n import catalog
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.store.database import tables
from tests.sync.laptops import OLD, Laptop, Office, settle


def put(ground: Office, laptop: Laptop, name: str, role: str) -> str:
    with ground.hub.engine.begin() as conn:
        return people.add(conn, laptop.session.store.device, name, role, people.By("Officer"))[-1].id


def authors(laptop: Laptop, row: str) -> list[str]:
    with laptop.session.store.read() as reader:
        return list(reader.connection.execute(select(tables.op.c.author).where(tables.op.c.row == row)).scalars())


def test_a_card_with_people_says_who_writes_and_in_which_role(ground: Office) -> None:
    a, b = ground.laptop("Asha", OLD), ground.laptop("Bina", OLD)
    old = a.register()
    settle(a, b)
    assert authors(a, old) == ["Asha"], "a card that lists nobody: a name, as ever"
    meena = put(ground, a, "Meena Verma", "coordinator")
    put(ground, a, "Kamla", "trainer")
    settle(a, b)
    assert here.listed(a.here()) == ("Asha", "Meena Verma", "Kamla")
    with pytest.raises(KnownError, match="not put"):
        device.sit_down(a.here(), "Rekha")
    with pytest.raises(KnownError, match="office lists"):
        device.forget(a.here(), "Meena Verma")
    assert roles.role(a.here()) == "coordinator"
    a.session = device.sit_down(a.here(), "मीना वर्मा")
    assert a.session.author == "Meena Verma" and roles.of(a.here(), "कमला") == "trainer"
    row = a.register(mobile="9876543211")
    assert set(authors(a, row)) == {meena}
    settle(a, b)
    assert set(authors(b, row)) == {meena}
    for laptop in (a, b):
        with laptop.here().store.read() as reader:
            assert {one.author for one in reader.history(row)} == {"Meena Verma"}
            assert {one.author for one in reader.history(old)} == {"Asha"}
    other = put(ground, b, "Meena", "coordinator")
    settle(a, b)
    with b.here().store.read() as reader:
        entered, before = (reader.children(Enrolment, one)[0] for one in (row, old))
        assert reader.author_of(entered, "created_by") == Author(meena, "Meena Verma")
        assert reader.author_of(before, "created_by") == Author("", "Asha")
        there = reader.author("मीना")
        assert there.id == other and not there.may_be(Author(meena, "Meena Verma")), "four eyes: another person id"


def test_work_of_somebody_who_is_not_on_the_card_is_told_and_saved_again(ground: Office) -> None:
    a, b = ground.laptop("Asha", OLD), ground.laptop("Bina", OLD)
    settle(a, b)
    put(ground, a, "Meena Verma", "coordinator")
    a.sync()
    a.session = replace(a.session, author="Rekha")
    row = a.register()
    counts = a.sync()
    said = [catalog("en").say(text) for text in counts.said]
    assert counts.refused and any("Rekha is not on the list of this laptop" in one for one in said)
    assert "Who wrote this is not on the list" in catalog("en").say(sync.status(a.here(), row).reason)
    a.session = device.sit_down(a.here(), "Asha")
    a.correct(row, village="Masauli")
    settle(a, b)
    with b.here().store.read() as reader:
        assert {one.author for one in reader.history(row)} == {"Asha"}
        assert {one.key for one in reader.history(row)} > {"name_hi"}, "all that was refused came with it"
