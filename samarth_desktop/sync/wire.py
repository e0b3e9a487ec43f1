"""The wire, for both ends: operations as lines, signed packs of lines, compressed frames.

An operation is one line of canonical JSON, so that any holder can write the same bytes again and the signature of
the device that wrote it still fits after hub, hall and stick. A pack is a head line and the lines of consecutive
operations of one stream. A frame is zstd with a dictionary of our own field names and common values.

Everything that comes in is hostile until read: sizes, depth, counts and ranges are bounded here.
"""

import base64
import binascii
import functools
import hashlib
import itertools
import json
import math
import threading
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import zstandard
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from samarth_desktop import paths
from samarth_desktop.domain.oplog.exchange import BatchSignature, SignedBatch
from samarth_desktop.domain.oplog.op import Op, Version

WIRE = 1
"""Version of this format; each end speaks its own and the one before."""
MAX_FRAME = 16 * 1024 * 1024
"""Bytes of a frame's content; a frame that unfolds to more is refused while it unfolds."""
MAX_LINE = 64 * 1024
MAX_OPS = 1000
PACK_BYTES = 512 * 1024
"""Content after which a laptop begins another pack."""
MAX_MESSAGE = 1024 * 1024
"""Bytes of the message line before packs."""
_MAX_LINES = 300_000
"""Lines of a frame: 200 packs of places without content, and their heads."""
_LINE_PARTS, _MESSAGE_PARTS = 4_000, 60_000
"""Lists and objects in an operation and in a message: each takes thirty times its length in memory, and is counted
before anything is built. A greeting with 20,000 streams has 20,000."""
_MAX_DEPTH, _MAX_KEYS, _MAX_KEY, _MAX_TEXT, _MAX_WHOLE = 6, 300, 120, 20_000, 2**53
_MAX_MS = 2**47  # hlc stays inside a signed 64-bit column
_CONTEXT = b"samarth-ops-1\n"
_SIZE_UNSAID = (zstandard.CONTENTSIZE_UNKNOWN, zstandard.CONTENTSIZE_ERROR, 0)


class BadWire(ValueError):
    """Bytes that no honest end writes. The message says where, without quoting content."""


# Frames


@functools.cache
def dictionaries() -> dict[int, zstandard.ZstdCompressionDict]:
    """The dictionaries known here by id; the newest is the one with the highest id."""
    found = {}
    for path in sorted(paths.resource("sync").glob("dictionary-*.bin")):
        loaded = zstandard.ZstdCompressionDict(path.read_bytes())
        found[loaded.dict_id()] = loaded
    return found


def common_dictionary(theirs: Iterable[int]) -> int:
    """The best dictionary that both ends have; 0 for none."""
    return max(set(theirs) & set(dictionaries()), default=0)


def pack_frame(content: bytes, dictionary: int = 0, level: int = 10) -> bytes:
    """`content` compressed; `dictionary` is an id that the other end has said it knows."""
    compressor = _mine.compressors.get((dictionary, level))
    if compressor is None:
        data = dictionaries()[dictionary] if dictionary else None
        compressor = zstandard.ZstdCompressor(level=level, dict_data=data, write_checksum=False)
        _mine.compressors[dictionary, level] = compressor
    # A copy: what the compressor gives holds, as long as it lives, as much memory as the longest possible frame.
    return bytes(memoryview(compressor.compress(content)))


class _Mine(threading.local):
    """A thread's own compressors: they must not be shared (the hub answers in many threads), and with a dictionary
    a new one costs ten times what it then does."""

    def __init__(self) -> None:
        self.compressors: dict[tuple[int, int], zstandard.ZstdCompressor] = {}


_mine = _Mine()


