"""Learns from our list of words how Latin spells Devanagari: resources/names/words.tsv -> sounds.tsv.

Run it after changing the words or the rules: ``python installer/names.py``. Prints what no rule explains.
"""

import math
from collections import Counter, defaultdict
from pathlib import Path

from samarth_desktop.domain.names.phonemes import phonemes
from samarth_desktop.domain.names.translit_model import END, ORDER, START, Pair, all_pairs, ends, joins

NAMES = Path(__file__).parent.parent / "resources" / "names"
ROUNDS = 4
LEARNED = 2  # words of less weight are English: how they are spelled says nothing about other names
Row = tuple[str, tuple[str, ...], int]


def words() -> list[Row]:
    """The list: Devanagari, Latin spellings (the usual first), weight 1 to 5."""
    rows = (line.split("\t") for line in (NAMES / "words.tsv").read_text(encoding="utf-8").splitlines())
    return [(deva, tuple(latin.split()), int(weight)) for deva, latin, weight in rows]


def align(latin: str, said: str, prices: dict[str, list[tuple[float, Pair]]]) -> list[Pair] | None:
    """The cheapest way to cut a Latin word and its sounds into allowed pairs; None when there is none.

    `prices` lists the priced pairs of each Latin unit.
    """
    cells: dict[tuple[int, int], dict[Pair | None, tuple[float, list[Pair]]]] = defaultdict(dict)
    cells[0, 0][None] = (0.0, [])
    for at in range(len(latin)):
        for to in range(len(said) + 1):
            for before, (spent, path) in cells[at, to].items():
                steps = (
                    step
                    for size in range(1, 7)
                    for step in prices.get(latin[at : at + size], ())
                    if at + size <= len(latin)
                )
                for price, pair in steps:
                    if said.startswith(pair[1], to) and joins(before, pair):
                        cell = cells[at + len(pair[0]), to + len(pair[1])]
                        if pair not in cell or spent + price < cell[pair][0]:
                            cell[pair] = (spent + price, [*path, pair])
    done = [(spent, path) for last, (spent, path) in cells[len(latin), len(said)].items() if last and ends(last)]
    return min(done)[1] if done else None


def learn(rows: list[Row], *, tell: bool = False) -> dict[str, int]:
    """How often every run of one to four pairs stands in the best alignments; the usual spelling counts double."""
    codes = {pair: code for code, pair in all_pairs().items()}
    rows = [row for row in rows if row[2] >= LEARNED]
    asked = [(latin, phonemes(deva), 1 + (place == 0)) for deva, known, _ in rows for place, latin in enumerate(known)]
    rank: Counter[str] = Counter()
    costs: dict[Pair, float] = {}
    for latin, said in codes:
        costs[latin, said] = 1.0 + 0.7 * rank[latin] + (0.0 if said else 2.0)
        rank[latin] += 1
    paths: list[tuple[list[Pair], int]] = []
    for turn in range(ROUNDS):
        prices: dict[str, list[tuple[float, Pair]]] = defaultdict(list)
        for pair, cost in costs.items():
            prices[pair[0]].append((cost, pair))
        found = [(latin, said, align(latin, said, prices), count) for latin, said, count in asked]
        if tell and not turn:
            print("\n".join(f"no rule: {latin} {said}" for latin, said, path, _ in found if path is None))
        paths = [(path, count) for _, _, path, count in found if path is not None]
        tally = Counter(pair for path, count in paths for pair in path for _ in range(count))
        total = sum(tally.values()) + 0.1 * len(codes)
        costs = {pair: -math.log((tally[pair] + 0.1) / total) for pair in codes}
    return _runs([([codes[pair] for pair in path], count) for path, count in paths])


def _runs(paths: list[tuple[list[str], int]]) -> dict[str, int]:
    seen: Counter[str] = Counter()
    for path, count in paths:
        steps = [START] * (ORDER - 1) + path + [END]
        for at in range(ORDER - 1, len(steps)):
            for length in range(1, ORDER + 1):
                seen["".join(steps[at - length + 1 : at + 1])] += count
    return dict(seen)


def text(seen: dict[str, int]) -> str:
    """The counts as the file holds them: a line for each count, ``count<TAB>runs``."""
    by_count: dict[int, list[str]] = defaultdict(list)
    for run, count in seen.items():
        by_count[count].append(run)
    return "".join(f"{count}\t{' '.join(sorted(runs))}\n" for count, runs in sorted(by_count.items()))


if __name__ == "__main__":
    (NAMES / "sounds.tsv").write_text(text(learn(words(), tell=True)), encoding="utf-8")
