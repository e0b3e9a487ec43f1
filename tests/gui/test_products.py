"""The pages of products: what is proposed and kept in the form, photos, the dry run that opens the field, answers, sales."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from samarth_desktop.actions.products import mapping_choices, photos, sellers
from samarth_desktop.actions.registration import drafts, own_record
from samarth_desktop.actions.session import Session
from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.lists.many.asks import ConsentForm
from samarth_desktop.gui.pages.products.answers_page import AnswersPage
from samarth_desktop.gui.pages.products.listing_page import ListingPage
from samarth_desktop.gui.pages.products.mapping_page import MappingPage
from samarth_desktop.gui.pages.products.mend_box import MendBox
from samarth_desktop.gui.pages.products.product_form import ProductForm
from samarth_desktop.gui.pages.products.products_page import ProductsPage, choose_tags, take_out, write_tags
from samarth_desktop.gui.pages.products.sales_page import SalesPage
from samarth_desktop.gui.pages.products.seller_ask import SellerAsk
from samarth_desktop.gui.theme import language
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.product.record import Product
from samarth_desktop.store.log.changed import Changed
from samarth_desktop.store.search import lookups
from tests.bench import bench_product_entry
from tests.documents.template_shapes import flipkart_xls
from tests.gui import fixtures_lists, fixtures_market


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = fixtures_lists.desk_in(tmp_path / "data")
    fixtures_lists.person(made, "शबनम बानो", "Shabnam Bano")
    yield made
    made.store.close()


@pytest.fixture
def window(qtbot: object, session: Session) -> MainWindow:
    made = fixtures_lists.window_of(session, "products")
    qtbot.addWidget(made)  # type: ignore[attr-defined]
    return made


def maker(session: Session) -> str:
    with session.store.read() as reader:
        return next(lookups.all_of(reader, Artisan)).id


def products(session: Session) -> list[Product]:
    with session.store.read() as reader:
        return list(lookups.all_of(reader, Product))


def form_of(window: MainWindow, session: Session) -> ProductForm:
    window.go("product-form", maker=maker(session))
    form = window.page("product-form")
    assert isinstance(form, ProductForm)
    return form


def write(form: ProductForm, **texts: str) -> None:
    for key, text in texts.items():
        form.state.put(key, text)
        form.state.edited.emit(key)


def test_names_are_proposed_until_somebody_writes_her_own(window: MainWindow, session: Session) -> None:
    form = form_of(window, session)
    write(form, category="Stole", material="Cotton", colour="Blue")
    assert form.state.text("title_en") == "Handwoven Cotton Stole, Blue" and form.state.text("hsn") == "6214"
    assert form.state.text("title_hi") == "हथकरघा सूती स्टोल, नीला"
    write(form, title_en="Shabnam's stole")
    write(form, colour="Red")
    assert form.state.text("title_en") == "Shabnam's stole" and form.state.text("title_hi").endswith("लाल")
    write(form, mrp="649", price="599", **{"variants.colours": "Green, Black", "label.fssai": ""})
    form.save_and_next()
    assert {one.colour for one in products(session)} == {"Red", "Green", "Black"}
    assert form.opened.base.holder == maker(session) and not form.opened.base.seen  # the next one of the same maker
    assert form.state.text("material") == "Cotton" and drafts.kept(session) == []


def test_words_of_the_tables_are_said_in_the_language_of_the_screen_and_kept_under_their_names(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    form = form_of(window, session)
    write(form, category="Stole and dupatta", material="Cotton", colour="मोरपंखी", craft="Chikankari")
    box = form.state.bound("colour").editor  # type: ignore[union-attr]
    language.lang.use("hi")
    try:
        assert said(form) == ["स्टोल और दुपट्टा", "सूती", "मोरपंखी", "चिकनकारी"]
        assert form.state.text("category") == "Stole and dupatta" and form.state.text("craft") == "Chikankari"
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        box.setFocus()
        box.selectAll()
        qtbot.keyClicks(box, "neel")  # proposed by another way to write it
        qtbot.keyClick(box, Qt.Key.Key_Return)
        assert box.text() == "नीला" and form.state.text("colour") == "Blue"
        box.undo()
        assert box.text() == form.state.text("colour") == "neel"
        box.redo()
    finally:
        language.lang.use("en")
    assert said(form) == ["Stole and dupatta", "Cotton", "Blue", "Chikankari"]
    form.keep_as_draft()
    (kept,) = products(session)
    assert (kept.category, kept.material, kept.colour) == ("Stole and dupatta", "Cotton", "Blue")


def said(form: ProductForm) -> list[str]:
    boxes = [form.state.bound(key) for key in ("category", "material", "colour", "craft")]
    return [box.editor.text() for box in boxes if box and isinstance(box.editor, TextBox)]


def test_a_makers_second_product_takes_few_keys(tmp_path: Path) -> None:
    """Key by key through the real form; the cursor stands where each is typed."""
    first, second, _ = bench_product_entry.count(tmp_path)
    assert "with 53 keys" in first and "with 18 keys" in second and "Green, 200 x 70 cm is saved" in second


def test_measures_of_the_last_product_go_with_another_category_and_prices_are_never_taken(
    window: MainWindow, session: Session
) -> None:
    form = form_of(window, session)
    write(form, category="Stole", title_en="Stole", mrp="649", price="599", stock="3", size="2 m", weight_g="180")
    write(form, pack_of="2")
    form.opened.base = replace(form.opened.base, extra={"attr.Weave": "Plain", "attr.Brand Color": "Blue"})
    form.save_and_next()
    assert [form.state.text(key) for key in ("size", "weight_g", "mrp", "price", "stock")] == ["2 m", "180", "", "", ""]
    assert form.opened.base.extra == {"attr.Weave": "Plain"}
    write(form, weight_g="200", category="Kurta")
    form.refresh()
    assert [form.state.text(key) for key in ("size", "weight_g", "pack_of")] == ["", "200", "1"]
    assert form.opened.base.extra == {}


def test_what_is_half_typed_is_kept_and_offered_again(window: MainWindow, session: Session) -> None:
    form = form_of(window, session)
    write(form, category="Stole", mrp="700")
    assert form.can_leave()
    (kept,) = drafts.kept(session)
    assert kept.page == "product-form"
    again = fixtures_lists.window_of(session, "products")
    again.go("product-form", draft=kept.key)
    other = again.page("product-form")
    assert isinstance(other, ProductForm)
    assert other.state.text("mrp") == "700" and other.opened.base.holder == maker(session)
    write(other, price="650")
    other.keep_as_draft()
    assert [one.mrp for one in products(session)] == [70000] and drafts.kept(session) == []
    again.close()


def test_a_photo_saves_the_product_first(window: MainWindow, session: Session, tmp_path: Path) -> None:
    form = form_of(window, session)
    write(form, category="Stole")
    form.photos.add_files([fixtures_market.picture(tmp_path / "a.jpg", (40, 60, 150))])
    (saved,) = products(session)
    assert [one.good for one in photos.shown(session, saved.id)] == [True]
    assert form.opened.base.registration == saved.registration and len(form.photos.photos) == 1


def test_the_rate_is_confirmed_in_the_form(window: MainWindow, session: Session) -> None:
    form = form_of(window, session)
    write(form, category="Stole", mrp="649", price="599")
    form.price.confirm.click()
    form.save_and_next()
    (saved,) = products(session)
    assert (saved.tax_rate, saved.tax_confirmed_by) == ("5", session.author)


def test_the_dry_run_opens_the_field_and_saving_comes_back(window: MainWindow, session: Session) -> None:
    form = form_of(window, session)
    write(form, category="Kurta", title_en="Khadi kurta", mrp="649", price="599")
    form.save_and_next()
    window.go("listing")
    page = window.page("listing")
    assert isinstance(page, ListingPage)
    page.where.set_value("neutral")
    page.read()
    at = next(row for row, (_, one) in enumerate(page.table.rows) if one.field == "khadi_mark")
    page._open(at)
    assert form.part_of("label.khadi_mark") == form.here == 4
    write(form, **{"label.khadi_mark": "KM-77"})
    form.save_and_next()
    assert window.here == "listing"
    page.read()
    assert all(one.field != "khadi_mark" for refuses, one in page.table.rows if refuses)


def test_a_sheet_is_made_and_its_answer_and_sale_are_read(qtbot: object, tmp_path: Path) -> None:
    window = fixtures_lists.window_of(fixtures_market.shared(), "listing")
    qtbot.addWidget(window)  # type: ignore[attr-defined]
    page = window.page("listing")
    assert isinstance(page, ListingPage)
    page.where.set_value("neutral")
    page.read()
    page.export_to(tmp_path / "out.csv")
    assert (tmp_path / "out.csv").exists() and (tmp_path / "out.photos.zip").exists()
    window.go("answers")
    fixtures_market.answered(window)
    answers = window.page("answers")
    assert isinstance(answers, AnswersPage) and len(answers.table.rows) == 2
    window.go("sales")
    fixtures_market.sold(window)
    sales = window.page("sales")
    assert isinstance(sales, SalesPage)
    assert sorted(one.money.settled for one in sales.table.rows) == [9000, 53760]


def test_an_account_is_added_tags_are_printed_and_a_product_is_taken_out(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    form = form_of(window, session)
    write(form, category="Stole", title_en="Stole", mrp="649", price="599", stock="3")
    form.save_and_next()
    (saved,) = products(session)
    window.go("listing")
    page = window.page("listing")
    assert isinstance(page, ListingPage)
    ask = SellerAsk(window, "flipkart")
    assert ask.problem()
    ask.seller.setText("S-1")
    assert not ask.problem()
    page.keep_account(ask.answer())
    assert [one.seller_id for one, _ in sellers.every(session)] == ["S-1"]
    page.read()
    assert "seller" not in {one.field for refuses, one in page.table.rows if refuses}
    window.go("products")
    listed = window.page("products")
    assert isinstance(listed, ProductsPage)
    listed._look()
    write_tags(listed.beside.actions, saved.registration, tmp_path / "tags.pdf")  # type: ignore[attr-defined]
    assert (tmp_path / "tags.pdf").read_bytes().startswith(b"%PDF")
    take_out(listed.beside.actions, saved.id)  # type: ignore[attr-defined]
    assert products(session) == []


def test_a_refusal_of_several_is_mended_in_the_list_and_the_consent_opens_her_record(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    made = fixtures_market.with_products(session)
    window.go("answers")
    items = products(made)[:3]
    why = "1 error(s) found\n1. [hsn]: Value is not allowed"
    rows = [
        {"Seller SKU ID": one.registration, "Catalog QC Status": "Failed", "QC Failed Reason (if any)": why}
        for one in items
    ]
    (tmp_path / "answer.xls").write_bytes(flipkart_xls(category="stole", macros=False, rows=rows))
    page = window.page("answers")
    assert isinstance(page, AnswersPage)
    page.read_answer(tmp_path / "answer.xls")
    box = next(one for one in page._parts if isinstance(one, MendBox))
    assert box.others.isChecked() and len(page.table.rows) == 3
    assert isinstance(box.editor, TextBox)
    box.editor.setText("63079090")
    box.button.click()
    assert [one.hsn for one in products(made)[:3]] == ["63079090"] * 3
    assert [one.listing.state for one in page.table.rows] == ["checked"] * 3, "nothing is to be mended any more"
    page._send_again()
    sheet = window.page("listing")
    assert window.here == "listing" and isinstance(sheet, ListingPage) and sheet.look is not None
    assert {one.product.id for one in sheet.look.facts} == {one.id for one in items} and sheet.order().mended
    sheet.only.setChecked(False)
    assert len(sheet.look.facts) == len(products(made))
    window.go("answers")
    again = (tmp_path / "answer.xls", "1 error(s) found\n1. [procurement_type]: Value Express is not allowed")
    again[0].write_bytes(
        flipkart_xls(category="stole", macros=False, rows=[{**rows[0], "QC Failed Reason (if any)": again[1]}])
    )
    page.read_answer(again[0])
    page._open()
    assert window.here == "mapping"
    own_record.withdraw(made, items[0].holder, "listing")
    window.go("listing")
    look = window.page("listing")
    assert isinstance(look, ListingPage)
    at = next(row for row, (_, one) in enumerate(look.table.rows) if one.field == "consent")
    look._open(at)
    assert window.here == "own-record"


def test_who_was_not_asked_is_asked_for_all_at_once_from_the_dry_run(window: MainWindow, session: Session) -> None:
    form = form_of(window, session)
    write(form, category="Stole", title_en="Stole", mrp="649", price="599", stock="3")
    form.save_and_next()
    window.go("listing")
    page = window.page("listing")
    assert isinstance(page, ListingPage)

    def kept_out() -> bool:
        return "consent" in {one.field for refuses, one in page.table.rows if refuses}

    assert kept_out() and not page.unasked.isHidden()
    dialog = page.unasked.ask()
    ask = dialog.form
    assert isinstance(ask, ConsentForm) and ask.change() is None and ask.paper() is None
    ask.purpose.set_value("listing")
    assert ask.paper() is not None and ask.how.value() is None and ask.day.value() is None, "nothing is chosen before"
    ask.how.set_value("thumb")
    ask.day.set_value(session.today)
    ask.evidence.setText("List 7, with Asha")
    dialog.look()
    dialog.carry_out()
    window.data_changed(Changed(frozenset({"consent"})))
    assert not kept_out() and not page.unasked.back.isHidden()
    page.unasked.undo()
    window.data_changed(Changed(frozenset({"consent"})))
    assert kept_out()


def test_a_photo_that_came_back_is_mended_by_somebodys_word(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    made = fixtures_market.with_products(session)
    item = products(made)[0]
    row = {
        "Seller SKU ID": item.registration,
        "Catalog QC Status": "Failed",
        "QC Failed Reason (if any)": "1. Watermark",
    }
    (tmp_path / "answer.xls").write_bytes(flipkart_xls(category="stole", macros=False, rows=[row]))
    window.go("answers")
    page = window.page("answers")
    assert isinstance(page, AnswersPage)
    page.read_answer(tmp_path / "answer.xls")
    said = [one.text() for one in page.one.findChildren(QLabel)]
    assert "Their words: Watermark" in [text.replace("1. ", "") for text in said] and not any(
        "-:" in text for text in said
    )
    page.by_hand(page.table.rows[0])
    assert [one.listing.state for one in page.table.rows] == ["checked"] and not page.resend.isHidden()


def test_tags_begin_on_a_used_sheet(window: MainWindow, session: Session, tmp_path: Path) -> None:
    form = form_of(window, session)
    write(form, category="Stole", title_en="Stole", mrp="649", price="599", stock="3")
    form.save_and_next()
    window.go("products")
    listed = window.page("products")
    assert isinstance(listed, ProductsPage)
    ask = choose_tags(listed.beside.actions, products(session)[0].registration)
    assert ask.answer() == (0, 0) and not ask.problem()
    ask.first.set_value(13)
    assert ask.problem()
    ask.first.set_value(11)
    ask.copies.set_value(3)
    write_tags(listed.beside.actions, products(session)[0].registration, tmp_path / "t.pdf", *ask.answer())
    ask.reject()
    assert len(pypdfium2.PdfDocument(tmp_path / "t.pdf")) == 2  # places 11 and 12, then the next sheet


def test_a_column_is_fed_tried_on_three_products_and_published(
    window: MainWindow, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixtures_market.with_products(session)
    (tmp_path / "stole.xls").write_bytes(flipkart_xls(category="stole", macros=False))
    monkeypatch.setattr("samarth_desktop.actions.device.roles._enrolled_as", lambda session: "office")
    window.go("mapping")
    page = window.page("mapping")
    assert isinstance(page, MappingPage)
    page.use_template(tmp_path / "stole.xls")
    assert page.preview is not None
    lines = {line.fed.column.name: line for line in page.table.rows}
    assert len(page.preview.products) == 3 and not page.publish.isEnabled()
    assert [text for text, _ in lines["MRP (INR)"].fed.cells] == ["649", "1490", "799"]
    assert lines["Fabric"].fed.source == lines["Fabric"].fed.fixed == ""
    page.choose("Fabric", "material")
    fabric = next(line for line in page.table.rows if line.fed.column.name == "Fabric")
    assert [wrong is not None for _, wrong in fabric.fed.cells] == [True] * 3  # Cotton, Silk, Khadi: not in their list
    page.translate("Fabric", "Cotton", "Cotton Silk")
    fabric = next(line for line in page.table.rows if line.fed.column.name == "Fabric")
    assert fabric.fed.cells[0] == ("Cotton Silk", None) and ("Cotton", "Cotton Silk") in fabric.words
    page.publish.click()
    assert page.preview.version == 1 and not page.publish.isEnabled()
    window.go("listing")
    look = window.page("listing")
    assert isinstance(look, ListingPage) and page.template is not None
    look.use_template(page.template)
    assert look.look is not None and "Fabric" not in look.look.must


P = TypeVar("P")


def in_front(window: MainWindow, qtbot: QtBot, name: str, sort: type[P]) -> P:
    """A page of the window that has the keyboard."""
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.go(name)
    page = window.page(name)
    assert isinstance(page, sort)
    return page


def test_what_is_being_written_stays_when_the_page_looks_again(
    window: MainWindow, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    made = fixtures_market.with_products(session)
    (tmp_path / "stole.xls").write_bytes(flipkart_xls(category="stole", macros=False))
    for heading in ("Brand", "Color"):
        mapping_choices.choose(made, "flipkart", heading, "")
    page = in_front(window, qtbot, "listing", ListingPage)
    page.use_template(tmp_path / "stole.xls")
    boxes = {heading: placed.editor for heading, placed in page._must_rows.items()}
    first, second = list(boxes)[:2]
    boxes[first].setFocus()
    qtbot.keyClicks(boxes[first], "Own")
    boxes[second].setFocus()  # the word is kept, and the page looks again
    qtbot.keyClicks(boxes[second], "Gree")
    page.read()
    assert list(page._must_rows) == list(boxes)[1:] and page._must_rows[second].editor is boxes[second]
    assert boxes[second].hasFocus() and boxes[second].text() == "Gree"
    page.use_template(tmp_path / "stole.xls")
    assert page.look is not None and second in page.look.must, "half a word was never kept"


def test_a_word_for_a_column_stays_while_others_arrive(
    window: MainWindow, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    fixtures_market.with_products(session)
    (tmp_path / "stole.xls").write_bytes(flipkart_xls(category="stole", macros=False))
    page = in_front(window, qtbot, "mapping", MappingPage)
    page.use_template(tmp_path / "stole.xls")
    names = [line.fed.column.name for line in page.table.rows]
    at = next(row for row, line in enumerate(page.table.rows) if not line.fed.column.allowed)
    page.table.selectRow(at)
    page._source.set_value("=")
    page._picked(names[at], "=")
    (box,) = [one for one in page._boxes[:1] if isinstance(one, TextBox)]
    assert box.hasFocus()
    qtbot.keyClicks(box, "Our")
    page.data_changed(Changed(frozenset({"product"})))
    assert page._boxes[0] is box and box.text() == "Our" and box.isVisible()
    fed = {line.fed.column.name: line.fed.fixed for line in page.table.rows}
    assert fed[names[at]] != "Our", "half a word was never kept"
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert {line.fed.column.name: line.fed.fixed for line in page.table.rows}[names[at]] == "Our"
