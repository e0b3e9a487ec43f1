"""What the store's tests have in common: a person who is complete, and saving in a unit of its own."""

from typing import Any

from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.store.folder import vault
from samarth_desktop.store.store import Store

KEYS = vault.Keys(bytes(range(32)))
HOME = "9/164"


def artisan(**values: Any) -> Artisan:
    """A person who is complete."""
    whole: dict[str, Any] = {
        "name_hi": "रमेश कुमार",
        "name_en": "Ramesh Kumar",
        "relation": "father",
        "relative_hi": "सुरेश",
        "birth_year": 1980,
        "gender": "male",
        "phone_owner": "own",
        "mobile": "9876543210",
        "village": "रामपुर",
        "state": "9",
        "district": "164",
        "sector": "handloom",
        "craft": "बुनाई",
    }
    return Artisan(**{**whole, **values})


def keep(store: Store, record: Any, author: str = "Sita") -> Any:
    """Saves one record in a unit of its own."""
    with store.unit_of_work() as unit:
        saved = unit.save(record, author)
        unit.commit()
    return saved
