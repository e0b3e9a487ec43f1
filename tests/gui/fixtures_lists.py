"""A coordinator's real store with people, groups and certificates, and the list pages over it."""

import functools
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from samarth_desktop.actions.certificates import issuing
from samarth_desktop.actions.device import opening
from samarth_desktop.actions.registration import doubtful_names, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.gui.app.routes import routes
from samarth_desktop.gui.background.tasks import lanes
from samarth_desktop.i18n import T, Text, Tn
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import NOTICE_VERSION, Consent
from samarth_desktop.kinds.enrolment.record import WAY, Enrolment
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.certificates.readiness import STOPPED
from samarth_desktop.store.queries import lists

DAY = date(2026, 11, 22)
PASSPHRASE = "neem ki chhaon mein"

# name, name, relative, village, programme, stage, certificate?
NAMED = (
    ("शबनम बानो", "Shabnam Bano", "मोहम्मद असलम", "ज़ैदपुर", "UP-ODOP", "verified", True),
    ("शबनम ख़ातून", "Shabnam Khatoon", "इदरीस", "ज़ैदपुर", "UP-ODOP", "documents_complete", False),
    ("शबनम बेगम", "Shabnam Begum", "रफ़ीक़", "ज़ैदपुर", "SAMARTH", "trained", True),
    ("शबनम बानो", "Shabnum Bano", "सलीम", "मसौली", "NRLM", "registered", False),
    ("शबनम परवीन", "Shabnam Parveen", "अनवर", "देवा", "UP-ODOP", "on_hold", False),
    ("शबाना बानो", "Shabana Bano", "जावेद", "ज़ैदपुर", "UP-ODOP", "listed", True),
    ("शबाना ख़ान", "Shabana Khan", "इरफ़ान", "सुबेहा", "SAMARTH", "registered", False),
    ("किरण देवी", "Kiran Devi", "सुरेश", "हरख", "UP-ODOP", "first_sale", True),
    ("रमेश कुमार", "Ramesh Kumar", "राम लखन", "हरख", "SAMARTH", "registered", False),
    ("सरिता देवी", "Sarita Devi", "राम लखन", "मसौली", "NRLM", "verified", False),
    ("पूनम वर्मा", "Poonam Verma", "अजय", "मसौली", "NRLM", "registered", False),
    ("मालती देवी", "Malti Devi", "छोटेलाल", "देवा", "UP-ODOP", "registered", False),
)

WRITTEN = frozenset(one[1] for one in NAMED) | {
    "Geeta Yadav",
    "Salma Bano",
    "Ujala Mahila Samuh",
    "Jyoti Samuh",
    "Cotton stole weaving",
    "Flipkart Samarth",
    *("Suresh", "Harakh", "Stole 2026-10.xls", "Phoolmati Devi", "Phoolmati Debi", "Phulmati Devi"),
    *("Meera Yadav", "Anwar Husain", "Rekha Kumari", "Lakshmi Devi", "Munni Devi", "Naseem Bano"),
}
"""Names that were written in Latin letters: they stay so in a Hindi window."""


def desk_in(folder: Path) -> Session:
    """A new laptop in Barabanki on a set day."""
    session, _ = opening.set_up(folder, PASSPHRASE, author="सुनीता यादव", area="9/129")
    return _on_the_day(session)


def _on_the_day(session: Session) -> Session:
    return Session(session.store, session.author, lambda: DAY)


