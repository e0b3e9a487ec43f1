"""Search and lists over real names in both scripts."""

from dataclasses import replace
from datetime import date

import pytest

from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.queries import drafts, lists
from samarth_desktop.store.search.finder import find
from samarth_desktop.store.store import Store
from tests.store.people import artisan, keep

FAMILIES = [a + b for a in ("Sing", "Mir", "Khat", "Beg", "Ans", "Lod", "Pat") for b in ("h", "a", "ri", "un", "al")]


def found(store: Store, typed: str, kind: str = "all") -> list[tuple[str, str]]:
    with store.read() as reader:
        return [(hit.summary.name_hi, hit.why.id) for hit in find(reader, typed, kind)]


@pytest.fixture
def village(store: Store) -> Store:
    people = [
        artisan(name_hi="रमेश कुमार", name_en="Ramesh Kumar", mobile="9876543210"),
        artisan(name_hi="रामेश्वर प्रसाद", name_en="", mobile="9123456780", village="सीतापुर"),
        artisan(name_hi="फूलमती देवी", name_en="", mobile="", phone_owner="none", relative_hi="हरिराम"),
        artisan(name_hi="", name_en="Abdul Rahim Ansari", mobile="7000000001"),
    ]
    with store.unit_of_work() as unit:
        saved = unit.save_all(people, "Sita")
        group = unit.save(Shg(name_hi="लक्ष्मी महिला समूह", name_en="Lakshmi Mahila Samuh", village="रामपुर"), "Sita")
        unit.save(Member(shg=group.id, name_hi="चमेली", role="president"), "Sita")
        unit.save(Certificate(holder=saved[0].id, serial="A-7KQ4MX-00001-X", state="valid"), "Sita")
        unit.commit()
    return store


@pytest.mark.parametrize(
    ("typed", "name", "why"),
    [
        ("रमेश कुमार", "रमेश कुमार", "Same name"),
        ("कुमार रमेश", "रमेश कुमार", "Same name"),
        ("Rameshh Kumaar", "रमेश कुमार", "Same name"),
        ("रमे", "रमेश कुमार", "Name"),
        ("rames", "रमेश कुमार", "Name"),
        ("fulmati", "फूलमती देवी", "Sounds the same"),
        ("phoolmati dev", "फूलमती देवी", "Sounds the same"),
        ("श्रीमती फूलमती", "फूलमती देवी", "Name"),
        ("अब्दुल रहीम", "", "Sounds the same"),
        ("Ramwsh Kumar", "रमेश कुमार", "Nearly the same"),
        ("सीतापुर", "रामेश्वर प्रसाद", "Village, relative or craft"),
        ("hariram", "फूलमती देवी", "Village, relative or craft"),
        ("phoolmati hariram", "फूलमती देवी", "Village, relative or craft"),
        ("9876543210", "रमेश कुमार", "Same number"),
        ("98765", "रमेश कुमार", "Part of the number"),
        ("43210", "रमेश कुमार", "Part of the number"),
        ("chameli", "चमेली", "Same name"),
    ],
)
def test_typed_finds(village: Store, typed: str, name: str, why: str) -> None:
    hits = found(village, typed, "people")
    assert hits, typed
    assert hits[0] == (name, why)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Palanisamy", "पलनि सामी"),
        ("पलनिसामी", "पलनि सामी"),
        ("राम कुमार यादव", "रामकुमार यादव"),
        ("Ram Kumar Yadav", "रामकुमार यादव"),
        ("arun kumar biswam", "अरुण कुमार बिस्वास"),  # of three parts one is wrong
        ("mulayam singh vadav", "मुलायम सिंह यादव"),  # the first letter
        ("tanmxay gupta", "तन्मय गुप्ता"),  # a letter too many that is two sounds
        ("मुलयाम सिंह यादव", "मुलायम सिंह यादव"),
        ("N Shihabudeen", "एन् शिहाबुदीन"),
        ("मिट्टी के बर्तन", "तन्मय गुप्ता"),
    ],
)
def test_joined_apart_and_mistyped_names(store: Store, typed: str, wanted: str) -> None:
    people = ["पलनि सामी", "रामकुमार यादव", "अरुण कुमार बिस्वास", "मुलायम सिंह यादव", "एन् शिहाबुदीन"]
    crowd = ["राजकुमार यादव", "अरुण कुमार", "गीता यादव", "सरिता गुप्ता", "कुमार यादव", "पलनि वेल", "नरेश सिंह"]
    with store.unit_of_work() as unit:
        unit.save_all([artisan(name_hi=name, name_en="") for name in people + crowd], "Sita")
        unit.save(artisan(name_hi="तन्मय गुप्ता", name_en="", craft="मिट्टी के बर्तन"), "Sita")
        unit.commit()
    assert found(store, typed, "people")[0][0] == wanted


def test_namesakes_in_one_script_do_not_hide_the_name_in_the_other(store: Store) -> None:
    with store.unit_of_work() as unit:
        unit.save_all([artisan(name_hi="", name_en=f"Salima {family}") for family in FAMILIES], "Sita")
        unit.save_all([artisan(name_hi="सलीमा खान", name_en=""), artisan(name_hi="सलीमा", name_en="")], "Sita")
        unit.commit()
    assert "सलीमा खान" in [name for name, _ in found(store, "Salima Khan", "people")[:2]]
    assert "सलीमा" in [name for name, _ in found(store, "Salima", "people")[:2]]


def test_words_of_a_craft_are_no_initials(store: Store) -> None:
    """Thousands make मिट्टी के बर्तन: as the letter k each look-up of a name would read them all."""
    keep(store, artisan(craft="मिट्टी के बर्तन"))
    with store.read() as reader:
        held = reader.connection.exec_driver_sql(
            "SELECT count(*) FROM search_fts WHERE search_fts MATCH '\"k\"'"
        ).scalar()
    assert held == 0


