"""One person who is registered twice, and all that hangs on her records."""

from dataclasses import replace
from typing import Any

from samarth_desktop.actions.session import Session
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.document.record import Document
from samarth_desktop.kinds.enrolment.record import Enrolment

SHABNAM: dict[str, Any] = {
    "name_hi": "शबनम बानो", "name_en": "Shabnam Bano", "relation": "husband", "relative_hi": "मोहम्मद असलम", "gender": "female",
    "birth_year": 1992, "mobile": "9839022218", "phone_owner": "own", "village": "ज़ैदपुर", "district": "129", "state": "9",
}  # fmt: skip


def state(session: Session, *rows: str) -> list[Any]:
    """Everything of these people: fields and what hangs on them."""
    kinds = (Enrolment, Consent, Document)
    with session.store.read() as reader:
        return [
            (
                replace(reader.get(Artisan, row), seen=0),
                *(tuple(replace(one, seen=0) for one in reader.children(kind, row)) for kind in kinds),
                tuple(replace(one, seen=0) for one in reader.memberships(row)),
            )
            for row in rows
        ]
