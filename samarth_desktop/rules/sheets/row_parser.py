"""Rows of a sheet to what they say of a record: pure, one row at a time.

Every cell loses control characters and full Aadhaar numbers before anything else is done with it. What cannot be read
as its field is kept as text beside the field. A row is only wrong when a cell could do harm; whether somebody is
named in it, the caller asks.
"""

import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum, auto
from typing import Any

from samarth_desktop.domain.fields import aadhaar, ages
from samarth_desktop.domain.fields.days import USUAL, DayReading, read_day
from samarth_desktop.domain.fields.digits import masked, masked_numbers, western
from samarth_desktop.domain.fields.field import Field, Kind, empty, fields_of
from samarth_desktop.domain.fields.parsing import LONGEST, Read, read, read_date, read_tidy, tidy
from samarth_desktop.domain.fields.text import mend_letters, said_of_nothing, scripts
from samarth_desktop.domain.fields.text.nothing import is_nothing, is_unknown
from samarth_desktop.domain.fields.unread import why
from samarth_desktop.domain.names import krutidev
from samarth_desktop.domain.names.name_cell import Facts, Said, by_script, settle
from samarth_desktop.domain.places import place, place_name_key
from samarth_desktop.domain.reference import bank, table
from samarth_desktop.i18n import T, Text
from samarth_desktop.rules.sheets import place_cells
from samarth_desktop.rules.sheets.column_mapping import SPECIAL, TABLES, ColumnMapping, columns_of
from samarth_desktop.rules.sheets.parsed_row import PLACE_KEYS, ParsedRow

LONGEST_CELL = LONGEST[Kind.NOTE]
_MASKED = re.compile(r"(?:•+|[*Xx]{3,})\w{0,4}")
_SHORTENED = re.compile(r"(?<=[\u0900-\u0963\u0971-\u097f])[०0॰.]")  # म०, पु0
_WHOLE_NUMBER = re.compile(r"(\d+)\.0+")
_RELATIVES = ("husband", "father", "mother")
_NAMES = ("name", "relative", *_RELATIVES)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH_AND_YEAR = re.compile(
    r"(?:\d{1,2}|[A-Za-z]{3,9}\.?|[\u0900-\u0963]{2,9})[\s/.,\-]+(?P<last>(?:19|20)\d\d)|(?:19|20)\d\d[/.\-]\d{1,2}"
)
_AN_AGE = re.compile(r"[1-9]\d(?:\.0)?\s*(?:years?|yrs?\.?|वर्ष|साल|y)?\.?", re.IGNORECASE)
_AGE_FOR_A_DATE = T("An age stands here in place of a date. The year was taken from it.")
_UNTOLD = Read(wrong=T("Day and month stood in two orders in the list. Ask, and write the date as day/month/year."))
_ONLY_THE_MONTH = T(
    "Only the month and the year stand here. The year was taken, and the text is kept among the remarks."
)
_PHONE = re.compile(r"(?<!\d)(?:\+?91[\s-]*|0)?([6-9]\d(?:[\s-]?\d){8})(?:\.0)?(?!\d)")
_SECOND_END = re.compile(r"(?<!\d)([6-9]\d{9})\s*[/,]\s*(\d{1,4})(?!\d)")
_NO_GAPS = str.maketrans("", "", " -\t\xa0")
_AS_FORMULA = re.compile(r'="([^"]*)"')
_EXAMPLE = ("example", "उदाहरण")


class _Does(Enum):
    """What a cell does to its row."""

    NOTHING = auto()
    GIVES = auto()
    WAITS = auto()  # could not be read
    SPEAKS = auto()  # of something beside the record's fields
    HARMS = auto()


_GIVES = _Does.GIVES  # asked for every cell
_Said = tuple[_Does, str, Any, tuple[Text, ...]]
"""What a cell does, the key it does it to, the value, text or sentence, and what is to be said of it."""
OWN_STATE = T("No state stands here, and several have this district: the one in the laptop's state was taken.")
_NOTHING: _Said = (_Does.NOTHING, "", None, ())
_KNOWN_TEXTS = 4096


