"""The page that brings sheets in: the head for all, the sum that agrees, decisions, questions, what stays out, undo."""

from datetime import date

import pymupdf
import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from samarth_desktop.actions.registration import registering
from samarth_desktop.documents.spreadsheets.sheet_write import OutputSheet, write_xlsx
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.kit.surfaces.small import TextLink
from samarth_desktop.gui.kit.surfaces.tables import CELL
from samarth_desktop.gui.theme import paint, theme
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import T
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.store.queries import waiting
from tests.gui import fixtures_lists, layout_checks
from tests.gui.fixtures_lists import person
from tests.gui.test_list_pages import everybody, opened, said, texts

HEADS = "नाम,पति का नाम,मोबाइल,गाँव,जन्म तिथि"


def brought(page, tmp_path, *lines, name="list.csv"):
    """Opens a sheet and looks what will happen."""
    file = tmp_path / name
    file.write_text("\n".join([HEADS, *lines]), "utf-8")
    page.open_file(file)
    page.look()


def cells_of(model):
    return [
        [model.index(row, column).data(CELL) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def numbers(page):
    """The sum on the page."""
    return [
        int(page.preview._numbers[key].text()) for key in ("read", "imported", "updated", "skipped", "errors", "left")
    ]


def test_likely_doubles_are_decided_before_anything_is_written(qtbot, session, tmp_path):
    known = person(session, "किरण देवी", "Kiran Devi", "हरख", relative_hi="सुरेश", birth_year=1988, mobile="9839022218")
    _, page = opened(qtbot, session, "import")
    lines = ("किरन देवी,सुरेश,9839022218,हरख,05/11/1988", "गीता यादव,रामू,9839000123,हरख,", "गीता यादव,रामु,9839000123,हरख,")
    brought(page, tmp_path, *lines, "कुल योग 3,,,,")
    table = page.preview.outcomes
    assert [line.place.row for line in table._lines["decide"]] == [2, 4]
    assert sum(numbers(page)[1:]) == numbers(page)[0] == 4
    assert "9839022218" not in str([texts(page.model, column) for column in range(5)]), "no phone number in full"
    assert page.window().focusWidget() is table.table, "1, 2 and 3 decide without a click before"
    qtbot.keyClick(table.table, Qt.Key.Key_2)
    qtbot.keyClick(table.table, Qt.Key.Key_3)
    assert [choice.what for choice in table.choices().values()] == ["same", "leave"]
    assert numbers(page) == [4, 1, 1, 0, 0, 2]
    assert "1" in page.next.text()
    page.take_in()
    assert page.report.imported == 1 and page.report.updated == 1
    names = sorted(one.name_hi for one in everybody(session))
    assert names == ["किरण देवी", "गीता यादव"]
    kept = registering.load(session, known.holder.id).holder
    assert kept.name_hi == "किरण देवी" and kept.birth_date == date(1988, 11, 5), "gaps are filled, nothing written over"


def test_a_row_that_only_resembles_another_of_the_sheet_is_proposed_as_somebody_new(qtbot, session, tmp_path):
    _, page = opened(qtbot, session, "import")
    lines = ("फूलमती कुमारी,छोटेलाल,9308884415,देवा,05/12/1971", "फूलमती बेगम,छोटेलाल,9324517822,देवा,10/06/1973",
             "कमला यादव,सलीम अहमद,9532759270,देवा,10/09/2006", "कमला यादव,सलीम अहमद,9532759270,देवा,02/07/2006")  # fmt: skip
    brought(page, tmp_path, *lines)
    table = page.preview.outcomes
    proposed = {place.row: choice.what for place, choice in table.choices().items()}
    assert proposed == {3: "new", 5: "same"}, "nobody is lost who only looks like another"
    badges = {line.place.row: table.cell(line, 2).text for line in table._lines["decide"]}
    assert badges[5] == "Twice here" and badges[3].endswith("% alike")
    assert numbers(page) == [4, 3, 0, 1, 0, 0]


def test_the_rows_have_the_keys_after_another_sort_is_chosen(qtbot, session, tmp_path):
    _, page = opened(qtbot, session, "import")
    brought(page, tmp_path, "गीता यादव,रामू,9839000123,हरख,", "गीता यादव,रामु,9839000123,हरख,")
    table = page.preview.outcomes
    for key in ("all", "decide"):
        table.chips[key].setFocus()
        table.chips[key].click()
    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_3)
    assert [choice.what for choice in table.choices().values()] == ["leave"]


def test_whose_the_phones_are_is_said_once_for_the_rows_that_have_one(qtbot, session, tmp_path):
    _, page = opened(qtbot, session, "import")
    brought(page, tmp_path, "रेखा कुमारी,दिनेश,8576031145,हरख,", "लक्ष्मी देवी,मनोज,,हरख,")
    page.preview.head.phones.set_value("family")
    page.take_in()
    assert {one.name_hi: one.phone_owner for one in everybody(session)} == {"रेखा कुमारी": "family", "लक्ष्मी देवी": ""}


def test_the_head_is_written_with_the_keys_alone(qtbot, session, tmp_path):
    window, page = opened(qtbot, session, "import")
    with qtbot.waitActive(window):
        window.activateWindow()
    brought(page, tmp_path, "रेखा कुमारी,दिनेश,8576031145,,")
    head = page.preview.head
    head.change.click()
    head.how.buttons()[0].setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Tab, *"21112026", Qt.Key.Key_Tab):
        qtbot.keyClick(page.window().focusWidget(), key)
    assert not page.strip.isVisibleTo(page) and page.window().focusWidget() is head.evidence, "nothing is wrong yet"
    page.take_in()
    assert page.strip.isVisibleTo(page) and everybody(session) == []
    assert page.window().focusWidget() is head.evidence, "there something is missing"
    qtbot.keyClicks(head.evidence, "4/2026")
    page.take_in()
    assert len(everybody(session)) == 1


