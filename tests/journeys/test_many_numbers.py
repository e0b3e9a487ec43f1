"""``show`` and ``change`` on the command line: all that is kept under a number, and the same change for many."""

from tests.journeys.command import Command
from tests.journeys.command import command as command
from tests.journeys.test_programmes import GROUP, HEAD, WEAVER, person

MORE = "\n".join(
    (
        WEAVER.format("UP-ODOP"),
        "किरण देवी,Kiran Devi,husband,राम,05/04/1990,female,own,9839000001,देवा,,देवा,बाराबंकी,उत्तर प्रदेश,handicraft,चिकनकारी,UP-ODOP",
        "रेखा,Rekha,husband,मोहन,,female,own,98390,,,,बाराबंकी,उत्तर प्रदेश,handicraft,,",
    )
)


def people(command: Command) -> dict[str, str]:
    sheet = command.folder / "in.csv"
    sheet.write_text(f"{HEAD}\n{MORE}\n", encoding="utf-8")
    assert command("import", "artisans", sheet)["imported"] == 3
    return {
        name: command("search", name, "--kind", "people")[0]["registration"] for name in ("shabnam", "kiran", "rekha")
    }


def test_show_says_what_is_kept_masked_as_lists_are(command: Command) -> None:
    number = person(command, "UP-ODOP")
    shown = command("show", number.lower().replace("-", " "))
    assert list(shown) == ["kind", "number", "complete", "values", "unread", "problems", "enrolments"]
    assert (shown["kind"], shown["number"], shown["complete"], shown["unread"]) == ("people", number, True, {})
    values = shown["values"]
    assert values["name_hi"] == "शबनम बानो" and values["gender"] == "female" and values["birth_date"] == "1999-03-04"
    assert values["mobile"] == "••••••2218" and values["technique"] == "" and values["programme"] == "UP-ODOP"
    assert values["district"] == "Barabanki" and "created_by" not in values
    (enrolment,) = shown["enrolments"]
    assert {"programme", "stage", "eligible", "missing", "dates"} <= enrolment.keys()
    assert (enrolment["programme"], enrolment["stage"]) == ("UP-ODOP", "registered")
    command("show", "UP-7KQ4MX-99999-X", code=2)


def test_show_of_a_draft_says_what_is_unread_and_what_to_mend(command: Command) -> None:
    shown = command("show", people(command)["rekha"])
    assert not shown["complete"] and shown["unread"]["mobile"].endswith("8390") and shown["values"]["mobile"] == ""
    assert "98390" not in str(shown)
    blocking = {one["field"] for one in shown["problems"] if one["blocks"]}
    assert {"village", "craft"} <= blocking and all(one["reason"] for one in shown["problems"])


def test_show_reads_groups_and_certificates(command: Command) -> None:
    sheet = command.folder / "groups.csv"
    sheet.write_text(GROUP, encoding="utf-8")
    command("import", "shgs", sheet)
    group = command("search", "prerna", "--kind", "shgs")[0]["registration"]
    shown = command("show", group)
    assert shown["kind"] == "shgs" and shown["values"]["shg_code"] == "77"
    number = person(command, "UP-ODOP")
    command("change", number, "odop_product=yes")
    command("correct", number, "consent=signature")
    (paper,) = command("certificates", "issue", "--registration", number, "--out", command.folder / "out")
    shown = command("show", paper["serial"])
    assert (shown["kind"], shown["number"], shown["values"]["state"]) == ("certificates", paper["serial"], "valid")
    assert shown["enrolments"] == [] and "payload" not in shown["values"]


def test_change_is_one_for_all_and_says_who_stays(command: Command) -> None:
    known = people(command)
    made = command("change", known["shabnam"], known["kiran"], "UP-7KQ4MX-00001-X", "village=मसौली", code=1)
    assert made["changed"] == [known["shabnam"], known["kiran"]]
    assert [one["number"] for one in made["not"]] == ["UP-7KQ4MX-00001-X"] and made["not"][0]["reason"]
    assert command("show", known["kiran"])["values"]["village"] == "मसौली"
    again = command("change", known["kiran"], "village=मसौली", code=1)
    assert again["changed"] == [] and "already" in again["not"][0]["reason"]


