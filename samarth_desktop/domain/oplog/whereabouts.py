"""What a laptop says of a person or group that moved to another area, where it only reads what it has."""

from samarth_desktop.domain.places import place
from samarth_desktop.i18n import LocalizedName, T, Text


def gone_to(area: str, number: str) -> Text:
    """The sentence for a record that moved to `area` (``state/district`` in LGD codes); `number` is the registration
    number under which it is found there, "" where it is not known."""
    state_code, _, district_code = area.partition("/")
    found = place.district(district_code) if district_code else place.state(state_code) if state_code else None
    where = LocalizedName(found.hi, found.en) if found else LocalizedName(area, area)
    if number:
        return T(
            "{number} moved to {place}. It can only be read here; there it is corrected and printed under this number.",
            number=number,
            place=where,
        )
    return T("This record moved to {place}. It can only be read here; there it is corrected and printed.", place=where)