def test_what_is_changed_in_the_head_during_a_look_is_looked_at_too(qtbot, session, tmp_path):
    _, page = opened(qtbot, session, "import")
    brought(page, tmp_path, "रेखा कुमारी,दिनेश,8576031145,,")
    asked = []
    page._look = lambda *args: asked.append(page.preview.head.settled()["district"])
    page.running.begin("")
    page.preview.head.district.setText("बाराबंकी")
    page._look_again()
    assert asked == []
    page.running.end()
    page.show_preview(page.report)
    assert asked == ["बाराबंकी"]


def test_a_row_of_several_sheets_is_named_with_its_sheet(qtbot, session, tmp_path):
    _, page = opened(qtbot, session, "import")
    file = tmp_path / "two.xlsx"
    near = ["किरन देवी", "सुरेश", "9839022218", "हरख", "1988"]
    table = {"ज़ैदपुर": [["किरण देवी", *near[1:]], [""] * 3 + ["देवा", "1990"]], "हरख": [near]}
    write_xlsx(file, [OutputSheet(name, HEADS.split(","), rows) for name, rows in table.items()])
    page.open_file(file)
    page.look()
    shown = page.preview.outcomes
    assert "हरख, row 2:" in shown.why.label.text() and "ज़ैदपुर, row 3:" in page.left_out._wrong.label.text()
    assert "ज़ैदपुर" in shown.cell(shown._lines["decide"][0], 3).below
    shown.show_only("all")
    rows = [(shown.cell(line, 0), shown.cell(line, 3).text) for line in shown._lines["all"]]
    assert [(cell.text, cell.below) for cell, _ in rows] == [("2", "ज़ैदपुर"), ("3", "ज़ैदपुर"), ("2", "हरख")]
    assert "No name" in rows[1][1] and "Same" not in rows[0][1] and rows[2][1], "a reason stands beside its own row"


def test_the_head_stands_for_all_and_its_consent_needs_three_things(qtbot, session, tmp_path):
    _, page = opened(qtbot, session, "import")
    brought(page, tmp_path, "रेखा कुमारी,दिनेश,8576031145,,")
    head = page.preview.head
    head.programme.set_value("UP-ODOP")
    head.district.setText("बाराबंकी")
    head.village.setText("ज़ैदपुर")
    head.sector.set_value("handloom")
    head.how.set_value("signature")
    page.take_in()
    assert page.strip.isVisibleTo(page) and everybody(session) == []
    head.day.setText("21/11/2026")
    head.evidence.setText("सूची 4/2026, ब्लॉक दफ़्तर")
    page.write_consent_list(str(tmp_path / "consent.pdf"))
    with pymupdf.open(tmp_path / "consent.pdf") as paper:
        words = paper[0].get_text()
    assert "रेखा कुमारी" in words or "Rekha" in words
    assert "4/2026" in words
    page.take_in()
    (one,) = everybody(session)
    assert (one.district, one.village, one.sector) == ("129", "ज़ैदपुर", "handloom")
    with session.store.read() as reader:
        (consent,) = reader.children(Consent, one.id)
    assert (consent.how, consent.evidence) == ("signature", "सूची 4/2026, ब्लॉक दफ़्तर")
    assert not any("consent is written" in text for text in said(page.done))


