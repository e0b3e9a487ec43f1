"""Programmes on the command line: the list, a file taken in, who may join, stages, follow-ups, a group's register."""

import subprocess
from pathlib import Path

import pytest

from samarth_desktop.i18n import catalog
from tests.domain.test_rule_file import RULED
from tests.journeys.command import Command
from tests.journeys.command import command as command

HEAD = "name_hi,name_en,relation,relative_hi,birth_date,gender,phone_owner,mobile,village,gram_panchayat,block,district,state,sector,craft,programme"
WEAVER = "शबनम बानो,Shabnam Bano,husband,असलम,04/03/1999,female,own,9839022218,ज़ैदपुर,ज़ैदपुर,हरख,बाराबंकी,उत्तर प्रदेश,handloom,बुनाई,{}"
GROUP = "shg_name_hi,shg_name_en,shg_code,mission,formation_date,village,block,district,state\nप्रेरणा समूह,Prerna,77,nrlm,01/04/2024,देवा,देवा,बाराबंकी,उत्तर प्रदेश\n"


def person(command: Command, programme: str = "", **changes: str) -> str:
    row = WEAVER.format(programme)
    for was, becomes in changes.items():
        row = row.replace(was, becomes)
    sheet = command.folder / "in.csv"
    sheet.write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
    report = command("import", "artisans", sheet)
    assert report["imported"] == 1, report
    command.report = report
    return str(command("search", "shabnam")[0]["registration"])


def test_the_list_says_what_the_contract_says(command: Command) -> None:
    rows = {row["code"]: row for row in command("programmes")}
    assert rows["NRLM"]["waiver_months"] == 6 and rows["NRLM"]["catalogue_limit"] == 100
    assert rows["UP-ODOP"]["states"] == ["9"] and rows["UP-ODOP"]["holders"] == ["artisan", "shg"]
    assert all(
        {"code", "name_hi", "name_en", "states", "holders", "waiver_months", "catalogue_limit", "source"} <= row.keys()
        for row in rows.values()
    )
    assert all(row["source"] for row in rows.values())


def test_who_is_told_no_is_registered_without_the_programme(command: Command) -> None:
    number = person(command, "JK-HHC")
    (warning,) = [one for one in command.report["warnings"] if one["field"] == "programme"]
    assert warning["row"] == 2 and "Jammu and Kashmir" in warning["reason"] and "Uttar Pradesh" in warning["reason"]
    assert command.report["errors"] == []
    command("stage", number, "JK-HHC", code=2)
    command("correct", number, "programme=JK-HHC", code=2)
    assert "Uttar Pradesh" in command.said
    command("correct", number, "consent=signature")
    assert command("certificates", "issue", "--registration", number, "--out", command.folder / "out", code=1) == []


def test_a_certificate_is_refused_once_the_rules_say_no(command: Command) -> None:
    number = person(command, "SAMARTH")
    command("correct", number, "consent=signature", "sector=other")
    made = command("certificates", "issue", "--registration", number, "--out", command.folder / "out", code=1)
    assert made == [] and "SAMARTH does not take this registration" in command.said and "Other" in command.said
    command("correct", number, "sector=handloom")
    assert len(command("certificates", "issue", "--registration", number, "--out", command.folder / "out")) == 1


def test_eligible_gives_a_reason_for_every_rule(command: Command) -> None:
    number = person(command)
    rows = {row["programme"]: row for row in command("eligible", number)}
    assert rows["JK-HHC"]["eligible"] == "no" and rows["SAMARTH"]["eligible"] == "yes"
    odop = rows["UP-ODOP"]
    assert (odop["eligible"], odop["missing"]) == ("unknown", ["odop_product"])
    assert {reason["rule"]: reason["holds"] for reason in odop["reasons"]} == {
        "holder": "yes", "active": "yes", "state": "yes", "odop_product": "unknown",
    }  # fmt: skip
    command("correct", number, "odop_product=yes")
    assert command("eligible", number, "--programme", "up-odop")[0]["eligible"] == "yes"
    assert "पता नहीं" in command("eligible", number, "--programme", "DAY-NULM", lang="hi")[0]["reasons"][-2]["text"]
    command("eligible", number, "--programme", "NOWHERE", code=2)
    command("eligible", "UP-AAAAAA-00001-X", code=2)


