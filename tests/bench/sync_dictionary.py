"""Trains the wire's dictionary from made-up operations: ``python -m tests.bench.sync_dictionary``.

A new one gets the next id and is added beside the old; the old stays as long as programs that know only it are out.
"""

import itertools
import random

import zstandard

from samarth_desktop import paths
from samarth_desktop.sync import wire
from tests.samples import Maker

ID, SIZE = 1, 32 * 1024


def train() -> bytes:
    """The dictionary's bytes; the same at every run with the same zstandard."""
    lines = []
    for seed in range(60):
        maker = Maker(seed, "".join(random.Random(seed).choices("0123456789ABCDEFGHJKMNPQRSTVWXYZ", k=6)))
        ops = [maker.artisan() for _ in range(60)] + list(itertools.islice(maker.mixed(), 60))
        lines += [wire.line_of(op) for op in ops]
    return zstandard.train_dictionary(SIZE, lines, dict_id=ID, level=19, k=1000, d=8, steps=0).as_bytes()


if __name__ == "__main__":
    target = paths.resource("sync") / f"dictionary-{ID}.bin"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(train())
    print(target.name, target.stat().st_size)
