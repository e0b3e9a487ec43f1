"""Made-up people for the benchmarks: families in villages, with the traps that real lists hold, and noisy doubles."""

import random
from dataclasses import replace
from datetime import date
from functools import cache

from samarth_desktop import paths
from samarth_desktop.rules.duplicates.scoring import Person

SURNAMES = """यादव सिंह कुमार वर्मा शर्मा मिश्रा गुप्ता पटेल मौर्य कुशवाहा निषाद प्रजापति विश्वकर्मा चौरसिया पासवान राजभर
खान अंसारी शेख सिद्दीकी मंडल घोष दास मुर्मू सोरेन उरांव पाटील जाधव शिंदे रेड्डी राव नायर देवी देवी देवी कुमारी बाई बेगम""".split()
VILLAGE_ENDS = "पुर पुरा गंज नगर टोला खेड़ा गढ़ डीह कलां खुर्द".split()


@cache
def listed() -> dict[str, tuple[str, ...]]:
    """Devanagari words of our list with their Latin spellings."""
    rows = paths.resource("names/words.tsv").read_text(encoding="utf-8").splitlines()
    return {row.split("\t")[0]: tuple(row.split("\t")[1].split()) for row in rows}


@cache
def given() -> tuple[str, ...]:
    """Words of the list that can be given names, the frequent ones several times."""
    rows = [row.split("\t") for row in paths.resource("names/words.tsv").read_text(encoding="utf-8").splitlines()]
    return tuple(word for word, _, weight in rows if len(word) > 2 for _ in range(1 + 3 * (int(weight) == 5)))


def latin(name: str, rnd: random.Random) -> str:
    """The name in Latin letters, each part in one of its usual spellings."""
    return " ".join(rnd.choice(listed().get(part, (part,))).title() for part in name.split())


def population(size: int, seed: int = 1) -> list[Person]:
    """People in families: a household shares village, phone and father; some are twins, co-wives or namesakes."""
    rnd = random.Random(seed)
    villages = [rnd.choice(given()) + rnd.choice(VILLAGE_ENDS) for _ in range(max(size // 120, 3))]
    people: list[Person] = []
    while len(people) < size:
        village, surname = rnd.choice(villages), rnd.choice(SURNAMES)
        head = f"{rnd.choice(given())} {surname}"
        phone = f"{rnd.randint(6, 9)}{rnd.randint(0, 10**9 - 1):09d}"
        birth = date(rnd.randint(1950, 2004), rnd.randint(1, 12), rnd.randint(1, 28))
        for member in range(rnd.choice((1, 1, 2, 3))):
            wife = rnd.random() < 0.4
            if member and rnd.random() > 0.06:  # else a twin: the same day of birth
                birth = date(rnd.randint(1950, 2004), rnd.randint(1, 12), rnd.randint(1, 28))
            own = rnd.random() < 0.5
            people.append(
                Person(
                    id=str(len(people)),
                    names=(f"{rnd.choice(given())} {rnd.choice(('देवी', surname)) if wife else surname}",),
                    relation="husband" if wife else "father",
                    relatives=(head,),
                    birth_date=birth,
                    birth_year=birth.year,
                    gender="female" if wife else rnd.choice(("male", "female")),
                    village=village,
                    district="9/164",
                    mobile=f"{rnd.randint(6, 9)}{rnd.randint(0, 10**9 - 1):09d}" if own else phone,
                    phone_owner="own" if own else "family",
                    aadhaar_last4=f"{rnd.randint(0, 9999):04d}" if rnd.random() < 0.5 else "",
                )
            )
        if rnd.random() < 0.05:  # a namesake in the same village
            last = people[-1]
            people.append(
                replace(
                    last,
                    id=str(len(people)),
                    relatives=(f"{rnd.choice(given())} {rnd.choice(SURNAMES)}",),
                    birth_date=date(rnd.randint(1950, 2004), rnd.randint(1, 12), rnd.randint(1, 28)),
                    birth_year=None,
                    mobile=f"9{rnd.randint(0, 10**9 - 1):09d}",
                    aadhaar_last4=f"{rnd.randint(0, 9999):04d}",
                )
            )
    return people[:size]


def spelled_otherwise(name: str, rnd: random.Random) -> str:
    """The same name as somebody else would write it."""
    kind = rnd.random()
    parts = name.split()
    if kind < 0.45:
        return latin(name, rnd)
    if kind < 0.6:
        rnd.shuffle(parts)
        return " ".join(parts)
    if kind < 0.7 and len(parts) > 1:
        return " ".join(parts[:-1])
    if kind < 0.75:
        return ("श्रीमती " if rnd.random() < 0.5 else "श्री ") + name
    if kind < 0.85:
        text = latin(name, rnd)
        for old, new in rnd.sample(
            (("ee", "i"), ("oo", "u"), ("sh", "s"), ("v", "w"), ("a", "aa"), ("th", "t"), ("i", "ee")), 2
        ):
            text = text.lower().replace(old, new, 1)
        return text
    if kind < 0.9:
        at = rnd.randrange(1, len(name))
        return latin(name, rnd)[:at] + latin(name, rnd)[at + 1 :]  # a letter lost
    return name


def doubled(person: Person, new_id: str, rnd: random.Random) -> Person:
    """The same person written down a second time by somebody else."""
    estimated = rnd.random() < 0.5
    year = (person.birth_date.year if person.birth_date else 1980) + rnd.choice(
        (0, 0, 0, -1, 1, -2, 2, 3) if estimated else (0,)
    )
    other_relative = person.relation == "husband" and rnd.random() < 0.12
    relative = (
        f"{rnd.choice(given())} {rnd.choice(SURNAMES)}"
        if other_relative
        else spelled_otherwise(person.relatives[0], rnd)
    )
    phone = (
        person.mobile if rnd.random() < 0.55 else ("" if rnd.random() < 0.4 else f"8{rnd.randint(0, 10**9 - 1):09d}")
    )
    return replace(
        person,
        id=new_id,
        names=(spelled_otherwise(person.names[0], rnd),),
        relation="father" if other_relative else person.relation,
        relatives=(relative,) if rnd.random() < 0.93 else (),
        birth_date=None if estimated else person.birth_date,
        birth_year=year,
        estimated=estimated,
        village="" if rnd.random() < 0.12 else latin(person.village, rnd) if rnd.random() < 0.3 else person.village,
        mobile=phone,
        aadhaar_last4=person.aadhaar_last4 if rnd.random() < 0.4 else "",
    )