def test_a_stage_says_what_is_missing_and_moves_only_then(command: Command) -> None:
    number = person(command, "SAMARTH")
    assert command("stage", number, "SAMARTH") == {"stage": "registered", "missing": ["bank_passbook", "consent"]}
    held = command("stage", number, "SAMARTH", "documents_complete", code=1)
    assert held == {"stage": "registered", "missing": ["bank_passbook", "consent"]}
    assert "passbook" in command.said
    assert command("stage", number, "SAMARTH", "on_hold", code=1)["missing"] == ["reason"]
    assert command("stage", number, "SAMARTH", "on_hold", "--reason", "no passbook") == {
        "stage": "on_hold",
        "missing": [],
    }
    assert command("stage", number, "SAMARTH", "registered")["stage"] == "registered"
    command("stage", number, "SAMARTH", "trained", "--on", "2031-01-01", code=2)
    command("stage", number, "SAMARTH", "sleeping", code=2)
    command("stage", number, "NRLM", code=2)


def test_follow_ups_by_the_day_on_which_they_are_due(command: Command) -> None:
    number = person(command)
    command("follow-ups", "add", number, "working_capital", "--due", "2026-12-01")
    command("follow-ups", "add", number, "मोबाइल नंबर पूछना", "--due", "01/01/2027")
    rows = command("follow-ups")
    assert [(row["what"], row["text"], row["due"], row["done"]) for row in rows] == [
        ("working_capital", "Working capital", "2026-12-01", ""),
        ("मोबाइल नंबर पूछना", "मोबाइल नंबर पूछना", "2027-01-01", ""),
    ], "a code is the same in every language, its words stand beside it"
    assert command("follow-ups", lang="hi")[0]["what"] == "working_capital"
    for refused in (("follow-ups", "--due", "soon"), ("stage", number, "SAMARTH", "verified", "--on", "soon")):
        command(*refused, code=2)
        assert command.said.startswith(f"{refused[-2]}: "), "the option that is meant"
    assert {row["number"] for row in rows} == {number}
    assert [row["due"] for row in command("follow-ups", "--due", "2026-12-31")] == ["2026-12-01"]


def test_a_file_is_taken_in_or_told_what_is_wrong(command: Command) -> None:
    file = command.folder / "own.toml"
    file.write_text(RULED.replace("from = 18", 'from = "18"'), encoding="utf-8")
    assert "Line 28. " in command("programmes", "add", file, code=1)["reason"]
    assert {row["code"] for row in command("programmes")}.isdisjoint({"BR-X"})
    file.write_text(RULED, encoding="utf-8")
    assert command("programmes", "add", file) == {"added": "BR-X", "version": 1, "trial": True}
    command("programmes", "add", file)  # again: the same
    assert [row["code"] for row in command("programmes")].count("BR-X") == 1
    refused = command("programmes", "withdraw", "BR-X", code=1)
    assert refused["withdrawn"] == "" and "office" in refused["reason"], "only the office, and never a trial"
    out = command.folder / "out.toml"
    command("programmes", "export", "br-x", out)
    assert out.read_text(encoding="utf-8") == RULED
    command("programmes", "export", "UP-ODOP", out)
    assert "UP-ODOP" in command("programmes", "add", out, code=1)["reason"]
    command("programmes", "add", command.folder / "none.toml", code=2)
    assert command("eligible", person(command), "--programme", "BR-X")[0]["eligible"] == "unknown"


@pytest.mark.parametrize("language", ["en", "hi"])
def test_the_register_of_a_group(command: Command, language: str) -> None:
    sheet = command.folder / "groups.csv"
    sheet.write_text(GROUP, encoding="utf-8")
    command("import", "shgs", sheet)
    number = command("search", "prerna")[0]["registration"]
    file = command.folder / "register.pdf"
    command("shgs", "register", number, file, lang=language)
    text = text_of(file)
    for part in ("प्रेरणा समूह", "Prerna", number, "77"):
        assert part in text
    heads = ("The group", "Account and savings", "Members", "Resolutions and office-bearers", "Panchsutra by quarter")
    heads = [catalog(language).say(head) for head in (*heads, "Funds and loans", "Federation")]
    places = [text.index(head) for head in heads]
    assert places == sorted(places), "in the order in which missions keep it"
    command("shgs", "register", person(command), file, code=2)