def open_frame(frame: bytes, limit: int = MAX_FRAME) -> bytes:
    """The content of a frame. Raises BadWire when broken, made with an unknown dictionary or longer than `limit`."""
    try:
        about = zstandard.get_frame_parameters(frame)
        wanted = about.dict_id
        if about.content_size not in _SIZE_UNSAID and about.content_size > limit:
            raise BadWire("frame too long")
        if wanted and wanted not in dictionaries():
            raise BadWire("unknown dictionary")
        reader = zstandard.ZstdDecompressor(
            dict_data=dictionaries()[wanted] if wanted else None, max_window_size=max(2**18, 1 << limit.bit_length())
        ).stream_reader(frame)
        content = reader.read(limit + 1)
    except zstandard.ZstdError as broken:
        raise BadWire("broken frame") from broken
    if len(content) > limit:
        raise BadWire("frame too long")
    return content


def say(value: Any, dictionary: int = 0) -> bytes:
    """A frame of a small message: anything that JSON holds."""
    return pack_frame(_json(value).encode(), dictionary)


def hear(frame: bytes) -> dict[str, Any]:
    """The message of a frame, an object. Raises BadWire."""
    return message_of(open_frame(frame))


def message_of(content: bytes) -> dict[str, Any]:
    """A message from its JSON, an object. Raises BadWire."""
    if b"\\u0000" in content:
        raise BadWire("a letter that no text holds")
    value = _parse(content)
    if not isinstance(value, dict):
        raise BadWire("message is no object")
    return value


# Operations as lines


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)


def _json(value: Any) -> str:
    return _ENCODER.encode(value)


def _no_constant(name: str) -> Any:
    raise BadWire(f"{name} is no value")


def _finite(text: str) -> float:
    if math.isinf(number := float(text)):
        raise BadWire("number out of bounds")
    return number


def _parse(text: bytes, most: int = _MESSAGE_PARTS) -> Any:
    if text.count(b"[") + text.count(b"{") > most:
        raise BadWire("too many parts")
    try:
        return json.loads(text, parse_constant=_no_constant, parse_float=_finite)
    except (ValueError, RecursionError) as broken:
        raise BadWire("not JSON") from broken


def line_of(op: Op) -> bytes:
    """The one line that stands for an operation; its device, area, number and schema stand in the pack's head."""
    ms, count = op.hlc >> 16, op.hlc & 0xFFFF
    stamp = f"{ms:x}.{count:x}" if count else f"{ms:x}"
    values: list[Any] = [op.kind, op.row, stamp, op.author, op.f]
    if op.sup:
        mine = (op.device, op.area)
        values.append({key: [v[2] if (v[0], v[1]) == mine else list(v) for v in seen] for key, seen in op.sup.items()})
    return _json(values).encode()


HOLE = b"0"
"""The line of an operation that is held back."""


def digest(line: bytes) -> str:
    """A short name of a line's content."""
    return hashlib.sha256(line).hexdigest()[:16]


def op_of(line: bytes, area: str, device: str, n: int, schema: int) -> Op | None:
    """The operation of a line; None for a hole. Raises BadWire for anything that :func:`line_of` does not write."""
    if line == HOLE:
        return None
    if len(line) > MAX_LINE:
        raise BadWire("line too long")
    op = _op(line, area, device, n, schema)
    _check_fields(op.f)
    try:
        if line_of(op) == line:
            return op
    except ValueError as wrong:  # infinite, or half a letter
        raise BadWire("no value") from wrong
    raise BadWire("not canonical")


def kept(line: bytes, area: str, device: str, n: int, schema: int) -> Op | None:
    """The operation of a line that :func:`op_of` has read before, at less cost; None for a hole, and for what this
    program cannot read."""
    try:
        return None if line == HOLE else _op(line, area, device, n, schema)
    except BadWire:
        return None


def _op(line: bytes, area: str, device: str, n: int, schema: int) -> Op:
    value = _parse(line, _LINE_PARTS)
    if not (isinstance(value, list) and len(value) in (5, 6) and all(isinstance(part, str) for part in value[:4])):
        raise BadWire("not an operation")
    kind, row, stamp, author, f = value[:5]
    sup = value[5] if len(value) == 6 else {}
    if not (0 < len(kind) <= 40 and 0 < len(row) <= 64 and len(author) <= 200) or "\x00" in kind + row + author:
        raise BadWire("names out of bounds")
    if not isinstance(f, dict):
        raise BadWire("no fields")
    return Op(device, area, n, kind, row, _stamp(stamp), author, schema, f, _seen(sup, device, area))


