"""Listing templates of our own making in the shapes that marketplaces give out; no marketplace's file is copied."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

import xlrd
import xlwt
from xlrd.compdoc import CompDoc

FILLS = {
    "marketplace": (192, 192, 192),
    "must": (141, 180, 226),
    "conditional": (204, 153, 255),
    "good": (148, 208, 80),
}
_FIRST_COLOUR = 0x20  # where in the palette the template's own colours begin


@dataclass
class Shape:
    """One column as a template has it. `cell_list` is a list on the cells themselves, `values` one on another sheet."""

    heading: str
    hint: str = ""
    need: str = "optional"
    values: Sequence[str] = ()
    index_values: Sequence[str] = ()
    cell_list: Sequence[str] = ()
    key: str = ""
    accepts: str = ""
    x14: bool = True
    longest: int = 0
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)  # product type: values, by INDIRECT


SARI = (
    Shape("Flipkart Serial Number", "", "marketplace"),
    Shape("Catalog QC Status", "", "marketplace"),
    Shape("QC Failed Reason (if any)", "Fast Validate (Press CTRL+SHIFT+S)", "marketplace"),
    Shape("Product Data Status", "Dropdown", "marketplace"),
    Shape("Disapproval Reason (if any)", "Single - Text", "marketplace"),
    Shape("Seller SKU ID", "Text - limited to 64 characters (including spaces)", "must"),
    Shape("Group ID", "Single - Text"),
    Shape("Listing Status", "Single - Text", "must", ("ACTIVE", "INACTIVE"), cell_list=("ACTIVE", "INACTIVE")),
    Shape("MRP (INR)", "Single - Positive_integer", "must"),
    Shape("Your selling price (INR)", "Single - Positive_integer", "must"),
    Shape("Fullfilment by", "Single - Text", "must", ("Seller", "FlipkartFBF")),
    Shape("Procurement type", "Single - Text", "must"),
    Shape("Procurement SLA (DAY)", "Single - Number", "must"),
    Shape("Stock", "Single - Non_negative_integer", "must"),
    Shape("Shipping provider", "Single - Text", "conditional"),
    Shape("Length (CM)", "Single - Decimal", "must"),
    Shape("Breadth (CM)", "Single - Decimal", "must"),
    Shape("Height (CM)", "Single - Decimal", "must"),
    Shape("Weight (KG)", "Single - Decimal", "must"),
    Shape("HSN", "Single - Text", "must"),
    Shape("Country Of Origin", "Single - Text", "must", ("IN", "CN")),
    Shape("Manufacturer Details", "Single - Long_text", "must"),
    Shape("Packer Details", "Single - Long_text", "must"),
    Shape("Tax Code", "Single - Text", "must", ("GST_5", "GST_12", "GST_APPAREL")),
    Shape("Minimum Order Quantity (MinOQ)", "Single - Positive_integer", "must"),
    Shape("Brand", "Single - Text", "must", ("Generic", "SonChiraiya")),
    Shape("Main Image URL", "URL", "must", ("a list that is another column's",)),
    Shape("Other Image URL 1", "URL", "good"),
    Shape("Fabric", "Single - Text", "must", ("Cotton Silk", "Pure Silk")),
    Shape("Fabric Care", "Multi - Text", "must", ("not the list of this column",)),
    Shape("Color", "Multi - Text", "must", index_values=("Maroon", "Red", "Off White")),
    Shape("Handloom Product", "Single - Boolean", "good"),
    Shape("Weight (kg)", "Single - Decimal"),
    Shape("Search Keywords", "Multi - Text", "good"),
    Shape("EAN/UPC", "Multi - Numeric_string"),
    Shape("Product Title", "Single - Text", "good"),
)


def flipkart_xls(
    columns: Sequence[Shape] = SARI,
    *,
    category: str = "sari",
    above: int = 0,
    rows: Sequence[Mapping[str, object]] = (),
    macros: bool = True,
    rgb: Mapping[str, tuple[int, int, int]] = FILLS,
) -> bytes:
    """A category sheet: headings (below `above` empty rows), hints, examples, explanations, then `rows` by heading."""
    book = xlwt.Workbook()
    styles = {}
    for at, (need, colour) in enumerate(rgb.items()):
        book.set_colour_RGB(_FIRST_COLOUR + at, *colour)
        styles[need] = _filled(_FIRST_COLOUR + at)
    summary = book.add_sheet("Summary Sheet")
    summary.write(0, 0, "How to fill this sheet: नियम", styles["good"])
    index = book.add_sheet("Index")
    index.write(0, 0, "Sub-categories in the file")
    sheet = book.add_sheet(category, cell_overwrite_ok=True)
    text_cell, number_cell = xlwt.easyxf(num_format_str="@"), xlwt.easyxf(num_format_str="0.00")
    for at, column in enumerate(columns):
        sheet.write(above, at, column.heading, styles.get(column.need, xlwt.Style.default_style))
        sheet.write(above + 1, at, column.hint)
        sheet.write(above + 2, at, f"example {at}")
        sheet.write(above + 3, at, f"explains {column.heading}")
        sheet.col(at).width = 3000 + at
        if "Decimal" in column.hint:
            sheet.write(above + 4, at, None, number_cell)
        elif at % 2:
            sheet.write(above + 4, at, None, text_cell)
        if column.index_values:
            for row, value in enumerate([column.heading, *column.index_values], 1):
                index.write(row, 3 + at, value)
        if column.values:
            values = book.add_sheet(f"DropDownValuesForColumn{at}")
            values.visibility = 1
            for row, value in enumerate(column.values):
                values.write(row, 0, value)
    for down, row in enumerate(rows):
        for at, column in enumerate(columns):
            if column.heading in row:
                sheet.write(above + 4 + down, at, row[column.heading], text_cell)
    version = book.add_sheet("template_version")
    version.write(0, 0, "7.1")
    sheet.panes_frozen, sheet.horz_split_pos = True, above + 1
    _with_lists(sheet, [(at, column.cell_list) for at, column in enumerate(columns) if column.cell_list], above + 4)
    out = io.BytesIO()
    book.save(out)
    return with_macros(out.getvalue()) if macros else out.getvalue()


def _filled(colour: int) -> xlwt.XFStyle:
    style = xlwt.XFStyle()
    style.pattern.pattern = xlwt.Pattern.SOLID_PATTERN
    style.pattern.pattern_fore_colour = colour
    style.font.bold = True
    return style


def _with_lists(sheet: xlwt.Worksheet, lists: Sequence[tuple[int, Sequence[str]]], first_row: int) -> None:
    """Lists on cells, which xlwt cannot write: DVAL and DV records ([MS-XLS] 2.4.90, 2.4.89) before the sheet's end."""
    if not lists:
        return
    plain = sheet.get_biff_data

    def data() -> bytes:
        made: bytes = plain()
        records = struct.pack("<HHHIIiI", 0x01B2, 18, 0, 0, 0, -1, len(lists))
        for column, values in lists:
            joined = "\0".join(values).encode("latin-1")
            formula = bytes([0x17, len(joined), 0]) + joined
            no_text = struct.pack("<HBB", 1, 0, 0)
            body = struct.pack("<I", 3 | 0x80 | 0x100 | 0x80000) + no_text * 4
            body += struct.pack("<HH", len(formula), 0) + formula + struct.pack("<HH", 0, 0)
            body += struct.pack("<5H", 1, first_row, 9_999, column, column)
            records += struct.pack("<HH", 0x01BE, len(body)) + body
        return made[:-4] + records + made[-4:]

    sheet.get_biff_data = data


