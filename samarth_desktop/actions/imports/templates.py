"""Empty sheets to be filled in: heads in the person's language, an example, and in XLSX a page that explains them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from samarth_desktop.documents.spreadsheets.sheet_write import OutputSheet, write_csv, write_xlsx
from samarth_desktop.domain.fields.field import Field, Kind
from samarth_desktop.domain.places import place
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import LANGUAGES, N_, Catalog, T, Text, catalog
from samarth_desktop.rules.sheets.head_words import SHEETS, columns_of, label_of

COLUMNS: Mapping[str, tuple[str, ...]] = {name: kind.sheet.columns for name, kind in SHEETS.items() if kind.sheet}
"""The columns of a template; a sheet may have any other field of the record as well."""

TITLES = {name: kind.sheet.title for name, kind in SHEETS.items() if kind.sheet}

EXAMPLE = N_("Example")
"""Stands in the first column of the example; a row that begins so is passed over at the import."""

_EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "artisans": {
        "name_hi": "सुनीता देवी", "name_en": "Sunita Devi", "name_on_aadhaar": "Sunita Devi", "relation": "husband",
        "relative_hi": "रमेश कुमार", "relative_en": "Ramesh Kumar", "birth_date": "05/11/1990", "gender": "female",
        "category": "obc", "disability": "none", "mobile": "9839000000", "phone_owner": "own", "village": "ज़ैदपुर",
        "block": "हरख", "district": "129", "state": "9", "pin": "225414", "craft": "चिकनकारी", "sector": "handicraft",
        "years_of_experience": "12", "programme": "UP-ODOP",
    },
    "shgs": {
        "name_hi": "उजाला स्वयं सहायता समूह", "name_en": "Ujala Self Help Group", "shg_code": "UP-129-0042",
        "mission": "nrlm", "formation_date": "15/08/2019", "village": "ज़ैदपुर", "block": "हरख", "district": "129",
        "state": "9",
    },
    "members": {
        "name_hi": "सरिता देवी", "name_en": "Sarita Devi", "relation": "husband", "relative": "मोहन लाल", "age": "34",
        "mobile": "9839000000", "role": "president",
    },
    "products": {
        "title_hi": "हाथ से बुना सूती स्टोल, नीला", "title_en": "Handwoven Cotton Stole, Blue", "category": "Stole",
        "craft": "हथकरघा बुनाई", "material": "सूती", "colour": "Blue", "size": "200 x 70 cm", "pack_of": "1",
        "mrp": "649", "price": "599", "hsn": "6214", "stock": "6", "days_to_make": "6", "length_cm": "200",
        "breadth_cm": "70", "weight_g": "180", "packet_length_cm": "30", "packet_breadth_cm": "22.5",
        "packet_height_cm": "4", "packet_weight_g": "240", "brand": "Ujala",
    },
}  # fmt: skip
_NEEDS = {
    "registration": N_("Leave it empty for new ones. With a number, that record is changed."),
    "name_hi": N_("A name in Hindi or in English is needed."),
    "name_en": N_("A name in Hindi or in English is needed."),
    "birth_date": N_("Day/month/year. Where it is not known, write the age."),
    "age": N_("Only where the date of birth is not known."),
    "mobile": N_("10 digits."),
    "shg": N_("The group's number, code or exact name."),
    "programme": N_("Code or name; several with ; between them."),
    "district": N_("In Hindi or in English."),
    "state": N_("In Hindi or in English."),
    "formation_date": N_("Day/month/year."),
    "maker": N_("The registration number of the person or the group who makes it."),
    "sku": N_("Your own number of the product. Left empty, its P- number serves."),
    "title_hi": N_("A title in Hindi or in English is needed."),
    "title_en": N_("A title in Hindi or in English is needed."),
    "mrp": N_("Whole rupees, with all taxes."),
    "price": N_("Whole rupees, never above the MRP."),
    "hsn": N_("4, 6 or 8 digits."),
}


def write(kind: str, path: Path, words: Catalog) -> None:
    """Writes the template for artisans, shgs or products as CSV or XLSX by the file's ending. Raises KnownError.

    The members of groups have a sheet of their own; in CSV a second file beside the first.
    """
    kinds = ("shgs", "members") if kind == "shgs" else (kind,)
    sheets = [_sheet(one, words) for one in kinds]
    match path.suffix.lower():
        case ".xlsx":
            write_xlsx(path, [*sheets, _explanation(kinds, words)])
        case ".csv":
            for sheet, target in zip(sheets, (path, path.with_stem(f"{path.stem}-members")), strict=False):
                write_csv(target, sheet)
        case _:
            raise KnownError(T("Give the file the ending .csv or .xlsx."))


def _sheet(kind: str, words: Catalog) -> OutputSheet:
    known = columns_of(kind)
    keys = COLUMNS[kind]
    heads = [words.say(label_of(kind, key)) + (" *" if _required(key, known[key]) else "") for key in keys]
    values = {**dict.fromkeys(keys, ""), **_EXAMPLES[kind]}
    example = [_shown(known[key], values[key], words) for key in keys]
    example[0] = words.say(EXAMPLE)
    return OutputSheet(
        words.say(TITLES[kind]),
        heads,
        [example],
        choices={at: _choices(known[key], words) for at, key in enumerate(keys) if _choices(known[key], words)},
        notes={at: words.say(_NEEDS[key]) for at, key in enumerate(keys) if key in _NEEDS},
        marked=frozenset({0}),
    )


def _required(key: str, field: Field | None) -> bool:
    return field is not None and field.required


def _shown(field: Field | None, value: str, words: Catalog) -> str:
    if field is None or not value:
        return value
    if field.kind is Kind.CHOICE:
        return words.say(field.choice_label(value))
    known = place.state(value) if field.kind is Kind.STATE else None
    known_district = place.district(value) if field.kind is Kind.DISTRICT else None
    found = known or known_district
    return found.name(words.language) if found else value


def _choices(field: Field | None, words: Catalog) -> tuple[str, ...]:
    return tuple(words.say(choice.label) for choice in field.choices) if field else ()


_EXPLAINED = (T("In Hindi"), T("In English"), T("Key"), T("What to write"), T("Choices"))


def explains(heads: Sequence[str]) -> bool:
    """Whether a sheet with these heads is the explanation that stands beside a template."""
    return any(list(heads[: len(_EXPLAINED)]) == [catalog(one).say(text) for text in _EXPLAINED] for one in LANGUAGES)


def _explanation(kinds: Sequence[str], words: Catalog) -> OutputSheet:
    """One line for each column, in both languages: what it is called, what belongs there, what may be chosen."""
    heads = [words.say(text) for text in _EXPLAINED]
    rows = []
    both = [catalog(language) for language in LANGUAGES]
    for kind in kinds:
        for key in COLUMNS[kind]:
            field = columns_of(kind)[key]
            labels = [language.say(label_of(kind, key)) for language in both]
            advice = " / ".join(language.say(text) for language in both for text in _advice(key, field))
            choices = "; ".join(
                f"{both[0].say(choice.label)} / {both[1].say(choice.label)} ({choice.code})"
                for choice in (field.choices if field else ())
            )
            rows.append([*labels, key, advice, choices])
    return OutputSheet(words.say(T("Explanation")), heads, rows)


def _advice(key: str, field: Field | None) -> list[Text]:
    said = [Text(_NEEDS[key])] if key in _NEEDS else []
    return [*said, T("Needed for the certificate.")] if _required(key, field) else said
