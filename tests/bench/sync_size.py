"""Bytes a record on the wire, each way, against JSON + gzip: ``python -m tests.bench.sync_size``.

People whose names, villages and device the dictionary was not trained with.
"""

import gzip
import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from samarth_desktop.sync import wire
from tests.samples import Maker


def main() -> None:
    key = Ed25519PrivateKey.generate()
    maker = Maker(4711, "9ZT3WB", held_out=True)
    ops = [maker.artisan() for _ in range(500)]
    print(f"{'batch':>6} {'ours':>8} {'no dict':>8} {'gzip':>8}   bytes a record")
    for size in (1, 10, 100, 500):
        packs = [wire.sign(ops[i : i + size], "9ZT3WB", key) for i in range(0, 500, size)]
        contents = [wire.write_packs([pack], {"laptop": "office-3"}) for pack in packs]
        best = wire.common_dictionary(wire.dictionaries())
        ours = sum(len(wire.pack_frame(c, best)) for c in contents) / 500
        plain = sum(len(wire.pack_frame(c)) for c in contents) / 500
        rows = [json.dumps([{"id": op.row, "device": op.device, "n": op.n, **op.f} for op in ops[i : i + size]], ensure_ascii=False)
                for i in range(0, 500, size)]  # fmt: skip
        zipped = sum(len(gzip.compress(row.encode())) for row in rows) / 500
        print(f"{size:>6} {ours:>8.1f} {plain:>8.1f} {zipped:>8.1f}")
    print("uncompressed", sum(len(wire.line_of(op)) for op in ops) / 500, "fields", sum(len(op.f) for op in ops) / 500)


if __name__ == "__main__":
    main()
