"""Sheets as field workers fill them, with people written down twice and people who only look so.

Written apart from ``people.py`` and from every rule of the program: names of nine regions from ``field_names.txt``,
slips as the FEBRL generator makes them (letters put in, left out, changed, swapped), and the habits of Indian field
sheets. The rows are what ``import artisans`` reads.
"""

import random
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

NAMES = Path(__file__).parent / "field_names.txt"
COLUMNS = """name_hi name_en name_on_aadhaar relation relative_hi relative_en birth_date age gender category mobile
phone_owner village gram_panchayat block district state pin craft sector technique""".split()
REGIONS = {
    "north": ("Uttar Pradesh", "Maharajganj", 50),
    "muslim": ("Uttar Pradesh", "Varanasi", 14),
    "bengal": ("West Bengal", "Nadia", 8),
    "tamil": ("Tamil Nadu", "Salem", 6),
    "south": ("Telangana", "Warangal", 6),
    "kashmir": ("Jammu And Kashmir", "Budgam", 5),
    "northeast": ("Assam", "Jorhat", 5),
    "sikh": ("Punjab", "Ludhiana", 4),
    "christian": ("Jharkhand", "Simdega", 4),
}
RHYMES = """सीता गीता|सुनीता अनीता|राम श्याम|रमेश राकेश|सुरेश नरेश|महेश दिनेश|सुनील अनिल|विजय अजय|सविता कविता|पिंकी रिंकी
सोनी मोनी|रीना टीना|मुकेश राजेश|प्रमोद विनोद|आशा ऊषा|राधा राधिका|रामकुमार श्यामकुमार|मोहन सोहन|बबीता विनीता|इमरान इरफान
सलीम नसीम|रफीक शफीक|आरिफ आसिफ|गुरप्रीत हरप्रीत|हरप्रीत मनप्रीत|अमल कमल|कमल विमल|मेम्चा तोम्बी|सेल्वम सेल्वी"""
TODAY = date(2026, 11, 1)
Pair = tuple[str, tuple[str, ...]]
_FEW = 18
"""A list of fewer names is not halved: a region in which everybody has one of five names is no region."""


@dataclass
class Name:
    """A name of a few words, each in Devanagari and in its Latin spellings."""

    words: list[Pair]

    def hindi(self) -> str:
        return " ".join(word for word, _ in self.words)

    def english(self, dice: random.Random) -> str:
        return " ".join(dice.choice(spellings) for _, spellings in self.words)


@dataclass
class Someone:
    """What is true of a person."""

    region: str
    gender: str
    name: Name
    relation: str
    relative: Name
    born: date
    mobile: str
    owner: str
    village: Pair
    panchayat: Pair
    neighbour: Pair
    block: Pair
    category: str
    craft: tuple[str, str]
    kind: str = "family"
    maiden: Name | None = None


@dataclass
class Sheet:
    """Rows, the number of the person that each is about, what was done to each, and what kind of person it is."""

    rows: list[dict[str, str]] = field(default_factory=list)
    who: list[int] = field(default_factory=list)
    slips: list[tuple[str, ...]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)

    def truth(self) -> set[tuple[int, int]]:
        """The pairs of row numbers (from 0, the lower first) that are one person."""
        of: dict[int, list[int]] = {}
        for at, person in enumerate(self.who):
            of.setdefault(person, []).append(at)
        return {(a, b) for rows in of.values() for place, a in enumerate(rows) for b in rows[place + 1 :]}


@cache
def _listed(half: int | None) -> dict[tuple[str, str], tuple[Pair, ...]]:
    """Names by region and kind. `half` 0 or 1 takes only that half of the names: what one half tuned, the other tests."""
    found: dict[tuple[str, str], list[Pair]] = {}
    for line in NAMES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        region, kind, rest = line.split(" ", 2)
        entries = _entries(rest)
        for entry in entries:
            if half is None or kind in "ve" or len(entries) < _FEW or zlib.crc32(entry[0].encode()) % 2 == half:
                found.setdefault((region, kind), []).append(entry)
    return {key: tuple(pairs) for key, pairs in found.items()}


def _entries(text: str) -> list[Pair]:
    """``राम=Ram गुलाम नबी=Ghulam Nabi,Gh Nabi``: Devanagari, an equals sign, spellings with commas."""
    entries: list[Pair] = []
    deva: list[str] = []
    latin = ""
    for token in text.split(" "):
        if "=" in token:
            if latin:
                entries.append((" ".join(deva), tuple(latin.split(","))))
                deva = []
            head, latin = token.split("=", 1)
            deva.append(head)
        elif latin and token.isascii():
            latin += " " + token
        else:
            if latin:
                entries.append((" ".join(deva), tuple(latin.split(","))))
                deva, latin = [], ""
            deva.append(token)
    if latin:
        entries.append((" ".join(deva), tuple(latin.split(","))))
    return entries