class _Column:
    """One column that is taken. Remembers what its texts mean: sheets repeat villages, crafts and codes."""

    def __init__(
        self,
        at: int,
        key: str,
        described: Field | None,
        legacy: bool,
        doubted: bool,
        days: DayReading | None = USUAL,
        home: str = "",
    ) -> None:
        self.at = at
        self._home = home
        self.key = key
        self.by_state = described is not None and described.kind is Kind.DISTRICT
        self._field = None if key == "registration" else described
        self._legacy = legacy
        self._days = days
        self._doubted = doubted and described is not None and described.script != "en"
        self.known: dict[str, _Said] = {"": _NOTHING}
        """What its texts said; of a district, behind its state and a tab."""

    def says(self, raw: str, state: str) -> _Said:
        """What this cell says; `state` tells districts of the same name apart. Remembered as `known`."""
        if len(self.known) >= _KNOWN_TEXTS:
            self.known.clear()
            self.known[""] = _NOTHING
        said = self._look(raw, state)
        self.known[f"{state}\t{raw}" if self.by_state else raw] = said
        return said

    def _look(self, raw: str, state: str) -> _Said:
        if not raw or raw.isspace():
            return _NOTHING
        if raw[0] == "=" and (text_only := _AS_FORMULA.fullmatch(raw)):
            raw = text_only[1]  # how programs keep a spreadsheet from changing a number
        if len(raw) > LONGEST_CELL:
            long = T("At most {most} characters; here are {n}.", most=LONGEST_CELL, n=len(raw))
            return _Does.HARMS, self.key, long, ()
        if raw.lstrip().startswith("#") and (wrong := said_of_nothing(tidy(raw))):
            return _Does.NOTHING, self.key, None, (wrong,)
        text, said = (krutidev.to_unicode(raw), ()) if self._legacy else mend_letters(raw)
        if self._field is None:
            text = tidy(text)
            nobody = is_nothing(text) and (self.key in _NAMES or not is_unknown(text))
            return _NOTHING if nobody else (_Does.SPEAKS, self.key, aadhaar.mask(text), said)
        if self._doubted and not scripts.DEVANAGARI.search(text) and not is_nothing(tidy(text)):
            return _Does.WAITS, self.key, aadhaar.mask(tidy(raw)), ()
        if self._field.kind is Kind.DATE and self._days != USUAL and not is_nothing(plain := tidy(text)):
            got = read_date(self._field, plain, self._days) if self._days else _UNTOLD
            if got.wrong is None:
                return _GIVES, self.key, got.value, said
            if self._days is None and not _YEAR.fullmatch(western(plain)):
                return _Does.WAITS, self.key, aadhaar.mask(plain), said
        does, key, what, doubts = _meaning(self.key, self._field, text, state)
        if does is _Does.WAITS and self.by_state and not state and len(place.namesakes(tidy(text))) > 1:
            does, key, what, doubts = _meaning(self.key, self._field, text, self._home)
            doubts = (*doubts, OWN_STATE) if does is _GIVES else doubts
        return does, key, what, (*said, *doubts)


