"""Sheets as offices send them, made by chance: people between titles, notes, totals, signatures and heads once more.

What is in a sheet is known: which rows are people, which are nobody's, which columns mean nothing.
"""

import csv
import io
import random
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter

HEADS = {
    "name_hi": ("name_hi", "नाम हिंदी में", "Name (in Hindi)", "1. नाम (हिंदी) *", "personal/name_hi"),
    "relative_hi": ("relative_hi", "पिता/पति का नाम हिंदी में", "Father/Husband name in Hindi"),
    "mobile": ("mobile", "मो० नं०", "Mobile No.", "Q3. आपका मोबाइल नंबर क्या है? (Mobile)"),
    "birth_date": ("birth_date", "जन्म तिथि", "Date of Birth", "data-birth_date"),
    "gender": ("gender", "लिंग / Gender", "Gender (M/F)"),
    "village": ("village", "ग्राम", "Village"),
    "district": ("district", "जनपद", "District Name"),
    "sector": ("sector", "सेक्टर", "Sector"),
}
STRANGE = ("पुराना क्र.", "Shoe size", "Scheme card colour", "लाभ", "_uuid")
FIRST = "सुनीता कमला रानी गीता सीता मीना राधा शबनम किरन आरती पूजा रेखा ममता सरिता उषा".split()
LAST = "देवी यादव बानो मौर्य वर्मा प्रजापति सोनकर निषाद राजपूत गौतम".split()
TOTALS = ("कुल योग", "Total", "योग :", "Grand Total 55", "कुल संख्या")
BELOW = ("हस्ताक्षर खंड विकास अधिकारी", "Signature and seal", "नोट: यह सूची अंतिम नहीं है", "Prepared by: clerk")
ABOVE = ("जनपद बाराबंकी के शिल्पकारों की सूची", "ODOP training, November 2026", "Office of the Block, Harakh")


@dataclass
class Sheet:
    """One sheet: its cells, the rows (from 1) that are people by name, those that are nobody's, and the heads that
    mean nothing."""

    name: str
    cells: list[list[str]] = field(default_factory=list)
    people: dict[int, str] = field(default_factory=dict)
    nobody: set[int] = field(default_factory=set)
    strange: list[str] = field(default_factory=list)
    headless: int = -1
    heads: int = 0
    above: int = 0  # rows of heads over the last one
    texts: list[str] = field(default_factory=list)  # the head of each column
    hidden: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # first row and column, last row and column
    away: bool = False  # the whole sheet is hidden
    order: str = "dmy"
    dates: dict[str, str] = field(default_factory=dict)  # ISO by name


def make(rng: random.Random, mark: str, name: str = "") -> Sheet:
    """A sheet by chance; `mark` stands in every name, so that people of two sheets differ."""
    sheet = Sheet(name, order=rng.choice(("dmy", "dmy", "mdy", "iso")))
    keys = ["name_hi", *rng.sample([key for key in HEADS if key != "name_hi"], rng.randint(2, 7))]
    columns: list[tuple[str, str]] = [(key, rng.choice(HEADS[key])) for key in keys]
    sheet.strange = rng.sample(STRANGE, rng.randint(0, 2))
    columns += [("", head) for head in sheet.strange]
    rng.shuffle(columns)
    if rng.random() < 0.5:
        columns.insert(0, ("serial", rng.choice(("क्र०सं०", "S.No.", "क्र.सं."))))
    if rng.random() < 0.4:
        sheet.headless = len(columns)
        columns.append(("note", ""))
    for _ in range(rng.randint(0, 3)):
        _add(sheet, columns, rng.choice(ABOVE), nobody=True)
        if name and rng.random() < 0.4:
            sheet.merged.append((len(sheet.cells), 1, len(sheet.cells), len(columns)))
        if rng.random() < 0.3:
            sheet.cells.append([])
    sheet.texts = [head for _, head in columns]
    _heads(sheet, columns, name != "" and rng.random() < 0.3)
    count = rng.randint(3, 14)
    for number in range(count):
        _between(sheet, columns, rng)
        row, who = _person(rng, columns, f"{mark}{number}", sheet)
        sheet.cells.append(row)
        sheet.people[len(sheet.cells)] = who
        if rng.random() < 0.1:
            sheet.hidden.add(len(sheet.cells))
    if sheet.headless >= 0 and not any(sheet.cells[row - 1][sheet.headless] for row in sheet.people):
        sheet.cells[max(sheet.people) - 1][sheet.headless] = "✓"
    if name and rng.random() < 0.3:
        _merge_villages(sheet, [key for key, _ in columns])
    for _ in range(rng.randint(0, 2)):
        _add(sheet, columns, rng.choice((*BELOW, *TOTALS)), nobody=True)
    return sheet


