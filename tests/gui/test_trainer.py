"""What a trainer sees: the hall, never what makers sold, no way to what is not hers."""

from datetime import timedelta

import pytest

from samarth_desktop.actions.device import roles
from samarth_desktop.actions.workshops import fairs
from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.gui.app.roles import for_role
from samarth_desktop.gui.app.routes import routes
from samarth_desktop.gui.background.tasks import lanes
from tests.workshop_people import laptop, register, workshop


@pytest.fixture
def fair(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    with laptop(tmp_path / "data") as session:
        (person,) = register(session, 1)
        yesterday = session.today - timedelta(days=1)
        plan = workshop(session, 0, workshop_kind="fair", since=yesterday.isoformat())
        stall = fairs.give(session, plan.workshop.id, "7", person.id)
        fairs.sell(session, stall.id, yesterday, 123_400)
        yield session, plan.workshop


@pytest.mark.parametrize("role", [roles.TRAINER, roles.COORDINATOR])
def test_a_trainer_sees_stalls_but_no_sales(qtbot, fair, monkeypatch, role):
    session, one = fair
    monkeypatch.setattr(roles, "role", lambda session: role)
    window = MainWindow(lanes(inline=True))
    qtbot.addWidget(window)
    window.open(for_role(routes(session, print, role=role), role), "today", "")
    window.show()
    trainer = role == roles.TRAINER
    today = window.page("today")
    assert set(today.buttons) == (
        {"door", "bulk", "certificates"} if trainer else {"artisan-form", "shg-form", "certificates"}
    )
    window.go("workshops")
    model = window.page("workshops").model
    told = " ".join(str(model.data(model.index(0, column))) for column in range(model.columnCount()))
    window.go("workshop", workshop=one.id, part="stalls")
    page = window.page("workshop")
    part = page.stalls
    assert part.sale.isVisible() is not trainer
    model = part.model
    told += (
        part.total.text()
        + " ".join(str(model.index(0, column).data()) for column in range(model.columnCount()))
        + " ".join(
            map(
                str,
                (
                    model.headerData(at, page.stalls.table.horizontalHeader().orientation())
                    for at in range(model.columnCount())
                ),
            )
        )
    )
    assert ("1,234" in told) is not trainer
    window.go("workshop", workshop=one.id, part="report")
    assert page.part == ("plan" if trainer else "report")
