"""The box for the name of a geographical indication: proposes the names that are known, with how sure each is."""

from collections.abc import Sequence

from samarth_desktop.domain.reference import gi
from samarth_desktop.domain.reference.gi import GiName
from samarth_desktop.gui.kit.inputs.suggest import Proposal, SuggestBox
from samarth_desktop.gui.theme.language import LocalizedText
from samarth_desktop.i18n import T, Text


def gi_box() -> SuggestBox:
    """A box that proposes them; any other name may be written as well."""
    return SuggestBox(_proposals)


def how_sure(known: GiName) -> Text:
    """What our table knows of a name, in a sentence."""
    if known.confirmed:
        where = "; ".join(map(str, known.sources))
        return T("“{name}” was registered in {year}. Source: {source}.", name=known.name, year=known.year, source=where)
    month = known.sources[0].as_of
    if not known.year:
        return T("No source says that “{name}” is registered. Looked for in {month}.", name=known.name, month=month)
    return T(
        "“{name}” is said to be registered since {year}. Looked for in {month}: no source confirms it.",
        name=known.name,
        year=known.year,
        month=month,
    )


def _proposals(text: str) -> Sequence[Proposal]:
    return [(one.name, _note(one)) for one in gi.suggest(text)]


def _note(known: GiName) -> LocalizedText:
    if not known.confirmed:
        return T("not confirmed")
    return T("since {month} · {source}", month=known.year, source=str(known.sources[0]))