class RowParser:
    """Reads the rows of one plan. `today` turns ages into years of birth; `head` holds keys and values that are given
    for all rows: they stand where a row says nothing. `home` (LGD code) is the state whose districts are meant where a
    row and the head name none."""

    def __init__(self, plan: ColumnMapping, today: date, head: Sequence[tuple[str, Any]] = (), home: str = "") -> None:
        self._head, home = head, dict(head).get("state") or home
        self._programme = dict(head).get("programme", "") if "programme" in SPECIAL[plan.kind] else ""
        self._today = today
        self._described = fields_of(TABLES[plan.kind])
        known = columns_of(plan.kind)
        days = dict(plan.days)
        columns = [
            _Column(at, key, known.get(key), at in plan.legacy, at in plan.doubted, days.get(at, USUAL), home)
            for at, key in enumerate(plan.keys)
            if key
        ]
        # The state is read first: it tells districts of the same name apart.
        columns.sort(key=lambda column: column.key != "state")
        self._columns = [(column.at, column.by_state, column.known, column.says) for column in columns]
        self._width = len(plan.heads)

    def take(self, cells: Sequence[str]) -> ParsedRow:
        """What the row says."""
        if len(cells) > self._width and any(cell and not cell.isspace() for cell in cells[self._width :]):
            return ParsedRow(
                {}, {}, wrong=("", T("There are more cells than heads. A comma inside a cell? Compare the row."))
            )
        values: dict[str, Any] = {}
        unread: dict[str, str] = {}
        special: dict[str, str] = {}
        told: Said = []
        width = len(cells)
        for at, by_state, known, says in self._columns:
            if at >= width:
                continue
            raw, state = cells[at], ""
            if by_state:
                state = values.get("state", "")
                said = known.get(f"{state}\t{raw}")
            else:
                said = known.get(raw)
            does, key, what, doubts = said or says(raw, state)
            if doubts:
                told += [(key, doubt) for doubt in doubts]
            if does is _GIVES:
                values[key] = what
            elif does is _Does.WAITS:
                unread[key] = what
            elif does is _Does.SPEAKS:
                special[key] = what
            elif does is _Does.HARMS:
                return ParsedRow({}, {}, wrong=(key, what))
        facts = Facts(self._described, values, unread, told)
        self._beside(facts, special)
        filled = self._fill(values, unread) if self._head else ()
        _settle_state(values)
        registration, shg = special.get("registration", ""), special.get("shg", "")
        return ParsedRow(
            values,
            unread,
            registration,
            special.get("programme", "") or self._programme,
            shg,
            special.get("person", "") or special.get("maker", ""),
            example=(registration or shg).casefold() in _EXAMPLE,
            said=tuple(told),
            filled=filled,
            own=tuple((key, text) for key, text in special.items() if "." in key),
        )

    def _beside(self, facts: Facts, special: Mapping[str, str]) -> None:
        """What one cell says for other fields."""
        if facts.said:
            settle(facts)
        if "birth_date" in facts.unread:
            _only_the_month(facts)
        if special:
            self._people(special, facts)
            self._age(special.get("age", ""), facts)
        if "mobile" in facts.unread:
            _phones(facts)
        place_cells.settle(facts)
        if "bank_account" in facts.values or "bank_ifsc" in facts.values:
            says = facts.values.get
            facts.said.extend(bank.doubts(says("bank_account", ""), says("bank_ifsc", ""), says("bank_name", "")))

    def _fill(self, values: dict[str, Any], unread: Mapping[str, str]) -> tuple[str, ...]:
        """Takes what was given for all rows where this one says nothing; gives the keys. A row of another district
        gets neither village nor state, one without a phone number nobody's phone."""
        there = all(
            values.get(key, value) == value and key not in unread for key, value in self._head if key in PLACE_KEYS[:2]
        )
        filled = [
            (key, value)
            for key, value in self._head
            if key in self._described and key not in values and key not in unread and (there or key not in PLACE_KEYS)
            if key != "phone_owner" or "mobile" in values
        ]
        values.update(filled)
        return tuple(key for key, _ in filled)

    def _people(self, special: Mapping[str, str], facts: Facts) -> None:
        """Names of which the script, not the head, says the field."""
        for stem in ("name", "relative"):
            if text := special.get(stem):
                by_script(facts, stem, text)
        for relation in _RELATIVES:
            if special.get(relation) and not any(key.startswith("relative") for key in facts.values):
                by_script(facts, "relative", special[relation])
                facts.values.setdefault("relation", relation)

    def _age(self, text: str, facts: Facts) -> None:
        """The year of birth of an age; beside a date of birth it only says whether the two agree."""
        values = facts.values
        if not text or "birth_year" in values:
            return
        age = ages.years(text) or 0
        born = values.get("birth_date")
        if born is not None:
            if age and abs(self._today.year - born.year - age) > 1:
                told = T(
                    "The age {age} does not fit the date of birth {date}. The date was taken: ask.",
                    age=age,
                    date=f"{born:%d/%m/%Y}",
                )
                facts.said.append(("age", told))
        elif age:
            values["birth_year"] = self._today.year - age
        elif _YEAR.fullmatch(western(text)) and int(western(text)) <= self._today.year:
            values["birth_year"] = int(western(text))
        else:
            facts.unread["birth_year"] = text


def _phones(facts: Facts) -> None:
    """A mobile number out of a cell that holds more: a second number, a word, the sign of a formula."""
    text = _SECOND_END.sub(_both_numbers, western(facts.unread["mobile"]))
    numbers = list(dict.fromkeys(found[1].translate(_NO_GAPS) for found in _PHONE.finditer(western(text))))
    rest = _PHONE.sub(" ", western(text))
    if not numbers or any(ch.isdigit() for ch in rest):
        return
    del facts.unread["mobile"]
    facts.values["mobile"] = numbers[0]
    words = " ".join(re.sub(r"^tel:|[=\"';,/()\[\]|]", " ", rest, flags=re.IGNORECASE).split())
    more = " ".join((*numbers[1:], words)).strip()
    if more and more not in ("&", "and", "या", "व"):
        facts.keep("mobile", more)
        facts.said.append(
            (
                "mobile",
                T("There was more than a mobile number in “{text}”: see the remarks.", text=masked_numbers(text)),
            )
        )


def _only_the_month(facts: Facts) -> None:
    """The year of birth out of a date without its day."""
    text = facts.unread["birth_date"]
    found = _MONTH_AND_YEAR.fullmatch(western(text))
    day = read_day(f"1/{found[0]}" if found["last"] else f"{found[0]}-1") if found else None
    if isinstance(day, date):
        del facts.unread["birth_date"]
        facts.values["birth_year"] = day.year
        facts.keep("birth_date", text)
        facts.said.append(("birth_date", _ONLY_THE_MONTH))


