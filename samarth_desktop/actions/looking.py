"""Finding people, groups and certificates, and what one row of a list says."""

from samarth_desktop.actions.desk import Desk
from samarth_desktop.i18n import Catalog
from samarth_desktop.store import search as index
from samarth_desktop.store.search import Hit

KIND_NAMES = {"artisan": "people", "member": "people", "shg": "shgs", "certificate": "certificates"}


def search(desk: Desk, text: str, kind: str = "all", limit: int = 20) -> list[Hit]:
    """Whoever fits `text` in either script, best first. `kind` is ``people shgs certificates`` or ``all``."""
    with desk.store.read() as reader:
        return index.find(reader, text, kind, limit)


def as_row(hit: Hit, words: Catalog) -> dict[str, str | float]:
    """A hit as the command line prints it."""
    card = hit.card
    return {
        "kind": KIND_NAMES.get(card.kind, card.kind),
        "registration": card.registration,
        "name_hi": card.name_hi,
        "name_en": card.name_en,
        "relative": card.relative,
        "village": card.village,
        "score": round(hit.score, 3),
        "why": words.say(hit.why),
    }