MACRO_STREAMS = {"PROJECT": b'Name="VBAProject"\r\n' * 9, "dir": bytes(range(256)) * 20}


def with_macros(xls: bytes) -> bytes:
    """The workbook in a compound file that holds macros beside it: one small stream and one large."""
    book = CompDoc(xls).get_named_stream("Workbook").ljust(4096, b"\0")
    small, large = MACRO_STREAMS["PROJECT"], MACRO_STREAMS["dir"]
    none = 0xFFFFFFFF
    chains = [book, large, small.ljust(-(-len(small) // 64) * 64, b"\0")]
    minis = [*range(1, -(-len(small) // 64)), 0xFFFFFFFE]
    chains.append(struct.pack(f"<{len(minis)}I", *minis).ljust(512, b"\xff"))
    starts, fat = [], []
    for chain in chains:
        starts.append(len(fat))
        count = -(-len(chain) // 512)
        fat += [*range(len(fat) + 1, len(fat) + count), 0xFFFFFFFE]

    def entry(name: str, kind: int, left: int, right: int, child: int, start: int, size: int) -> bytes:
        raw = name.encode("utf-16-le")
        head = raw.ljust(64, b"\0") + struct.pack("<HBB3I", len(raw) + 2, kind, 1, left, right, child)
        return head.ljust(116, b"\0") + struct.pack("<IQ", start, size)

    directory = b"".join(
        (
            entry("Root Entry", 5, none, none, 1, starts[2], len(chains[2])),
            entry("Workbook", 2, none, 2, none, starts[0], len(book)),
            entry("_VBA_PROJECT_CUR", 1, none, none, 3, 0, 0),
            entry("PROJECT", 2, 4, none, none, 0, len(small)),
            entry("dir", 2, none, none, none, starts[1], len(large)),
        )
    ).ljust(1024, b"\0")
    at_directory = len(fat)
    fat += [at_directory + 1, 0xFFFFFFFE]
    fats = -(-(len(fat) + 8) // 128)
    at_fat = len(fat)
    fat += [0xFFFFFFFD] * fats
    fat += [none] * (fats * 128 - len(fat))
    head = xls[:8].ljust(24, b"\0") + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6).ljust(20, b"\0")
    head += struct.pack("<IIIIIIIII", fats, at_directory, 0, 4096, starts[3], 1, 0xFFFFFFFE, 0, at_fat)
    head += struct.pack(f"<{fats - 1}I", *range(at_fat + 1, at_fat + fats))
    body = b"".join(chain.ljust(-(-len(chain) // 512) * 512, b"\0") for chain in chains)
    return head.ljust(512, b"\xff") + body + directory + struct.pack(f"<{len(fat)}I", *fat)


def opened_xls(content: bytes) -> xlrd.Book:
    """What xlrd reads of it, with formats."""
    return xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())


KURTA = (
    Shape("Submission Status", key="::submission_status"),
    Shape("Attributes with errors", key="::number_of_attributes_with_errors"),
    Shape("SKU", key="contribution_sku#1.value", need="Required", accepts="1 to 40 characters in length"),
    Shape("Product Type", key="product_type#1.value", need="Required", values=("KURTA", "SAREE")),
    Shape("Listing Action", key="::record_action", cell_list=("Create or Replace (Full Update)", "Delete")),
    Shape("Item Name", key="item_name[marketplace_id=A21TJRUUN4KGV][language_tag=en_IN]#1.value", need="Required"),
    Shape("Brand Name", key="brand[marketplace_id=A21TJRUUN4KGV][language_tag=en_IN]#1.value", need="Required"),
    Shape("Product Id Type", key="amzn1.volt.ca.product_id_type", need="Required", values=("EAN", "GTIN Exempt")),
    Shape("Product Id", key="amzn1.volt.ca.product_id_value", need="Conditionally Required"),
    Shape("Main Image URL", key="main_product_image_locator[marketplace_id=A21]#1.media_location", need="Required"),
    Shape("Product Description", key="product_description[language_tag=en_IN]#1.value", need="Required", longest=2000),
    Shape("Bullet Point", key="bullet_point[language_tag=en_IN]#1.value", need="Required"),
    Shape("Bullet Point", key="bullet_point[language_tag=en_IN]#2.value", need="Optional"),
    Shape("Generic Keywords", key="generic_keyword[language_tag=en_IN]#1.value", need="Recommended"),
    Shape("Fabric Type", key="fabric_type[language_tag=en_IN]#1.value", need="Required"),
    Shape(
        "Colour map",
        key="color[marketplace_id=A21]#1.standardized_values#1",
        names={"KURTA": ("Red", "Off White"), "SAREE": ("Maroon",)},
    ),
    Shape("Country of Origin", key="country_of_origin[marketplace_id=A21]#1.value", need="Required", values=("India",)),
    Shape(
        "HSN entity", key="external_product_information[marketplace_id=A21]#1.entity", values=("HSN Code",), x14=False
    ),
    Shape("HSN", key="external_product_information[marketplace_id=A21]#1.value"),
    Shape("Quantity", key="fulfillment_availability#1.quantity", accepts="A whole number"),
    Shape("Item Weight", key="item_weight[marketplace_id=A21]#1.value", accepts="A number with up to 2 decimal points"),
    Shape("Item Weight Unit", key="item_weight[marketplace_id=A21]#1.unit", values=("Grams", "Kilograms")),
    Shape("Package Weight", key="item_package_weight[marketplace_id=A21]#1.value"),
    Shape("Package Weight Unit", key="item_package_weight[marketplace_id=A21]#1.unit", values=("Kilograms",)),
)

VBA = b"\xd0\xcf\x11\xe0" + bytes(range(256)) * 11
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XM = "http://schemas.microsoft.com/office/excel/2006/main"
SETTINGS = "settings=feedType=256&amp;timestamp=2026-06-30T22%3A06&amp;labelRow={label}&amp;attributeRow={key}&amp;dataRow={data}"


def letters(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _cell(row: int, column: int, text: object, style: int = 0, prefix: str = "") -> str:
    place = f'r="{letters(column)}{row}"' + (f' s="{style}"' if style else "")
    p = prefix
    if text is None:
        return f"<{p}c {place}/>"
    if isinstance(text, int | float):
        return f"<{p}c {place}><{p}v>{text}</{p}v></{p}c>"
    return f'<{p}c {place} t="inlineStr"><{p}is><{p}t xml:space="preserve">{escape(str(text))}</{p}t></{p}is></{p}c>'


def sheet_xml(table: Sequence[Sequence[object]]) -> str:
    """A worksheet of these rows."""
    rows = []
    for row, values in enumerate(table, 1):
        cells = "".join(_cell(row, at, value) for at, value in enumerate(values) if value not in ("", None))
        rows.append(f'<row r="{row}">{cells}</row>')
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'


def amazon_xlsm(
    columns: Sequence[Shape] = KURTA,
    *,
    label_row: int = 4,
    key_row: int = 5,
    data_row: int = 7,
    about: str | None = None,
    rows: Sequence[Mapping[str, object]] = (),
    prefix: str = "",
    macros: bool = True,
    definitions: bool = True,
    marks: int = 0,
    extra: Mapping[str, bytes] | None = None,
    raw_cells: str = "",
) -> bytes:
    """A template with these rows; `about` is cell A1 (None: the settings), `rows` are cells by key from the data row,
    `marks` a row of words such as Required, `raw_cells` XML put into the first data row."""
    p = prefix
    lists, names = _lists(columns)
    sheet_rows: dict[int, list[str]] = {1: [], label_row: [], key_row: []}
    first = about if about is not None else SETTINGS.format(label=label_row, key=key_row, data=data_row)
    sheet_rows[1].append(f'<{p}c r="A1" t="s"><{p}v>0</{p}v></{p}c>')
    for at, column in enumerate(columns):
        sheet_rows[label_row].append(f'<{p}c r="{letters(at)}{label_row}" s="1" t="s"><{p}v>{at + 1}</{p}v></{p}c>')
        sheet_rows[key_row].append(_cell(key_row, at, column.key, 0, p))
        if marks:
            sheet_rows.setdefault(marks, []).append(_cell(marks, at, column.need, 0, p))
    for down, row in enumerate([{}, *rows][bool(rows) :]):
        number = data_row + down
        sheet_rows[number] = [
            _cell(number, at, row.get(column.key), 2 + at % 2, p)
            for at, column in enumerate(columns)
            if column.key in row or down == 0
        ]
    if raw_cells:
        sheet_rows[data_row] = [raw_cells]
    inner = "".join(
        f'<{p}row r="{number}" spans="1:{len(columns)}">{"".join(cells)}</{p}row>'
        for number, cells in sorted(sheet_rows.items())
    )
    ns = f'xmlns{":" + p[:-1] if p else ""}="{_MAIN}"'
    sheet = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<{p}worksheet {ns} xmlns:r="{_REL}">'
        f'<{p}dimension ref="A1:{letters(len(columns) - 1)}{data_row}"/><{p}cols>'
        f'<{p}col min="1" max="{len(columns)}" width="18" style="2"/></{p}cols>'
        f"<{p}sheetData>{inner}</{p}sheetData>{_rules(columns, lists, data_row, p)}</{p}worksheet>"
    )
    strings = [first.replace("&amp;", "&"), *(column.heading for column in columns)]
    sheets = {
        "Instructions": sheet_xml([["Use ENGLISH to fill in this template"]]),
        "Template": sheet,
        "Dropdown Lists": sheet_xml(lists),
        "Valid Values": sheet_xml(
            [["Valid values"]] + [["", f"{c.heading} - [KURTA]", *c.values] for c in columns if c.values and not c.x14]
        ),
    }
    if definitions:
        head = ["Group Name", "Field Name", "Local Label Name", "Accepted Values", "Example", "Required?"]
        body = [["", c.key, c.heading, c.accepts, "", c.need.title() if c.need else ""] for c in columns]
        sheets["Data Definitions"] = sheet_xml([["Data definitions"], head, ["Listing Identity"], *body])
    return _package(sheets, names, strings, macros, extra or {})


def _lists(columns: Sequence[Shape]) -> tuple[list[list[object]], dict[str, str]]:
    """The sheet of lists, a row for each column of the template, and the names of some of its parts."""
    rows: list[list[object]] = []
    names = {}
    for column in columns:
        rows.append(list(column.values))
        for product_type, values in column.names.items():
            rows.append(list(values))
            ending = "".join(ch for ch in column.key if ch.isalnum() or ch in "._")
            names[f"{product_type}{ending}"] = (
                f"'Dropdown Lists'!$A${len(rows)}:${letters(len(values) - 1)}${len(rows)}"
            )
    return rows, names


def _rules(columns: Sequence[Shape], lists: Sequence[Sequence[object]], data_row: int, p: str) -> str:
    plain, new = [], []
    line = 0
    for at, column in enumerate(columns):
        line += 1
        cells = f"{letters(at)}{data_row}:{letters(at)}1048576"
        if column.cell_list:
            formula = escape('"' + ",".join(column.cell_list) + '"')
            plain.append(
                f'<{p}dataValidation type="list" sqref="{cells}"><{p}formula1>{formula}</{p}formula1></{p}dataValidation>'
            )
        if column.longest:
            plain.append(
                f'<{p}dataValidation type="textLength" operator="lessThanOrEqual" sqref="{cells}">'
                f"<{p}formula1>{column.longest}</{p}formula1></{p}dataValidation>"
            )
        if column.names:
            ending = "".join(ch for ch in column.key if ch.isalnum() or ch in "._")
            formula = escape(f'INDIRECT(SUBSTITUTE($D{data_row},"-","_")&"{ending}")')
            plain.append(
                f'<{p}dataValidation type="list" sqref="{cells}"><{p}formula1>{formula}</{p}formula1></{p}dataValidation>'
            )
        if column.values and column.x14:
            last = letters(len(column.values) - 1)
            where = f"'Dropdown Lists'!$A${line}:${last}${line}"
            new.append(
                f'<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>{where}</xm:f>'
                f"</x14:formula1><xm:sqref>{cells}</xm:sqref></x14:dataValidation>"
            )
        line += len(column.names)
    made = f'<{p}dataValidations count="{len(plain)}">{"".join(plain)}</{p}dataValidations>' if plain else ""
    if new:
        made += (
            f'<{p}extLst><{p}ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{_X14}">'
            f'<x14:dataValidations count="{len(new)}" xmlns:xm="{_XM}">{"".join(new)}</x14:dataValidations></{p}ext></{p}extLst>'
        )
    return made


_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Arial"/></font></fonts><fills count="3">'
    '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFFF9900"/></patternFill></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4">'
    '<xf/><xf fillId="2" applyFill="1"/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="2" applyNumberFormat="1"/>'
    "</cellXfs></styleSheet>"
)


def _package(
    sheets: Mapping[str, str],
    names: Mapping[str, str],
    strings: Sequence[str],
    macros: bool,
    extra: Mapping[str, bytes],
) -> bytes:
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    main = "application/vnd.ms-excel.sheet.macroEnabled.main+xml" if macros else f"{office}.sheet.main+xml"
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{office}.worksheet+xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    hidden = ' state="hidden"'
    titles = "".join(
        f'<sheet name="{title}" sheetId="{n}" r:id="rId{n}"{hidden if title == "Dropdown Lists" else ""}/>'
        for n, title in enumerate(sheets, 1)
    )
    defined = "".join(f'<definedName name="{name}">{escape(refers)}</definedName>' for name, refers in names.items())
    rels = "".join(
        f'<Relationship Id="rId{n}" Type="{_REL}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    vba = '<Relationship Id="rId90" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>'
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}"/>{types}'
        f'<Override PartName="/xl/styles.xml" ContentType="{office}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{office}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{titles}</sheets>'
        + (f"<definedNames>{defined}</definedNames>" if defined else "")
        + "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}">{rels}'
        f'<Relationship Id="rId91" Type="{_REL}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId92" Type="{_REL}/sharedStrings" Target="sharedStrings.xml"/>{vba if macros else ""}</Relationships>',
        "xl/styles.xml": _STYLES,
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}" count="{len(strings)}" uniqueCount="{len(strings)}">'
        + "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
        + "</sst>",
    }
    parts |= {f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in enumerate(sheets.values(), 1)}
    if macros:
        parts["xl/vbaProject.bin"] = VBA
    parts |= extra
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def flat_xlsx(rows: Sequence[Mapping[str, object]] = ()) -> bytes:
    """The older generation: TemplateType in A1, labels in row 2, keys in row 3, data from row 4."""
    columns = (
        Shape("Product Type", key="feed_product_type", need="Required", values=("kurta",), x14=False),
        Shape("Seller SKU", key="item_sku", need="Required", accepts="Alphanumeric string; 1 to 40 characters"),
        Shape("Brand Name", key="brand_name", need="Required"),
        Shape("Product Name", key="item_name", need="Required"),
        Shape("Your price", key="standard_price", accepts="A number up to 18 digits"),
        Shape("Quantity", key="quantity", accepts="A whole number"),
        Shape("Main Image URL", key="main_image_url", need="Required"),
        *(Shape(f"Key Product Features{n}", key=f"bullet_point{n}") for n in range(1, 6)),
        Shape("Update Delete", key="update_delete", cell_list=("Update", "PartialUpdate", "Delete")),
    )
    return amazon_xlsm(
        columns,
        label_row=2,
        key_row=3,
        data_row=4,
        about="TemplateType=fptcustom\tVersion=2026.0427",
        rows=rows,
        macros=False,
    )