def test_an_import_is_taken_back_from_the_page(qtbot, session, tmp_path):
    _, page = opened(qtbot, session, "import")
    brought(page, tmp_path, "रेखा कुमारी,दिनेश,8576031145,हरख,", "लक्ष्मी देवी,मनोज,9935078122,हरख,")
    page.take_in()
    assert len(everybody(session)) == 2 and any("Nobody's consent is written yet" in text for text in said(page.done))
    day = lang.catalog.date(session.today, "d MMM y")
    page.shown()
    assert f"2 rows, {day}" in said(page.choose), "as people write a day"
    page.undo(page.report.run)
    assert everybody(session) == [] and "2 records taken back" in said(page)
    with session.store.read() as reader:
        waits = waiting.unsent(reader)
    assert (waits.artisans, waits.corrections) == (0, 2), "who was taken back is no new artisan any more"


def test_a_question_on_a_column_is_answered_once(qtbot, session, tmp_path):
    _, page = opened(qtbot, session, "import")
    lines = (
        "रेखा कुमारी,दिनेश,8576031145,हरख,11/25/1990",
        "लक्ष्मी देवी,मनोज,9935078122,हरख,25/11/1991",
        "रानी,राम,9935078123,हरख,05/11/1992",
    )
    brought(page, tmp_path, *lines)
    month = [button for button in page.preview.findChildren(Button) if button.text() == "Month first"]
    month[-1].click()
    assert not page.report.questions
    page.take_in()
    assert everybody(session)[2].birth_date == date(1992, 5, 11)
    brought(page, tmp_path, *lines, "मीना,राम,9935078129,हरख,12/06/1993", name="again.csv")
    assert not page.report.questions, "remembered for these heads"


def test_any_table_opens_the_columns(qtbot, session, tmp_path):
    _, page = opened(qtbot, session, "import")
    file = tmp_path / "list.csv"
    file.write_text("Bezeichnung,Ort\nRekha Kumari,Harakh\n", "utf-8")
    page.open_file(file)
    assert page.bar.here == 1
    page.columns.combos[0][0].set_value("name")
    page.columns.combos[0][1].set_value("village")
    page.look()
    page.take_in()
    assert [(one.name_en, one.village) for one in everybody(session)] == [("Rekha Kumari", "Harakh")]


def test_a_table_without_heads_loses_nobody(qtbot, session, tmp_path):
    _, page = opened(qtbot, session, "import")
    file = tmp_path / "list.csv"
    file.write_text("1,रेखा कुमारी,9839022218\n2,गीता रानी,9839022219\n", "utf-8")
    page.open_file(file)
    page.columns.combos[0][1].set_value("name")
    page.columns.combos[0][2].set_value("mobile")
    page.look()
    assert numbers(page) == [2, 2, 0, 0, 0, 0]
    page.take_in()
    assert {one.name_hi: one.mobile for one in everybody(session)} == {
        "रेखा कुमारी": "9839022218", "गीता रानी": "9839022219",
    }  # fmt: skip


def test_a_hidden_column_is_told_before_anything_is_written(qtbot, session, tmp_path):
    _, page = opened(qtbot, session, "import")
    with xlsxwriter.Workbook(tmp_path / "list.xlsx") as book:
        sheet = book.add_worksheet("सूची")
        for at, (head, cell) in enumerate((("नाम", "रेखा कुमारी"), ("मोबाइल", "8576031145"), ("गाँव", "हरख"))):
            sheet.write(0, at, head)
            sheet.write(1, at, cell)
        sheet.set_column(1, 1, None, None, {"hidden": True})
    page.open_file(tmp_path / "list.xlsx")
    assert say(T("{head} (hidden in the sheet)", head="मोबाइल")) in said(page.columns)
    page.look()
    (told,) = page.report.warnings
    assert "मोबाइल" in say(told.reason) and "गाँव" not in say(told.reason)
    assert not everybody(session)


