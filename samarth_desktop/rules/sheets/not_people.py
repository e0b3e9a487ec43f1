"""Rows between the people of a sheet that are nobody: totals, signatures, headings, heads once more, bare numbers."""

import re
from collections.abc import Callable, Mapping, Sequence

from samarth_desktop.domain.fields.digits import western
from samarth_desktop.domain.fields.parsing import tidy
from samarth_desktop.i18n import T, Text
from samarth_desktop.rules.sheets import sections
from samarth_desktop.rules.sheets.column_mapping import SERIAL, ColumnMapping, meaning_of, second_table

ONLY_A_NUMBER = T("Only a serial number stands here.")
HEADS_AGAIN = T("The heads stand here once more.")
OTHER_HEADS = T("Other heads begin here. Put this table on a sheet of its own.")
COLUMN_NUMBERS = T("The numbers of the columns stand here.")
TOTAL = T("This is a total.")
SIGNATURE = T("This is a place to sign, or a note below the list.")
HEADING = T("This is a heading inside the list.")

_PLACES = (
    "ग्राम पंचायत|ग्राम|गांव|गाँव|विकास ?ख[ंण]्?ड|ब्लॉक|ब्लाक|जनपद|जिला|ज़िला|तहसील|वार्ड|समूह|पृष्ठ"
    "|village|gram panchayat|gp|block|district|tehsil|ward|cluster|group|page"
)
_TOTAL = re.compile(
    r"(?:(?:कुल|महा|सकल|उप)?[\s-]*योग|कुल(?:\s+(?:संख्या|लाभार्थी|सदस्य|महिला|पुरुष|व्यक्ति|राशि|पंजीकरण|उपस्थिति?|अनुपस्थित|वितरित|स्वीकृत|दिवस|दिन))?"
    r"|(?:grand|sub|g\.?|net|page)?[\s-]*total(?:\s+(?:no|number|count|of|beneficiaries|members|persons|people|artisans|present|absent|attendance|days"
    r"|records|amount|rows))*|sum|count|संख्या)"
    r"(?:\s*[(\[](?:\s*[A-Zअ-ह]\s*[+&])*\s*[A-Zअ-ह]\s*[)\]])?"  # Total (A), योग (क + ख)
    r"[\s:=.\-–—।|]*(?:[(]?[\d०-९][\d०-९,.\s]*[)]?)?(?:लोग|व्यक्ति|rows|persons|people|members|सदस्य)?",
    re.IGNORECASE,
)
_TOTAL_OF = re.compile(
    rf"(?:(?:कुल|उप)?\s*योग|(?:sub|grand)?[\s-]*total)\s*[:\-–]*\s*(?:{_PLACES})(?![A-Za-z\u0900-\u0963]).*"
    rf"|(?:{_PLACES})(?![A-Za-z\u0900-\u0963]).*\s(?:योग|total)[\s:\-–]*"
    r"|\S.*\s(?:total|count|(?:का\s+|कुल\s+|महा)?योग)[\s:=\-–।]*",  # of a group, as a spreadsheet writes it
    re.IGNORECASE,
)
_ENDS_OF_TOTALS = ("Total", "total", "TOTAL", "Count", "योग")
_SIGN = re.compile(
    r"हस्ताक्षर|दस्तखत|दस्तख़त|म[ुो]हर(?=\s*(?:$|[:\-–—/()।,.]|सहित|एवं|व\s))|^ह[०0.]\s*/\s*-|signature|\bsigned?\b|\bseal\b|\bsd\s*/\s*-"
    r"|(?:prepared|checked|verified|approved) by|certified|countersign|authori[sz]ed|\b(?:date|place)\s*:"
    r"|तैयारकर्ता|तैयार किया|सत्यापित|प्रमाणित|जाँचकर्ता|जांचकर्ता|ख[ंण]्?ड विकास अधिकारी|सक्षम अधिकारी|प्रतिहस्ताक्षर"
    r"|प्रतिलिपि|पत्रांक|^कार्यालय\s|^office of|copy to\b|district industries|अग्रसारित|भवदीय|अधोहस्ताक्षरी"
    r"|^(?:\S+\s+){3,}(?:(?:है|हैं|गई|गयी|गया|गए|जाए|जाये)\s*[.।|]?|\S+\s*।)$"
    r"|(?:दिनांक|स्थान)\s*[:.-]|^(?:नोट|note|टिप्पणी|nb|n\.b\.|source|स्रोत|remarks?)\s*[:.\-–]|^\*+\s*\S"
    r"|\b20\d\d\s*[-–/]\s*\d\d\b"  # a financial year
    r"|page \d+|पृष्ठ|continued|contd|क्रमशः|end of (?:list|report|sheet)|generated (?:on|by|at)",
    re.IGNORECASE,
)
_OFFICE = re.compile(  # of an office, not of a person: Adhikari and Pradhan are also surnames
    r"जिलाधिकारी|महोदय|आयुक्त|निदेशक|(?:मुख्य|विकास|पंचायत|शिक्षा|लेखा|उद्योग|परियोजना|प्रभारी|उप\s?जिला)\s*अधिकारी"
    r"|(?:ग्राम|महा|शाखा|सहायक|वरिष्ठ|कनिष्ठ|मुख्य)\s*(?:प्रधान|सचिव|प्रबंधक|प्रबन्धक|लिपिक|सहायक)"
    r"|^प्रब[ंन]्?धक$|गार्ड फा[इई]ल|पत्रावली|कार्यालय प्रति|\bmagistrate\b"
    r"|\b(?:development|accounts|project|branch|general|deputy|district|nodal)\s+(?:officer|manager|director|collector)\b"
    r"|\bcommissioner\b|\bguard file\b|\boffice copy\b",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\([^()]*\)[.,।]?")
_HEADING = re.compile(
    rf"(?:{_PLACES}|मोहल्ला|बैच|भाग|batch|part|section|shg)"
    r"(?![A-Za-z\u0900-\u0963])\s*(?P<mark>[:\-–—=.]+)?\s*\S.*",
    re.IGNORECASE,
)
_MANY_WORDS = 7
_IDENTITY = (
    "mobile",
    "relative",
    "relative_hi",
    "relative_en",
    "husband",
    "father",
    "birth_date",
    "age",
    "registration",
)
_NAMES = ("name", "name_hi", "name_en")
_IN_FIGURES = ("mobile", "birth_date", "age", "pin", "registration", "aadhaar_last4", "bank_account")
_FEW_CELLS = 4  # of a heading: label, name, label, name
_A_TABLE = 3  # heads that make a table
_FIRST = 3  # of the cells of a row, by which heads are told


class RowKinds:
    """Tells for the rows of one plan whether a row is nobody's, and why. Cheap for the row of a person."""

    def __init__(self, plan: ColumnMapping) -> None:
        self._plan = plan
        self._meaning: Callable[[str], str] = meaning_of(plan.kind)
        self._serial = frozenset(
            at for at, head in enumerate(plan.heads) if not plan.keys[at] and self._meaning(head) == SERIAL
        )
        self._names = frozenset(at for at, key in enumerate(plan.keys) if key in _NAMES)
        self._identity = tuple(at for at, key in enumerate(plan.keys) if key in _IDENTITY)
        self._heads = frozenset(cell for row in plan.block for cell in row if cell)
        other = second_table(plan)
        self._ours = frozenset(range(min(other))) if other else None
        self._figures = tuple(at for at, key in enumerate(plan.keys) if key in _IN_FIGURES)
        self._few = max(3, len([key for key in plan.keys if key]) // 4)

    def reason(self, cells: Sequence[str]) -> Text | None:
        """Why the row is no person's; None for one that may be."""
        if self._ours is not None:  # what stands in a second table beside this one tells nothing of its rows
            ours = [cell if at in self._ours else "" for at, cell in enumerate(cells)]
            cells = ours if any(ours) else cells
        first = next(filter(None, cells), "")
        if len(cells) - cells.count("") > self._few and not _TOTAL.match(first) and first not in self._heads:
            first = first.strip()
            if (
                first
                and not first.endswith(_ENDS_OF_TOTALS)
                and not (first.isdecimal() and len(first) < 3 and self._are_column_numbers(cells))
            ):
                return SIGNATURE if first[0].isalpha() and self._begins_with_a_place_to_sign(cells) else None
        said = {at: text for at, cell in enumerate(cells) if cell and (text := tidy(cell))}
        return self._look(said) if said else None

    def section(self, cells: Sequence[str]) -> dict[str, tuple[str, str]]:
        """What a row that is a heading says of the people below: label and text by key."""
        return sections.said(sections.in_one([text for cell in cells if (text := tidy(cell))]), self._meaning)

    def begins_another(self, cells: Sequence[str]) -> bool:
        """Whether the heads of another table stand in a row: known ones, but over other columns than above."""
        for at in self._figures:
            if at < len(cells) and cells[at][:1].isdigit():
                return False
        first = [text for cell in cells if (text := cell.strip())][:_FIRST]
        if len(first) < 2 or not any(not text[0].isdigit() and self._meaning(text) for text in first):
            return False
        said = {at: text for at, cell in enumerate(cells) if cell and (text := tidy(cell))}
        known = {at: key for at, text in said.items() if (key := self._meaning(text))}
        keys = self._plan.keys
        elsewhere = [at for at, key in known.items() if key != SERIAL and (at >= len(keys) or keys[at] != key)]
        no_person = any(known.get(at) in _NAMES for at in self._names)  # a head stands where a name would
        if len(elsewhere) < (1 if no_person else 2) or not any(key in _NAMES for key in known.values()):
            return False
        enough = len(known) * 5 >= len(said) * 4
        return enough or ((no_person or len(known) > _A_TABLE) and len(known) * 2 >= len(said))

    def _look(self, said: Mapping[int, str]) -> Text | None:
        if self._serial.issuperset(said) and all(len(text) < 8 for text in said.values()):
            return ONLY_A_NUMBER
        if self._are_heads(said):
            return HEADS_AGAIN
        if self._are_column_numbers(list(said.values())):
            return COLUMN_NUMBERS
        words = [text for text in said.values() if any(ch.isalpha() for ch in text)]
        if not words:
            return None
        if (_TOTAL.fullmatch(words[0]) or _TOTAL_OF.fullmatch(words[0])) and not any(
            self._says_who(text) for at in self._identity if (text := said.get(at, "")) != words[0]
        ):
            return TOTAL
        return self._beside(said, words)

    def _beside(self, said: Mapping[int, str], words: Sequence[str]) -> Text | None:
        """Texts that stand alone in their row, in the places of people."""
        if len(said) <= _FEW_CELLS and sections.is_marked(sections.in_one(list(said.values()))):
            return HEADING
        if len(said) <= _FEW_CELLS and all(_OFFICE.search(text) or _IN_BRACKETS.fullmatch(text) for text in words):
            return SIGNATURE
        if len(said) > 3 or (self._names.isdisjoint(said) and len(said) > 1 and not _SIGN.search(words[0])):
            return None
        if all(_SIGN.search(text) or text == words[0] for text in words) and _SIGN.search(" ".join(words)):
            return None if self._is_somebody(said) else SIGNATURE
        if _SIGN.match(words[0]) and not self._serial.intersection(at for at in said if said[at] != words[0]):
            return SIGNATURE  # प्रतिलिपि: and who gets it, तैयारकर्ता and who that is
        if len(said) > 1 and not self._serial.intersection(said):
            return None
        heading = _HEADING.fullmatch(words[0]) if len(words) == 1 else None
        if heading and (heading["mark"] or (self._plan.kind == "artisans" and len(words[0].split()) < _MANY_WORDS)):
            return HEADING
        return SIGNATURE if len(words[0].split()) >= _MANY_WORDS else None

    def _begins_with_a_place_to_sign(self, cells: Sequence[str]) -> bool:
        """Whether such words stand where a serial number would."""
        return any(at < len(cells) and _SIGN.match(cells[at].strip()) for at in self._serial)

    def _is_somebody(self, said: Mapping[int, str]) -> bool:
        """Whether a name stands where names do, and what reads like a note stands in another cell: a remark on her
        papers, not the one word that marks a place to sign."""
        named = next((said[at] for at in sorted(self._names) if at in said), "")
        if not named or _SIGN.search(named) or _OFFICE.search(named):
            return False
        notes = [text for text in said.values() if text != named and _SIGN.search(text)]
        return bool(self._serial.intersection(said)) or all(len(text.split()) > 1 for text in notes)

    def _are_heads(self, said: Mapping[int, str]) -> bool:
        """Whether most cells repeat the head of their column, in these words or in others."""
        keys, heads = self._plan.keys, self._plan.heads
        again = merged = 0
        for at, text in said.items():
            if at >= len(keys):
                continue
            in_block = any(at < len(row) and tidy(row[at]) == text for row in self._plan.block)
            merged += in_block
            again += in_block or text == tidy(heads[at]) or (bool(keys[at]) and self._meaning(text) == keys[at])
        return again * 5 >= len(said) * 3 and (again >= 2 or merged == len(said))

    def _are_column_numbers(self, cells: Sequence[str]) -> bool:
        texts = [western(cell).strip("() .") for cell in cells if cell.strip()]
        return (
            len(texts) > 2
            and len(texts) * 2 > len(self._plan.heads)
            and all(text == str(number) for number, text in enumerate(texts, 1))
        )

    @staticmethod
    def _says_who(text: str) -> bool:
        """Whether a cell tells of one person: letters, or the figures of a phone or a date."""
        return any(ch.isalpha() for ch in text) or sum(ch.isdigit() for ch in text) >= 8


def says_groups(plan: ColumnMapping, rows: Sequence[Sequence[str]]) -> bool:
    """Whether these first rows of a sheet say to which group people belong: in a column, or by headings above them."""
    if "shg" in plan.keys:
        return True
    kinds = RowKinds(plan)
    return any(kinds.reason(cells) is HEADING and "shg" in kinds.section(cells) for cells in rows[plan.top :])