def read_line(line: bytes, area: str, device: str, n: int, schema: int) -> Op | None:
    """The operation of a line; None for a hole, and for what this program cannot read."""
    try:
        return op_of(line, area, device, n, schema)
    except BadWire:
        return None


def _stamp(text: str) -> int:
    ms, _, count = text.partition(".")
    try:
        stamp = (int(ms, 16) << 16) + (int(count, 16) if count else 0)
    except ValueError as broken:
        raise BadWire("no clock stamp") from broken
    if not 0 <= stamp < _MAX_MS << 16:
        raise BadWire("clock out of bounds")
    return stamp


def _seen(sup: Any, device: str, area: str) -> dict[str, tuple[Version, ...]]:
    if not isinstance(sup, dict) or len(sup) > _MAX_KEYS:
        raise BadWire("no versions")
    return {key: tuple(_version(v, device, area) for v in versions) for key, versions in sup.items()}


def _version(value: Any, device: str, area: str) -> Version:
    match value:
        case int() if 0 < value < _MAX_WHOLE:
            return Version(device, area, value)
        case [str(whose), str(where), int(n)] if 0 < n < _MAX_WHOLE and len(whose) <= 16 and len(where) <= 32:
            return Version(whose, where, n)
    raise BadWire("no version")


def _check_fields(f: Mapping[str, Any]) -> None:
    if not 0 < len(f) <= _MAX_KEYS:
        raise BadWire("no fields")
    for key, value in f.items():
        if not 0 < len(key) <= _MAX_KEY:
            raise BadWire("key out of bounds")
        if type(value) is not str:  # most are, and a hub reads thousands a second
            _check_value(value, 0)
        elif len(value) > _MAX_TEXT or "\x00" in value:
            raise BadWire("text out of bounds")


def _check_value(value: Any, depth: int) -> None:
    match value:
        case str() if len(value) > _MAX_TEXT or "\x00" in value:
            raise BadWire("text out of bounds")
        case bool() | None | float() | str():
            return
        case int() if abs(value) > _MAX_WHOLE:
            raise BadWire("number out of bounds")
        case int():
            return
    if depth >= _MAX_DEPTH or len(value) > _MAX_KEYS:
        raise BadWire("value too deep or too long")
    for part in (*value, *value.values()) if isinstance(value, dict) else value:
        _check_value(part, depth + 1)


# Packs


class Pack(NamedTuple):
    """A signed run of lines, not yet read as operations."""

    seal: BatchSignature
    lines: tuple[bytes, ...]
    seq: int = 0

    def signed_bytes(self) -> bytes:
        """What the signature covers."""
        s = self.seal
        head = _json([s.area, s.device, s.first, s.last, s.schema]).encode()
        return b"\n".join((_CONTEXT + head, *self.lines))


def sign(ops: Sequence[Op], signer: str, key: Ed25519PrivateKey) -> Pack:
    """Packs consecutive operations of one stream and one schema."""
    first = ops[0]
    seal = BatchSignature(first.area, first.device, first.n, first.n + len(ops) - 1, first.schema, signer, b"")
    return signed(Pack(seal, tuple(line_of(op) for op in ops)), signer, key)


def signed(pack: Pack, signer: str, key: Ed25519PrivateKey) -> Pack:
    """The pack under another signature (the hub's, after it took something out)."""
    return pack._replace(seal=pack.seal._replace(signer=signer, signature=key.sign(pack.signed_bytes())))


def genuine(pack: Pack, key: Ed25519PublicKey) -> bool:
    """Whether the pack's signature was made with this key's other half."""
    try:
        key.verify(pack.seal.signature, pack.signed_bytes())
    except InvalidSignature:
        return False
    return True


