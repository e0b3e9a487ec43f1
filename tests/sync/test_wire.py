"""The wire: what goes out comes in, and nothing else does."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from samarth_desktop.domain.oplog.op import Op, Version
from samarth_desktop.sync import checks, wire
from samarth_desktop.sync.wire import BadWire
from tests.samples import Maker

KEY = Ed25519PrivateKey.generate()
TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=30)
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT | st.floats(allow_nan=False, allow_infinity=False),
    lambda part: st.lists(part, max_size=4) | st.dictionaries(TEXT, part, max_size=3),
    max_leaves=6,
)
VERSION = st.builds(
    Version, st.sampled_from(["7KQ4MX", "9ZT3WB"]), st.sampled_from(["9/164", "9"]), st.integers(1, 10**6)
)
OP = st.builds(
    Op,
    device=st.just("7KQ4MX"),
    area=st.just("9/164"),
    n=st.integers(1, 10**6),
    kind=st.sampled_from(["artisan", "kind_of_tomorrow"]),
    row=st.text("0123456789abcdef-", min_size=1, max_size=36),
    hlc=st.integers(0, (2**47 << 16) - 1),
    author=TEXT,
    schema=st.integers(1, 9),
    f=st.dictionaries(st.text(min_size=1, max_size=20, alphabet="abc_"), VALUE, min_size=1, max_size=5),
    sup=st.dictionaries(st.text("abc_", min_size=1), st.lists(VERSION, max_size=3).map(tuple), max_size=3),
)


@given(OP)
def test_an_operation_comes_back_equal_and_writes_the_same_line_again(op):
    line = wire.line_of(op)
    again = wire.op_of(line, op.area, op.device, op.n, op.schema)
    assert again == op
    assert wire.line_of(again) == line


def ops(count=5):
    maker = Maker(1, held_out=True)
    return [maker.artisan() for _ in range(count)]


def test_a_pack_keeps_its_signature_through_other_hands():
    (pack,) = [wire.sign(ops(), "7KQ4MX", KEY)]
    content = wire.write_packs([pack], {"a": 1})
    for dictionary in (0, max(wire.dictionaries())):
        message, (came,) = wire.read_packs(wire.open_frame(wire.pack_frame(content, dictionary)))
        assert message == {"a": 1} and came == pack
    handed_on = wire.repack(wire.delivery(came))
    assert handed_on == pack and wire.genuine(handed_on, KEY.public_key())
    assert not wire.genuine(pack._replace(lines=pack.lines[::-1]), KEY.public_key())
    assert not wire.genuine(pack._replace(seal=pack.seal._replace(area="9/165")), KEY.public_key())
    assert not wire.genuine(pack._replace(seal=pack.seal._replace(device="9ZT3WB")), KEY.public_key())


def test_a_stream_is_cut_where_the_schema_changes():
    from dataclasses import replace

    some = ops(4)
    mixed = [*some[:2], *(replace(op, schema=some[0].schema + 1) for op in some[2:])]
    assert [len(run) for run in wire.runs(mixed)] == [2, 2]
    assert wire.runs([]) == []


LINES = {
    "no json": b"{",
    "deep": b'["artisan","r","1","",{"a":' + b"[" * 40 + b"]" * 40 + b"}]",
    "very deep": b"[" * 30_000,
    "nan": b'["artisan","r","1","",{"a":NaN}]',
    "infinite": b'["artisan","r","1","",{"a":1e999}]',
    "not canonical": b'["artisan", "r","1","",{"a":1}]',
    "doubled key": b'["artisan","r","1","",{"a":1,"a":2}]',
    "no fields": b'["artisan","r","1","",{}]',
    "zero byte": b'["artisan","r","1","",{"a":"\\u0000"}]',
    "half a letter": b'["artisan","r","1","",{"a":"\\ud800"}]',
    "clock beyond": b'["artisan","r","ffffffffffffffff","",{"a":1}]',
    "no clock": b'["artisan","r","x","",{"a":1}]',
    "huge number": b'["artisan","r","1","",{"a":99999999999999999999}]',
    "long": json.dumps(["artisan", "r", "1", "", {"a": "x" * 70_000}], separators=(",", ":")).encode(),
    "version below one": b'["artisan","r","1","",{"a":1},{"a":[0]}]',
    "long row": b'["artisan","' + b"r" * 65 + b'","1","",{"a":1}]',
    "list": b"[]",
    "not utf-8": b'["artisan","r","1","",{"a":"\xff"}]',
}


@pytest.mark.parametrize("name", LINES)
def test_what_no_honest_end_writes_is_refused(name):
    with pytest.raises(BadWire):
        wire.op_of(LINES[name], "9/164", "7KQ4MX", 1, 1)


def test_a_bomb_is_refused_before_it_unfolds():
    bomb = zstandard.ZstdCompressor(level=19).compress(bytes(200 * 1024 * 1024))
    assert len(bomb) < 20_000
    with pytest.raises(BadWire):
        wire.open_frame(bomb)


def test_broken_and_strange_frames_are_refused():
    frame = wire.pack_frame(b"{}")
    stranger = zstandard.ZstdCompressor(
        dict_data=zstandard.train_dictionary(1024, [bytes([i]) * 50 + b"abc%d" % i for i in range(200)], dict_id=99)
    ).compress(b"{}")
    for bad in (b"", b"rubbish", frame[:-3], stranger):
        with pytest.raises(BadWire):
            wire.hear(bad)


@given(st.binary(max_size=300), st.lists(st.sampled_from([b"[]", b"0", b"{}", b'["9",1]']), max_size=4))
def test_no_bytes_make_it_fail_otherwise(rubbish, lines):
    good = wire.write_packs([wire.sign(ops(1), "7KQ4MX", KEY)], {})
    for content in (rubbish, b"\n".join([b"{}", *lines]), good + b"\n" + rubbish):
        try:
            _, packs = wire.read_packs(content)
            for pack in packs:
                wire.ops_of(pack)
        except BadWire:
            pass


def test_a_hundred_records_take_at_most_215_bytes_each():
    maker = Maker(99, "9ZT3WB", held_out=True)
    pack = wire.sign([maker.artisan() for _ in range(100)], "9ZT3WB", KEY)
    frame = wire.pack_frame(wire.write_packs([pack], {"laptop": "x"}), max(wire.dictionaries()), level=15)
    assert len(frame) <= 215 * 100


def test_only_what_people_type_is_read_for_aadhaar_numbers():
    def told(**f):
        return checks.objection(Op("7KQ4MX", "9/164", 1, "artisan", "r", 0, "", 1, f))

    assert (
        told(remarks="card 2345 6789 0124") and told(craft={"raw": "234567890124"}) and told(new_field="234567890124")
    )
    assert not told(
        income="250000_500000", bank_account="234567890124", photo="234567890124" + "ab" * 26, name_en="Sita"
    )
    maker = Maker(3)
    assert not [op for op in (maker.artisan() for _ in range(300)) if checks.objection(op)]


def test_frames_made_in_many_threads_at_once_hold_what_was_put_in():
    contents = [json.dumps({"n": n, "text": "सीता देवी " * (n % 400)}).encode() for n in range(3000)]
    newest = max(wire.dictionaries())
    with ThreadPoolExecutor(8) as many:
        frames = list(many.map(lambda content: wire.pack_frame(content, newest), contents))
    assert [wire.open_frame(frame) for frame in frames] == contents
