"""From a product to the first sale, by the command line: six makers, each with what the law asks of hers."""

import csv
import io
import json
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter
from python_calamine import CalamineWorkbook

from tests.documents.template_shapes import Shape, amazon_xlsm, flipkart_xls, opened_xls
from tests.journeys.command import Command, command  # noqa: F401 (a fixture)

PEOPLE = "name_hi name_en relation relative_hi age gender phone_owner village pin district state craft sector programme".split()
PRODUCTS = """maker sku title_hi title_en category craft material colour size mrp price hsn stock days_to_make length_cm
    weight_g packet_length_cm packet_breadth_cm packet_height_cm packet_weight_g description brand""".split()
HEADS = (
    Shape("Catalog QC Status", "", "marketplace"),
    Shape("QC Failed Reason (if any)", "Single - Text", "marketplace"),
    Shape("Flipkart Serial Number", "", "marketplace"),
    Shape("Seller SKU ID", "Text - limited to 64 characters (including spaces)", "must"),
    Shape("MRP (INR)", "Single - Positive_integer", "must"),
    Shape("Your selling price (INR)", "Single - Positive_integer", "must"),
    Shape("Fullfilment by", "Single - Text", "must", ("Seller", "FlipkartFBF")),
    Shape("Procurement SLA (DAY)", "Single - Number", "must"),
    Shape("Stock", "Single - Non_negative_integer", "must"),
    Shape("Weight (KG)", "Single - Decimal", "must"),
    Shape("HSN", "Single - Text", "must"),
    Shape("Manufacturer Details", "Single - Long_text", "must"),
    Shape("Tax Code", "Single - Text", "must", ("GST_0", "GST_3", "GST_5", "GST_18")),
    Shape("Main Image URL", "URL", "must"),
    Shape("Handloom Product", "Single - Boolean", "good"),
)


_AMAZON = (
    Shape("SKU", key="contribution_sku#1.value", need="Required"),
    Shape("Title", key="item_name[marketplace_id=A21TJRUUN4KGV][language_tag=en_IN]#1.value", need="Required"),
    Shape("HSN", key="external_product_information[marketplace_id=A21]#1.value"),
    Shape("Weight", key="item_package_weight[marketplace_id=A21]#1.value"),
    Shape("Unit", key="item_package_weight[marketplace_id=A21]#1.unit", values=("Kilograms",)),
    Shape("Price", key="purchasable_offer[marketplace_id=A21]#1.our_price#1.schedule#1.value_with_tax"),
)


@dataclass(frozen=True)
class Maker:
    """A maker with one product. `refused` are the fields for which a dry run leaves it out before `mended` is written
    on the label; `owner` who sells it."""

    place: tuple[str, str, str]
    programme: str
    craft: str
    sector: str
    category: str
    title: str
    hsn: str
    price: int
    rate: str
    tax: str = "GST_5"
    group: str = ""
    refused: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()
    confirmed: bool = False
    gstin: str = ""
    handloom: str = "No"
    more: dict[str, str] = field(default_factory=dict)


MAKERS = {
    "paithani": Maker(
        ("येवला", "Nashik", "Maharashtra"), "MH-MSSIDC", "Paithani weaving", "handloom", "sari", "Paithani Silk Saree",
        "50072010", 8900, "5", gstin="27AAACM1234A1Z", handloom="Yes",
    ),
    "khadi kurta": Maker(
        ("वर्धा", "Wardha", "Maharashtra"), "MH-MSKVIB", "Khadi weaving", "khadi", "kurta", "Khadi Cotton Kurta",
        "6211", 1450, "5", refused=("khadi_mark",), mended=("khadi_mark=KM-1234-MH",), handloom="Yes",
    ),
    "moonj basket": Maker(
        ("मेजा", "Prayagraj", "Uttar Pradesh"), "UP-ODOP", "Moonj craft", "handicraft", "basket", "Moonj Grass Basket",
        "460219", 499, "5",
    ),
    "shawl": Maker(
        ("ज़डीबल", "Srinagar", "Jammu and Kashmir"), "JK-HHC", "Kani shawl weaving", "handloom", "shawl",
        "Kani Wool Shawl", "6214", 5200, "5", handloom="Yes",
    ),
    "pickle": Maker(
        ("सिविल लाइंस", "Lucknow", "Uttar Pradesh"), "DAY-NULM", "Pickles", "food", "pickle", "Mango Pickle 500 g",
        "2001", 180, "5", group="nulm", refused=("fssai",), mended=("fssai=22726001000123", "fssai_until=31/03/2028"),
    ),
    "dung cakes": Maker(
        ("नौतनवा", "Maharajganj", "Uttar Pradesh"), "NRLM", "Cow-dung products", "other", "cow-dung cake",
        "Cow Dung Cakes, 24 pieces", "3101", 240, "", tax="GST_0", group="nrlm", refused=("hsn",), confirmed=True,
    ),
}  # fmt: skip