def _both_numbers(found: re.Match[str]) -> str:
    """Two numbers of which the second is written by its end only: 9839022221/22."""
    return f"{found[1]}, {found[1][: -len(found[2])]}{found[2]}"


def clean(cells: Sequence[str]) -> list[str]:
    """The cells as they may be shown and written again: no control characters, no full Aadhaar number."""
    return [aadhaar.mask(tidy(cell)) for cell in cells]


_OPEN = frozenset({"registration", "birth_date", "formation_date", "shg_code", "joined", "left", "bank_opened"})


def shown(plan: ColumnMapping, at: int, cell: str) -> str:
    """A cell as a preview may show it: phone, bank and identity numbers by their last figures only, in whatever column
    they stand."""
    text = aadhaar.mask(tidy(cell))
    key = plan.keys[at] if at < len(plan.keys) else ""
    field = columns_of(plan.kind).get(key)
    if field is not None and field.masked:
        return masked(text)
    if key in _OPEN or (field is not None and field.kind is Kind.DATE):
        return text
    return masked_numbers(text)


def why_unread(kind: str, key: str, text: str) -> tuple[str, Text]:
    """The column and the sentence for a text that was kept beside its field."""
    if key == "birth_year":
        return "age", T("Write the age in years, such as 35.")
    described = columns_of(kind).get(key)
    return key, why(described, text) if described else T("This could not be read. Write it again.")


def _meaning(key: str, described: Field, raw: str, state: str) -> _Said:
    text = tidy(raw)
    if described.kind is Kind.AADHAAR:
        got = read(described, text)
        if got.wrong:
            return _Does.WAITS, key, f"XXXX XXXX {western(text)[-4:]}", ()
        return (_GIVES, key, got.value, ()) if got.value else _NOTHING
    if described.kind is not Kind.CODE:
        text = aadhaar.mask(_note(raw) if described.kind is Kind.NOTE else text)
    if described.masked and _MASKED.fullmatch(text):
        return _Does.NOTHING, key, None, ()  # a number shown by its last digits: no news in it
    if described.kind is Kind.DIGITS and (whole := _WHOLE_NUMBER.fullmatch(text)):
        text = whole[1]
    got = read_tidy(described, text, state)
    if got.wrong is None:
        return (_Does.NOTHING if got.value == empty(described.kind) else _Does.GIVES), key, got.value, got.said
    if code := _synonyms().get((key, place_name_key.key(_SHORTENED.sub("", text)))):
        return _Does.GIVES, key, code, ()
    if described.kind is Kind.CHOICE and (code := _said_twice(key, described, text)):
        return _Does.GIVES, key, code, ()
    if key == "birth_date" and _AN_AGE.fullmatch(western(text)):  # under a head such as Age/DOB
        return _Does.SPEAKS, "age", text, (_AGE_FOR_A_DATE,)
    if key == "birth_date" and _YEAR.fullmatch(western(text)):
        return _Does.GIVES, "birth_year", int(western(text)), ()
    return _Does.WAITS, key, text, ()


def code_of(key: str, described: Field, text: str) -> str:
    """The code that a cell names, also as districts write it (म०, F, OBC/अ०पि०व०); "" for one that names none."""
    does, _, what, _ = _meaning(key, described, text, "")
    return str(what) if does is _GIVES else ""


def _said_twice(key: str, described: Field, text: str) -> str:
    """The code that every part of a cell names, one in one language and one in the other."""
    parts = [part for part in re.split(r"[/|()\[\]\n]", text) if part.strip()]
    codes = {
        _synonyms().get((key, place_name_key.key(_SHORTENED.sub("", part)))) or read_tidy(described, tidy(part)).value
        for part in parts
    }
    return str(next(iter(codes)) or "") if len(parts) > 1 and len(codes) == 1 else ""


def _note(raw: str) -> str:
    """A text of several lines without control and direction characters, otherwise as written."""
    lines = unicodedata.normalize("NFC", raw).replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", lines).strip()


def _settle_state(values: dict[str, Any]) -> None:
    """A district tells its state where the sheet has none."""
    if values.get("district") and not values.get("state"):
        found = place.district(values["district"])
        if found:
            values["state"] = found.state


@functools.cache
def _synonyms() -> Mapping[tuple[str, str], str]:
    return {
        (key, place_name_key.key(value)): code
        for key, code, values in table.rows("sheet_values.tsv")
        for value in table.words(values)
    }
