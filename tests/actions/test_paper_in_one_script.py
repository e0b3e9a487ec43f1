"""Papers of every kind about people and places that are written in the other script only: no sentence mixes the two."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

from samarth_desktop.actions.exports import exporting
from samarth_desktop.actions.groups import life, register
from samarth_desktop.actions.imports import consent_list, importing
from samarth_desktop.actions.programmes import follow_ups, visit_list
from samarth_desktop.actions.registration import own_record, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import door, fairs, inviting, papers, report_page, reporting
from samarth_desktop.i18n import catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.follow_up.record import FollowUp
from samarth_desktop.kinds.grading.record import Grading
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from tests import workshop_people

SAID = {  # in the script of each language: who prints, person, relative, village, block, group, title, venue
    "hi": ("सुनीता यादव", "फूलमती देवी", "छोटेलाल", "मसौली", "हरख", "लक्ष्मी समूह", "पैकेजिंग", "पंचायत भवन"),
    "en": ("Sunita Yadav", "Phoolmati Devi", "Chhotelal", "Masauli", "Harakh", "Lakshmi Samuh", "Packaging", "Panchayat Bhawan"),
}  # fmt: skip
CODES = re.compile(r"\b[A-Z]{1,4}-[0-9A-Z]+(-[0-9A-Z]+)*|\b(?:ODOP|SHG|NRLM|IFSC|ALF)\b|\b[0-9A-F]{4}\b")


@dataclass(frozen=True)
class Ground:
    """A laptop whose records are all in the script of `typed`, its paper in the other `language`."""

    session: Session
    language: str
    typed: tuple[str, ...]
    person: Artisan
    group: Shg
    workshop: str
    fair: str
    folder: Path


@pytest.fixture(scope="module", params=["hi", "en"])
def ground(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    language: str = request.param
    other = "en" if language == "hi" else "hi"
    author, name, relative, village, block, group, title, venue = typed = SAID[other]
    folder = tmp_path_factory.mktemp(language)
    with pytest.MonkeyPatch.context() as patch, workshop_people.laptop(folder / "data", author) as session:
        patch.setenv("SAMARTH_CONFIG", str(folder / "config"))
        place = {"village": village, "block": block, "state": "9", "district": "129"}
        person = Artisan(
            **place, **{f"name_{other}": name, f"relative_{other}": relative}, relation="husband", gender="female",
            birth_year=1990, craft="chikankari", sector="handloom", mobile="9839000001", phone_owner="own",
        )  # fmt: skip
        consent = Consent(how="thumb", given_on=session.today)
        enrolment = Enrolment(programme="UP-ODOP", stage="registered")
        held = registering.save(session, Registration(person, (enrolment,), (consent,))).holder
        members = tuple(
            Member(**{f"name_{other}": name}, relation="husband", relative=relative, role="member") for _ in range(5)
        )
        shg = Shg(**place, **{f"name_{other}": group}, mission="nrlm", formation_date=session.today)
        shg = registering.save(session, Registration(shg, members=members)).holder
        life.grade(
            session, Grading(shg=shg.id, graded_on=session.today, habits=("books",), grade="b", graded_by=author)
        )
        due = FollowUp(holder=held.id, obstacle="packaging", due=session.today, who=author)
        follow_ups.note(session, due)
        titles = {
            "title_hi": "",
            "title_en": "",
            f"title_{other}": title,
            "trainers": author,
            "venue": venue,
            "village": village,
        }
        plan = workshop_people.workshop(session, 2, **titles)
        inviting.invite(session, plan.workshop.id, [held.id])
        sitting = workshop_people.number_of(plan, 1)
        door.attend(session, plan, sitting, [held.registration])
        fair = workshop_people.workshop(session, 0, **titles, workshop_kind="fair")
        fairs.give(session, fair.workshop.id, "1", held.id, stands=name)
        yield Ground(session, language, typed, held, shg, plan.workshop.id, fair.workshop.id, folder)


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def foreign(text: str, language: str) -> list[str]:
    """The words of the other script; codes and numbers are of none."""
    plain = CODES.sub(" ", text)
    return re.findall("[\u0900-\u0963]+", plain) if language == "en" else re.findall("[A-Za-z]{2,}", plain)


def group_register(ground: Ground) -> bytes:
    file = ground.folder / "register.pdf"
    register.write(ground.session, ground.group.registration, file, ground.language)
    return file.read_bytes()


def _consents(ground: Ground) -> bytes:
    _, name, relative, village, *_ = ground.typed
    sheet, file = ground.folder / "people.csv", ground.folder / "consent.pdf"
    sheet.write_text(f"Name,Husband,Village,Age\n{name},{relative},{village},34\n", encoding="utf-8")
    book = importing.open_tables(ground.session, "artisans", sheet)
    assert consent_list.write(ground.session, importing.Job(book.tables), file, catalog(ground.language)) == 1
    return file.read_bytes()


def _report(workshop: Callable[[Ground], str]) -> Callable[[Ground], bytes]:
    def make(ground: Ground) -> bytes:
        return report_page.render(ground.session, reporting.figures(ground.session, workshop(ground)), ground.language)

    return make


PAPERS: dict[str, Callable[[Ground], bytes]] = {
    "consent list": _consents,
    "visits": lambda ground: visit_list.pdf(ground.session, follow_ups.due(ground.session), ground.language),
    "workshop report": _report(lambda ground: ground.workshop),
    "fair report": _report(lambda ground: ground.fair),
}


@pytest.mark.parametrize("kind", PAPERS)
def test_no_word_of_the_other_script_stands_on_it(ground: Ground, kind: str) -> None:
    assert foreign(text_of(PAPERS[kind](ground)), ground.language) == []


def test_a_register_says_the_typed_names_below_the_proposed_ones_only(ground: Ground) -> None:
    """Both scripts stand in the two fields of the group's name and in the cells of the members' names."""
    text = text_of(group_register(ground))
    for shown in (ground.typed[1], ground.typed[5]):
        for word in shown.split():
            text = text.replace(word, " ")
    assert foreign(text, ground.language) == []
    assert SAID[ground.language][2] in text, "the relative in the script of the paper"


def test_her_own_record_is_headed_in_one_script(ground: Ground) -> None:
    """What is kept is shown as it is kept; the heading is a sentence."""
    head = text_of(own_record.pdf(ground.session, ground.person.id, ground.language)).splitlines()[0]
    assert foreign(head, ground.language) == []


@pytest.mark.parametrize("kind", ["artisans", "shgs"])
def test_a_list_says_places_in_its_language_and_names_in_both(ground: Ground, kind: str) -> None:
    file = ground.folder / f"{kind}.pdf"
    exporting.export(ground.session, kind, file, catalog(ground.language))
    text = " ".join(text_of(file.read_bytes()).split())
    _, name, _, village, block, group, *_ = ground.typed
    assert village not in text and block not in text
    assert (name if kind == "artisans" else group) in text
    assert SAID[ground.language][3][:3] in text


def test_papers_in_both_languages_say_relatives_and_places_in_hindi(ground: Ground) -> None:
    """Attendance sheet and badges: the line of the relative is Hindi, and so are place and trainers; names are both."""
    shown = [SAID["hi"][at] for at in (0, 2)]
    for paper in (papers.sheet(ground.session, ground.workshop), papers.badges(ground.session, ground.workshop)):
        text = text_of(paper.content)
        assert ground.person.registration in text
        assert not any(SAID["en"][at] in text for at in (0, 2, 3))
        assert {bool(foreign(text, one)) for one in ("hi", "en")} == {True}
    assert all(word in text_of(papers.sheet(ground.session, ground.workshop).content) for word in shown)
