"""Desks for the pages of programmes: people on their way, follow-ups, a card that ends, a group with its life."""

from datetime import timedelta
from typing import Any

from samarth_desktop.actions.groups import life as group_life
from samarth_desktop.actions.programmes import follow_ups
from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.session import Session
from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.kinds.document.record import Document
from samarth_desktop.kinds.follow_up.record import FollowUp
from samarth_desktop.kinds.fund.record import Fund
from samarth_desktop.kinds.grading.record import Grading
from samarth_desktop.kinds.resolution.record import Resolution
from tests.gui.fixtures_lists import DAY, group, person

ODOP = (
    ("रमेश कुमार", "Ramesh Kumar", "हरख", "registered", False),
    ("शबाना ख़ान", "Shabana Khan", "सुबेहा", "registered", True),
    ("लक्ष्मी देवी", "Lakshmi Devi", "मसौली", "registered", True),
    ("शबनम ख़ातून", "Shabnam Khatoon", "ज़ैदपुर", "documents_complete", True),
    ("पूनम वर्मा", "Poonam Varma", "ज़ैदपुर", "documents_complete", True),
    ("किरण देवी", "Kiran Devi", "ज़ैदपुर", "verified", True),
    ("मालती देवी", "Malti Devi", "हरख", "trained", True),
    ("विजय गौतम", "Vijay Gautam", "ज़ैदपुर", "listed", True),
    ("मीरा यादव", "Mira Yadav", "हरख", "first_sale", True),
    ("अनवर हुसैन", "Anwar Husain", "ज़ैदपुर", "on_hold", True),
)


def stock(session: Session) -> list[str]:
    """People at every stage of UP-ODOP with papers, and what is to be done for some; their row ids."""
    rows = []
    for place, (hi, en, village, stage, papers) in enumerate(ODOP):
        made = person(
            session, hi, en, village, programme="UP-ODOP", stage=stage, mobile=f"98390{33218 + place}",
            odop_product="yes" if place % 3 else "",
        )  # fmt: skip
        if papers:
            card = Document(document_kind="artisan_card", valid_until=DAY + timedelta(days=9 + place))
            papers_ = (Document(document_kind="bank_passbook"), card)
            registering.save(session, registering.Registration(made.holder, made.enrolments, documents=papers_))
        rows.append(made.holder.id)
    for place, (obstacle, what, todo) in enumerate(
        (("working_capital", "", "बैंक सखी से मिलवाएँ"), ("", "मोबाइल नंबर पूछना", ""), ("packaging", "", "डिब्बे का नमूना देना"))
    ):
        due = DAY - timedelta(days=3 - 2 * place)
        visit = FollowUp(holder=rows[place + 2], obstacle=obstacle, what=what, todo=todo, due=due, who="सुनीता यादव")
        follow_ups.note(session, visit)
    return rows


def board(window: MainWindow, **more: Any) -> None:
    """The board with two ticked cards."""
    stock(window.page("board").session)
    page = window.page("board")
    page.shown(code="UP-ODOP")
    page._stand_in(1)
    page.columns[1].tick_all()
    page._say_chosen()


def tab(window: MainWindow) -> None:
    """Somebody's programmes with an open question."""
    rows = stock(window.page("people").session)
    window.go("record-programmes", row=rows[3], code="UP-ODOP")


def today(window: MainWindow) -> None:
    """The first page with visits of the day and dates that end."""
    session = window.page("today").session
    stock(session)
    window.page("today").shown()


def life(window: MainWindow, tab: str = "members") -> None:
    """A group with grades, money and a resolution."""
    session = window.page("people").session
    made = group(session, "प्रेरणा महिला समूह", "Prerna Mahila Samuh")
    row, there = made.holder.id, made.members
    day = DAY - timedelta(days=40)
    bearers = {"president": there[3].id, "secretary": there[1].id, "treasurer": there[2].id}
    words = {"number": "12", "resolved_on": day, "subject": "office_bearers"}
    group_life.resolve(session, Resolution(shg=row, **words, **bearers))
    group_life.grade(session, Grading(shg=row, graded_on=day, habits=("books", "meetings", "savings"), grade="b"))
    group_life.note_fund(session, Fund(shg=row, fund_kind="rf", received_on=day, amount=1_500_000, purpose="ऊन"))
    loan = Fund(shg=row, fund_kind="bank_loan", received_on=day, amount=15_000_000, repaid=2_000_000, dose=1)
    group_life.note_fund(session, loan)
    window.go("group-life", row=row, tab=tab)


def preview(window: MainWindow) -> MainWindow:
    """What a move would do."""
    board(window)
    page = window.page("board")
    page.columns[0].tick_all()
    page.columns[1].clear_ticks()
    page._stand_in(0)
    page.moves.move_on()
    return window
