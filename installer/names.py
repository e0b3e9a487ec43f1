"""Learns how names are written in the other script: our words and pairs that others wrote -> resources/names/model.bin.

Run it after changing the words, the rules or the signs: ``python -m installer.names`` (two minutes; needs NumPy). The
same inputs give the same file. Words whose checksum :func:`held_out` picks are never learned from: the tests measure
with them. `resources/names/seen.tsv` is what others wrote and we do not list, as far as it is plausible.
"""

import math
import re
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from installer import common_words, name_net, name_runs, name_signs
from samarth_desktop.domain.names import translit_file
from samarth_desktop.domain.names.phonemes import one_nasal, phonemes, spell
from samarth_desktop.domain.names.translit_context import SHARES, WEIGHT, WORTH
from samarth_desktop.domain.names.translit_known import KnownWords
from samarth_desktop.domain.names.translit_model import ORDER, SoundModel, Way, all_pairs
from samarth_desktop.domain.names.translit_words import WordList

HERE = Path(__file__).parent
NAMES = HERE.parent / "resources" / "names"
LEARNING = 5  # whoever changes how the file is learned raises it
LEARNED = 2  # words of less weight are English: how they are spelled says nothing about other names
PARTS = 4  # the signs are learned from ways that a model found which had not seen the word
SEEDS = (1, 2, 3)
OWN = 0.3  # what our words count there: those we know are looked up, the others are written as others write them
SIGNS = (60_000, 100_000)  # places of weights, from Latin and from sounds
_OWN_GRADES = (1, 1, 2, 3, 3)  # of words by their weight
_ODD = 4.5  # cost of a letter above which a pair is a slip of the pen or of a scanner


class Pair(NamedTuple):
    """A word in both scripts, as others wrote it, how often, and whether it is of the list of given names."""

    latin: str
    deva: str
    count: int
    given: bool

    @property
    def weight(self) -> float:
        """What it counts in learning: what stands once in an electoral roll is often a slip."""
        if self.given:
            return 1.6
        return (0.3, 0.9)[self.count - 1] if self.count < 3 else 1.2 + 0.5 * math.log(self.count)


def held_out(latin: str) -> bool:
    """Whether a word is kept for measuring: every tenth, by its checksum."""
    return zlib.crc32(latin.encode()) % 10 == 0


def words() -> list[tuple[str, tuple[str, ...], int]]:
    """Our list: Devanagari, Latin spellings (the usual first), weight 1 to 5."""
    rows = (line.split("\t") for line in (NAMES / "words.tsv").read_text(encoding="utf-8").splitlines())
    return [(deva, tuple(latin.split()), int(weight)) for deva, latin, weight in rows]


def pairs() -> list[Pair]:
    """What others wrote, single words in plain letters only."""
    rows = (line.split("\t") for line in (HERE / "name_words.tsv").read_text(encoding="utf-8").splitlines()[3:])
    every = (
        Pair(latin, unicodedata.normalize("NFC", deva), int(count), where == "given")
        for latin, deva, count, where in rows
    )
    return [one for one in every if re.fullmatch("[a-z]+", one.latin) and " " not in one.deva]


def inputs() -> str:
    """The checksum of all that the file follows from: the words, the rules, and the number of this way of learning."""
    texts = [(NAMES / "words.tsv").read_bytes(), (HERE / "name_words.tsv").read_bytes()]
    texts.append((NAMES / "common.bin").read_bytes())
    settings = (LEARNING, SIGNS, SEEDS, PARTS, ORDER, SHARES, WEIGHT, WORTH, name_net.STEP, all_pairs())
    texts += [repr(one).encode() for one in settings]
    return translit_file.checksum(texts)


def examples() -> list[name_runs.Example]:
    """What is learned from: Latin, sounds, weight."""
    own = [
        name_runs.Example(latin, phonemes(deva), 1.0 + (place == 0))
        for deva, known, weight in words()
        if weight >= LEARNED
        for place, latin in enumerate(known)
    ]
    other = [name_runs.Example(one.latin, phonemes(one.deva), one.weight) for one in pairs() if not held_out(one.latin)]
    return [one for one in own + other if one.said and len(one.latin) > 1]


