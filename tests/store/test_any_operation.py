"""Whatever an operation from elsewhere says, it is kept, and keeps nothing else from being taken in and shown."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.oplog.exchange import BatchSignature, SignedBatch
from samarth_desktop.domain.oplog.op import ERASED, MOVED_TO, Op
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.registry import RECORDS
from samarth_desktop.store.database import tables
from samarth_desktop.store.log import merge
from samarth_desktop.store.log.exchange import StoreLog
from samarth_desktop.store.store import Store
from samarth_desktop.sync import wire
from tests.store.people import HOME, KEYS

AREA, WRITER = HOME, "AAAAAA"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("any")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SAMARTH_CONFIG", str(folder / "config"))
        (folder / "data").mkdir()
        with Store.create(folder / "data", KEYS, home_area=HOME) as made:
            yield made


def next_n(store):
    return StoreLog(store).streams().get((AREA, WRITER), 0) + 1


def take(store, *said):
    """Takes in operations (kind, row, values) as they come from the hub, beside a sound one; gives what came of it."""
    first = next_n(store)
    sound = ("artisan", f"sound{first}", {"name_en": "Sita"})
    ops = [Op(WRITER, AREA, n, *one[:2], n << 16, "a", 1, one[2]) for n, one in enumerate((*said, sound), start=first)]
    lines = tuple(wire.line_of(op) for op in ops)
    pack = wire.Pack(BatchSignature(AREA, WRITER, first, ops[-1].n, 1, WRITER, b""), lines)
    taken = StoreLog(store).apply("hub", [wire.delivery(pack)], {}, 0)
    with store.read() as reader:
        assert reader.get(Artisan, sound[1]).name_en == "Sita"
    assert StoreLog(store).streams()[AREA, WRITER] == ops[-1].n
    return taken


ODD = [
    ("a number beyond any column", "artisan", {"years_of_experience": "9" * 30}),
    ("a serial in no shape", "certificate", {"serial": "0", "state": "valid"}),
    ("a registration in no shape", "artisan", {"registration": "7", "name_en": "Gita"}),
    ("lists for texts", "certificate", {"serial": [], "issued_on": [], "certificate_kind": {}}),
]


@pytest.mark.parametrize("about, kind, f", ODD, ids=[one[0] for one in ODD])
def test_odd_values_are_shown_as_far_as_they_can_be(store, about, kind, f):
    row = f"odd {about}"[:60]
    assert take(store, (kind, row, f)).unshown == 0
    with store.read() as reader:
        assert reader.get(RECORDS[kind], row) is not None


@pytest.mark.parametrize("f", [{"created_by": "\x00"}, {"name_en": "Gi\x00ta"}, {"unread": {"age": "\x00"}}])
def test_a_text_that_no_line_may_hold_is_kept_unread_and_keeps_nothing_back(store, f):
    """NUL: the line cannot be read as an operation; it is counted, and what came with it is shown."""
    assert take(store, ("artisan", f"nul{next_n(store)}", f)).unshown == 1


def test_a_row_of_two_kinds_can_be_erased(store):
    take(store, ("artisan", "two kinds", {"name_en": "Sita"}), ("certificate", "two kinds", {"serial": "A-1-2-3"}))
    take(store, ("artisan", "two kinds", {ERASED: True}))
    take(store, ("certificate", "two kinds", {"issuer": "x"}))
    with store.read() as reader:
        assert reader.is_erased("two kinds") and reader.get(Artisan, "two kinds") is None


def test_what_cannot_be_shown_is_kept_counted_and_shown_once_it_can(store, monkeypatch):
    right = merge.projection_of

    def fails(held):
        if any(op.f.get("name_en") == "odd" for _, op in held):
            raise LookupError
        return right(held)

    with monkeypatch.context() as patched:
        patched.setattr(merge, "projection_of", fails)
        assert take(store, ("artisan", "later", {"name_en": "odd"})).unshown == 1
    with store.read() as reader:
        assert reader.get(Artisan, "later") is None and len(reader.ops("later")) == 1
    take(store, ("artisan", "later", {"village": "Harakh"}))
    with store.read() as reader:
        assert reader.get(Artisan, "later").name_en == "odd"


def test_a_line_of_another_version_is_kept_and_handed_on_as_it_came(store):
    first = next_n(store)
    lines = (
        b'["artisan","x"]',
        wire.line_of(Op(WRITER, AREA, first + 1, "artisan", "y", 0, "a", 1, {"name_en": "Gita"})),
    )
    pack = wire.Pack(BatchSignature(AREA, WRITER, first, first + 1, 1, WRITER, b"s"), lines)
    assert StoreLog(store).apply("hub", [wire.delivery(pack)], {}, 0).unshown == 1
    (handed,) = StoreLog(store).handed(AREA, WRITER, first - 1, 9)
    assert wire.repack(handed).lines == lines
    with store.read() as reader:
        assert reader.get(Artisan, "y").name_en == "Gita"


def test_a_line_that_cannot_be_read_brings_no_aadhaar_number(store):
    first = next_n(store)
    pack = wire.Pack(BatchSignature(AREA, WRITER, first, first, 1, WRITER, b"s"), (b'["artisan","2341 2341 2346"]',))
    StoreLog(store).apply("hub", [wire.delivery(pack)], {}, 0)
    with store.read() as reader:
        held = reader.connection.execute(select(tables.op.c.f).where(tables.op.c.n == first)).scalars().all()
    assert "2341 2341" not in str(held) and "2346" in str(held)
    assert isinstance(SignedBatch(pack.seal, (None,)).unread, dict)


def test_who_was_erased_with_a_photo_that_is_no_file_is_erased(store):
    take(store, ("artisan", "odd", {"name_en": "Sita", "photo": "0"}))
    assert take(store, ("artisan", "odd", {ERASED: "2026-11-20"})).unshown == 0
    assert not store.photos.has("0")
    with store.read() as reader:
        assert reader.get(Artisan, "odd") is None


# No NUL: no line on the wire may hold one, so such an operation never arrives as one.
TEXT = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    ["9" * 25, "1e400", "2026-02-30", "0001-01-01", "9999-12-31", "अ" * 300, "0"]
)
SCALAR = (
    TEXT | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | st.booleans() | st.none()
)
VALUE = SCALAR | st.lists(SCALAR, max_size=2) | st.dictionaries(st.sampled_from(["raw", "a"]), SCALAR, max_size=2)
SYSTEM = ["id", "seen", "extra", "unread", "merged_into", "merged_rows", "deleted", ERASED, MOVED_TO]


@settings(
    max_examples=int(os.environ.get("OPERATION_EXAMPLES", "60")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_any_operation_is_taken_in_and_shown(store, data):
    kind = data.draw(st.sampled_from(sorted(RECORDS)))
    keys = st.sampled_from([*fields_of(RECORDS[kind]), *SYSTEM])
    said = data.draw(st.dictionaries(keys, VALUE, min_size=1, max_size=8))
    row = data.draw(st.sampled_from([f"row{n}" for n in range(5)] + [f"fresh{next_n(store)}"]))
    assert take(store, (kind, row, said)).unshown == 0