class Author:
    """Makes one sheet. `harsh` scales how often something goes wrong in the second row of a person."""

    def __init__(self, seed: int, half: int | None, harsh: float) -> None:
        self.dice = random.Random(seed)
        self.names = _listed(half)
        self.harsh = harsh
        self.villages = {region: [self._village(region) for _ in range(400)] for region in REGIONS}

    def chance(self, share: float) -> bool:
        return self.dice.random() < share

    def slips(self, share: float) -> bool:
        return self.dice.random() < share * self.harsh

    def _village(self, region: str) -> Pair:
        first, second = self.dice.choice(self.names[region, "v"]), self.dice.choice(self.names[region, "e"])
        number = self.dice.choice(("", "", "", " 1", " 2"))
        return first[0] + second[0] + number, tuple(a + b + number for a in first[1] for b in second[1])

    def given(self, region: str, gender: str) -> Pair:
        return self.dice.choice(self.names[region, "f" if gender == "female" else "m"])

    def surname(self, region: str) -> list[Pair]:
        if region == "tamil" or self.chance(0.12):
            return []
        return [self.dice.choice(self.names[region, "s"])]

    def phone(self) -> str:
        return f"{self.dice.randint(6, 9)}{self.dice.randrange(10**9):09d}"

    def birthday(self, oldest: int = 1956, youngest: int = 2007) -> date:
        year = self.dice.randint(oldest, youngest)
        if self.chance(0.25):
            return date(year, 1, 1)
        return date(year, self.dice.randint(1, 12), self.dice.randint(1, 28))

    # -- true people --------------------------------------------------------------------------------------------

    def household(self, density: int) -> list[Someone]:
        """The people of one house: spouses, children, twins, co-wives, a father whose sons share his phone."""
        dice = self.dice
        region = dice.choices(list(REGIONS), [weight for _, _, weight in REGIONS.values()])[0]
        at = dice.randrange(max(density, 3))
        village = self.villages[region][at % 400]
        neighbour = self.villages[region][(at + 1) % 400]
        panchayat = self.villages[region][at // 4 * 4 % 400]
        block = self.villages[region][at // 40 * 40 % 400]
        surname = self.surname(region)
        father = Name([self.given(region, "male"), *surname])
        phone = self.phone()
        crafts = (
            ("बुनाई", "weaving"),
            ("मिट्टी के बर्तन", "pottery"),
            ("ज़रदोज़ी", "zardozi"),
            ("लकड़ी के खिलौने", "wooden toys"),
        )
        base = Someone(
            region, "male", father, "father", Name([self.given(region, "male"), *surname]), self.birthday(1950, 1980),
            phone, "family", village, panchayat, neighbour, block,
            dice.choice(("general", "obc", "obc", "sc", "st")), dice.choice(crafts),
        )  # fmt: skip
        people = []
        if self.chance(0.45):
            people.append(base)
        for _ in range(dice.choice((1, 1, 1, 2, 3))):
            if self.chance(0.4):
                people.append(self.wife(base, surname))
            else:
                people.append(self.child(base, surname))
        if self.chance(0.03):
            people += self.twins(base, surname)
        if self.chance(0.03):
            people += [replace(self.wife(base, surname), kind="co-wife") for _ in range(2)]
        if self.chance(0.04):
            people += [replace(self.child(base, surname), kind="siblings") for _ in range(3)]
        given = [one.name.words[0][0] for one in people]  # no house gives two children one name
        return [one for at, one in enumerate(people) if given[at] not in given[:at]]

    def tail(self, region: str, gender: str, surname: list[Pair]) -> list[Pair]:
        if gender == "male":
            extra = [("कुमार", ("Kumar", "Kr"))] if region == "north" and self.chance(0.2) else []
            return [*extra, *surname]
        common = {
            "north": [("देवी", ("Devi", "Debi"))], "muslim": [("बानो", ("Bano", "Banu")), ("खातून", ("Khatoon", "Khatun")), ("बेगम", ("Begum", "Begam"))],
            "sikh": [("कौर", ("Kaur",))], "kashmir": [("बानो", ("Bano",)), ("अख्तर", ("Akhter", "Akhtar"))],
        }.get(region, [])  # fmt: skip
        return [self.dice.choice(common)] if common and self.chance(0.6) else surname

    def wife(self, head: Someone, surname: list[Pair]) -> Someone:
        region = head.region
        given = self.given(region, "female")
        own = self.chance(0.35)
        return replace(
            head, gender="female", name=Name([given, *self.tail(region, "female", surname)]), relation="husband",
            relative=head.name, born=self.birthday(1960, 2004), mobile=self.phone() if own else head.mobile,
            owner="own" if own else "family", maiden=Name([self.given(region, "male"), *self.surname(region)]),
        )  # fmt: skip

    def child(self, head: Someone, surname: list[Pair]) -> Someone:
        gender = self.dice.choice(("male", "female"))
        name = Name([self.given(head.region, gender), *self.tail(head.region, gender, surname)])
        own = self.chance(0.5)
        return replace(
            head, gender=gender, name=name, relation="father", relative=head.name, born=self.birthday(1975, 2008),
            mobile=self.phone() if own else head.mobile, owner="own" if own else "family",
        )  # fmt: skip

    def twins(self, head: Someone, surname: list[Pair]) -> list[Someone]:
        first = self.child(head, surname)
        known = {pair[0]: pair for key, pairs in self.names.items() if key[0] == head.region for pair in pairs}
        rhyming = [two for line in RHYMES.replace("\n", "|").split("|") if set(two := line.split()) <= known.keys()]
        if rhyming and self.chance(0.7):
            one, two = self.dice.choice(rhyming)
            females = {pair[0] for pair in self.names[head.region, "f"]}
            first = replace(first, gender="female" if one in females else "male")
            names = [known[one], known[two]]
        else:
            names = [self.given(head.region, first.gender) for _ in range(2)]
            if names[0] == names[1]:
                return []
        rest = self.tail(head.region, first.gender, surname)
        return [
            replace(first, name=Name([given, *rest]), kind="twin", mobile=head.mobile, owner="family")
            for given in names
        ]

    def namesake(self, one: Someone) -> Someone:
        """Another person of the same name in the same village; sometimes the husband's name is the same too."""
        relative = (
            one.relative if self.chance(0.25) else Name([self.given(one.region, "male"), *one.relative.words[1:]])
        )
        born = date(one.born.year + self.dice.choice((-22, -17, -12, -9, 8, 11, 15, 21)), self.dice.randint(1, 12), 5)
        born = min(born, date(2010, 5, 5))
        return replace(one, relative=relative, born=born, mobile=self.phone(), owner="own", kind="namesake")

    # -- rows ---------------------------------------------------------------------------------------------------

    def row(self, one: Someone) -> dict[str, str]:
        """As a careful worker writes it down."""
        dice = self.dice
        scripts = dice.choices(("both", "hi", "en"), (40, 40, 20))[0]
        row = dict.fromkeys(COLUMNS, "")
        self._write(row, "name", one.name, scripts)
        if self.chance(0.1):
            row["name_on_aadhaar"] = one.name.english(dice)
        row["relation"] = one.relation
        self._write(row, "relative", one.relative, scripts)
        if self.chance(0.55):
            row["birth_date"] = one.born.strftime(dice.choice(("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d")))
        else:
            row["age"] = str(TODAY.year - one.born.year)
        row |= {"gender": one.gender, "category": one.category, "mobile": one.mobile, "phone_owner": one.owner}
        deva = scripts != "en"
        state, district, _ = REGIONS[one.region]
        row |= {
            "village": self._place(one.village, deva), "gram_panchayat": self._place(one.panchayat, deva),
            "block": self._place(one.block, deva), "district": district, "state": state,
            "craft": one.craft[0 if deva else 1], "sector": "handloom",
        }  # fmt: skip
        for key, share in (("relative", 0.03), ("mobile", 0.08), ("village", 0.02), ("age", 0.03), ("category", 0.2)):
            if self.chance(share):
                row |= {name: "" for name in row if name.startswith(key)}
        return row

    def _write(self, row: dict[str, str], key: str, name: Name, scripts: str) -> None:
        row[f"{key}_hi"] = name.hindi() if scripts != "en" else ""
        row[f"{key}_en"] = name.english(self.dice) if scripts != "hi" else ""

    def _place(self, place: Pair, deva: bool) -> str:
        return place[0] if deva else self.dice.choice(place[1])

    def again(self, one: Someone) -> tuple[dict[str, str], tuple[str, ...]]:
        """The same person as somebody else writes her down another day; and what went wrong."""
        done: list[str] = []

        def note(what: str, share: float) -> bool:
            if self.slips(share):
                done.append(what)
                return True
            return False

        one = replace(one, name=Name(list(one.name.words)), relative=Name(list(one.relative.words)))
        self._rename(one, note)
        if one.maiden and note("father for husband", 0.08):
            one = replace(one, relation="father", relative=one.maiden)
        elif len(one.relative.words) > 1 and note("relative without surname", 0.15):
            one.relative.words = one.relative.words[:1]
        self._move(one, note)
        row = self.row(one)
        for key, prefix in (("name", "name"), ("relative", "relative")):
            self._misspell(row, prefix, key, note)
        self._birth(row, one, note)
        self._phone(row, note)
        for key in ("village", "gram_panchayat"):
            if row[key] and note(f"{key} slip", 0.08):
                row[key] = self.slip(row[key])
        for key, share in (("relative", 0.04), ("gender", 0.03), ("village", 0.03), ("birth_date", 0.03)):
            if note(f"no {key}", share):
                row |= {name: "" for name in row if name.startswith(key)}
        if self.slips(0.3):
            row["category"] = ""
        if self.slips(0.2):
            row["craft"] = "कढ़ाई"
        return row, tuple(done)

    def _rename(self, one: Someone, note: Callable[[str, float], bool]) -> None:
        words = one.name.words
        if len(words) > 1 and note("surname left out", 0.12):
            words[:] = words[:1]
        elif len(words) > 1 and note("parts swapped", 0.07):
            words.reverse()
        elif one.gender == "female" and note("surname after marriage", 0.12):
            added = {"muslim": ("बेगम", ("Begum", "Begam")), "sikh": ("कौर", ("Kaur",)), "south": ("बाई", ("Bai",))}
            words[1:] = [added.get(one.region, self.dice.choice((("देवी", ("Devi",)), ("कुमारी", ("Kumari",)))))]
        elif one.gender == "male" and one.region == "north" and note("Kumar added", 0.08):
            words.insert(1, ("कुमार", ("Kumar", "Kr.")))
        elif len(words) > 1 and note("initial", 0.03):
            words[-1 if self.chance(0.5) else 0] = (words[0][0][:1] + ".", (words[0][1][0][:1] + ".",))

    def _move(self, one: Someone, note: Callable[[str, float], bool]) -> None:
        if note("neighbouring village", 0.05):
            one.village = one.neighbour
        elif note("panchayat as village", 0.05):
            one.village = one.panchayat

    def _misspell(self, row: dict[str, str], prefix: str, what: str, note: Callable[[str, float], bool]) -> None:
        keys = [key for key in (f"{prefix}_hi", f"{prefix}_en") if row[key]]
        if keys and note(f"{what}: typing slip", 0.12):
            key = self.dice.choice(keys)
            row[key] = self.slip(row[key])
        if row[f"{prefix}_hi"] and note(f"{what}: matra", 0.15):
            row[f"{prefix}_hi"] = self.matra(row[f"{prefix}_hi"])
        if row[f"{prefix}_en"] and note(f"{what}: heard otherwise", 0.15):
            row[f"{prefix}_en"] = self.heard(row[f"{prefix}_en"])
        if note(f"{what}: title", 0.08):
            titles = {
                "name": (("श्रीमती ", "Smt. ") if row["gender"] == "female" else ("श्री ", "Shri ")),
                "relative": ("स्व. ", "Late "),
            }
            for key, title in zip((f"{prefix}_hi", f"{prefix}_en"), titles[what], strict=True):
                row[key] = title + row[key] if row[key] else ""

    def _birth(self, row: dict[str, str], one: Someone, note: Callable[[str, float], bool]) -> None:
        born, writes = one.born, "%d/%m/%Y"
        if row["age"] and note("age is off", 0.45):
            row["age"] = str(max(int(row["age"]) + self.dice.choice((-3, -2, -1, -1, 1, 1, 2, 3)), 15))
        elif row["birth_date"] and born.day <= 12 and note("day and month swapped", 0.05):
            row["birth_date"] = date(born.year, born.day, born.month).strftime(writes)
        elif row["birth_date"] and note("first of January", 0.08):
            row["birth_date"] = f"01/01/{born.year + self.dice.choice((-1, 0, 0, 0, 1))}"
        elif row["birth_date"] and note("day slip", 0.04):
            row["birth_date"] = born.replace(day=self.dice.randint(1, 28)).strftime(writes)
        elif row["birth_date"] and note("year slip", 0.04):
            row["birth_date"] = born.replace(
                day=min(born.day, 28), year=born.year + self.dice.choice((-10, -1, 1, 2))
            ).strftime(writes)

    def _phone(self, row: dict[str, str], note: Callable[[str, float], bool]) -> None:
        number = row["mobile"]
        if not number:
            return
        if note("other phone", 0.18):
            row["mobile"] = self.phone()
        elif note("no phone", 0.12):
            row["mobile"] = ""
        elif note("phone digit", 0.05):
            at = self.dice.randrange(1, 10)
            row["mobile"] = number[:at] + str(self.dice.randrange(10)) + number[at + 1 :]
        elif note("phone digits swapped", 0.03):
            at = self.dice.randrange(1, 9)
            row["mobile"] = number[:at] + number[at + 1] + number[at] + number[at + 2 :]

    # -- slips of the pen -----------------------------------------------------------------------------------------

    def slip(self, text: str) -> str:
        """A letter put in, left out, changed or swapped with the next, anywhere."""
        dice = self.dice
        letters = "कगतदनपबमरलसहािीु" if ord(max(text)) > 0x900 else "abdeghiklmnoprstu"
        at = dice.randrange(len(text))
        kind = dice.choice(("in", "out", "other", "swap"))
        if kind == "in":
            return text[:at] + dice.choice(letters) + text[at:]
        if kind == "out" and len(text) > 3:
            return text[:at] + text[at + 1 :]
        if kind == "swap" and at + 1 < len(text):
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        return text[:at] + dice.choice(letters) + text[at + 1 :]

    def matra(self, text: str) -> str:
        """One of the confusions that Hindi writers have."""
        found = [(a, b) for one, two in MATRAS for a, b in ((one, two), (two, one)) if a in text]
        if not found:
            return text
        old, new = self.dice.choice(found)
        return text.replace(old, new, 1)

    def heard(self, text: str) -> str:
        """Another Latin spelling of the same sound."""
        found = [(a, b) for one, two in HEARD for a, b in ((one, two), (two, one)) if a in text]
        if not found:
            return text
        old, new = self.dice.choice(found)
        return text.replace(old, new, 1)


MATRAS = (
    ("ि", "ी"), ("ु", "ू"), ("श", "स"), ("ष", "श"), ("ब", "व"), ("ज़", "ज"), ("न्", "ं"), ("म्", "ं"), ("ँ", "ं"), ("े", "ै"), ("ो", "ौ"),
    ("ण", "न"), ("ड़", "ड"), ("र्", "र"), ("ये", "ए"), ("या", "िया"),
)  # fmt: skip
HEARD = (
    ("ee", "i"), ("oo", "u"), ("sh", "s"), ("v", "w"), ("v", "b"), ("a", "aa"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("z", "j"),
    ("ya", "ia"), ("au", "ou"), ("ksh", "x"), ("i", "y"), ("e", "i"), ("o", "u"), ("mm", "m"), ("ll", "l"), ("h", ""),
)  # fmt: skip


def sheet(
    size: int, seed: int, *, half: int | None = None, harsh: float = 1.0, twice: float = 0.15, crowd: int = 60
) -> Sheet:
    """A sheet of about `size` people, of whom a share of `twice` is there two or three times, in any order.

    `half` 0 or 1 uses only that half of the names; `harsh` scales every chance of a slip; the more `crowd`, the fewer
    villages, so that more people of one name live in one.
    """
    author = Author(seed, half, harsh)
    dice = author.dice
    people: list[Someone] = []
    while len(people) < size:
        people += author.household(size // crowd)
        if author.chance(0.06) and people:
            people.append(author.namesake(people[-1]))
        if author.chance(0.02) and len(people) > 12:  # the phone of a self-help group, in the rows of its women
            shared = author.phone()
            women = [at for at in range(len(people) - 12, len(people)) if people[at].gender == "female"]
            for at in women:
                people[at] = replace(people[at], mobile=shared, owner="family", kind="group phone")
    made: list[tuple[dict[str, str], int, tuple[str, ...], str]] = []
    for number, one in enumerate(people):
        made.append((author.row(one), number, (), one.kind))
        if author.chance(twice):
            for _ in range(1 + author.chance(0.12)):
                row, done = author.again(one)
                made.append((row, number, done, one.kind))
    dice.shuffle(made)
    out = Sheet()
    for at, (row, number, done, kind) in enumerate(made):
        row["technique"] = f"row {at}"  # by which a row is known again after the import
        out.rows.append(row)
        out.who.append(number)
        out.slips.append(done)
        out.kinds.append(kind)
    return out