def learn() -> bytes:
    """The whole file."""
    paths = [path for path in name_runs.aligned(examples()) if path.cost < _ODD]
    runs = name_runs.counted(paths)
    pairs_allowed = SoundModel(runs).pairs
    own = common_words.marked({one_nasal(deva): _OWN_GRADES[weight - 1] for deva, _, weight in words()})
    known, from_others = KnownWords(translit_file.common(), own), {one.latin for one in pairs()}
    asked = _asked(0)
    latin = name_signs.of_latin(
        _unseen_ways(0, asked, paths),
        asked,
        lambda result: one_nasal(spell(result)),
        pairs_allowed,
        SIGNS[0],
        lambda text, written: known.traits(written, ours=text in from_others),
    )
    asked = _asked(1)
    from_sounds = name_signs.of_sounds(_unseen_ways(1, asked, paths), asked, pairs_allowed, SIGNS[1], SEEDS)
    seen = seen_words(paths)
    (NAMES / "seen.tsv").write_bytes(seen)
    lists = [WordList.indexed(text).index for text in ((NAMES / "words.tsv").read_bytes(), seen)]
    return translit_file.packed(inputs(), [runs.entries, *latin, own.marks, from_sounds, *lists])


def _unseen_ways(side: int, asked: Iterable[str], paths: Sequence["name_runs.Path"]) -> dict[str, list[Way]]:
    """The ways to write each word that a model finds which has not seen it."""
    parts = {text: zlib.crc32(b"part" + text.encode()) % PARTS for text in asked}
    ways: dict[str, list[Way]] = {}
    for part in range(PARTS):
        model = SoundModel(name_runs.counted(one for one in paths if parts.get(one.source(side)) != part))
        find = model.from_sounds if side else model.from_latin
        ways |= {text: find(text, 16 if side else 24) for text in parts if parts[text] == part}
        print(f"side {side}: part {part + 1} of {PARTS}")
    return ways


def _asked(side: int) -> dict[str, dict[str, float]]:
    """Each word in one script with the ways in which it is written in the other, weighted."""
    asked: dict[str, Counter[str]] = defaultdict(Counter)
    for deva, known, weight in words():
        for place, latin in enumerate(known if side else known[:3]) if weight >= LEARNED else ():
            if side:
                asked[phonemes(deva)][latin] += 0.5 if place else 1.5
            else:
                asked[latin][one_nasal(deva)] += OWN * (0.5 if place else 1.0)
    for one in pairs():
        if not held_out(one.latin):
            text, result = (phonemes(one.deva), one.latin) if side else (one.latin, one_nasal(one.deva))
            asked[text][result] += one.weight
    return {text: dict(asked[text]) for text in sorted(asked) if len(text) > 1}


def seen_words(paths: Sequence["name_runs.Path"]) -> bytes:
    """What others wrote, is plausible, and is not in our list; weight 1 to 3 by how sure it is."""
    plausible = {(path.source(0), path.source(1)) for path in paths}
    listed = {(deva, latin) for deva, known, _ in words() for latin in known}
    total: Counter[str] = Counter()
    for one in pairs():
        total[one.latin] += one.count
    worth: dict[str, dict[str, int]] = defaultdict(dict)
    for one in pairs():
        sure = 2 if one.given else (one.count >= 2) + (one.count >= 8)
        if (
            sure
            and not held_out(one.latin)
            and (one.latin, phonemes(one.deva)) in plausible
            and (one.deva, one.latin) not in listed
            and spell(phonemes(one.deva)) == one.deva
            and (one.given or one.count >= 0.25 * total[one.latin])
        ):
            worth[one.deva][one.latin] = max(sure, worth[one.deva].get(one.latin, 0))
    lines = []
    for deva in sorted(worth, key=str.encode):
        known = sorted(worth[deva], key=lambda latin: (-worth[deva][latin], latin))
        lines.append(f"{deva}\t{' '.join(known)}\t{max(worth[deva].values())}\n")
    return "".join(lines).encode()


if __name__ == "__main__":
    (NAMES / "model.bin").write_bytes(learn())
