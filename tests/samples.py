"""Made-up people and groups as operations: for the dictionary of the wire, and for benchmarks.

`held_out` takes names and villages that the dictionary was not trained with.
"""

import random
import time
from collections.abc import Iterator

from samarth_desktop.domain.fields.field import Kind, Record, fields_of
from samarth_desktop.domain.fields.wire import to_wire
from samarth_desktop.domain.ids import registration_number
from samarth_desktop.domain.oplog.op import SCHEMA, Op
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg

_GIVEN = [
    "सीता Sita", "गीता Geeta", "सुनीता Sunita", "अनीता Anita", "राधा Radha", "मीना Meena", "शांति Shanti", "पूजा Pooja",
    "रेखा Rekha", "सरोज Saroj", "कमला Kamla", "विमला Vimla", "निर्मला Nirmala", "लक्ष्मी Lakshmi", "सावित्री Savitri",
    "रमेश Ramesh", "सुरेश Suresh", "महेश Mahesh", "दिनेश Dinesh", "राजेश Rajesh", "मुकेश Mukesh", "अनिल Anil",
    "सुनील Sunil", "विजय Vijay", "अजय Ajay", "संजय Sanjay", "राम Ram", "श्याम Shyam", "मोहन Mohan", "सोहन Sohan",
    "फातिमा Fatima", "शबाना Shabana", "रुखसाना Rukhsana", "सलमा Salma", "अब्दुल Abdul", "इमरान Imran", "सलीम Salim",
    "नसीम Naseem", "हसीना Haseena", "ज़ुबैदा Zubaida", "उर्मिला Urmila", "किरण Kiran", "बबीता Babita", "कविता Kavita",
    "संगीता Sangeeta", "ममता Mamta", "रीना Reena", "नीलम Neelam", "पिंकी Pinki", "माया Maya", "दुर्गा Durga", "काली Kali",
]  # fmt: skip
_FAMILY = [
    "देवी Devi", "कुमार Kumar", "यादव Yadav", "वर्मा Verma", "शर्मा Sharma", "गुप्ता Gupta", "सिंह Singh", "प्रसाद Prasad",
    "मौर्य Maurya", "पटेल Patel", "खातून Khatoon", "बेगम Begum", "अंसारी Ansari", "खान Khan", "चौहान Chauhan", "पाल Pal",
    "निषाद Nishad", "प्रजापति Prajapati", "विश्वकर्मा Vishwakarma", "चौधरी Chaudhary", "कुमारी Kumari", "राम Ram", "लाल Lal",
    "राजभर Rajbhar", "सोनकर Sonkar", "गौतम Gautam", "भारती Bharti", "जायसवाल Jaiswal", "श्रीवास्तव Srivastava", "मिश्रा Mishra",
]  # fmt: skip
_SYLLABLES = [
    "राम Ram", "पुर pur", "गंज ganj", "नगर nagar", "बाग bag", "टोला tola", "खेड़ा kheda", "डीह dih", "सोन Son", "बड़ Bad",
    "छोट Chhot", "मधु Madhu", "किशन Kishan", "भग Bhag", "हरि Hari", "देव Dev", "नव Nav", "परसा Parsa", "बेल Bel", "सेम Sem",
    "महु Mahu", "जग Jag", "धन Dhan", "फूल Phool", "लख Lakh", "ठूठी Thuthi", "बरी bari", "वा wa", "ली li", "रा ra",
]  # fmt: skip
_CRAFTS = [
    "चिकनकारी",
    "Wooden toys",
    "Handloom weaving",
    "टेराकोटा",
    "Basket weaving",
    "ज़री ज़रदोज़ी",
    "Pottery",
    "मूंज शिल्प",
]
_BLOCKS = ["Nichlaul", "Pharenda", "Nautanwa", "Ghughli", "Partawal", "Mithaura", "Siswa", "Laxmipur", "Brijmanganj"]