def text_of(file: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout


def test_a_programmes_own_answers_go_out_and_come_in(command: Command) -> None:
    file = command.folder / "own.toml"
    file.write_text(RULED, encoding="utf-8")
    command("programmes", "add", file)
    sheet = command.folder / "in.csv"
    sheet.write_text(f"{HEAD},BR-X.rank\n{WEAVER.format('BR-X')},उस्ताद\n", encoding="utf-8")
    report = command("import", "artisans", sheet)
    assert (report["imported"], report["errors"], report["warnings"]) == (1, [], [])
    number = command("search", "shabnam")[0]["registration"]
    assert {r["rule"]: r["holds"] for r in command("eligible", number, "--programme", "BR-X")[0]["reasons"]}[
        "rank"
    ] == "yes"
    assert command("import", "artisans", sheet)["skipped"] == 1, "the same again changes nothing"
    out = command.folder / "out.csv"
    command("export", "artisans", out)
    head, row = (line.split(",") for line in out.read_text(encoding="utf-8-sig").splitlines()[:2])
    assert row[head.index("BR-X.rank")] == "master"
    sheet.write_text(f"{HEAD},registration,BR-X.rank · स्तर\n{WEAVER.format('')},{number},learner\n", encoding="utf-8")
    assert command("import", "artisans", sheet)["updated"] == 1
    verdict = command("eligible", number, "--programme", "BR-X")[0]
    assert (verdict["eligible"], [r["rule"] for r in verdict["reasons"] if r["holds"] == "no"]) == ("no", ["rank"])
    command("correct", number, "BR-X.rank=उस्ताद", "village=Deva")
    assert command("eligible", number, "--programme", "br-x")[0]["eligible"] == "yes"
    command("correct", number, "BR-X.rank=queen", "village=Zaidpur", code=2)
    assert "queen" in command.said and "master, learner" in command.said
    assert command("show", number)["values"]["village"] == "Deva", "all of it or nothing"
    command("correct", number, "BR-X.crown=1", code=2)
    command("correct", number, "UP-ODOP.product=Furniture", code=2)
    assert "UP-ODOP" in command.said, "she is not in that programme"
    for wrong in (("BR-X.crown=1",), ("NO-X.rank=master",), ("BR-X.rank=master", "BR-X.=1")):
        command("change", number, *wrong, "village=Zaidpur", code=2)
    made = command("change", number, "BR-X.rank=queen", "village=Zaidpur", code=1)
    assert made["changed"] == [] and "master, learner" in made["not"][0]["reason"], "all of it or nothing"
    made = command("change", number, "UP-ODOP.product=Furniture", code=1)
    assert made["changed"] == [] and "UP-ODOP" in made["not"][0]["reason"], "she is not in that programme"
    assert command("show", number)["values"]["BR-X.rank"] == "master"
    assert command("change", number, "BR-X.rank=शागिर्द", "village=Zaidpur")["changed"] == [number]
    values = command("show", number)["values"]
    assert (values["BR-X.rank"], values["village"]) == ("learner", "Zaidpur")
    assert command("eligible", number, "--programme", "br-x")[0]["eligible"] == "no"
    again = command("change", number, "BR-X.rank=learner", code=1)
    assert again["changed"] == [] and "already" in again["not"][0]["reason"]
    made = command("change", number, "programme=UP-ODOP", "UP-ODOP.product=Furniture", "stage=on_hold", "reason=ill")
    assert made["changed"] == [number], "entered, answered and moved in one go"
    shown = command("show", number)
    assert shown["values"]["UP-ODOP.product"] == "Furniture"
    assert {one["programme"]: one["stage"] for one in shown["enrolments"]}["UP-ODOP"] == "on_hold"
    refused = f"{HEAD},BR-X.rank\n{WEAVER.format('BR-X').replace('शबनम बानो,Shabnam', 'सीता देवी,Sita').replace('22218', '22219')},learner\n"
    sheet.write_text(refused, encoding="utf-8")
    report = command("import", "artisans", sheet)
    assert report["imported"] == 1 and [one["field"] for one in report["warnings"]] == ["programme"]
    sheet.write_text(refused.replace("Sita", "Gita").replace("22219", "22220").replace("learner", "queen"), "utf-8")
    report = command("import", "artisans", sheet)
    (warning,) = report["warnings"]
    assert report["imported"] == 1 and (warning["row"], warning["field"]) == (2, "BR-X.rank")
    assert "queen" in warning["reason"] and "master, learner" in warning["reason"], "kept, and said"
