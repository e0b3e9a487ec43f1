"""Headings between the people of a list: what they say is each person's, is told before anything is written, and goes
into the sheet of rows to mend."""

from pathlib import Path

import pytest

from samarth_desktop.actions.imports import importing
from samarth_desktop.actions.imports.importing import Job
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.spreadsheets.worksheets import open_book
from samarth_desktop.kinds.artisan.record import Artisan
from tests.journeys.test_import_export import EN
from tests.journeys.test_import_export import session as session

LIST = """क्र०सं०,सदस्य का नाम,मोबाइल
,ग्राम पंचायत: मटौरा,
1,सुनीता देवी,9839022218
,समूह का नाम: लक्ष्मी SHG,
2,कमला देवी,9839022219
3,,9839022220
4,मीना देवी,9839022221,more
,ग्राम पंचायत: देवा,
5,राधा देवी,
"""


def test_what_headings_say_is_everybodys(session: Session, tmp_path: Path) -> None:
    path, wrong = tmp_path / "list.csv", tmp_path / "wrong.csv"
    path.write_text(LIST, "utf-8")
    book = importing.open_tables(session, "artisans", path)
    seen = importing.look(session, Job(book.tables, book.left_out))
    told = [EN.say(one.reason) for one in seen.warnings]
    assert any("2 headings" in text and "ग्राम पंचायत" in text for text in told)
    done = importing.import_file(session, "artisans", path, errors=wrong, words=EN)
    assert (done.read, done.imported, len(done.errors), done.left_rows) == (8, 3, 2, 3)
    assert (seen.read, seen.imported, seen.warnings) == (done.read, done.imported, done.warnings)
    with session.store.read() as reader:
        people = {one.name_hi: one for one in reader.every(Artisan)}
    assert {name: one.gram_panchayat for name, one in people.items()} == {
        "सुनीता देवी": "मटौरा", "कमला देवी": "मटौरा", "राधा देवी": "देवा",
    }  # fmt: skip
    assert people["कमला देवी"].remarks == "लक्ष्मी SHG" and not people["राधा देवी"].remarks
    (sheet,) = open_book(wrong)
    heads, *rows = sheet.rows()
    assert [dict(zip(heads, row, strict=False)).get("समूह का नाम") for row in rows][:1] == ["लक्ष्मी SHG"]
    assert "more" in str(rows[1])
    assert importing.import_file(session, "artisans", path, words=EN).skipped == 3


@pytest.mark.parametrize("question", ["Which crafts do you practise?", "grp_work/आप कौन सा शिल्प करते हैं?"])
def test_a_question_with_a_column_for_each_answer_is_one_value(session: Session, tmp_path: Path, question: str) -> None:
    path = tmp_path / "form.csv"
    answers = ("Chikankari", "Zari", "Pottery")
    heads = ["Name", "Village", *(f"{question}/{one}" for one in answers), "house/tap", "house/fan"]
    rows = ["Asha Devi,Dewa,1,0,0,1,0", "Bina Devi,Dewa,TRUE,yes,0,0,1", "Chanda Devi,Dewa,0,0,0,0,"]
    path.write_text("\n".join([",".join(heads), *rows]), "utf-8")
    done = importing.import_file(session, "artisans", path, words=EN)
    assert (done.read, done.imported) == (3, 3)
    assert [one.columns for one in done.left_out] == [("house/tap", "house/fan")]
    assert any("3 columns for its answers" in EN.say(one.reason) for one in done.warnings)
    with session.store.read() as reader:
        people = {one.name_en: one.craft for one in reader.every(Artisan)}
    assert people == {"Asha Devi": "Chikankari", "Bina Devi": "Chikankari; Zari", "Chanda Devi": ""}
