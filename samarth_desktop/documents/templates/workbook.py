"""What stands in an XLSX workbook: sheets, cells, defined names and the lists and limits on cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from samarth_desktop.documents.templates.faults import swollen
from samarth_desktop.documents.templates.parts import Attributes, Package

Cells = dict[tuple[int, int], str]
"""The texts of a sheet by (row, column), both from 0; empty cells are not in it."""

_MOST_CELLS = 3_000_000
_MOST_ROW, _MOST_COLUMN = 1_048_576, 16_384
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_AREA = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{0,7})(?::\$?([A-Za-z]{1,3})\$?(\d{0,7}))?")


@dataclass(slots=True)
class Validation:
    """A rule on cells: `kind` as in the file (``list``, ``textLength``), the areas it holds for, its formulas."""

    kind: str
    operator: str
    areas: str
    formulas: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Area:
    """A block of cells, all four counted from 0; the last row and column are part of it."""

    top: int
    left: int
    bottom: int
    right: int


class Workbook:
    """A workbook read part by part, each when it is asked for."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.sheets: dict[str, str] = {}
        """The part of each sheet by its name, in the workbook's order."""
        self.names: dict[str, str] = {}
        """What each defined name of the whole workbook refers to."""
        self._cells: dict[str, Cells] = {}
        self._strings: list[str] | None = None
        self._values: dict[tuple[str, str], tuple[str, ...] | None] = {}
        self._read_book()

    def _read_book(self) -> None:
        name = ""

        def start(tag: str, about: Attributes) -> None:
            nonlocal name
            if tag == "sheet":
                part = self.package.target(about.get("id", ""))
                if part:
                    self.sheets[about.get("name", "")] = part
            name = about.get("name", "") if tag == "definedName" and "localSheetId" not in about else ""

        def text(chars: str) -> None:
            if name:
                self.names[name] = self.names.get(name, "") + chars

        def end(_: str) -> None:
            nonlocal name
            name = ""

        self.package.parse(self.package.workbook, start, end, text)

    def cells(self, sheet: str) -> Cells:
        """The texts of a sheet, formulas by their last result. Raises KeyError for a sheet that is not there."""
        if sheet not in self._cells:
            self._cells[sheet] = self._read_cells(self.sheets[sheet])
        return self._cells[sheet]

    def _shared(self) -> list[str]:
        if self._strings is None:
            self._strings = []
            part = self.package.beside("sharedStrings.xml")
            if self.package.has(part):
                self._strings = self._read_strings(part)
        return self._strings

    def _read_strings(self, part: str) -> list[str]:
        strings: list[str] = []
        pieces: list[str] = []
        inside = phonetic = False

        def start(tag: str, _: Attributes) -> None:
            nonlocal inside, phonetic
            if tag == "si":
                pieces.clear()
            phonetic = phonetic or tag == "rPh"  # how it is read aloud in Japanese; not what the cell says
            inside = tag == "t" and not phonetic

        def text(chars: str) -> None:
            if inside:
                pieces.append(chars)

        def end(tag: str) -> None:
            nonlocal inside, phonetic
            inside = False
            if tag == "rPh":
                phonetic = False
            if tag == "si":
                strings.append("".join(pieces))
                if len(strings) > _MOST_CELLS:
                    raise swollen(self.package.name)

        self.package.parse(part, start, end, text)
        return strings

    def _read_cells(self, part: str) -> Cells:
        cells: Cells = {}
        shared = self._shared()
        row = column = -1
        kind = ""
        pieces: list[str] = []
        inside = False
        count = 0

        def start(tag: str, about: Attributes) -> None:
            nonlocal row, column, kind, inside, count
            if tag == "row":
                row, column = int(about["r"]) - 1 if about.get("r", "").isdigit() else row + 1, -1
            elif tag == "c":
                place = about.get("r")
                row, column = place_of(place, row) if place else (row, column + 1)
                kind = about.get("t", "n")
                pieces.clear()
                count += 1
                if count > _MOST_CELLS:
                    raise swollen(self.package.name)
            inside = tag == "v" or (tag == "t" and kind == "inlineStr")

        def text(chars: str) -> None:
            if inside:
                pieces.append(chars)

        def end(tag: str) -> None:
            nonlocal inside
            inside = False
            if tag == "c" and pieces:
                text_ = _said("".join(pieces), kind, shared)
                if text_:
                    cells[row, column] = text_

        self.package.parse(part, start, end, text)
        return cells

    def validations(self, sheet: str) -> Iterator[Validation]:
        """The rules on cells of a sheet, those of Excel 2010 (x14, lists on other sheets) among them."""
        found: list[Validation] = []
        texts = {"formula1": "", "formula2": "", "sqref": ""}
        about: Attributes = {}
        into = ""

        def start(tag: str, attributes: Attributes) -> None:
            nonlocal about, into
            if tag == "dataValidation":
                about = attributes
                texts.update(formula1="", formula2="", sqref=attributes.get("sqref", ""))
            elif tag in texts:
                into = tag
                texts[tag] = ""

        def text(chars: str) -> None:
            if into:
                texts[into] += chars

        def end(tag: str) -> None:
            nonlocal into
            if tag in texts:
                into = ""
            elif tag == "dataValidation":
                formulas = texts["formula1"].strip(), texts["formula2"].strip()
                operator = about.get("operator", "between")
                found.append(Validation(about.get("type", "none"), operator, texts["sqref"], formulas))

        self.package.parse(self.sheets[sheet], start, end, text)
        return iter(found)

    def values(self, formula: str, sheet: str) -> tuple[str, ...] | None:
        """What a list's formula offers; None for one that has to be reckoned. `sheet` is where the list stands."""
        if (formula, sheet) not in self._values:
            self._values[formula, sheet] = self._offered(formula.strip().removeprefix("="), sheet)
        return self._values[formula, sheet]

    def _offered(self, formula: str, sheet: str) -> tuple[str, ...] | None:
        if formula.startswith('"') and formula.endswith('"') and len(formula) > 1:
            return _distinct(formula[1:-1].replace('""', '"').split(","))
        where, _, place = formula.rpartition("!")
        title = where.strip("'").replace("''", "'") if where else sheet
        found = area(place)
        if found and title in self.sheets:
            return _distinct(self.texts(title, found))
        if formula in self.names and self.names[formula] != formula:
            refers = self.names[formula]
            return self.values(refers, sheet) if "!" in refers or refers.startswith('"') else None
        return None

    def texts(self, sheet: str, block: Area) -> Iterator[str]:
        """The texts of a block, row by row."""
        cells = self.cells(sheet)
        if (block.bottom - block.top + 1) * (block.right - block.left + 1) <= len(cells):
            for row in range(block.top, block.bottom + 1):
                for column in range(block.left, block.right + 1):
                    yield cells.get((row, column), "")
        else:  # a whole column: only what is there
            for row, column in sorted(cells):
                if block.top <= row <= block.bottom and block.left <= column <= block.right:
                    yield cells[row, column]


