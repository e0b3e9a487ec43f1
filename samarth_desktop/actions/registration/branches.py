"""Bank branches proposed from earlier entries on this laptop: by IFSC, or by any part of the branch's name."""

from collections.abc import Iterable, Sequence

from samarth_desktop.actions.session import Session
from samarth_desktop.domain.names.person_names import tokens
from samarth_desktop.domain.names.phonetic_key import phonetic_key, skeleton_of
from samarth_desktop.domain.names.searching import closeness
from samarth_desktop.domain.reference.bank import clean_ifsc, is_ifsc
from samarth_desktop.store.queries import branches
from samarth_desktop.store.queries.branches import Branch

MOST = 6
_SURE = 0.85
_BANK = 4  # letters of an IFSC that name the bank


def earlier(session: Session) -> list[Branch]:
    """All branches that were written before, the most frequent first; a few hundred on a district's laptop."""
    with session.store.read() as reader:
        return branches.written(reader)


def of_ifsc(known: Iterable[Branch], ifsc: str) -> Branch | None:
    """The branch that was written with this IFSC before, in its most frequent spelling."""
    code = clean_ifsc(ifsc)
    return next((one for one in known if is_ifsc(code) and one.ifsc == code), None)


def by_code(known: Iterable[Branch], typed: str) -> list[Branch]:
    """The branches whose IFSC begins with what was typed so far, each IFSC once."""
    code = clean_ifsc(typed)
    fit = {one.ifsc: one for one in reversed([one for one in known if code and one.ifsc.startswith(code)])}
    return [] if code in fit else sorted(fit.values(), key=lambda one: one.ifsc)[:MOST]


def by_name(known: Sequence[Branch], typed: str, ifsc: str = "") -> list[Branch]:
    """The branches that fit what was typed of the name in either script, best first; those of the bank or branch
    that the IFSC names, where one is written."""
    code = clean_ifsc(ifsc)
    begins = code if is_ifsc(code) else code[:_BANK] if len(code) >= _BANK else ""
    of_bank = [one for one in known if one.ifsc.startswith(begins)]
    rated = [(_fits(one.name, " ".join(typed.split())), one) for one in of_bank]
    rated.sort(key=lambda pair: -pair[0])  # the most frequent stays first among equals
    return [one for score, one in rated if score][:MOST]


def _fits(name: str, typed: str) -> float:
    """How well a name fits: by its letters, else by its sound; 0 when it does not. Without letters all fit."""
    wanted, there = typed.casefold(), name.casefold()
    if not wanted or there.startswith(wanted):
        return 2.0
    if all(part in there for part in wanted.split()) or _sounds_begun(typed, name):
        return 1.5
    near = closeness(typed, name)
    return near if near >= _SURE else 0.0


def _sounds_begun(typed: str, name: str) -> bool:
    """Whether every part typed so far is the beginning, by its sound, of a part of the name: ज़ैद for Zaidpur."""
    begun = [skeleton_of(phonetic_key(part)) for part in tokens(typed)]
    there = [skeleton_of(phonetic_key(part)) for part in tokens(name)]
    return bool(begun) and all(len(one) > 1 and any(part.startswith(one) for part in there) for one in begun)
