"""Sample people, a group and their certificates: to see the program work without typing. All persons are invented."""

import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from samarth_desktop.actions.certificates import issuing
from samarth_desktop.actions.device import business_date, demo_district, device, opening
from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import NOTICE_VERSION, Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.folder import presence

_PRINTED = 10
"""So many of a district get certificates: to see them, not to wait for thousands."""
_UP: dict[str, Any] = {
    "state": "9",
    "district": "129",
    "block": "हरख",
    "village": "ज़ैदपुर",
    "village_other": "Zaidpur",
    "pin": "225414",
}
_MH: dict[str, Any] = {
    "state": "27",
    "district": "490",
    "block": "Junnar",
    "village": "Otur",
    "village_other": "ओतूर",
    "pin": "412409",
}
_PEOPLE: tuple[tuple[str, Artisan], ...] = (
    (
        "UP-ODOP",
        Artisan(
            name_hi="शबनम बानो", name_en="Shabnam Bano", honorific="smt", relation="husband", relative_hi="मोहम्मद असलम",
            relative_en="Mohammad Aslam", birth_year=1992, gender="female", category="obc", mobile="9839000001",
            phone_owner="own", sector="handloom", craft="स्टोल बुनाई", years_of_experience=9,
            obstacles=("training",), **_UP,
        ),
    ),
    (
        "UP-ODOP",
        Artisan(
            name_hi="रमेश कुमार क्षत्रिय", name_en="Ramesh Kumar Kshatriya", honorific="shri", relation="father",
            relative_hi="ओम प्रकाश", relative_en="Om Prakash", birth_date=date(1984, 7, 15), gender="male",
            category="general", mobile="9839000002", phone_owner="own", sector="handloom", craft="गमछा बुनाई",
            years_of_experience=20, **_UP,
        ),
    ),
    (
        "SAMARTH",
        Artisan(
            name_hi="किरण देवी", relation="husband", relative_hi="सुरेश", birth_year=1988, gender="female", category="sc",
            phone_owner="none", sector="handicraft", craft="मिट्टी के खिलौने", **_UP,
        ),
    ),
    (
        "MH-MSKVIB",
        Artisan(
            name_en="Dnyaneshwar Pandurang Jadhav", relation="father", relative_en="Pandurang Jadhav",
            birth_date=date(1979, 1, 3), gender="male", category="obc", mobile="9822000003", phone_owner="own",
            sector="khadi", craft="Khadi spinning", years_of_experience=14, **_MH,
        ),
    ),
)  # fmt: skip
_GROUP = Shg(
    name_hi="उजाला महिला स्वयं सहायता समूह", name_en="Ujala Mahila Self-Help Group",
    mission="nrlm", formation_date=date(2021, 8, 15), meeting_day="tuesday", meeting_frequency="weekly", savings=10000,
    panchsutra=("books", "meetings", "savings"), **_UP,
)  # fmt: skip
_MEMBERS = (
    ("president", "सरिता देवी", "राम लखन", 41),
    ("secretary", "पूनम वर्मा", "अजय", 33),
    ("treasurer", "गीता यादव", "रामू", 45),
    ("member", "किरण देवी", "सुरेश", 38),
    ("member", "सुनीता रावत", "दिनेश", 29),
    ("member", "मालती देवी", "छोटेलाल", 52),
    ("member", "आरती गौतम", "विजय", 31),
    ("member", "रेखा कुमारी", "मनोज", 27),
    ("member", "लक्ष्मी देवी", "राजेश", 36),
    ("member", "शबनम ख़ातून", "नसीम", 36),
)


@dataclass(frozen=True, slots=True)
class Made:
    """How many sample records were made, and the files of their certificates."""

    people: int
    shgs: int
    certificates: tuple[Path, ...]


def run(out: Path, data: Path | None, passphrase: str | None, language: str, meant: date | None = None) -> Made:
    """Registers the sample people and issues their certificates into `out`.

    `data` is an empty data folder to fill, or None for a scratch one that is removed again. KnownError when there
    are people in it already: samples must not mix with real ones. `meant` is today where the laptop's clock is wrong.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = data if data is not None else Path(scratch) / "data"
        with _empty(folder, passphrase or secrets.token_urlsafe(24), language, meant) as session:
            return _fill(session, out)


def run_district(
    number: int,
    data: Path,
    passphrase: str,
    language: str,
    meant: date | None = None,
    out: Path | None = None,
    progress: Callable[[int, int], object] = lambda done, total: None,
) -> Made:
    """Fills an empty data folder with so many invented people and their groups; see :mod:`.demo_district`.

    The first of them get certificates where there is a folder `out` for them. KnownError as in :func:`run`.
    """
    with _empty(data, passphrase, language, meant) as session:
        groups = demo_district.fill(session, number, progress)
        first = issuing.everybody(session)[:_PRINTED] if out else []
        issued = issuing.issue(session, first, out, issuing.PrintOptions(demo=True)).papers if out else ()
        return Made(number, groups, tuple(paper.file for paper in issued))


@contextmanager
def _empty(folder: Path, passphrase: str, language: str, meant: date | None) -> Iterator[Session]:
    """A new data folder for samples, open for a while."""
    business_date.refuse_before_set_up(meant)
    if presence.is_set_up(folder):
        raise KnownError(T("There are records in this folder already. The demo needs an empty one."))
    session, _ = opening.set_up(folder, passphrase, author="सुनीता यादव", area="9/129", language=language)
    device.recovery_key_is_on_paper(session)  # nobody keeps samples under lock for years
    try:
        yield business_date.on_day(session, meant)
    finally:
        session.store.close()


def _fill(session: Session, out: Path) -> Made:
    consent = Consent(
        purpose="registration",
        how="signature",
        given_on=session.today,
        notice_version=NOTICE_VERSION,
        notice_language="hi",
    )
    for programme, artisan in _PEOPLE:
        enrolment = Enrolment(programme=programme, stage="registered", registered_on=session.today)
        registering.save(session, Registration(artisan, (enrolment,), (consent,)))
    members = tuple(
        Member(role=role, name_hi=name, relation="husband", relative=relative, birth_year=session.today.year - age)
        for role, name, relative, age in _MEMBERS
    )
    enrolment = Enrolment(programme="NRLM", stage="registered", registered_on=session.today)
    registering.save(session, Registration(_GROUP, (enrolment,), (consent,), members=members))
    issued = issuing.issue(session, issuing.everybody(session), out, issuing.PrintOptions(demo=True))
    return Made(len(_PEOPLE), 1, tuple(paper.file for paper in issued.papers))
