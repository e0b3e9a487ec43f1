"""Names that a paper will print in a script in which nobody wrote them: listed, looked at, confirmed, taken back.

A person's names stand one by one; the name of a place or a craft stands once for everybody who has it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.registration.doubtful_names import Decided, undo
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.fields.parsing import read
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.registry import HOLDERS, RECORDS
from samarth_desktop.rules import proposals
from samarth_desktop.rules.proposals import Known, Proposal
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.queries import lists, other_script
from samarth_desktop.store.search import places

__all__ = [
    "Decided", "KnownNames", "LookedThrough", "ProposedName", "confirm", "listing", "look_through", "looked", "undo",
    "waiting",
]  # fmt: skip

SHOWN = 500
_OF_A_LEVEL = {"village": "village_code", "block": "block_code"}
PEOPLE, RELATIVES, GROUPS, PLACES, CRAFTS = "people", "relatives", "groups", "places", "crafts"


@dataclass(frozen=True, slots=True)
class ProposedName:
    """A name and its proposed spelling. `rows` are the records that get it when it is confirmed; the rest says whose it
    is: one of ``people relatives groups places crafts``, the key of its field, and of the first record the names,
    number, relation and village."""

    sort: str
    key: str
    text: str
    proposed: str
    spellings: tuple[str, ...]
    rows: tuple[str, ...]
    kind: str
    label: str
    holder: str
    registration: str
    relation: str
    village: str

    @property
    def is_person(self) -> bool:
        """Whether it is a person's own or her relative's."""
        return self.sort in (PEOPLE, RELATIVES)


@dataclass(frozen=True, slots=True)
class LookedThrough:
    """The `names` to look at of the people and groups `rows`, how many of them are `looked` at, and the rows of those
    whose certificates can be `printed` once all are."""

    names: list[ProposedName]
    rows: tuple[str, ...]
    looked: int
    printed: tuple[str, ...]


class KnownNames:
    """What lists and people of this laptop say of places and crafts; each is read when it is first asked for."""

    def __init__(self) -> None:
        self._written: dict[str, Mapping[str, str]] = {}

    def of(self, reader: Reader, holder: Holder) -> Known:
        """The same for the record of one holder, whose places may have codes."""

        def known(source: str, text: str) -> str:
            if source in proposals.PEOPLE:
                return ""
            code = getattr(holder, _OF_A_LEVEL[source]) if source in _OF_A_LEVEL else ""
            listed = places.get(reader, source, code) if code else None
            if listed and listed.name_hi and listed.name_en:
                return listed.name_en if text == listed.name_hi else listed.name_hi if text == listed.name_en else ""
            if source not in self._written:
                self._written[source] = other_script.written(reader, source, proposals.PAIRS[source])
            return self._written[source].get(text, "")

        return known


def listing(session: Session, rows: Sequence[str] | None = None) -> list[ProposedName]:
    """The names to look at: of these people and groups, or of all who are ready to print and all of whom a paper used
    proposals before. The first 500 holders."""
    with session.store.read() as reader:
        printed = lists.to_print(reader) if rows is None else rows
        return _to_look_at(reader, _of(reader, rows, printed))


def look_through(session: Session, rows: Sequence[str] | None = None) -> LookedThrough:
    """The names of :func:`listing`, with what a page says of them."""
    with session.store.read() as reader:
        printed = lists.to_print(reader) if rows is None else rows
        of = _of(reader, rows, printed)
        looked = len(_listed(reader, of, proposals.in_both, _no_spellings))
        return LookedThrough(_to_look_at(reader, of), of, looked, tuple(printed))


def _of(reader: Reader, rows: Sequence[str] | None, printed: Sequence[str]) -> tuple[str, ...]:
    """Whose names are looked at: given people and groups, or all who wait and all who can be printed."""
    used = other_script.waiting(reader, SHOWN) if rows is None else []
    return tuple(dict.fromkeys([*used, *printed]))[:SHOWN]


def looked(session: Session, rows: Sequence[str]) -> list[ProposedName]:
    """The names of these people and groups that stand in both scripts because somebody wrote or confirmed them."""
    with session.store.read() as reader:
        return _listed(reader, rows, proposals.in_both, _no_spellings)


def waiting(session: Session) -> int:
    """How many names there are to look at."""
    return len(listing(session))


def _to_look_at(reader: Reader, rows: Sequence[str]) -> list[ProposedName]:
    known = KnownNames()

    def names(holder: Holder) -> tuple[Proposal, ...]:
        made = (one for one in proposals.proposals(holder, known.of(reader, holder)) if not one.sure)
        return (*proposals.stored(holder), *made)

    return _listed(reader, rows, names, proposals.spellings)


def _no_spellings(one: Proposal) -> tuple[str, ...]:
    return ()


def _listed(
    reader: Reader,
    rows: Sequence[str],
    names: Callable[[Holder], tuple[Proposal, ...]],
    spelled: Callable[[Proposal], tuple[str, ...]],
) -> list[ProposedName]:
    found: dict[tuple[str, ...], ProposedName] = {}
    for holder in _holders(reader, rows):
        for one in names(holder):
            name = _named(holder, one, spelled)
            at = (one.key, holder.id) if name.sort in (PEOPLE, RELATIVES, GROUPS) else (one.key, one.text, one.proposed)
            before = found.get(at)
            found[at] = replace(before, rows=(*before.rows, holder.id)) if before else name
    return sorted(found.values(), key=lambda name: _ORDER.index(name.sort))


_ORDER = (PEOPLE, RELATIVES, PLACES, GROUPS, CRAFTS)


def _holders(reader: Reader, rows: Sequence[str]) -> list[Holder]:
    found = (one for kind in HOLDERS for one in reader.get_many(RECORDS[kind], rows))
    every = {one.id: cast(Holder, one) for one in found}
    return [every[row] for row in rows if row in every and not every[row].deleted]


def _named(holder: Holder, one: Proposal, spelled: Callable[[Proposal], tuple[str, ...]]) -> ProposedName:
    person = holder.KIND == Artisan.KIND
    if one.source in ("name_hi", "name_en"):
        sort = PEOPLE if person else GROUPS
    elif one.source in ("relative_hi", "relative_en"):
        sort = RELATIVES
    else:
        sort = CRAFTS if one.source == "craft" else PLACES
    return ProposedName(
        sort=sort,
        key=one.key,
        text=one.text,
        proposed=one.proposed,
        spellings=spelled(one),
        rows=(holder.id,),
        kind=holder.KIND,
        label=fields_of(type(holder))[one.source].label,
        holder=holder.name_hi or holder.name_en,
        registration=holder.registration,
        relation=str(getattr(holder, "relation", "")),
        village=holder.village,
    )


def confirm(session: Session, names: Sequence[tuple[ProposedName, str]]) -> Decided:
    """Writes these names as a person says they are spelled, all in one unit. A record in which the name was changed or
    written meanwhile is passed over. KnownError when a text is no name."""
    with writing(session, Deed.HALL) as unit:
        before = {one.id: one for one in _holders(unit, [row for name, _ in names for row in name.rows])}
        after = dict(before)
        for name, text in names:
            for row in name.rows:
                if row in after:
                    after[row] = _confirmed(after[row], name, text)
        changed = [row for row in before if after[row] != before[row]]
        unit.save_all([after[row] for row in changed], session.author)
        unit.commit()
    return Decided(written=tuple((before[row], after[row]) for row in changed))


def _confirmed(holder: Holder, name: ProposedName, text: str) -> Holder:
    got = read(fields_of(type(holder))[name.key], text)
    if got.wrong is not None or not got.value:
        raise KnownError(got.wrong or T("This is needed."))
    now = next((one for one in proposals.stored(holder) if one.key == name.key), None)
    now = now or next((one for one in proposals.proposals(holder) if one.key == name.key), None)
    if now is None or now.text != name.text:
        return holder
    return proposals.confirmed(holder, name.key, got.value)
