"""Finding people, groups and certificates, and what one row of a list says."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.ids import read_number
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import Catalog, LocalizedName, Text
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.registry import KINDS
from samarth_desktop.rules.duplicates.not_duplicate import mark_not_duplicate
from samarth_desktop.store.database.rows import chunks
from samarth_desktop.store.duplicates import decisions
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.projections.projector import summaries_at
from samarth_desktop.store.projections.summaries import RecordSummary
from samarth_desktop.store.search import finder as index
from samarth_desktop.store.search.finder import Hit

if TYPE_CHECKING:
    from samarth_desktop.rules.duplicates.scoring import Match

KIND_NAMES = {name: kind.search.group for name, kind in KINDS.items() if kind.search}


def search(session: Session, text: str, kind: str = "all", limit: int = 20) -> list[Hit]:
    """Whoever fits `text` in either script, best first. `kind` is ``people shgs certificates`` or ``all``."""
    with session.store.read() as reader:
        return index.find(reader, text, kind, limit)


def where_it_went(session: Session, text: str) -> Text | None:
    """The sentence for a registration number of somebody who moved to another area; None for any other text."""
    try:
        number = read_number(text)
    except KnownError:
        return None
    with session.store.read() as reader:
        found = reader.by_registration(number)
        return reader.gone_to(found) if found else None


def as_row(hit: Hit, words: Catalog) -> dict[str, str | float]:
    """A hit as the command line prints it."""
    summary = hit.summary
    return {
        "kind": KIND_NAMES.get(summary.kind, summary.kind),
        "registration": summary.registration,
        "name_hi": summary.name_hi,
        "name_en": summary.name_en,
        "relative": summary.relative,
        "village": summary.village,
        "score": round(hit.score, 3),
        "why": words.say(hit.why),
    }


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who may be one: registration numbers, row ids, how sure (0 to 1), the strongest reason first."""

    a: str
    b: str
    score: float
    reasons: tuple[Text, ...]
    row_a: str
    row_b: str
    names: tuple[tuple[str, str], tuple[str, str]] = (("", ""), ("", ""))
    speaks_for: tuple[bool, ...] = ()
    """Of each reason whether it speaks for one person."""

    def name(self, language: str) -> str:
        """Both names, the same one once."""
        said = [LocalizedName(*one).best(language) for one in self.names]
        return " · ".join(dict.fromkeys(said))


def duplicate_pairs(
    session: Session,
    threshold: float | None = None,
    progress: Callable[[int, int], object] = lambda done, total: None,
) -> list[Pair]:
    """All pairs of active people on this laptop with at least this score, the likeliest first, each once.

    Without a `threshold` those that are worth showing. Pairs that somebody called two people are left out, and
    members of groups without a registration of their own, who are no record to merged. `progress` is told
    how many people of how many are done, and may raise to end it.
    """
    from samarth_desktop.rules.duplicates.scoring import LIST
    from samarth_desktop.store.duplicates import pairs

    with session.store.read() as reader:
        found = list(pairs.pairs(reader, LIST if threshold is None else threshold, progress))
        summaries = _summaries(reader, {rid for one in found for rid in (one.rid_a, one.rid_b)})
        apart = decisions.dismissed(reader)
    made = []
    for one in found:
        a, b = summaries.get(one.rid_a), summaries.get(one.rid_b)
        if a and b and a.active and b.active and frozenset((a.id, b.id)) not in apart:
            made.append(_pair(a, b, one.match))
    return sorted(made, key=lambda pair: (-pair.score, pair.a, pair.b))


def _summaries(reader: Reader, rids: set[int]) -> dict[int, RecordSummary]:
    return {rid: summary for part in chunks(rids) for rid, summary in summaries_at(reader.connection, part).items()}


def _pair(a: RecordSummary, b: RecordSummary, match: "Match") -> Pair:
    return Pair(
        a.registration, b.registration, match.score, tuple(reason.text for reason in match.reasons), a.id, b.id,
        ((a.name_hi, a.name_en), (b.name_hi, b.name_en)), tuple(reason.positive for reason in match.reasons),
    )  # fmt: skip


def dismiss_duplicate(session: Session, row: str, *others: str, apart: bool = True) -> None:
    """Notes that a row and each of the others are two people, so that they are not shown again, here or on another
    laptop; or takes that back. Rows that are not here (any more) are left out."""
    with writing(session, Deed.RECORDS) as unit:
        tell_apart(unit, session.author, row, *others, apart=apart)
        unit.commit()


def tell_apart(unit: UnitOfWork, author: str, row: str, *others: str, apart: bool = True) -> None:
    """The same as a part of a greater unit of work."""
    found = {one.id: one for one in unit.get_many(Artisan, [row, *others]) if not one.deleted}
    pairs = [other for other in others if other in found and row in found]
    if pairs:
        sides = [mark_not_duplicate(found[row], pairs, apart=apart)]
        sides += [mark_not_duplicate(found[other], [row], apart=apart) for other in pairs]
        unit.save_all(sides, author)