def test_groups_and_certificates_are_found_in_their_own_box(village: Store) -> None:
    assert found(village, "laxmi", "shgs") == [("लक्ष्मी महिला समूह", "Sounds the same")]
    assert found(village, "रमेश", "shgs") == []
    assert [name for name, _ in found(village, "a7kq4mx00001", "certificates")] == ["रमेश कुमार"]


def test_a_registration_number_is_found_however_typed(village: Store) -> None:
    with village.read() as reader:
        number = reader.get_many(Artisan, [find(reader, "Abdul")[0].summary.id])[0].registration
    for typed in (number, number.lower(), number.replace("-", " "), number.replace("0", "O")):
        assert found(village, typed)[0] == ("", "Same number")
    assert ("", "Same number") in found(village, "4"), "the running number alone"


def test_nothing_typed_is_query_syntax(village: Store) -> None:
    for typed in ('"', "'", "*", "( AND", "NEAR(", "name:x", "रमेश*", "-", "^a", "\x00", "a" * 500, "OR", "ऀ", "‌"):
        found(village, typed)


def test_hits_follow_corrections(store: Store) -> None:
    saved = keep(store, artisan(name_hi="पुराना", name_en=""))
    changed = keep(store, replace(saved, name_hi="नवीन"))
    assert found(store, "purana", "people") == []
    assert found(store, "naveen", "people")[0][0] == "नवीन"
    keep(store, replace(changed, deleted=True))
    assert found(store, "नवीन") == []


def test_what_shows_a_name_follows_it(store: Store) -> None:
    group = keep(store, Shg(name_hi="लक्ष्मी समूह", village="रामपुर"))
    member = keep(store, Member(shg=group.id, name_hi="चमेली"))
    person = keep(store, artisan(name_hi="पुराना", name_en=""))
    keep(store, Certificate(holder=person.id, serial="A-7KQ4MX-00001-X", state="valid"))
    keep(store, replace(person, name_hi="नवीन"))
    assert found(store, "नवीन", "certificates") == [("नवीन", "Same name")]
    assert found(store, "पुराना") == []
    keep(store, replace(group, village="सीतापुर"))
    with store.read() as reader:
        (hit,) = find(reader, "चमेली", "people")
    assert hit.summary.village == "सीतापुर"
    keep(store, replace(member, person=person.id))
    assert found(store, "चमेली", "people") == []
    with store.read() as reader:
        assert lists.summary(reader, member.id) is None


def test_a_certificate_that_arrives_before_its_holder_gets_the_name(store: Store) -> None:
    person = artisan(id="00000000-0000-7000-8000-000000000009")
    keep(store, Certificate(holder=person.id, serial="A-7KQ4MX-00001-X", state="valid"))
    assert found(store, "रमेश", "certificates") == []
    keep(store, person)
    assert found(store, "रमेश", "certificates") == [("रमेश कुमार", "Name")]


def test_an_erased_name_leaves_the_vocabulary(store: Store) -> None:
    saved = keep(store, artisan(name_hi="अनोखेलाल", name_en=""))
    with store.unit_of_work() as unit:
        unit.erase(saved.id, "Sita")
        unit.commit()
    with store.read() as reader:
        words = (
            reader.connection.exec_driver_sql("SELECT fold FROM vocabulary UNION SELECT fold FROM deletion_variant")
            .scalars()
            .all()
        )
    assert words == []


def test_lists_sort_filter_and_page(village: Store) -> None:
    with village.read() as reader:
        rids = lists.numbers(reader, "artisan", sort="name_en")
        assert [summary.name_en for summary in lists.page(reader, rids)] == [
            "Abdul Rahim Ansari",
            "Ramesh Kumar",
            "",
            "",
        ]
        where = lists.Filter(village="सीतापुर")
        assert [summary.name_hi for summary in lists.page(reader, lists.numbers(reader, "artisan", where))] == [
            "रामेश्वर प्रसाद"
        ]
        assert len(lists.numbers(reader, "artisan", lists.Filter(missing="mobile"))) == 1
        assert len(lists.numbers(reader, "artisan", lists.Filter(inactive=True))) == 0
        assert lists.villages(reader)[0] == ("रामपुर", 3)


def test_what_is_to_print_and_what_is_not_sent(store: Store) -> None:
    ready = keep(store, artisan())
    keep(store, artisan(gender=""))
    moved = keep(store, artisan(life="moved"))
    for holder in (ready, moved):
        keep(store, Consent(holder=holder.id, how="thumb", given_on=date(2026, 1, 1)))
    keep(store, Enrolment(holder=ready.id, programme="UP-ODOP", stage="registered"))
    with store.unit_of_work() as unit:
        drafts.keep(unit, drafts.Draft("a", "artisan", {"name_hi": "अधू", "remarks": "2341 2341 2346"}))
        unit.commit()
    with store.read() as reader:
        assert lists.to_print(reader) == [ready.id]
        assert len(lists.numbers(reader, "artisan", lists.Filter(programme="UP-ODOP"))) == 1
        assert len(lists.numbers(reader, "artisan", lists.Filter(sent=False))) == 2
        assert lists.unsent(reader, [ready.id]) == {ready.id}
        (draft,) = drafts.all_kept(reader)
    assert draft.texts["remarks"] == "XXXX XXXX 2346"
    keep(store, Certificate(holder=ready.id, serial="A-7KQ4MX-00001-X", certificate_kind="onboarding", state="valid"))
    with store.read() as reader:
        assert lists.to_print(reader) == []