def ops_of(pack: Pack) -> tuple[Op | None, ...]:
    """The operations of a pack. Raises BadWire."""
    s = pack.seal
    return tuple(op_of(line, s.area, s.device, s.first + i, s.schema) for i, line in enumerate(pack.lines))


def delivery(pack: Pack) -> SignedBatch:
    """The pack as the log takes it. A line that cannot be read here (another version of the program wrote it) is kept
    as it is: it must not keep back what came with it."""
    s, ops, unread = pack.seal, list[Op | None](), dict[int, str]()
    for n, line in enumerate(pack.lines, start=s.first):
        op = read_line(line, s.area, s.device, n, s.schema)
        ops.append(op)
        if op is None and line != HOLE:
            unread[n] = line.decode(errors="replace")
    return SignedBatch(s, tuple(ops), pack.seq, unread)


def repack(handed: SignedBatch) -> Pack:
    """The pack of a delivery that is handed on."""
    held = enumerate(handed.ops, start=handed.seal.first)
    lines = (handed.unread.get(n, "").encode() or HOLE if op is None else line_of(op) for n, op in held)
    return Pack(handed.seal, tuple(lines), handed.seq)


def runs(ops: Sequence[Op]) -> list[Sequence[Op]]:
    """Splits a stream's operations where the schema changes (the program was updated in between)."""
    cuts = [0, *(i for i in range(1, len(ops)) if ops[i].schema != ops[i - 1].schema), len(ops)]
    return [ops[a:b] for a, b in itertools.pairwise(cuts) if a < b]


def fitting(ops: Sequence[Op]) -> Sequence[Op]:
    """As many of the first operations as make a pack of reasonable length, at least one."""
    spent = 0
    for i, op in enumerate(ops):
        spent += len(line_of(op))
        if spent > PACK_BYTES and i:
            return ops[:i]
    return ops


def write_packs(packs: Iterable[Pack], message: Mapping[str, Any]) -> bytes:
    """The content of a frame: a message line, then packs."""
    out = [_json(message).encode()]
    for pack in packs:
        s = pack.seal
        signature = base64.b85encode(s.signature).decode()
        out.append(
            _json([s.area, s.device, s.first, len(pack.lines), s.schema, s.signer, signature, pack.seq]).encode()
        )
        out.extend(pack.lines)
    return b"\n".join(out)


def read_packs(content: bytes) -> tuple[dict[str, Any], list[Pack]]:
    """The message and the packs of a frame's content. Raises BadWire."""
    if content.count(b"\n") > _MAX_LINES:
        raise BadWire("too many lines")
    lines = content.split(b"\n")
    if len(lines[0]) > MAX_MESSAGE:
        raise BadWire("message too long")
    message = message_of(lines[0])
    packs, at = [], 1
    while at < len(lines):
        pack = _read_pack(_parse(lines[at], 200), lines, at + 1)
        packs.append(pack)
        at += 1 + len(pack.lines)
    return message, packs


def _read_pack(head: Any, lines: Sequence[bytes], at: int) -> Pack:
    match head:
        case [str(area), str(device), int(first), int(count), int(schema), str(signer), str(signature), int(seq)]:
            pass
        case _:
            raise BadWire("no head")
    if not (0 < count <= MAX_OPS and 0 < first < _MAX_WHOLE and 0 < schema < 10_000 and 0 <= seq < _MAX_WHOLE):
        raise BadWire("head out of bounds")
    if not (0 < len(area) <= 32 and 0 < len(device) <= 16 and len(signer) <= 16 and at + count <= len(lines)):
        raise BadWire("head out of bounds")
    if "\x00" in area + device + signer:
        raise BadWire("head out of bounds")
    try:
        raw = base64.b85decode(signature)
    except (ValueError, binascii.Error) as broken:
        raise BadWire("no signature") from broken
    seal = BatchSignature(area, device, first, first + count - 1, schema, signer, raw)
    return Pack(seal, tuple(lines[at : at + count]), seq)
