"""Who may do what by role: one table over all pages and commands (DOMAIN, "Who is who").

A page or command that stands in no line does not exist: pages are shown and commands run by this table alone.
"""

from collections.abc import Mapping
from enum import StrEnum

from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text

TRAINER, COORDINATOR, OFFICE = "trainer", "coordinator", "office"
ALONE = ""
"""No office has enrolled this laptop: then everybody is a coordinator, and reads what only offices read elsewhere."""
ROLES = (TRAINER, COORDINATOR, OFFICE)


class Deed(StrEnum):
    """What pages and commands do, as far as roles differ in it."""

    HALL = "hall"
    """The hall, her certificates, sync, help, and what belongs to the laptop itself."""
    RECORDS = "records"
    """People and groups beyond the hall, and their programmes."""
    MARKET = "market"
    """Products, labels, listings."""
    FAIR_SALES = "fair_sales"
    """What makers sold at fairs, and the reports that tell it."""
    SETTLEMENTS = "settlements"
    """Files of payments."""
    OFFICE = "office"
    """Publishing to all laptops, and letting somebody in against the rules."""
    UNMASKED = "unmasked"
    """Lists with full numbers."""


_EVERYBODY = frozenset((TRAINER, COORDINATOR, OFFICE, ALONE))
MAY: Mapping[Deed, frozenset[str]] = {
    Deed.HALL: _EVERYBODY,
    Deed.RECORDS: _EVERYBODY - {TRAINER},
    Deed.MARKET: _EVERYBODY - {TRAINER},
    Deed.FAIR_SALES: _EVERYBODY - {TRAINER},
    Deed.SETTLEMENTS: frozenset((OFFICE, ALONE)),
    Deed.OFFICE: frozenset((OFFICE,)),
    Deed.UNMASKED: frozenset((OFFICE,)),
}
_WORDS: Mapping[Deed, Text] = {
    Deed.RECORDS: T("A trainer does not do this: people, groups and programmes are a coordinator's work."),
    Deed.MARKET: T("A trainer does not do this: products and marketplaces are a coordinator's work."),
    Deed.FAIR_SALES: T("A trainer does not see what makers sold. Ask the coordinator."),
    Deed.SETTLEMENTS: T("Payments are read at the office's laptop. Give the office this file."),
    Deed.OFFICE: T("Only the office may do this. Ask the office."),
    Deed.UNMASKED: T("Only the office may export full numbers."),
}

_IN_HALL = (
    "today bulk names workshops workshop workshop-form door attendance hall certificates verify sync settings "
    "places help"
)
_OF_RECORDS = (
    "people artisan-form own-record import duplicates shgs shg-form group-life programmes board eligible "
    "record-programmes"
)
_OF_MARKET = "products product-form listing mapping answers sales take-downs"
PAGES: Mapping[str, Deed] = {
    **dict.fromkeys(_IN_HALL.split(), Deed.HALL),
    **dict.fromkeys(_OF_RECORDS.split(), Deed.RECORDS),
    **dict.fromkeys(_OF_MARKET.split(), Deed.MARKET),
}
"""By page. The page of sales shows a maker's totals; files of payments are read there by whom SETTLEMENTS lets."""

_OF_LAPTOP = (
    "init demo template search show transliterate names-list names-confirm locations-import imports verify people "
    "people-sit people-passphrase people-leave passphrase hand-over backup restore change-keys salvage support "
    "check update enrol hub-address sync conflicts parcel-write parcel-read hall-serve hall-visit selftest programmes "
    "programmes-export own-record consent"
)
_HALL_COMMANDS = (
    "workshops workshops-add workshops-invite workshops-sheet workshops-badges workshops-certificates "
    "workshops-close attend fairs fairs-stall certificates-issue certificates-list certificates-revoke"
)
_RECORD_COMMANDS = (
    "export duplicates correct import change programmes-add eligible stage follow-ups follow-ups-add shgs-register"
)
_MARKET_COMMANDS = (
    "photo price sellers-add sellers-list label listing-check listing-export listing-template listing-answer "
    "attributes tags"
)
COMMANDS: Mapping[str, Deed] = {
    **dict.fromkeys(_OF_LAPTOP.split(), Deed.HALL),
    **dict.fromkeys(_HALL_COMMANDS.split(), Deed.HALL),
    **dict.fromkeys(_RECORD_COMMANDS.split(), Deed.RECORDS),
    "import attendance": Deed.HALL,
    "export attendance": Deed.HALL,
    "import products": Deed.MARKET,
    "export products": Deed.MARKET,
    **dict.fromkeys(_MARKET_COMMANDS.split(), Deed.MARKET),
    "workshops-report": Deed.FAIR_SALES,
    "fairs-sale": Deed.FAIR_SALES,
    "sales-import": Deed.SETTLEMENTS,
    "programmes-publish": Deed.OFFICE,
    "programmes-withdraw": Deed.OFFICE,
}
"""By command, with the list that it names where that decides. A person's rights (what is kept of her, consent) are
served in every role."""


def may(role: str, deed: Deed) -> bool:
    """Whether a role may do something. A role of a newer program may what everybody may."""
    return role in MAY[deed] or deed is Deed.HALL


def shows(role: str, page: str) -> bool:
    """Whether a page belongs to a role. KeyError for one that stands in no line."""
    return may(role, PAGES[page])


def deed_of(command: str, of: str = "") -> Deed:
    """What a command does; `of` is the list that it names. KeyError for one that stands in no line."""
    return COMMANDS.get(f"{command} {of}") or COMMANDS[command]


class NotAllowed(KnownError):
    """What a role may not do; `text` where a sentence says it better than that of the table."""

    def __init__(self, deed: Deed, text: Text | None = None) -> None:
        super().__init__(text or _WORDS[deed])
