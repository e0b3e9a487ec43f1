"""The forms in a window over a real store, for pictures and tests."""

import tempfile
from pathlib import Path

from samarth_desktop.actions.device import opening
from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.gui.app.routes import routes
from samarth_desktop.gui.kit.page import Page, PageSpec
from samarth_desktop.gui.pages.artisan_form import ArtisanForm
from samarth_desktop.gui.pages.hall_grid.hall_grid import HallGridPage
from samarth_desktop.gui.pages.shg_form import ShgForm
from samarth_desktop.i18n import T
from samarth_desktop.kinds.artisan.record import Artisan
from tests.gui.scenes import window_with


def desk_in(folder: Path) -> Session:
    session, _ = opening.set_up(folder, "neem ki chhaon mein", author="सुनीता यादव", area="9/129")
    return session


class Blank(Page):
    def __init__(self, host):
        super().__init__()


def form_window(session: Session) -> MainWindow:
    return window_with(
        PageSpec("people", T("People"), "person", Blank),
        PageSpec(
            "artisan-form", T("Register artisan"), "person", lambda host: ArtisanForm(host, session), nav="people"
        ),
        first="people",
    )


def empty_form():
    window = form_window(desk_in(Path(tempfile.mkdtemp())))
    window.go("artisan-form")
    return window


TEN = (
    ("president", "सरिता देवी", "husband", "राम लखन", "41", "98391 20456"),
    ("secretary", "पूनम वर्मा", "husband", "अजय", "33", "79050 11832"),
    ("member", "शबनम बानो", "husband", "मो. असलम", "34", "98390 22218"),
    ("member", "किरण देवी", "husband", "सुरेश", "38", "63921 47700"),
    ("member", "गीता यादव", "husband", "रामू", "45", "98391 20456"),
    ("member", "सुनीता रावत", "father", "भगवती", "17", "70524 90013"),
    ("member", "मालती देवी", "husband", "छोटेलाल", "52", ""),
    ("member", "आरती गौतम", "husband", "विजय", "31", "91254 66098"),
    ("member", "रेखा कुमारी", "husband", "दिनेश", "27", "85760 31145"),
    ("member", "लक्ष्मी देवी", "husband", "मनोज", "36", "99350 7812"),
)
COLUMNS = ("role", "name", "relation", "relative", "age", "mobile")


def group_window(session: Session) -> MainWindow:
    window = window_with(
        PageSpec("shgs", T("SHGs"), "group", Blank),
        PageSpec("shg-form", T("Register SHG"), "group", lambda host: ShgForm(host, session), nav="shgs"),
        first="shgs",
    )
    window.go("shg-form")
    return window


def filled_group():
    window = group_window(desk_in(Path(tempfile.mkdtemp())))
    page = window.page("shg-form")
    texts = {
        "name_hi": "उजाला महिला समूह", "name_en": "Ujala Mahila Samuh", "mission": "nrlm", "programme": "NRLM",
        "formation_date": "15/08/2021", "village": "ज़ैदपुर", "block": "हरख", "village_organisation": "प्रगति ग्राम संगठन",
        "meeting_frequency": "weekly", "meeting_day": "tuesday", "savings": "100", "shg_code": "UP-BBK-04417",
        "panchsutra": "meetings;savings;lending;repayment",
    }  # fmt: skip
    for key, text in texts.items():
        page.state.put(key, text)
    page.members.show_rows([dict(zip(COLUMNS, row, strict=True)) for row in TEN])
    page.opened.revision = 1
    page.refresh()
    page.go_to(1)
    return window


def filled_person():
    """The second step, half filled, with two people who look like her."""
    session = desk_in(Path(tempfile.mkdtemp()))
    for first, age, mobile, relative in (
        ("शबनम बानो", 34, "9839022218", "मोहम्मद असलम"),
        ("शबनम बेगम", 36, "", "मोहम्मद असलम"),
    ):
        registering.save(
            session,
            Registration(
                Artisan(
                    name_hi=first, relation="husband", relative_hi=relative, gender="female", village="ज़ैदपुर",
                    birth_year=session.today.year - age, state="9", district="129", mobile=mobile,
                )
            ),
        )  # fmt: skip
    window = form_window(session)
    window.go("artisan-form")
    page = window.page("artisan-form")
    texts = {
        "programme": "UP-ODOP", "name_hi": "शबनम बानो", "name_en": "Shabnam Bano", "aadhaar_last4": "XXXX XXXX 4821",
        "name_on_aadhaar": "Shabnam Begum", "minority": "yes", "relation": "husband", "relative_hi": "मोहम्मद असलम", "age": "34",
        "gender": "female", "mobile": "98390 4127", "phone_owner": "own", "category": "obc", "disability": "none",
        "village": "ज़ैदपुर", "block": "हरख", "consent.how": "thumb",
    }  # fmt: skip
    for key, text in texts.items():
        page.state.put(key, text)
        page.opened.touched.add(key)
    page.identity.show_answer()
    page.refresh()
    page.go_to(1, "gender")
    page.similar.ask()
    return window


def hall_window(session: Session) -> MainWindow:
    window = window_with(
        PageSpec("people", T("People"), "person", Blank),
        PageSpec("bulk", T("A whole hall"), "person", lambda host: HallGridPage(host, session), nav="people"),
        first="people",
    )
    window.go("bulk")
    return window


def filled_hall():
    window = hall_window(desk_in(Path(tempfile.mkdtemp())))
    page = window.page("bulk")
    for key, text in {"programme": "UP-ODOP", "village": "ज़ैदपुर", "sector": "handloom", "craft": "सूती स्टोल"}.items():
        page.state.put(key, text)
    keys = ("name", "relation", "relative", "age", "mobile")
    rows = [dict(zip(keys, row[1:], strict=True)) | {"gender": "female"} for row in TEN]
    page.model.put_rows(0, rows)
    return window


def marked_hall():
    """A hall in which one is registered already, one stands twice and one is perhaps registered."""
    window = filled_hall()
    page = window.page("bulk")
    base = {"relation": "husband", "gender": "female", "village": "ज़ैदपुर", "state": "9", "district": "129"}
    for name, english, relative, age, mobile in (
        ("शबनम बानो", "Shabnam Bano", "मोहम्मद असलम", 35, "9839022218"),
        ("किरण देवी", "", "रामसुरेश", 44, ""),
    ):
        year = page.session.today.year - age
        registering.save(
            page.session,
            Registration(
                Artisan(name_hi=name, name_en=english, relative_hi=relative, birth_year=year, mobile=mobile, **base)
            ),
        )
    page.model.put_rows(
        10, [{"name": "Poonam Verma", "relation": "husband", "relative": "अजय", "gender": "female", "age": "33"}]
    )
    page.alike.ask()
    page.grid.go_to(2, "registration")
    return window


def open_window(session: Session) -> MainWindow:
    """All pages of the program."""
    listed = routes(session, lambda session: None)
    return window_with(*listed, first="today")