class Maker:
    """Makes operations of one device in one area. The same seed makes the same people."""

    def __init__(self, seed: int, device: str = "7KQ4MX", area: str = "9/164", held_out: bool = False) -> None:
        self.random = random.Random(seed)
        self.device, self.area = device, area
        part = slice(1, None, 2) if held_out else slice(0, None, 2)
        self.given, self.family = _GIVEN[part], _FAMILY[part]
        self.villages = ["".join(pair) for pair in ()] or [self._village() for _ in range(120)]
        self.ms = int(time.time() * 1000) if held_out else 1_760_000_000_000
        self.n = 0

    def _village(self) -> str:
        parts = self.random.sample(_SYLLABLES, self.random.choice((2, 2, 3)))
        return "".join(p.split()[0] for p in parts) + " " + "".join(p.split()[1] for p in parts).capitalize()

    def _both(self, *lists: list[str]) -> tuple[str, str]:
        picked = [self.random.choice(words).split() for words in lists]
        return " ".join(p[0] for p in picked), " ".join(p[1] for p in picked)

    def _pick(self, record: type[Record], key: str) -> str:
        return self.random.choice(fields_of(record)[key].choices).code

    def _digits(self, count: int, first: str = "6789") -> str:
        return self.random.choice(first) + "".join(self.random.choice("0123456789") for _ in range(count - 1))

    def _id(self) -> str:
        """A UUIDv7 of the made-up moment."""
        self.ms += self.random.randrange(60_000, 900_000)
        tail = f"{self.random.getrandbits(74):019x}"
        head = f"{self.ms - 40_000:012x}"
        return f"{head[:8]}-{head[8:]}-7{tail[:3]}-{'89ab'[self.random.randrange(4)]}{tail[3:6]}-{tail[6:18]}"

    def op(self, record: Record, row: str) -> Op:
        self.n += 1
        f = to_wire(record)
        return Op(self.device, self.area, self.n, record.KIND, row, self.ms << 16, "Asha Verma", SCHEMA, f)

    def _made(self) -> dict[str, str]:
        at = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(self.ms // 1000))
        return {"created_by": "Asha Verma", "created_device": self.device, "created_at": at}

    def artisan(self) -> Op:
        row = self._id()
        r = self.random
        name, relative = self._both(self.given, self.family), self._both(self.given, self.family)
        village = r.choice(self.villages).split()
        some = {
            k: self._pick(Artisan, k)
            for k in ("gender", "category", "relation", "phone_owner", "sector", "education", "income")
        }
        record = Artisan(
            registration=registration_number("UP", self.device, self.n + 1),
            name_hi=name[0], name_en=name[1], name_on_aadhaar=name[1].upper(), relative_hi=relative[0], relative_en=relative[1],
            birth_year=r.randrange(1950, 2006), aadhaar_last4=self._digits(4), mobile=self._digits(10), language="hi",
            village=village[0], village_other=village[1], gram_panchayat=r.choice(self.villages).split()[1],
            block=r.choice(_BLOCKS), district="164", state="9", pin="2733" + self._digits(2, "01"), craft=r.choice(_CRAFTS),
            years_of_experience=r.randrange(1, 40), minority="no", disability="none", tax_status="none_yet", life="active",
            obstacles=tuple(sorted(r.sample(("working_capital", "training", "packaging", "transport"), 2))), sold_where=("local_market",),
            **({"bank_account": self._digits(11), "bank_ifsc": "SBIN00" + self._digits(5), "bank_name": "State Bank of India"} if r.random() < 0.5 else {}),
            **some, **self._made(),
        )  # fmt: skip
        return self.op(record, row)

    def mixed(self) -> Iterator[Op]:
        """A person with consent and enrolment; now and then a group with members."""
        while True:
            person = self.artisan()
            yield person
            consent = self._filled(Consent, holder=person.row)
            yield self.op(Consent(**consent), self._id())
            yield self.op(Enrolment(**self._filled(Enrolment, holder=person.row, programme="SAMARTH")), self._id())
            if self.random.random() < 0.1:
                group = self.op(
                    Shg(**self._filled(Shg, name_hi="लक्ष्मी समूह", name_en="Lakshmi group", village="रामपुर")), self._id()
                )
                yield group
                for _ in range(10):
                    name = self._both(self.given, self.family)
                    member = self._filled(
                        Member, shg=group.row, name_hi=name[0], name_en=name[1], mobile=self._digits(10)
                    )
                    yield self.op(Member(**member), self._id())

    def _filled(self, record: type[Record], **known: object) -> dict[str, object]:
        choices = {
            k: self._pick(record, k) for k, f in fields_of(record).items() if f.kind is Kind.CHOICE and f.choices
        }
        return {**choices, **self._made(), **known}