def test_a_key_that_nobody_has_changes_nothing(command: Command) -> None:
    known = people(command)
    for wrong in (("vilage=x",), ("registration=UP-1",), ("village=x", "stage=verifed"), ()):
        command("change", *known.values(), *wrong, code=2)
    assert command("show", known["kiran"])["values"]["village"] == "देवा"
    made = command("change", *known.values(), "mobile=12", code=1)
    assert made["changed"] == [] and all("Mobile" in one["reason"] for one in made["not"])


def test_proposed_names_are_confirmed_for_many(command: Command) -> None:
    known = people(command)
    command("change", known["rekha"], "name_en=", "relative_hi=", "relative_en=Mohan")
    assert command("change", *known.values(), "names=yes", code=2) is None
    assert known["rekha"] in command("change", known["rekha"], "names=confirmed")["changed"]
    values = command("show", known["rekha"])["values"]
    assert values["name_en"] and values["relative_hi"]


def test_stage_programme_and_drafts_for_many(command: Command) -> None:
    known = people(command)
    made = command("change", *known.values(), "stage=on_hold", "reason=Papers at the office", code=1)
    assert made["changed"] == [known["shabnam"], known["kiran"]], "she is in no programme"
    assert command("stage", known["kiran"], "UP-ODOP")["stage"] == "on_hold"
    made = command("change", *known.values(), "programme=JK-HHC", code=1)
    assert made["changed"] == [] and all("Uttar Pradesh" in one["reason"] for one in made["not"])
    assert command("change", *known.values(), "programme=SAMARTH")["changed"] == list(known.values())
    made = command("change", *known.values(), "deleted=yes", code=1)
    assert made["changed"] == [known["rekha"]] and [one["number"] for one in made["not"]] == [
        known["shabnam"],
        known["kiran"],
    ]
    assert command("search", "rekha") == []


def test_nothing_is_written_into_what_was_deleted(command: Command) -> None:
    """It would be told as done, and nobody would ever see it."""
    known = people(command)
    gone = known["rekha"]
    assert command("change", gone, "deleted=yes")["changed"] == [gone]
    assert [one["reason"] for one in command("show", gone)["problems"]] == [
        f"{gone} was deleted. Nothing is written into it any more."
    ]
    for wish in ("village=हरख", "names=confirmed", "programme=SAMARTH"):
        made = command("change", gone, known["kiran"], wish, code=1)
        assert gone not in made["changed"] and "was deleted" in made["not"][0]["reason"]
    command("correct", gone, "village=हरख", code=2)
    sheet = command.folder / "again.csv"
    sheet.write_text(f"registration,name_hi,village\n{gone},रेखा,हरख\n", encoding="utf-8")
    brought = command("import", "artisans", sheet)
    assert [(one["row"], one["field"]) for one in brought["errors"]] == [(2, "registration")]
    assert command("show", gone)["values"]["village"] == ""


def test_a_key_that_stands_twice_is_refused(command: Command) -> None:
    command("change", people(command)["kiran"], "village=हरख", "village=देवा", code=2)


def test_a_file_of_several_certificates_is_told_one_by_one(command: Command) -> None:
    known = people(command)
    numbers = [known["shabnam"], known["kiran"]]
    command("change", *numbers, "odop_product=yes")
    for number in numbers:
        command("correct", number, "consent=signature")
    out = command.folder / "out"
    made = command("certificates", "issue", "--registration", *numbers, "--out", out, "--one-file")
    told = command("verify", made[0]["file"], code=1)
    assert [one["serial"] for one in told["each"]] == [one["serial"] for one in made]
    assert {one["reason"] for one in told["each"]} == {told["reason"]} == {"not_enrolled"}
