"""PIN codes against districts: agreement, disagreement and honest ignorance."""

import indian_pincode
import pytest

from samarth_desktop.domain.places import pin, place


@pytest.mark.parametrize(
    ("code", "district", "agrees"),
    [
        ("225001", "129", True),  # Barabanki
        ("221001", "187", True),  # Varanasi
        ("431001", "469", True),  # Chhatrapati Sambhajinagar, still Aurangabad in the directory
        ("225001", "187", False),
        ("225001", "482", False),  # another state
        ("999999", "129", None),
        ("22500", "129", None),
        ("201319", "129", None),  # listed without a state
        ("225001", "99999", None),
        ("797109", "757", None),  # Tseminyu: a district newer than the directory, in the PIN's state
    ],
)
def test_pin_and_district(code: str, district: str, agrees: bool | None) -> None:
    assert pin.pin_agrees(code, district) is agrees


def test_where_a_pin_lies() -> None:
    found = pin.place_of("225001")
    assert found == pin.PinPlace("9", ("9",), ("129",))
    assert pin.place_of("123") is None
    assert pin.place_of("025001") is None


def test_nearly_every_district_of_the_directory_is_ours() -> None:
    names = [(s, d) for s in indian_pincode.list_states() for d in indian_pincode.list_districts(s)]
    lost = [(s, d) for s, d in names if place.district(d, s) is None]
    assert len(lost) <= len(names) * 0.01, lost
