"""A whole district of invented people, groups and villages to try things on: large lists, search, duplicates, sync.

The same number always makes the same people. Nobody here exists: names are put together from common parts, mobile
numbers are counted. Most are complete with consent and a programme; some lack the one or the other, as in real lists.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.session import Session
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import NOTICE_VERSION, REGISTRATION, Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg

PEOPLE_OF_A_GROUP = 20
"""One group for so many people; ten of them are its members."""
_PART = 2000
_MEMBERS = 10
_LACKS_CONSENT, _LACKS_BIRTH, _NO_PHONE = 0.1, 0.07, 0.1


def _pairs(words: str) -> tuple[tuple[str, str], ...]:
    each = words.split()
    return tuple(zip(each[::2], each[1::2], strict=True))


_WOMEN = _pairs("""
    सुनीता Sunita अनीता Anita कविता Kavita सविता Savita ममता Mamta शांति Shanti लक्ष्मी Lakshmi पार्वती Parvati दुर्गा Durga
    राधा Radha मीरा Meera कमला Kamla विमला Vimla निर्मला Nirmala उर्मिला Urmila शीला Sheela नीलम Neelam पूनम Poonam
    रेखा Rekha सुषमा Sushma पूजा Pooja आरती Aarti किरण Kiran ज्योति Jyoti गुड्डी Guddi फूलमती Phoolmati कलावती Kalavati
    आयशा Ayesha शबनम Shabnam परवीन Parveen रुखसाना Rukhsana नजमा Najma""")
_MEN = _pairs("""
    रमेश Ramesh सुरेश Suresh महेश Mahesh दिनेश Dinesh राजेश Rajesh मुकेश Mukesh राकेश Rakesh संतोष Santosh विनोद Vinod
    प्रमोद Pramod अशोक Ashok विजय Vijay अजय Ajay संजय Sanjay मनोज Manoj अनिल Anil सुनील Sunil मोहन Mohan गोपाल Gopal
    गणेश Ganesh अर्जुन Arjun विकास Vikas दीपक Deepak राहुल Rahul अमित Amit जगदीश Jagdish हरीश Harish योगेश Yogesh
    कमलेश Kamlesh सलीम Salim रहीम Rahim नसीम Naseem""")
_FAMILIES = _pairs("""
    कुमार Kumar सिंह Singh यादव Yadav वर्मा Verma शर्मा Sharma गुप्ता Gupta मिश्रा Mishra तिवारी Tiwari पाण्डेय Pandey
    चौधरी Chaudhary पटेल Patel मौर्य Maurya कुशवाहा Kushwaha प्रजापति Prajapati विश्वकर्मा Vishwakarma सोनी Soni
    साहू Sahu निषाद Nishad राजभर Rajbhar चौहान Chauhan अंसारी Ansari खान Khan शेख Sheikh सिद्दीकी Siddiqui पासवान Paswan
    रावत Rawat""")
_PLACES = _pairs("""
    राम Ram शिव Shiv हरि Hari फूल Phool सुन्दर Sundar मोहन Mohan गोपाल Gopal किशन Kishan माधव Madhav भगवान Bhagwan
    सेमरा Semra महुआ Mahua चंदन Chandan भवानी Bhawani परसा Parsa बेल Bel""")
_ENDINGS = _pairs("पुर pur नगर nagar गंज ganj खेड़ा kheda टोला tola गढ़ garh वा wa कोट kot")
_BLOCKS = _pairs("हरख Harakh मसौली Masauli देवा Dewa रामनगर Ramnagar हैदरगढ़ Haidargarh फतेहपुर Fatehpur")
_CRAFTS = (
    ("गमछा बुनाई", "handloom"),
    ("स्टोल बुनाई", "handloom"),
    ("ज़रदोज़ी", "handicraft"),
    ("मिट्टी के खिलौने", "handicraft"),
)
_CATEGORIES = ("general", "obc", "obc", "sc")
_VILLAGES = tuple((a + b, f"{c}{d}") for a, c in _PLACES for b, d in _ENDINGS)
_FIRST_MOBILE = 9_000_000_000


def fill(session: Session, number: int, progress: Callable[[int, int], object]) -> int:
    """Registers so many people, with a group for each twenty of them; gives how many groups. `progress` is told how
    many of the people are there after each part, which is one transaction."""
    people, groups, done = invented(number, session), 0, 0
    dice = random.Random(number)  # noqa: S311  # no secret: the same again is the point
    while part := list(islice(people, _PART)):
        with writing(session, Deed.HALL) as unit:
            saved = unit.save_all([person for person, _ in part], session.author)
            held = [(one.id, *more) for one, (_, more) in zip(saved, part, strict=True)]
            unit.save_all([replace(enrolment, holder=row) for row, enrolment, _ in held], session.author)
            unit.save_all([replace(agreed, holder=row) for row, _, agreed in held if agreed], session.author)
            made = [_group(groups + at, dice) for at in range(len(part) // PEOPLE_OF_A_GROUP)]
            kept = unit.save_all(made, session.author)
            unit.save_all(list(_members(kept, saved)), session.author)
            unit.commit()
        groups, done = groups + len(made), done + len(part)
        progress(done, number)
    return groups


def invented(number: int, session: Session) -> Iterator[tuple[Artisan, tuple[Enrolment, Consent | None]]]:
    """So many people with their programme and, of most, their consent."""
    dice, today = random.Random(number), session.today  # noqa: S311
    for at in range(number):
        consent = Consent(
            purpose=REGISTRATION, how=dice.choice(("signature", "thumb")), given_on=today,
            notice_version=NOTICE_VERSION, notice_language="hi",
        )  # fmt: skip
        programme = dice.choice(("UP-ODOP", "SAMARTH", "NRLM"))
        enrolment = Enrolment(programme=programme, stage="registered", registered_on=today)
        yield _person(at, dice, today.year), (enrolment, None if dice.random() < _LACKS_CONSENT else consent)


def _person(at: int, dice: random.Random, year: int) -> Artisan:
    woman = dice.random() < 0.7
    given, family = _one(_WOMEN if woman else _MEN, dice), _one(_FAMILIES, dice)
    head = _one(_MEN, dice)
    phone = "none" if dice.random() < _NO_PHONE else "own"
    craft, sector = dice.choice(_CRAFTS)
    return Artisan(
        name_hi=f"{given[0]} {family[0]}",
        name_en=f"{given[1]} {family[1]}",
        relation="husband" if woman and dice.random() < 0.7 else "father",
        relative_hi=f"{head[0]} {family[0]}",
        relative_en=f"{head[1]} {family[1]}",
        birth_year=None if dice.random() < _LACKS_BIRTH else year - dice.randrange(19, 70),
        gender="female" if woman else "male",
        category=dice.choice(_CATEGORIES),
        mobile="" if phone == "none" else str(_FIRST_MOBILE + at),
        phone_owner=phone,
        sector=sector,
        craft=craft,
        years_of_experience=dice.randrange(1, 15),
        **_address(dice),
    )


def _group(at: int, dice: random.Random) -> Shg:
    name = _one(_WOMEN, dice)
    return Shg(
        name_hi=f"{name[0]} महिला समूह {at + 1}",
        name_en=f"{name[1]} Mahila Samuh {at + 1}",
        mission="nrlm",
        meeting_frequency="weekly",
        **_address(dice),
    )


def _members(groups: Sequence[Shg], people: Sequence[Artisan]) -> Iterator[Member]:
    women = [one for one in people if one.gender == "female"]
    for at, group in enumerate(groups):
        for place, one in enumerate(women[at * _MEMBERS : (at + 1) * _MEMBERS]):
            role = ("president", "secretary", "treasurer")[place] if place < 3 else "member"
            yield Member(shg=group.id, person=one.id, role=role, name_hi=one.name_hi, name_en=one.name_en)


def _address(dice: random.Random) -> dict[str, Any]:
    village = _one(_VILLAGES, dice)
    return {
        "state": "9", "district": "129", "block": dice.choice(_BLOCKS)[0], "village": village[0],
        "village_other": village[1], "pin": "225414",
    }  # fmt: skip


def _one(words: Sequence[tuple[str, str]], dice: random.Random) -> tuple[str, str]:
    """Few are common, most are rare."""
    return words[int(len(words) * dice.random() ** 2)]