def _heads(sheet: Sheet, columns: list[tuple[str, str]], doubled: bool) -> None:
    """The row of heads; `doubled` in two, with one word over village and district where they stand side by side."""
    keys, heads = [key for key, _ in columns], sheet.texts
    at = next((at for at in range(len(keys) - 1) if set(keys[at : at + 2]) == {"village", "district"}), -1)
    if doubled and at >= 0:
        upper = [*heads[:at], "पता", "", *heads[at + 2 :]]
        sheet.cells += [
            upper,
            ["", *[""] * (at - 1), *heads[at : at + 2], *[""] * (len(heads) - at - 2)][-len(heads) :],
        ]
        sheet.above = 1
        sheet.merged.append((len(sheet.cells) - 1, at + 1, len(sheet.cells) - 1, at + 2))
    else:
        sheet.cells.append(list(heads))
    sheet.heads = len(sheet.cells)


def _merge_villages(sheet: Sheet, keys: list[str]) -> None:
    """One village written once over the rows of two people who follow each other."""
    if "village" not in keys:
        return
    at = keys.index("village")
    first = next((row for row in sorted(sheet.people) if row + 1 in sheet.people), 0)
    if first:
        sheet.cells[first][at] = ""
        sheet.merged.append((first, at + 1, first + 1, at + 1))


def _add(sheet: Sheet, columns: list[tuple[str, str]], text: str, *, nobody: bool) -> None:
    sheet.cells.append([text] + [""] * (len(columns) - 1))
    if nobody:
        sheet.nobody.add(len(sheet.cells))


def _between(sheet: Sheet, columns: list[tuple[str, str]], rng: random.Random) -> None:
    """What stands between people."""
    chance = rng.random()
    if chance < 0.08:
        sheet.cells.append([""] * len(columns))
    elif chance < 0.14:
        _add(sheet, columns, rng.choice(TOTALS), nobody=True)
        sheet.cells[-1][-1 if columns[-1][0] != "name_hi" else 0] = "12" if len(columns) > 1 else ""
        if columns[-1][0] == "name_hi" and len(columns) > 1:
            sheet.cells[-1][0] = rng.choice(TOTALS)
    elif chance < 0.2:
        sheet.cells.append([head for _, head in columns])
        sheet.nobody.add(len(sheet.cells))
    elif chance < 0.24 and columns[0][0] == "serial":
        sheet.cells.append([str(rng.randint(20, 90))] + [""] * (len(columns) - 1))
        sheet.nobody.add(len(sheet.cells))
    elif chance < 0.27 and len(columns) > 3:
        sheet.cells.append([str(number) for number, _ in enumerate(columns, 1)])
        sheet.nobody.add(len(sheet.cells))


def _person(rng: random.Random, columns: list[tuple[str, str]], mark: str, sheet: Sheet) -> tuple[list[str], str]:
    who = f"{rng.choice(FIRST)} {_word(mark)} {rng.choice(LAST)}"
    year, month, day = rng.randint(1965, 2003), rng.randint(1, 12), rng.randint(13, 28)
    sheet.dates[who] = f"{year}-{month:02d}-{day:02d}"
    shown = {"dmy": f"{day:02d}/{month:02d}/{year}", "mdy": f"{month:02d}/{day:02d}/{year}", "iso": sheet.dates[who]}
    cells = {
        "name_hi": who, "relative_hi": rng.choice(FIRST) + " लाल", "mobile": f"98{rng.randint(10**7, 10**8 - 1)}",
        "birth_date": shown[sheet.order], "gender": rng.choice(("महिला", "F", "महिला / Female", "म०")),
        "village": rng.choice(("हरख", "ज़ैदपुर", "Dewa")), "district": rng.choice(("Barabanki", "बाराबंकी (उ०प्र०)")),
        "sector": rng.choice(("handloom", "हस्तशिल्प")), "serial": str(len(sheet.cells)), "": rng.choice(("7", "नीला", "")),
        "note": rng.choice(("", "", "दो बार बुलाया")),
    }  # fmt: skip
    return [cells[key] for key, _ in columns], who


def _word(mark: str) -> str:
    """A name of Devanagari letters for a number, so that no two people have the same."""
    return "".join("कखगघचछजझटठडढतथद"[int(ch, 36) % 15] + "ािीुूेैोौ"[int(ch, 36) % 9] for ch in mark)


def as_xlsx(path: Path, sheets: list[Sheet]) -> Path:
    """Writes the sheets as a workbook, dates as dates where they are ISO."""
    book = xlsxwriter.Workbook(str(path))
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for row, cells in enumerate(sheet.cells):
            for column, text in enumerate(cells):
                if text:
                    page.write_string(row, column, text)
        for top, left, bottom, right in sheet.merged:
            page.merge_range(top - 1, left - 1, bottom - 1, right - 1, sheet.cells[top - 1][left - 1])
        if sheet.away:
            page.hide()
        for row in sheet.hidden:
            page.set_row(row - 1, None, None, {"hidden": True})
    book.close()
    return path


def as_csv(path: Path, sheet: Sheet, delimiter: str = ",", broken: int = 0) -> Path:
    """Writes a sheet as CSV; in row `broken` a quotation mark is opened and never closed."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    lines = []
    for cells in sheet.cells:
        out.seek(0)
        out.truncate()
        writer.writerow(cells)
        lines.append(out.getvalue())
    if broken:
        lines[broken - 1] = '"' + lines[broken - 1]
    path.write_bytes("".join(lines).encode("utf-8-sig"))
    return path