def test_what_is_told_of_a_row_stands_beside_the_row_of_its_own_sheet(qtbot, session, tmp_path):
    _, page = opened(qtbot, session, "import")
    with xlsxwriter.Workbook(tmp_path / "list.xlsx") as book:
        for name, born in (("हरख", "11/05/1990"), ("देवा", "31/02/1990")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["नाम", "जन्म तिथि"])
            sheet.write_row(1, 0, [f"रेखा {name}", born])
    page.open_file(tmp_path / "list.xlsx")
    page.look()
    page.preview.outcomes.show_only("all")
    rows = {cells[0].below: cells[3].text for cells in cells_of(page.model)}
    assert not rows["हरख"] and rows["देवा"]


def test_a_second_table_is_offered_and_taken_in_only_where_somebody_wants_it(qtbot, session, spoken, tmp_path):
    _, page = opened(qtbot, session, "import")
    file = tmp_path / "list.csv"
    file.write_text("नाम,गाँव,जन्म तिथि\nरेखा कुमारी,हरख,1/2/1990\n,,\nमोबाइल,गाँव,नाम\n9839022218,देवा,मीना देवी\n", "utf-8")
    page.open_file(file)
    first, second = page.columns._wanted
    assert first.isChecked() and not second.isChecked()
    page.look()
    assert numbers(page) == [3, 1, 0, 0, 0, 2]
    page._go_back_to(1)
    second.click()
    page.look()
    assert numbers(page) == [3, 2, 0, 0, 0, 1]
    page._go_back_to(1)
    first.click()
    page.look()
    assert numbers(page) == [4, 1, 0, 0, 0, 3]  # the heads of the first are rows of what stays out
    page._go_back_to(1)
    second.click()
    page.look()
    assert page.bar.here == 1 and say(T("No table is chosen.")) in said(page)
    first.click()
    page.look()
    page.take_in()
    assert [one.name_hi for one in everybody(session)] == ["रेखा कुमारी"]


def test_an_answer_on_dates_lasts_when_the_columns_are_looked_through_again(qtbot, session, tmp_path):
    _, page = opened(qtbot, session, "import")
    brought(page, tmp_path, "रमा,,,,03/04/1980", "उमा,,,,25/12/1981", "सीमा,,,,12/25/1982")
    assert page.report.questions
    page.preview.answered.emit("", "जन्म तिथि", "mdy")
    assert not page.report.questions
    page._go_back_to(1)
    page.columns.combos[0][3].set_value("")
    page.look()
    assert not page.report.questions
    page.open_file(page.file)
    page.look()
    assert not page.report.questions


def test_no_number_shows_in_full_in_the_columns(qtbot, session, tmp_path):
    _, page = opened(qtbot, session, "import")
    file = tmp_path / "list.csv"
    file.write_text(
        "नाम,मोबाइल,आधार,खाता संख्या,पुराना\nरेखा कुमारी,8576031145,234123412346,123456789012,9935078122\n", "utf-8"
    )
    page.open_file(file)
    shown = " ".join(label.text() for label in page.columns.findChildren(Label))
    for secret in ("8576031145", "234123412346", "123456789012", "9935078122"):
        assert secret not in shown and secret[-4:] in shown


def test_nothing_is_cut_while_decisions_are_made(qtbot, session, spoken):
    window = fixtures_lists.window_of(fixtures_lists.stock(session), "people")
    qtbot.addWidget(window)
    window.show()
    window.go("import")
    fixtures_lists.sheet_decided(window)
    for size in ((1366, 768), (1093, 614)):
        window.resize(*size)
        QApplication.processEvents()
        assert layout_checks.clipped_texts(window) == []
        assert layout_checks.nameless(window) == []