def person(session: Session, name_hi: str, name_en: str, village: str = "ज़ैदपुर", **values: Any) -> Registration:
    """Somebody complete with consent, saved; `values` may hold programme, stage, complete, photo."""
    programme, stage = values.pop("programme", "UP-ODOP"), values.pop("stage", "registered")
    photo, agreed = values.pop("photo", None), values.pop("agreed", True)
    base = {
        "name_hi": name_hi,
        "name_en": name_en,
        "relation": "husband",
        "relative_hi": "राम",
        "birth_year": 1992,
        "gender": "female",
        "mobile": "9839022218",
        "phone_owner": "own",
        "village": village,
        "block": "हरख",
        "district": "129",
        "state": "9",
        "pin": "225414",
        "sector": "handloom",
        "craft": "Cotton stole weaving",
        "years_of_experience": 9,
    }
    consent = Consent(
        purpose="registration", how="signature", given_on=DAY, notice_version=NOTICE_VERSION, notice_language="hi"
    )
    enrolment = Enrolment(programme=programme, stage="registered", registered_on=DAY - timedelta(days=9))
    sheet = Registration(Artisan(**{**base, **values}), (enrolment,), (consent,) if agreed else ())
    saved = registering.save(session, sheet, photo)
    if stage != "registered":
        way = WAY[1 : WAY.index(stage) + 1] if stage in WAY else (stage,)
        now = saved.enrolments[0]
        for place, step in enumerate(way):
            day = DAY - timedelta(days=len(way) - place)
            on = "stopped_on" if step in STOPPED else f"{step}_on"
            why = "Papers are missing" if step == "on_hold" else ""
            with session.store.unit_of_work() as unit:
                now = unit.save(replace(now, stage=step, reason=why, **{on: day}), session.author)
                unit.commit()
    return registering.load(session, saved.holder.id)


TRIAL = """
[[programme]]
code = "LOAN"
name = { hi = "ऋण योजना", en = "Loan Scheme" }
partner = { hi = "बैंक", en = "Bank" }
[[programme.field]]
key = "bank"
label = { hi = "बैंक की शाखा", en = "Bank branch" }
kind = "line"
[programme.wording.artisan]
body.hi = ["को पाँच लाख रुपये का ऋण स्वीकृत किया गया है।"]
body.en = ["is granted a loan of five lakh rupees."]
"""


def trial_programme(session: Session) -> None:
    """A programme of the name LOAN in the data folder."""
    session.programmes.mkdir()
    (session.programmes / "loan.toml").write_text(TRIAL, "utf-8")


def group(session: Session, name_hi: str, name_en: str, people: tuple[Registration, ...] = ()) -> Registration:
    """A group of ten with some registered members."""
    members = [
        Member(person=one.holder.id, name_hi=one.holder.name_hi, name_en=one.holder.name_en, role="member")
        for one in people
    ]
    names = (
        "सरिता देवी",
        "पूनम वर्मा",
        "गीता यादव",
        "सुनीता रावत",
        "आरती गौतम",
        "रेखा कुमारी",
        "लक्ष्मी देवी",
        "मीना",
        "उषा",
        "आशा",
    )
    roles = ("president", "secretary", "treasurer")
    for place, name in enumerate(names[: 10 - len(members)]):
        role = roles[place] if place < 3 else "member"
        members.append(Member(name_hi=name, relation="husband", relative="राम", birth_year=1985, role=role))
    holder = Shg(
        name_hi=name_hi, name_en=name_en, mission="nrlm", formation_date=date(2021, 8, 15), village="ज़ैदपुर", block="हरख",
        district="129", state="9", pin="225414", meeting_day="tuesday", savings=10000, shg_code="UP-BBK-04417",
    )  # fmt: skip
    enrolment = Enrolment(programme="NRLM", stage="registered", registered_on=DAY)
    consent = Consent(
        purpose="registration", how="signature", given_on=DAY, notice_version=NOTICE_VERSION, notice_language="hi"
    )
    return registering.save(session, Registration(holder, (enrolment,), (consent,), members=tuple(members)))


def portrait() -> bytes:
    """An invented face as JPEG."""
    made = QPixmap(350, 450)
    made.fill(QColor("#E8DFC9"))
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for color, box in (
        ("#CC5433", (70, 60, 210, 330)),
        ("#C89A6B", (115, 110, 120, 160)),
        ("#7A3B55", (60, 300, 230, 200)),
    ):
        painter.setBrush(QColor(color))
        painter.drawEllipse(*box)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    made.save(buffer, "JPEG", 80)
    return content.data()