def place_of(place: str, row: int) -> tuple[int, int]:
    """Row and column, from 0, of ``B7``; the given row where the place is not written as it must be."""
    found = _PLACE.fullmatch(place)
    return (int(found[2]) - 1, column_of(found[1])) if found else (row, 0)


def column_of(letters: str) -> int:
    """The column, from 0, of ``A``, ``B`` .. ``XFD``."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def area(place: str) -> Area | None:
    """The block of ``$B$2:$B$9``, ``B2`` or ``$B:$B``; None for anything else."""
    found = _AREA.fullmatch(place.strip())
    if not found or (not found[2] and not found[3]):
        return None
    left, right = column_of(found[1]), column_of(found[3] or found[1])
    top = int(found[2]) - 1 if found[2] else 0
    bottom = (int(found[4]) - 1 if found[4] else _MOST_ROW - 1) if found[3] else top
    if not (0 <= top <= bottom < _MOST_ROW and left <= right < _MOST_COLUMN):
        return None
    return Area(top, left, bottom, right)


def _said(text: str, kind: str, shared: list[str]) -> str:
    if kind == "s":
        return shared[int(text)] if text.strip().isdigit() and int(text) < len(shared) else ""
    if kind == "b":
        return "Yes" if text.strip() == "1" else "No"
    if kind == "n":
        return _number(text.strip())
    return text


def _number(text: str) -> str:
    """A number as a person sees it: ``499`` for ``499.0``, 15 digits as a spreadsheet keeps them."""
    try:
        value = float(text)
    except ValueError:
        return text
    if value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return f"{value:.15g}"


def _distinct(texts: "Iterator[str] | list[str]") -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))
