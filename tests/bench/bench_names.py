"""Figures for names: finding, writing in the other script. ``python -m tests.bench.bench_names [people]``.

Finding asks a plain FTS5 table as the store has it, without its typing slips; the table of pairs has lines that no
rule was tuned on (every third).
"""

import random
import sqlite3
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

from installer import names as learning
from samarth_desktop.domain.names import person_names, phonetic_key, searching, translit, translit_file
from samarth_desktop.domain.names.phonemes import one_nasal, spell
from tests.bench import people

LISTS = Path(learning.__file__).with_name("name_words.tsv")
PAIRS = Path(__file__).parent.parent / "domain/data/name_pairs.tsv"
TOKENIZER = "unicode61 categories 'L* N* Co Mc Mn' remove_diacritics 0"


def pairs() -> list[tuple[str, list[str], str, bool]]:
    """Name, its Latin spellings, region, and whether the line was held out from tuning."""
    lines = [line for line in PAIRS.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    rows = [line.split("\t") for line in lines]
    return [(name, spelled.split("|"), region, at % 3 == 2) for at, (name, spelled, region) in enumerate(rows)]


def finding(size: int) -> None:
    """Each Latin spelling looked for among `size` people with Hindi names: is the right one in the first ten?"""
    rnd = random.Random(3)
    base = sqlite3.connect(":memory:")
    base.execute(f'create virtual table t using fts5(fold, loose, tokenize="{TOKENIZER}")')
    crowd = [person.names[0] for person in people.population(size)] + [name for name, *_ in pairs()]
    rnd.shuffle(crowd)
    began = time.perf_counter()
    rows = [(person_names.phonetic_column(name), person_names.skeleton_column(name)) for name in crowd]
    print(f"columns of {len(crowd)} names: {(time.perf_counter() - began) / len(crowd) * 1e6:.1f} us a name")
    base.executemany("insert into t values (?, ?)", rows)
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    times = []
    for name, spellings, region, held in pairs():
        for spelling in spellings:
            began = time.perf_counter()
            found = _first_ten(base, crowd, spelling)
            times.append(time.perf_counter() - began)
            for key in ("all", region, "held out" if held else "tuned on"):
                tally[key][0] += 1
                tally[key][1] += name in found
    times.sort()
    print(f"a look-up: median {times[len(times) // 2] * 1e3:.1f} ms, p99 {times[-len(times) // 100] * 1e3:.1f} ms")
    for key, (asked, right) in sorted(tally.items()):
        print(f"  found in the first ten, {key}: {right / asked:.3f} of {asked}")


def _first_ten(base: sqlite3.Connection, crowd: list[str], typed: str) -> set[str]:
    look = searching.query(typed)
    rids: dict[int, None] = {}
    for column, match in (("fold", look.fold), ("loose", look.loose), ("fold", look.relaxed)):
        if match and len(rids) < 30:
            sql = f"select rowid from t where {column} match ? limit 200"
            rids.update(dict.fromkeys(rid for (rid,) in base.execute(sql, (match,))))
    best = sorted(dict.fromkeys(crowd[rid - 1] for rid in rids), key=lambda name: -searching.closeness(typed, name))
    return set(best[:10])


def speed() -> None:
    """Microseconds of the small functions, remembered and for the first time."""
    words = [part for name, spellings, *_ in pairs() for text in (name, *spellings) for part in text.split()]
    phonetic_key.phonetic_keys.cache_clear()
    began = time.perf_counter()
    for word in words:
        phonetic_key.phonetic_key(word)
    cold = (time.perf_counter() - began) / len(set(words))
    began = time.perf_counter()
    for word in words:
        phonetic_key.phonetic_key(word)
    print(f"fold: {(time.perf_counter() - began) / len(words) * 1e6:.2f} us a word, {cold * 1e6:.1f} us a new one")


def writing() -> None:
    """Top 1 and top 3 from Latin and to Latin, for words in our list and not in it."""
    began = time.perf_counter()
    translit.candidates("ramesh")
    print(f"transliteration: first answer after {(time.perf_counter() - began) * 1e3:.0f} ms")
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    began = time.perf_counter()
    for name, spellings, _, _ in pairs():
        for word, latin in zip(name.split(), spellings[0].split(), strict=False):
            if latin.isalpha():
                row = tally["in the list" if word in people.listed() else "not in the list"]
                made, back = (
                    translit.candidates(latin, 3),
                    [text.lower() for text in translit.candidates_latin(word, 3)],
                )
                row[0] += 1
                row[1] += made[:1] == (word,)
                row[2] += word in made
                row[3] += back[:1] == [latin.lower()]
                row[4] += latin.lower() in back
    total = sum(row[0] for row in tally.values())
    print(f"  {(time.perf_counter() - began) / total * 1e3:.1f} ms a word in both directions")
    for key, (asked, first, third, back_first, back_third) in tally.items():
        print(
            f"  {key}: Devanagari {first / asked:.2f}, {third / asked:.2f} of 3; Latin {back_first / asked:.2f}, {back_third / asked:.2f} ({asked})"
        )


def corrections(unseen: bool) -> None:
    """How often a person must correct, by word and by how many people have it, of words that the model never saw or did.

    Names that three people or more write alike are surer than those that stand once, among which are slips of scanners.
    """
    print("never learned from:" if unseen else "learned from:")
    for given in (True, False):
        for to_latin in (False, True):
            asked = written_words(given, to_latin, unseen)
            tally: Counter[str] = Counter()
            for text, wanted in asked.items():
                made = translit.candidates_latin(text, 3) if to_latin else translit.candidates(text, 3)
                three = [word.lower() if to_latin else one_nasal(word) for word in made] or [""]
                right = any(word in wanted for word in three)
                tally.update(words=1, first=three[0] in wanted, three=right)
                tally.update(people=wanted.total(), right=wanted[three[0]], among=sum(wanted[w] for w in set(three)))
                if max(wanted.values()) > 2:
                    tally.update(common=1, common_three=right)
            words, people_asked = tally["words"], tally["people"]
            print(
                f"  {'given names' if given else 'South and East'}, to {'Latin' if to_latin else 'Hindi'} ({words}): "
                f"first {tally['first'] / words:.3f}, of three {tally['three'] / words:.3f}; a correction for "
                f"{1 - tally['right'] / people_asked:.3f} of people, typed anew for {1 - tally['among'] / people_asked:.3f}"
            )
            if tally["common"]:
                three_of_common = tally["common_three"] / tally["common"]
                print(f"    written alike by three people or more ({tally['common']}): of three {three_of_common:.3f}")


def written_words(given: bool, to_latin: bool, unseen: bool = True) -> dict[str, Counter[str]]:
    """The words kept for measuring, or all others, with what people wrote for each and how many did."""
    asked: dict[str, Counter[str]] = defaultdict(Counter)
    for one in learning.pairs():
        if learning.held_out(one.latin) == unseen and one.given == given:
            text, wanted = (one.deva, one.latin) if to_latin else (one.latin, one_nasal(one.deva))
            asked[text][wanted] += one.count
    return asked


def reach() -> None:
    """What no order of the ways could better: how often what people wrote is among the likeliest ways to write it."""
    sounds = translit_file.opened().sounds
    for given in (True, False):
        asked = written_words(given, to_latin=False)
        ways = {text: [one_nasal(spell(way.result)) for way in sounds.from_latin(text, 40)] for text in asked}
        shares = [sum(any(word in asked[text] for word in ways[text][:n]) for text in asked) for n in (3, 8, 24, 40)]
        said = ", ".join(f"{share / len(asked):.3f} of {n}" for n, share in zip((3, 8, 24, 40), shares, strict=True))
        print(f"  {'given names' if given else 'South and East'}, within reach of the rules: {said}")


def agreement() -> None:
    """What can be reached at all: how often one list writes a word as any of the first three spellings of all others.

    These are words that several lists have, the common ones; on words that stand once nobody agrees more.
    """
    rows = [line.split("\t") for line in LISTS.read_text(encoding="utf-8").splitlines()[3:]]
    lists: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for latin, written, count, where in rows:
        lists[where][latin][one_nasal(written)] += int(count)
    for where, own in sorted(lists.items()):
        tally: Counter[str] = Counter()
        for latin, wanted in own.items():
            others = sum(
                (words.get(latin, Counter()) for name, words in lists.items() if name != where), Counter[str]()
            )
            best = [word for word, _ in others.most_common(3)]
            if best:
                tally.update(words=1, first=best[0] in wanted, three=any(word in wanted for word in best))
        words = tally["words"]
        print(
            f"  {where} as the others write it: {tally['first'] / words:.3f}, of three {tally['three'] / words:.3f} ({words})"
        )


if __name__ == "__main__":
    people_asked = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    speed()
    writing()
    corrections(unseen=True)
    corrections(unseen=False)
    reach()
    agreement()
    finding(people_asked)
