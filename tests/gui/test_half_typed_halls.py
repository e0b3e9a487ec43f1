"""Half-typed plans, stalls and feedback slips: kept at a pause, there again in a new window, gone at save."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from samarth_desktop.actions import today
from samarth_desktop.actions.registration import drafts
from samarth_desktop.actions.workshops import fairs, planning, slips
from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.gui.app.routes import routes
from samarth_desktop.gui.background.tasks import lanes
from samarth_desktop.gui.forms.half_typed import LATEST_MS
from tests.workshop_people import laptop, register, workshop


@pytest.fixture
def session(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    with laptop(tmp_path / "data") as made:
        yield made


@pytest.fixture
def opened(qtbot, session):
    """A new window on the same data, as after a crash: nothing of the one before is asked to keep anything."""

    def show(**args):
        window = MainWindow(lanes(inline=True))
        qtbot.addWidget(window)
        window.open(routes(session, print), "today", search_page="people")
        window.show()
        page = args.pop("page")
        window.go(page, **args)
        return window, window.page(page)

    return show


def half_typed(session):
    return {one.page: one for one in drafts.kept(session)}


def test_a_half_typed_plan_comes_back_with_its_sessions_and_is_saved_once(qtbot, session, opened):
    window, form = opened(page="workshop-form", new=True)
    assert not form.half.changed
    qtbot.keyClicks(form.editors["title_en"], "Packaging")
    form.save()
    assert form.places["programme"].message.label.text() == "Choose the programme."
    qtbot.keyClicks(form.editors["programme"], "u")  # the lists of programmes begin with their codes
    assert form.editors["programme"].value() == "UP-ODOP"
    form.editors["since"].setText("31/12/20")  # not a whole date yet
    form.sessions.rows[0].starts.setText("10:3x")
    form.sessions.rows[0].must.setChecked(True)
    qtbot.waitUntil(lambda: bool(half_typed(session)), timeout=LATEST_MS + 3000)
    (shown,) = today.overview(session).unfinished
    assert (shown.kind, shown.name_en, shown.page) == ("workshop", "Packaging", "workshop-form")
    window, form = opened(page="workshop-form", new=True)
    assert form.offer.isVisible(), "a new plan offers the one that was left"
    window, form = opened(page="workshop-form", draft=shown.draft)
    assert form.editors["since"].text() == "31/12/20" and form.sessions.rows[0].starts.text() == "10:3x"
    assert form.sessions.rows[0].must.isChecked() and form.editors["programme"].value() == "UP-ODOP"
    form.editors["since"].setText(f"{session.today:%d/%m/%Y}")
    form.editors["venue"].setText("पंचायत भवन")
    form.sessions.rows[0].starts.setText("10:30")
    form.save()
    form.save()
    window.go("today")
    (line,) = planning.lines(session)
    assert line.workshop.title_en == "Packaging" and half_typed(session) == {}


def test_a_proposal_that_was_taken_is_kept_like_what_was_typed(qtbot, session, opened):
    window, form = opened(page="workshop-form", new=True)
    with qtbot.waitActive(window):
        window.activateWindow()
    box = form.editors["title_hi"]
    box.setFocus()
    qtbot.keyClicks(box, "parichay")
    form.half.keep()
    assert box.proposing
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: half_typed(session)["workshop-form"].texts["title_hi"] == box.text() == "परिचय")


def test_a_half_changed_plan_is_offered_over_its_workshop_and_can_be_thrown_away(session, opened):
    plan = workshop(session)
    _, form = opened(page="workshop-form", workshop=plan.workshop.id)
    form.editors["capacity"].setText("75")
    form.half.keep()
    _, form = opened(page="workshop-form", workshop=plan.workshop.id)
    assert form.editors["capacity"].text() == "60" and form.offer.isVisible()
    form.offer.taken.emit(form.offer.key)
    assert form.editors["capacity"].text() == "75" and len(form.sessions.rows) == 3
    _, form = opened(page="workshop-form", workshop=plan.workshop.id)
    form.offer.thrown.emit(form.offer.key)
    assert half_typed(session) == {} and not form.offer.isVisible()


def test_a_half_typed_stall_and_slip_are_there_again_in_their_part(session, opened):
    (person,) = register(session, 1)
    days = {"since": (session.today - timedelta(days=2)).isoformat(), "until": session.today.isoformat()}
    fair = workshop(session, 0, workshop_kind="fair", **days).workshop
    window, page = opened(page="workshop", workshop=fair.id, part="stalls")
    page.stalls.holder.setText(person.registration)
    page.stalls.number.setText("12")
    window.go("today")
    window, page = opened(page="workshop", draft=half_typed(session)["workshop"].key)
    assert page.part == "stalls" and page.stalls.number.text() == "12"
    assert page.stalls.give.isEnabled(), "whose stall it is was looked up again"
    page.stalls.give.click()
    assert [line.stall.number for line in fairs.lines(session, fair.id)] == ["12"] and half_typed(session) == {}
    page.stalls.stall.setCurrentIndex(0)
    page.stalls.day.setCurrentIndex(1)
    page.stalls.amount.setText("345")
    chosen = page.stalls.day.value()
    window.go("today")
    _, page = opened(page="workshop", workshop=fair.id, part="stalls")
    assert (page.stalls.amount.text(), page.stalls.day.value()) == ("345", chosen)
    page.stalls.sell.click()
    assert half_typed(session) == {} and fairs.lines(session, fair.id)[0].amount == 34500

    plan = workshop(session)
    window, page = opened(page="workshop", workshop=plan.workshop.id, part="feedback")
    page.feedback.remark.setText("दाम लिखना")
    page.feedback.marks["hall"].set_value(4)
    window.go("today")
    _, page = opened(page="workshop", workshop=plan.workshop.id, part="feedback")
    assert page.feedback.remark.text() == "दाम लिखना" and page.feedback.marks["hall"].value() == 4
    page.feedback.add()
    assert half_typed(session) == {} and slips.count(session, plan.workshop.id).slips == 1


def test_a_stall_goes_to_the_number_that_stands_there_and_to_nobody_who_stood_there_before(qtbot, session, opened):
    one, other = register(session, 2)
    fair = workshop(session, 0, workshop_kind="fair", since=session.today.isoformat()).workshop
    window, page = opened(page="workshop", workshop=fair.id, part="stalls")
    part = page.stalls
    with qtbot.waitActive(window):
        window.activateWindow()
    part.holder.setFocus()
    qtbot.keyClicks(part.holder, one.registration)
    part.number.setText("1")
    part.give.click()  # the cursor is in the box still
    qtbot.keyClicks(part.holder, one.registration)
    qtbot.waitUntil(part.limit.isVisible)
    part.holder.selectAll()
    qtbot.keyClicks(part.holder, other.registration)
    assert not part.limit.isVisible(), "nothing is said of somebody else"
    part.number.setText("2")
    part.give.click()
    part.give.click()
    given = {line.stall.number: line.stall.registration for line in fairs.lines(session, fair.id)}
    assert given == {"1": one.registration, "2": other.registration}
    qtbot.keyClicks(part.holder, "UP-7KQ4MX-9999")
    part._pause.timeout.emit()
    assert not part.limit.isVisible(), "it is still being typed"
    qtbot.keyClick(part.holder, Qt.Key.Key_Return)
    assert part.limit.isVisible()
    assert part.give.isEnabled(), "the next number can be written and given"
