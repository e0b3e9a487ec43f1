"""What blocks "complete" and what only warns."""

from dataclasses import replace
from datetime import date

from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.enrolment.record import add_months
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.group import membership_rules
from samarth_desktop.rules.validation import complete, validate

TODAY = date(2026, 11, 22)
SHABNAM = Artisan(
    name_hi="शबनम बानो",
    relation="husband",
    relative_hi="मोहम्मद असलम",
    birth_year=1992,
    gender="female",
    mobile="9839022218",
    phone_owner="own",
    village="ज़ैदपुर",
    state="9",
    district="129",
    sector="handloom",
    craft="स्टोल बुनाई",
)


def blocking(record: Artisan | Shg) -> set[str]:
    return {p.key for p in validate(record, TODAY) if p.blocks}


def test_ten_fields_make_a_complete_artisan() -> None:
    assert blocking(SHABNAM) == set()
    assert complete(SHABNAM, TODAY)


def test_each_required_field_is_missed() -> None:
    for key in ("relation", "gender", "phone_owner", "village", "district", "state", "sector", "craft"):
        assert blocking(replace(SHABNAM, **{key: ""})) == {key}
    assert blocking(replace(SHABNAM, name_hi="")) == {"name_hi"}
    assert blocking(replace(SHABNAM, birth_year=None)) == {"birth_date"}
    assert blocking(replace(SHABNAM, relative_hi="")) == {"relative_hi"}


def test_no_phone_needs_no_number() -> None:
    assert blocking(replace(SHABNAM, mobile="")) == {"mobile"}
    assert blocking(replace(SHABNAM, mobile="", phone_owner="none")) == set()


def test_under_18_needs_a_guardian() -> None:
    child = replace(SHABNAM, birth_year=None, birth_date=date(2010, 11, 23))
    assert child.age_on(TODAY) == 15
    assert blocking(child) == {"guardian_name", "guardian_relation", "guardian_consent"}
    with_guardian = replace(child, guardian_name="असलम", guardian_relation="father", guardian_consent="yes")
    assert blocking(with_guardian) == set()
    assert "birth_date" in blocking(replace(child, birth_date=date(2013, 1, 1)))


def test_the_future_blocks() -> None:
    assert "birth_date" in blocking(replace(SHABNAM, birth_date=date(2027, 1, 1)))


def test_an_unread_value_blocks_and_says_why() -> None:
    record = replace(SHABNAM, mobile="", unread={"mobile": "98390 4127"})
    problem = next(p for p in validate(record, TODAY) if p.key == "mobile")
    assert problem.blocks and problem.text.args == {"n": 9}


def test_tax_status() -> None:
    gst = replace(SHABNAM, tax_status="gstin", gstin="27AAPFU0939F1ZV")
    assert "gstin" in blocking(gst)  # a Maharashtra number at an address in Uttar Pradesh
    assert "gstin" not in blocking(replace(gst, state="27", district="490"))
    assert blocking(replace(SHABNAM, tax_status="handicraft_exemption")) == {"pan"}


def test_a_district_lies_in_its_state() -> None:
    assert blocking(replace(SHABNAM, state="27")) == {"district"}


def test_a_group_warns_about_its_size_and_officers() -> None:
    shg = Shg(name_hi="उजाला महिला समूह", formation_date=date(2021, 8, 15))
    members = [Member(name_hi=f"सदस्य {n}", role="member") for n in range(21)]
    found = list(membership_rules(shg, members))
    assert {p.key for p in found} == {"members", "president", "secretary", "treasurer"}
    assert not any(p.blocks for p in found)
    early = [replace(members[0], joined=date(2020, 1, 1))]
    assert any(p.blocks and p.key == "members" for p in membership_rules(shg, early))


def test_months_are_counted_by_the_calendar() -> None:
    assert add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert add_months(date(2026, 6, 15), 6) == date(2026, 12, 15)
    assert add_months(date(2026, 1, 31), 12) == date(2027, 1, 31)