def table(path: Path, heads: list[str], *rows: list[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([heads, *rows])
    return path


def picture(path: Path, size: int = 1400, ground: str = "white", part: float = 0.9, blur: float = 0) -> Path:
    """A striped cloth on a ground."""
    image = Image.new("RGB", (size, size), ground)
    draw, margin = ImageDraw.Draw(image), int(size * (1 - part) / 2)
    draw.rectangle((margin, margin, size - margin, size - margin), fill=(40, 60, 150))
    for at in range(margin, size - margin, 30):
        draw.line((margin, at, size - margin, at), fill=(230, 160, 30), width=5)
    image.filter(ImageFilter.GaussianBlur(blur)).save(path, quality=92) if blur else image.save(path, quality=92)
    return path


def registered(command: Command, folder: Path, maker: Maker) -> str:  # noqa: F811
    """Who makes it, registered: her number, or that of her group."""
    village, district, state = maker.place
    if maker.group:
        heads = "shg_name_hi shg_name_en mission formation_date village district state".split()
        row = ["उजाला समूह", "Ujala Group", maker.group, "01/04/2024", village, district, state]
        command("import", "shgs", table(folder / "groups.csv", heads, row))
        number = command("search", "Ujala Group", "--kind", "shgs")[0]["registration"]
        command("correct", number, f"programme={maker.programme}", "pin=226001")
        return number
    row = ["शबनम बानो", "Shabnam Bano", "husband", "असलम", "38", "female", "none", village, "", district, state,
           maker.craft, maker.sector, maker.programme]  # fmt: skip
    assert command("import", "artisans", table(folder / "people.csv", PEOPLE, row))["imported"] == 1
    return command("search", "Shabnam Bano")[0]["registration"]


def product_row(maker: Maker, number: str, sku: str = "") -> list[str]:
    price = str(maker.price)
    return [number, sku, "", maker.title, maker.category, maker.craft, "", "Blue", "", str(maker.price + 100), price,
            maker.hsn, "4", "6", "30", "300", "32", "22.5", "6", "420", f"{maker.title} made by hand.", ""]  # fmt: skip


@pytest.mark.parametrize("name", MAKERS)
def test_from_a_product_to_the_first_sale(command: Command, tmp_path: Path, name: str) -> None:  # noqa: F811
    maker = MAKERS[name]
    number = registered(command, tmp_path, maker)
    done = command("import", "products", table(tmp_path / "products.csv", PRODUCTS, product_row(maker, number)))
    assert (done["read"], done["imported"], done["errors"]) == (1, 1, [])
    (hit,) = command("search", maker.title, "--kind", "products")
    product = hit["registration"]
    assert (hit["kind"], hit["name_en"], product[:2]) == ("products", maker.title, "P-")
    assert command("import", "products", tmp_path / "products.csv")["skipped"] == 1

    one, two = picture(tmp_path / "one.jpg"), picture(tmp_path / "two.jpg", part=0.6, ground="#D8CBB4")
    said = command("photo", product, one, two, picture(tmp_path / "small.jpg", 600), code=1)
    assert said["kept"] == ["one.jpg", "two.jpg"] and [bad["file"] for bad in said["refused"]] == ["small.jpg"]
    assert {warning["file"] for warning in said["warnings"]} == {"two.jpg"}

    price = command("price", product, code=0 if maker.rate else 1)
    assert (price["hsn"], price["rate"], price["tax_code"]) == (maker.hsn, maker.rate, maker.tax if maker.rate else "")
    template = tmp_path / "template.xls"
    template.write_bytes(flipkart_xls(HEADS, category=maker.category, macros=False))
    sheet = ("--marketplace", "flipkart", "--template", template)
    (left,) = [one for one in command("listing", "check", *sheet, code=1)["left_out"] if one["field"] == "seller"]
    assert left["product"] == product
    owner = "office" if maker.gstin else number
    gstin = ("--gstin", maker.gstin + check_letter(maker.gstin), "--name", "MSSIDC") if maker.gstin else ()
    command("sellers", "add", "--marketplace", "flipkart", "--seller", "S-1", "--owner", owner, *gstin)
    look = command("listing", "check", *sheet, code=1 if maker.refused else 0)
    assert sorted({one["field"] for one in look["left_out"]}) == sorted(maker.refused), look
    if maker.mended:
        command("label", number, *maker.mended)
    if maker.confirmed:
        assert command("price", product, "--confirm", "--rate", "0")["rate"] == "0"

    out, photos = tmp_path / "out.xls", tmp_path / "photos.zip"
    made = command("listing", "export", *sheet, "--out", out, "--photos", photos, product)
    assert (made["rows"], made["left_out"], made["photos"]) == (1, [], 2)
    book = opened_xls(out.read_bytes())
    filled = book.sheet_by_name(maker.category)
    row = {filled.cell_value(0, at): filled.cell_value(4, at) for at in range(filled.ncols)}
    assert row["Seller SKU ID"] == product and row["Tax Code"] == maker.tax
    assert (row["MRP (INR)"], row["Your selling price (INR)"]) == (maker.price + 100, maker.price)
    assert row["Weight (KG)"] == 0.42 and row["Handloom Product"] == maker.handloom

    sent_back = answer(HEADS, maker.category, product, "QC Failed", "1 error(s) found\n1. [stock]: wrong")
    (tmp_path / "answer.xls").write_bytes(sent_back)
    told = command("listing", "answer", tmp_path / "answer.xls", "--marketplace", "flipkart")
    assert told["rejected"] == [{"product": product, "reasons": ["Stock: wrong"]}] and not told["listed"]
    assert stage_of(command, number, maker.programme) == "registered"
    (tmp_path / "answer.xls").write_bytes(answer(HEADS, maker.category, product, "QC Passed", "", "FSN123456789012"))
    for _ in range(2):
        told = command("listing", "answer", tmp_path / "answer.xls", "--marketplace", "flipkart")
        assert (told["listed"], told["rejected"], told["unknown"]) == ([product], [], [])
    assert stage_of(command, number, maker.programme) == "listed"

    money = settlement(tmp_path / "settlement.csv", product)
    first = command("sales", "import", money, "--marketplace", "flipkart")
    assert (first["orders"], first["new"], first["already"]) == (2, 3, 0)
    assert first["first_sales"] == [number] and first["unknown"] == ["NOBODYS"]
    again = command("sales", "import", money, "--marketplace", "flipkart")
    assert (again["new"], again["already"], again["first_sales"]) == (0, 3, [])
    assert stage_of(command, number, maker.programme) == "first_sale"
    also_at_amazon(command, tmp_path, maker, product, owner, gstin)


def also_at_amazon(
    command: Command,  # noqa: F811
    folder: Path,
    maker: Maker,
    product: str,
    owner: str,
    gstin: tuple[str, ...],
) -> None:
    """The same product under an account of its own there: template, report and payments in Amazon's shapes."""
    command("sellers", "add", "--marketplace", "amazon", "--seller", "A-1", "--owner", owner, *gstin)
    template, out, photos = folder / "template.xlsm", folder / "out.xlsm", folder / "amazon.zip"
    template.write_bytes(amazon_xlsm(_AMAZON))
    sheet = ("--marketplace", "amazon", "--template", template, "--out", out, "--photos", photos)
    made = command("listing", "export", *sheet)
    assert (made["rows"], made["left_out"], made["photos"]) == (1, [], 2)
    with zipfile.ZipFile(photos) as archive:
        assert archive.namelist() == [f"{product}.MAIN.jpg", f"{product}.PT01.jpg"]
    with zipfile.ZipFile(template) as before, zipfile.ZipFile(out) as after:
        assert before.read("xl/vbaProject.bin") == after.read("xl/vbaProject.bin")
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert len(changed) == 1, "the data sheet alone"
    (row,) = CalamineWorkbook.from_path(str(out)).get_sheet_by_name("Template").to_python()[6:7]
    cells = {shape.heading: value for shape, value in zip(_AMAZON, row, strict=False)}
    assert (cells["SKU"], cells["Title"], str(cells["HSN"])) == (product, maker.title, maker.hsn)
    assert (float(cells["Weight"]), cells["Unit"], float(cells["Price"])) == (0.42, "Kilograms", maker.price)
    heads = (
        "Feed Processing Summary:\n\tNumber of records processed\t\t1\n\tNumber of records successful\t\t1\n\n"
        "original-record-number\tsku\terror-code\terror-type\terror-message\n"
    )
    (folder / "report.txt").write_text(f"{heads}1\t{product}\t8541\tError\tThe field brand is missing.\n", "utf-8")
    told = command("listing", "answer", folder / "report.txt", "--marketplace", "amazon")
    assert [one["product"] for one in told["rejected"]] == [product] and not told["listed"]
    command("listing", "export", *sheet)
    (folder / "report.txt").write_text(heads, "utf-8")
    told = command("listing", "answer", folder / "report.txt", "--marketplace", "amazon")
    assert (told["listed"], told["rejected"]) == ([product], [])
    (folder / "payments.csv").write_text(
        "date/time,settlement id,type,order id,Sku,description,quantity,order city,product sales,selling fees,fba fees,"
        "other transaction fees,other,TCS-CGST,TCS-SGST,TCS-IGST,TDS (Section 194-O),total,Transaction Status\n"
        f'"4 Jun 2026 10:12:33 am GMT+5:30",11,Order,402-1,{product},For Radha,1,LUCKNOW,"1,999.00",-199.90,0,-20.01,'
        '0,0,0,-9.99,-1.99,"1,767.11",Released\n',
        "utf-8",
    )
    for new in (1, 0):
        sold = command("sales", "import", folder / "payments.csv", "--marketplace", "amazon")
        assert (sold["new"], sold["unknown"], sold["first_sales"]) == (new, [], [])


def check_letter(body: str) -> str:
    from stdnum import luhn

    return luhn.calc_check_digit(body, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def answer(heads: tuple[Shape, ...], category: str, sku: str, status: str, why: str, fsn: str = "") -> bytes:
    row = {"Seller SKU ID": sku, "Catalog QC Status": status, "QC Failed Reason (if any)": why,
           "Flipkart Serial Number": fsn}  # fmt: skip
    return flipkart_xls(heads, category=category, macros=False, rows=[row])


def settlement(path: Path, sku: str) -> Path:
    heads = ["Payment Date", "Order Date", "Order ID", "Order item ID", "Buyer Name", "Seller SKU", "Quantity",
             "Sale Amount", "Refund", "Marketplace Fee", "Bank Settlement Value (Rs.)", "TCS (Rs.)", "Return Type"]  # fmt: skip
    rows = [
        ["2026-10-20", "2026-10-11", "OD1", "OI1", "Geeta Rani", f"SKU:{sku}", "1", "500.00", "0", "-50.5", "449.50", "-2.5", "NA"],
        ["2026-10-27", "2026-10-11", "OD1", "OI1", "Geeta Rani", f"SKU:{sku}", "1", "0", "-500", "50.5", "-449.50", "2.5", "customer_return"],
        ["2026-10-28", "2026-10-12", "OD2", "OI2", "Rita Rani", "NOBODYS", "1", "99", "0", "-9", "90", "0", "NA"],
    ]  # fmt: skip
    return table(path, heads, *rows)


def stage_of(command: Command, number: str, programme: str) -> str:  # noqa: F811
    from samarth_desktop.actions.device import opening
    from samarth_desktop.kinds.enrolment.record import Enrolment
    from tests.journeys.test_command_line import PASSPHRASE

    session = opening.open_with_passphrase(command.folder / "data", PASSPHRASE)
    with session.store.read() as reader:
        holder = reader.by_registration(number)
        assert holder is not None
        (found,) = [one for one in reader.children(Enrolment, holder.id) if one.programme == programme]
    session.store.close()
    return found.stage


def test_a_column_that_must_be_filled_and_is_not_mapped_stops_the_sheet(command: Command, tmp_path: Path) -> None:  # noqa: F811
    maker = MAKERS["moonj basket"]
    number = registered(command, tmp_path, maker)
    command("import", "products", table(tmp_path / "p.csv", PRODUCTS, product_row(maker, number)))
    command("sellers", "add", "--marketplace", "flipkart", "--seller", "S-1", "--owner", number)
    template = tmp_path / "template.xls"
    template.write_bytes(
        flipkart_xls((*HEADS, Shape("Weave", "Single - Text", "must", ("Coiled",))), category="basket")
    )
    sheet = ("listing", "export", "--marketplace", "flipkart", "--template", template, "--out", tmp_path / "out.xls")
    said = command(*sheet, code=1)
    assert said["rows"] == 0 and said["unmapped"][0] == "Weave" and not (tmp_path / "out.xls").exists()
    own = tmp_path / "own.toml"
    from samarth_desktop import paths

    shipped = paths.resource("marketplaces/flipkart.toml").read_text("utf-8")
    own.write_text(shipped.replace("[fixed]", '[fixed]\n"Weave" = "coiled"'), "utf-8")
    assert command(*sheet, "--mapping", own)["rows"] == 1
    sheet_out = opened_xls((tmp_path / "out.xls").read_bytes()).sheet_by_name("basket")
    assert "Coiled" in sheet_out.row_values(4)


def test_the_neutral_sheet_goes_without_an_account_and_comes_back_in(command: Command, tmp_path: Path) -> None:  # noqa: F811
    maker = MAKERS["moonj basket"]
    number = registered(command, tmp_path, maker)
    rows = [product_row(maker, number, f"B-{n}") for n in range(3)]
    rows[1][PRODUCTS.index("price")] = "700"  # over the MRP
    rows[2][PRODUCTS.index("brand")] = "=HYPERLINK(1)"
    command("import", "products", table(tmp_path / "p.csv", PRODUCTS, *rows))
    strict = ("listing", "check", "--marketplace", "neutral", "--consented")
    assert command(*strict, code=1)["rows"] == 0
    command("consent", number, "listing", "--how", "thumb")
    assert command(*strict, code=1)["rows"] == 2
    made = command("listing", "export", "--marketplace", "neutral", "--out", tmp_path / "n.csv", code=1)
    assert made["rows"] == 2 and [(one["sku"], one["field"]) for one in made["left_out"]] == [("B-1", "price")]
    written = list(csv.DictReader(io.StringIO((tmp_path / "n.csv").read_text("utf-8-sig"))))
    assert [row["sku"] for row in written] == ["B-0", "B-2"] and written[1]["brand"] == "'=HYPERLINK(1)"
    assert written[0]["tax_code"] == "GST_5" and written[0]["maker"] == number


def test_an_enrolment_number_ends_at_the_border_of_its_state(command: Command, tmp_path: Path) -> None:  # noqa: F811
    maker = MAKERS["paithani"]
    number = registered(command, tmp_path, maker)
    command("import", "products", table(tmp_path / "p.csv", PRODUCTS, product_row(maker, number)))
    for seller, enrolment, code in (("UP-1", "09AAACM1234A1ZQ", 1), ("MH-1", "27AAACM1234A1ZQ", 0)):
        command(
            "sellers",
            "add",
            "--marketplace",
            "amazon",
            "--seller",
            seller,
            "--owner",
            "office",
            "--enrolment",
            enrolment,
        )
        look = command("listing", "check", "--marketplace", "amazon", "--seller", seller, code=code)
        assert [one["field"] for one in look["left_out"]] == ["seller"] * code
        assert "Uttar Pradesh" in json.dumps(look) if code else any(w["field"] == "seller" for w in look["warnings"])


def test_a_bad_file_is_not_half_taken_in(command: Command, tmp_path: Path) -> None:  # noqa: F811
    maker = MAKERS["moonj basket"]
    number = registered(command, tmp_path, maker)
    command("import", "products", table(tmp_path / "p.csv", PRODUCTS, product_row(maker, number, "B-1")))
    money = settlement(tmp_path / "s.csv", "B-1")
    money.write_text(money.read_text("utf-8").replace(",-449.50,", ",four,", 1), "utf-8")
    command("sales", "import", money, "--marketplace", "flipkart", code=2)
    assert "row 3" in command.said and "Geeta" not in command.said
    settlement(money, "B-1")
    assert command("sales", "import", money, "--marketplace", "flipkart")["new"] == 3
    command("sales", "import", money, "--marketplace", "amazon", code=2)
    command("listing", "answer", money, "--marketplace", "flipkart", code=2)
    raw = b"".join(file.read_bytes() for file in (command.folder / "config").rglob("*") if file.is_file())
    assert b"Geeta" not in raw


def test_amazons_template_is_filled(command: Command, tmp_path: Path) -> None:  # noqa: F811
    maker = MAKERS["khadi kurta"]
    number = registered(command, tmp_path, maker)
    row = product_row(maker, number, "K-1")
    row[PRODUCTS.index("material")], row[PRODUCTS.index("brand")], row[PRODUCTS.index("colour")] = (
        "Cotton",
        "Ujala",
        "Red",
    )
    command("import", "products", table(tmp_path / "p.csv", PRODUCTS, row))
    command("label", number, "khadi_mark=KM-1")
    command("sellers", "add", "--marketplace", "amazon", "--seller", "A1", "--owner", number)
    template, out = tmp_path / "kurta.xlsm", tmp_path / "out.xlsm"
    template.write_bytes(amazon_xlsm())
    said = command("listing", "export", "--marketplace", "amazon", "--template", template, "--out", out, code=1)
    # Their bullet is a must: the row is left out, not sent half.
    assert {one["field"] for one in said["left_out"]} == {"bullet_1"} and said["rows"] == 0


def test_the_half_filled_sheet_that_comes_back_is_completed(command: Command, tmp_path: Path) -> None:  # noqa: F811
    """The picture tool gives rows with SKU and addresses; these stay, all else is filled in beside them."""
    maker = MAKERS["moonj basket"]
    number = registered(command, tmp_path, maker)
    rows = [product_row(maker, number, f"B-{n}") for n in range(2)]
    command("import", "products", table(tmp_path / "p.csv", PRODUCTS, *rows))
    command("sellers", "add", "--marketplace", "flipkart", "--seller", "S-1", "--owner", number)
    there = [{"Seller SKU ID": "B-1", "Main Image URL": "https://pictures.example/b1.jpg"}]
    template = tmp_path / "half.xls"
    template.write_bytes(flipkart_xls(HEADS, category="basket", macros=False, rows=there))
    out = tmp_path / "full.xls"
    command("listing", "export", "--marketplace", "flipkart", "--template", template, "--out", out)
    filled = opened_xls(out.read_bytes()).sheet_by_name("basket")
    found = {}
    for row in range(4, filled.nrows):
        cells = {filled.cell_value(0, at): filled.cell_value(row, at) for at in range(filled.ncols)}
        found[cells["Seller SKU ID"]] = cells
    assert found["B-1"]["Main Image URL"] == "https://pictures.example/b1.jpg" and found["B-1"]["HSN"] == maker.hsn
    assert found["B-0"]["Main Image URL"] == ""
