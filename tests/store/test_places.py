"""Places are found by any part of the name in either script, by code, and within a district."""

from samarth_desktop.domain.places.lgd import Location
from samarth_desktop.store.search import places
from samarth_desktop.store.store import Store

PLACES = (
    Location("village", "101", "Rampur Khas", "रामपुर खास", "9", "164"),
    Location("village", "102", "Rampur", "", "9", "187"),
    Location("village", "103", "Shivrajpur", "शिवराजपुर", "9", "164"),
    Location("block", "7", "Nichlaul", "निचलौल", "9", "164"),
)


def test_typing_finds_places(store: Store) -> None:
    with store.unit_of_work() as unit:
        assert places.take_in(unit, PLACES) == {"village": 3, "block": 1}
        places.take_in(unit, PLACES)
        unit.commit()
    with store.read() as reader:

        def names(typed: str, **more: str) -> list[str]:
            return [place.name_en for place in places.find(reader, typed, **more)]  # type: ignore[arg-type]  # texts only

        assert names("rampur") == ["Rampur", "Rampur Khas"]
        assert names("रामपुर", district="164") == ["Rampur Khas"]
        assert names("shivraj") == names("शिवरा") == names("103") == ["Shivrajpur"]
        assert names("khas") == ["Rampur Khas"]
        assert names("nich", level="block") == ["Nichlaul"]
        assert names("nich", level="village") == names("nowhere") == names('"') == []
        assert places.get(reader, "village", "102") == PLACES[1]
        assert places.within(reader, "village", "164") == [PLACES[0], PLACES[2]]