def filled(folder: Path) -> Session:
    """The folder with the people of the pictures and more."""
    return _on_the_day(copied(_stocked(), folder))


def copied(template: Path, folder: Path) -> Session:
    """A copy of a folder of these pictures, opened: writing everybody again takes a second and more."""
    shutil.copytree(template, folder)
    return opening.open_with_passphrase(folder, PASSPHRASE)


@functools.cache
def _stocked() -> Path:
    session = stock(desk_in(Path(tempfile.mkdtemp()) / "data"))
    session.store.close()
    return session.store.folder


def stock(session: Session) -> Session:
    """Those people and groups on this desk."""
    out = Path(tempfile.mkdtemp())
    made = []
    for place, (hi, en, relative, village, programme, stage, given) in enumerate(reversed(NAMED)):
        one = person(
            session, hi, en, village, programme=programme, stage=stage, relative_hi=relative,
            photo=portrait() if en == "Shabnam Bano" else None, birth_year=1992 - place, mobile=f"98390{22218 + place}",
        )  # fmt: skip
        made.append(one)
        if given:
            issuing.issue(session, [one.holder.id], out)
    person(session, "गीता यादव", "Geeta Yadav", "देवा", agreed=False, mobile="9839155555")
    registering.save(
        session, Registration(Artisan(name_hi="सीता", gender="female", village="देवा", district="129", state="9"))
    )
    group(session, "उजाला महिला समूह", "Ujala Mahila Samuh", tuple(made[-1:]))
    group(session, "ज्योति समूह", "Jyoti Samuh")
    return session


def window_of(session: Session, page: str, **args: Any) -> MainWindow:
    """The program's window over this desk at a page."""
    window = MainWindow(lanes(inline=True))
    window.open(routes(session, lambda changed: None), page, "people")
    window.who("सुनीता यादव", T("Field coordinator"))
    window.saved(T("All saved"))
    window.fact("unsent", Tn("{count} not yet sent", "{count} not yet sent", 12))
    window.fact("laptop", T("This laptop: {name}", name="UP-K7"))
    if args:
        window.go(page, **args)
    return window


@functools.cache
def shared() -> Session:
    """One filled folder for all pictures that write nothing."""
    return filled(Path(tempfile.mkdtemp()) / "data")


def scene(
    page: str, then: Callable[[MainWindow], object] = lambda window: None, own: bool = False, **args: Any
) -> Callable[[], MainWindow]:
    """A picture of a page over a filled folder; `own` where the picture writes something."""

    def make() -> MainWindow:
        window = window_of(filled(Path(tempfile.mkdtemp()) / "data") if own else shared(), page, **args)
        then(window)
        return window

    return make


def settle(window: MainWindow, page: str = "people") -> None:
    """Looks at the chosen row at once."""
    window.page(page)._look()


def search(window: MainWindow, text: str) -> None:
    """As if typed into the box at the top."""
    window.top.search.show_silently(text)
    window._search(text)
    settle(window)


def register(window: MainWindow) -> None:
    """The register with the first certificate beside it."""
    window.page("certificates").register._look()


def batch(window: MainWindow) -> None:
    """Everybody on the way to the printer."""
    page = window.page("certificates")
    with page.register.session.store.read() as reader:
        rows = [row for kind in ("artisan", "shg") for row in lists.ids(reader, kind)]
    page.open_batch(rows)


def trials(window: MainWindow) -> None:
    """A batch of certificates with somebody in a trial programme among them."""
    session = window.page("certificates").register.session
    trial_programme(session)
    person(session, "सलमा बानो", "Salma Bano", programme="LOAN", mobile="9839000009")
    batch(window)