def test_a_number_is_shown_whole_or_not_at_all(qtbot):
    """Half of a registration number is another person's, half of a year another age."""
    number = "UP-3Z21FT-00012-4"
    metrics = QFontMetrics(theme.font(13))
    for text in (
        f"{number} · सुनीता देवी",
        f"सुनीता देवी · {number}",
        f"{number} is the number of Sunita; the row fits Geeta ({number}). Write the right number, or none.",
        "उम्र 34 और 1992 में जन्म",
    ):
        whole = {word.strip("().;") for word in text.split()}
        for width in range(60, 700, 7):
            shown = paint.shortened(text, metrics, width)
            told = [word for word in shown.replace("…", " ").split() if any(ch.isdigit() for ch in word)]
            assert all(word.strip("().;") in whole for word in told if not shown.startswith("…")), (shown, width)
    assert paint.shortened(number, metrics, 90).endswith("00012-4")


def test_whose_number_a_likely_double_has_stands_first(qtbot, session, tmp_path):
    known = person(session, "किरण देवी", "Kiran Devi", "हरख", relative_hi="सुरेश", birth_year=1988, mobile="9839022218")
    _, page = opened(qtbot, session, "import")
    brought(page, tmp_path, "किरन देवी,सुरेश,9839022218,हरख,05/11/1988")
    table = page.preview.outcomes
    assert table.cell(table._lines["decide"][0], 3).below.startswith(known.holder.registration)


def test_the_whole_reason_of_every_decision_is_seen(qtbot, session, spoken):
    window = fixtures_lists.window_of(fixtures_lists.stock(session), "people")
    qtbot.addWidget(window)
    window.show()
    window.go("import")
    fixtures_lists.sheet_decided(window)
    rows = window.page("import").preview.outcomes
    for size, least in (((1366, 768), 4), ((1093, 614), 1)):
        window.resize(*size)
        QApplication.processEvents()
        inside = rows.table.columnWidth(3) - 18  # the margins of a cell
        assert rows.table.viewport().height() // max(map(rows.table.rowHeight, range(3))) >= least
        for at, line in enumerate(rows._lines["decide"]):
            cell = rows.cell(line, 3)
            needed = paint.height_of(cell.text, inside, 14) + QFontMetrics(theme.font(13)).height()
            assert needed <= rows.table.rowHeight(at) <= needed + 60, cell.text
            rows.table.selectRow(at)
            QApplication.processEvents()
            told = rows.why.label.text()
            assert all(say(reason) in told for reason in line.twin.reasons), "the words of a row, as sentences"
            assert layout_checks.clipped_texts(rows.why) == []
    page = window.page("import")
    assert page.left_out._wrong.label.text().count("9") == 1, "the row that cannot be taken is named"


def test_the_head_is_folded_to_what_it_says_and_opens_where_it_is_wrong(qtbot, session, tmp_path):
    _, page = opened(qtbot, session, "import")
    brought(page, tmp_path, "रेखा कुमारी,दिनेश,8576031145,,")
    head = page.preview.head
    assert head.fields.isHidden() and "not written" in head._consent.label.text()
    head.change.click()
    assert not head.fields.isHidden()
    head.village.setText("ज़ैदपुर")
    head.how.set_value("thumb")
    head.how.changed.emit("thumb")
    head.change.click()
    assert head.fields.isHidden() and "ज़ैदपुर" in head._given.text() and "not complete" in head._consent.label.text()
    page.take_in()
    assert not head.fields.isHidden() and everybody(session) == []
    head.day.setText("21/11/2026")
    head.evidence.setText("4/2026")
    head.change.click()
    assert "Thumb, 21/11/2026, 4/2026" in head._consent.label.text()


def test_rows_that_stay_out_can_be_read_with_their_numbers_masked(qtbot, session, tmp_path):
    _, page = opened(qtbot, session, "import")
    brought(page, tmp_path, "रेखा कुमारी,दिनेश,8576031145,हरख,", "कुल योग 1,,,,", "हस्ताक्षर,,9935078122,,")
    qtbot.wait(1)  # what the first rows had said is deleted
    links = [link for link in page.left_out.findChildren(TextLink) if link.text() == "Look"]
    assert len(links) == 2
    for link in links:
        link.click()
    shown = " ".join(said(page.left_out))
    assert "कुल योग 1" in shown and "हस्ताक्षर" in shown
    assert "9935078122" not in shown and "8122" in shown
    assert [link.text() for link in links] == ["Hide", "Hide"]
    links[0].click()
    assert links[0].text() == "Look"
