"""A hall for tests: invented people who are complete and consent, a workshop with three sessions, a fair."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from samarth_desktop.actions.device import opening
from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import planning
from samarth_desktop.actions.workshops.planning import Plan
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.session.record import Sitting

NAMES = (
    ("शबनम बानो", "Shabnam Bano"), ("रेखा कुमारी", "Rekha Kumari"), ("पूनम वर्मा", "Poonam Verma"),
    ("सरिता देवी", "Sarita Devi"), ("मालती देवी", "Malti Devi"), ("किरण देवी", "Kiran Devi"),
    ("मीरा यादव", "Meera Yadav"), ("नसीम बानो", "Naseem Bano"), ("लक्ष्मी देवी", "Lakshmi Devi"),
    ("रमेश कुमार", "Ramesh Kumar"), ("अनवर हुसैन", "Anwar Husain"), ("मुन्नी देवी", "Munni Devi"),
)  # fmt: skip
_PERSON = Artisan(
    relation="husband", relative_hi="असलम", relative_en="Aslam", gender="female", birth_year=1990, state="9",
    district="129", block="हरख", village="ज़ैदपुर", craft="chikankari", sector="handloom", phone_owner="own",
)  # fmt: skip


@contextmanager
def laptop(folder: Path, author: str = "सुनीता यादव") -> Iterator[Session]:
    """An open data folder with its author."""
    made, _ = opening.set_up(folder, "neem ki chhaon mein", author=author, area="9/129")
    yield made
    made.store.close()


def register(
    session: Session, count: int, *, consent: bool = True, first: int = 0, district: str = "129"
) -> list[Artisan]:
    """So many people, complete and in a programme."""
    people = []
    for number in range(first, first + count):
        hi, en = NAMES[number % len(NAMES)]
        person = replace(
            _PERSON, name_hi=hi, name_en=en, district=district, mobile=f"98390{number:05}",
            gender="male" if en.startswith(("Ramesh", "Anwar")) else "female",
            category=("obc", "sc", "general")[number % 3], village=("ज़ैदपुर", "मसौली", "देवा")[number % 3],
        )  # fmt: skip
        sheet = Registration(
            person,
            (Enrolment(programme="UP-ODOP", stage="registered"),),
            (Consent(how="thumb", given_on=date(2026, 11, 22)),) if consent else (),
        )
        saved = registering.save(session, sheet).holder
        assert isinstance(saved, Artisan)
        people.append(saved)
    return people


def workshop(session: Session, sessions: int = 3, **more: str) -> Plan:
    """A workshop of today; its second session must be attended."""
    day = session.today.isoformat()
    texts = {
        "programme": "UP-ODOP", "workshop_kind": "packaging", "title_hi": "पैकेजिंग और दाम",
        "title_en": "Packaging and pricing", "district": "9/129", "venue": "पंचायत भवन", "village": "ज़ैदपुर",
        "since": day, "until": day, "capacity": "60", "trainers": "मीना वर्मा",
    }  # fmt: skip
    plan = planning.add(session, {**texts, **more}, sessions)
    topics = ("बाज़ार और दाम", "पैकेजिंग", "फ़ोटो")
    sittings = tuple(
        replace(one, must_attend=number == 1, topic=topics[number % 3], starts=f"{10 + 2 * number}:00")
        for number, one in enumerate(plan.sittings)
    )
    return planning.save(session, replace(plan, sittings=sittings))


def number_of(plan: Plan, number: int) -> Sitting:
    """One session of a plan."""
    return planning.sitting_of(plan, number)