def trial_person(window: MainWindow) -> None:
    """Somebody in a trial programme beside the list."""
    session = window.page("people").session
    trial_programme(session)
    her = person(session, "सलमा बानो", "Salma Bano", programme="LOAN", mobile="9839000009")
    window.go("people", row=her.holder.id)
    settle(window)


def verified(window: MainWindow) -> None:
    """The answer about the file of a genuine certificate."""
    answered(window, "UP-ODOP")


def compared(window: MainWindow) -> None:
    """The answer about a photo of the paper: its code is genuine, a person compares."""
    from samarth_desktop.documents.signing.verdict import COMPARE_NAME

    answered(window, "", (T(COMPARE_NAME),), compare=True, genuine=True)


def answered(window: MainWindow, programme: str, details: tuple[Text, ...] = (), **more: bool) -> None:
    """Shows an answer on the page."""
    from samarth_desktop.documents.signing.verdict import Reason, Verdict

    facts = ("A-7KQ4MX-00198-3", "शबनम बानो", DAY, "ज़िला कार्यक्रम कार्यालय, बाराबंकी", details, 1, "7F3A 91C2")
    version = "1" if programme else ""
    window.page("verify").show_verdict(
        Verdict(Reason.VALID, *facts, programme=programme, programme_version=version, **more)
    )


def placed(window: MainWindow) -> None:
    """Some places, and a search."""
    from tests.actions.test_places import BLOCKS, VILLAGES

    folder = Path(tempfile.mkdtemp())
    files = []
    for name, rows in (("villages.csv", VILLAGES), ("blocks.csv", BLOCKS)):
        (folder / name).write_text("\n".join(",".join(row) for row in rows), "utf-8")
        files.append(folder / name)
    window.page("places").bring(files)
    window.page("places").box.show_silently("zaid")
    window.page("places").look("zaid")


def doubled(window: MainWindow) -> None:
    """A pair with conflicting values."""
    page = window.page("duplicates")
    person(page.session, "किरन देवी", "Kiran Devi", "हरख", relative_hi="सुरेश", birth_year=1985, pin="225415")
    page.sure.set_value(0.5)
    page.read()


def doubted(window: MainWindow) -> None:
    """Names as an earlier program, or another laptop's, took them."""
    page = window.page("names").doubtful
    person(page.session, "9000000001", "9000000001", "मसौली")
    person(page.session, "रेखा देवी W/o सुरेश", "", "हरख", relative_hi="")
    person(page.session, "अाशा देवी", "Asha Devi", "देवा")
    person(page.session, "à¤¸à¥€à¤¤à¤¾ à¤¦à¥‡à¤µà¥€", "", "सुबेहा")
    person(page.session, "मीना (बड़ी) 2", "Meena", "ज़ैदपुर")
    person(page.session, "saunaIta dovaI", "", "ज़ैदपुर")
    while not doubtful_names.look_on(page.session):
        pass
    page.read(1)
    window.page("names").shown(tab="doubtful")


def proposed(window: MainWindow) -> None:
    """Names that a batch would print as the program proposes them; two were looked at."""
    page = window.page("names")
    for name, relative, village in (
        ("नसीम बानो", "सलीम अहमद", "ज़ैदपुर"),
        ("मुन्नी देवी", "छोटेलाल", "मसौली"),
        ("फूलमती देवी", "इमरान अली", "देवा"),
    ):
        person(page.proposed.session, name, "", village, relative_hi=relative, relative_en="")
    person(page.proposed.session, "9000000001", "9000000001", "मसौली")
    while not doubtful_names.look_on(page.proposed.session):
        pass
    page.shown()
    page.proposed.confirm()
    page.proposed.confirm()


def looked(window: MainWindow) -> None:
    """All proposed names are looked at, and a doubtful one was left as it is."""
    proposed(window)
    page = window.page("names")
    person(page.proposed.session, "मीना (बड़ी) 2", "Meena", "ज़ैदपुर")
    while not doubtful_names.look_on(page.proposed.session):
        pass
    page.proposed.confirm_all()
    page.doubtful.read(1)
    page.doubtful.keep()
    page.open_tab(2)


