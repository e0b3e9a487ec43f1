"""Dates as people, spreadsheets and web forms write them, in either script.

Day first, as in India, unless the column of a sheet says otherwise (`DayReading`); a time with a zone becomes Indian
time before its day is taken, and a day's cell that is seconds short of midnight means the next day.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple

from samarth_desktop.domain.fields.digits import western
from samarth_desktop.i18n import T, Text

NO_DATE = T("Write the date as day/month/year, such as 05/11/1990.")
NO_DAY = T("There is no such day in the calendar.")
_TWO_DIGITS = T("Write the year with four digits.")

_EXCEL_EPOCH = date(1899, 12, 30)  # 1900 date system with Lotus' leap-year slip
_EXCEL_DAYS = range(3654, 73051)  # 1910 to 2100: other figures are no dates
SINCE_1904 = 1462
"""Days between the two date systems of spreadsheets."""
_INDIA = timezone(timedelta(hours=5, minutes=30))
_NEARLY = timedelta(minutes=5)
_RECENT, _OLDEST = 75, 100  # a year of two digits means none longer ago; of a birth, where the field says so

_TIME = (
    r"(?:[T ,]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?.*|[T ].*)?"
)
_YEAR_FIRST = re.compile(rf"(?P<y>\d{{4}})[-/.](?P<b>\d{{1,2}})[-/.](?P<c>\d{{1,2}}){_TIME}", re.IGNORECASE)
_YEAR_LAST = re.compile(
    rf"(?P<a>\d{{1,2}})[/\-. ,]+(?P<b>\d{{1,2}})[/\-. ,]+(?P<y>\d{{4}}|\d{{2}}){_TIME}", re.IGNORECASE
)
_NAMES = (
    "jan january जन जनवरी|feb february फर फरवरी|mar march मार्च|apr april अप्रैल|may मई|jun june जून|"
    "jul july जुलाई|aug august अगस्त|sep sept september सितंबर सितम्बर|oct october अक्टूबर अक्तूबर|"
    "nov november नवंबर नवम्बर|dec december दिसंबर दिसम्बर"
)
_MONTHS = {name: at for at, names in enumerate(_NAMES.split("|"), 1) for name in names.split()}
_MONTH = r"(?P<month>[A-Za-z]{3,9}|[\u0900-\u0963]{2,9})[.,]?"
_BETWEEN = r"[\s\-./,']*"
_NTH = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_NAMED = tuple(
    re.compile(f"{shape}(?: .*)?", re.IGNORECASE)
    for shape in (
        rf"{_NTH}{_BETWEEN}{_MONTH}{_BETWEEN}(?P<y>\d{{4}}|\d{{2}})",
        rf"{_MONTH}{_BETWEEN}{_NTH}[\s\-./,]+(?P<y>\d{{4}})",
        rf"(?P<y>\d{{4}}){_BETWEEN}{_MONTH}{_BETWEEN}(?P<d>\d{{1,2}})",
    )
)
_SERIAL = re.compile(r"(\d{4,5})(?:\.(\d+))?")


class DayReading(NamedTuple):
    """How the dates of a column are written: `order` is ``dmy`` or ``mdy``; `base` days are to be added to a bare
    serial number, `minutes` to a time without a zone; with `swapped` the program that made the sheet took day and
    month for one another."""

    order: str = "dmy"
    base: int = 0
    minutes: int = 0
    swapped: bool = False


USUAL = DayReading()


def read_day(text: str, how: DayReading = USUAL, least: int | None = None, most: int | None = None) -> date | Text:
    """The day that a tidy text means, or the sentence that says why it means none.

    `least` and `most` say how many years ago it lies: they complete a year of two digits, where one
    year only fits. A negative `least` reaches into the future.
    """
    plain = western(text)
    try:
        if found := _YEAR_FIRST.fullmatch(plain):
            day = date(int(found["y"]), int(found["b"]), int(found["c"]))
            return _at(date(day.year, day.day, day.month) if how.swapped else day, found, how)
        if found := _YEAR_LAST.fullmatch(plain):
            day_, month = (found["a"], found["b"]) if how.order == "dmy" else (found["b"], found["a"])
            return _with_year(found["y"], int(month), int(day_), least, most)
        for shape in _NAMED:
            if (found := shape.fullmatch(plain)) and (number := _MONTHS.get(_plain(found["month"]))):
                return _with_year(found["y"], number, int(found["d"]), least, most)
        if re.fullmatch(r"\d{8}", plain):
            return _of_eight(plain, how)
    except ValueError:
        return NO_DAY
    serial = _SERIAL.fullmatch(plain)
    if serial and int(serial[1]) + how.base in _EXCEL_DAYS:
        nearly = 1 if float(f"0.{serial[2] or 0}") > 1 - _NEARLY / timedelta(days=1) else 0
        return _EXCEL_EPOCH + timedelta(days=int(serial[1]) + how.base + nearly)
    return NO_DATE


def _at(day: date, found: re.Match[str], how: DayReading) -> date:
    """The day in India, where a time stands beside it."""
    if not found["hour"]:
        return day
    moment = datetime(day.year, day.month, day.day, int(found["hour"]), int(found["minute"]), int(found["second"] or 0))
    zone = (found["zone"] or "").upper()
    if zone in ("Z", "UTC", "GMT"):
        moment = moment.replace(tzinfo=UTC).astimezone(_INDIA)
    elif zone:
        hours, minutes = int(zone[:3]), int(zone[-2:])
        ahead = timedelta(hours=hours, minutes=minutes if hours >= 0 and zone[0] == "+" else -minutes)
        moment = moment.replace(tzinfo=timezone(ahead)).astimezone(_INDIA)
    else:
        moment += timedelta(minutes=how.minutes)
    return (moment + _NEARLY).date()


def _with_year(year: str, month: int, day: int, least: int | None, most: int | None) -> date | Text:
    if len(year) == 4:
        return date(int(year), month, day)
    today = date.today()
    youngest, oldest = least or 0, min(most, _OLDEST) if most else _RECENT
    fitting = []
    for century in (1900, 2000):
        meant = date(century + int(year), month, day)
        if (meant <= today or youngest < 0) and youngest <= today.year - meant.year <= oldest:
            fitting.append(meant)
    return fitting[0] if len(fitting) == 1 else _TWO_DIGITS


def _of_eight(figures: str, how: DayReading) -> date | Text:
    """Eight figures without anything between them: what one order only gives."""
    last = (figures[4:], figures[2:4], figures[:2]) if how.order == "dmy" else (figures[4:], figures[:2], figures[2:4])
    fitting = []
    for year, month, day in (last, (figures[:4], figures[4:6], figures[6:])):
        if 1900 <= int(year) < 2100 and 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            fitting.append(date(int(year), int(month), int(day)))
    return fitting[0] if len(fitting) == 1 else NO_DATE


def _plain(month: str) -> str:
    return month.casefold().replace("\u093c", "").strip(".,")
