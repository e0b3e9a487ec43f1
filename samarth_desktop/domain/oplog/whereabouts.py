"""What a laptop says of a person or group that was deleted, or is in an area that it does not have: what it holds of
them it only reads."""

from samarth_desktop.domain.places import place
from samarth_desktop.i18n import LocalizedName, T, Text


def gone_to(area: str, number: str) -> Text:
    """The sentence for a record that moved to `area` (``state/district`` in LGD codes); `number` is the registration
    number under which it is found there, "" where it is not known."""
    where = _name(area)
    if number:
        return T(
            "{number} moved to {place}. It can only be read here; there it is corrected and printed under this number.",
            number=number,
            place=where,
        )
    return T("This record moved to {place}. It can only be read here; there it is corrected and printed.", place=where)


def left_in(area: str, number: str) -> Text:
    """The same for a record of an area that this laptop had and has no longer."""
    where = _name(area)
    if number:
        return T(
            "{number} is in {place}, which this laptop no longer has. It can only be read here; there it is corrected "
            "and printed under this number.",
            number=number,
            place=where,
        )
    return T(
        "This record is in {place}, which this laptop no longer has. It can only be read here; there it is corrected "
        "and printed.",
        place=where,
    )


def deleted(number: str) -> Text:
    """The sentence for a record that was deleted: what is written into it nobody would see."""
    if number:
        return T("{number} was deleted. Nothing is written into it any more.", number=number)
    return T("This record was deleted. Nothing is written into it any more.")


def _name(area: str) -> LocalizedName:
    state_code, _, district_code = area.partition("/")
    found = place.district(district_code) if district_code else place.state(state_code) if state_code else None
    return LocalizedName(found.hi, found.en) if found else LocalizedName(area, area)