def put_together(window: MainWindow) -> None:
    """What was put together before."""
    doubled(window)
    page = window.page("duplicates")
    page.merge()
    page.sure.set_value("merged")
    page.read()


SHEET = """नाम,पति का नाम,उम्र,मोबाइल,गाँव,शिल्प,टिप्पणी
रेखा कुमारी,दिनेश,27,8576031145,ज़ैदपुर,चिकनकारी,
लक्ष्मी देवी,मनोज,36,993507812,मसौली,हथकरघा,फ़ोन देखें
,राम,40,,देवा,,
किरण देवी,सुरेश,38,9839022219,हरख,बुनाई,
"""


def sheet_opened(window: MainWindow) -> None:
    """A sheet with its columns guessed."""
    file = Path(tempfile.mkdtemp()) / "हरख-सूची.csv"
    file.write_text(SHEET, "utf-8")
    window.page("import").open_file(file)


def sheet_asked(window: MainWindow) -> None:
    """A sheet whose column of numbers was sorted alone, and a number twice."""
    page = window.page("import")
    with page.session.store.read() as reader:
        rows = lists.ids(reader, "artisan")[:6]
    people = [registering.load(page.session, row).holder for row in rows]
    numbers = [one.registration for one in people]
    lines = [
        f"{number},{one.name_hi},{one.mobile}"
        for number, one in zip(numbers[1:4] + numbers[:1], people[:4], strict=True)
    ]
    lines += [f"{numbers[4]},{people[4].name_hi},9839000{n:03}" for n in range(2)]
    lines += [f"{numbers[5]},{people[5].name_hi},9839000999", ",नई महिला,9839000998"]
    file = Path(tempfile.mkdtemp()) / "सूची.csv"
    file.write_text("\n".join(["पंजीकरण संख्या,नाम,मोबाइल", *lines]), "utf-8")
    page.open_file(file)
    page.look()


def sheet_decided(window: MainWindow) -> None:
    """People who are there already or stand twice in the sheet, totals, a place to sign, a column without a name."""
    page = window.page("import")
    with page.session.store.read() as reader:
        rows = lists.ids(reader, "artisan")[:3]
    known = [registering.load(page.session, row).holder for row in rows]
    lines = ["विकास खंड हरख की सूची,,,,,", "क्र०सं०,नाम,पति का नाम,मोबाइल,गाँव,पुराना क्र.,"]
    lines += [f"{at},{one.name_hi},{one.relative_hi},{one.mobile},{one.village},7," for at, one in enumerate(known, 1)]
    lines += ["4,गीता यादव,रामू,9839000123,हरख,8,", "5,गीता यादव,रामु,9839000123,हरख,8,दो बार", "कुल योग 5,,,,,"]
    lines += ["6,,राम,9839000124,हरख,,", ",हस्ताक्षर,,,,,"]
    file = Path(tempfile.mkdtemp()) / "हरख-ब्लॉक-सूची.csv"
    file.write_text("\n".join(lines), "utf-8")
    page.open_file(file)
    page.look()


def sheet_looked(window: MainWindow) -> None:
    """What would happen."""
    sheet_opened(window)
    window.page("import").look()


def ticked(window: MainWindow) -> None:
    """Some people ticked, the bar below the list."""
    page = window.page("people")
    for row in (1, 2, 4):
        page.table.ticks.turn(row)
    settle(window)


def changing_many(window: MainWindow) -> Any:
    """The preview of another stage for everybody who is ticked."""
    page = window.page("people")
    page.table.ticks.all()
    with page.session.store.read() as reader:
        ids = lists.ids(reader, "artisan")
    dialog = page.many.open(ids, "stage")
    dialog.form.programme.set_value("UP-ODOP")
    dialog.form.stage.set_value("verified")
    dialog.look()
    return dialog
