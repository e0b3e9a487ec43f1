"""An age is read as people write it, in figures or words, and never guessed where there are two readings."""

import pytest

from samarth_desktop.actions.registration import hall_grid, memberships
from samarth_desktop.domain.fields import ages


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("34", 34), ("३४", 34), ("34.0", 34), ("34 वर्ष", 34), ("34yrs", 34), ("35 Y/O", 35), ("लगभग 40 साल", 40), ("बीस", 20),
        ("पच्चीस", 25), ("पचीस साल", 25), ("अड़तीस", 38), ("उन्तीस", 29), ("pachis", 25), ("ikkis", 21), ("twenty", 20),
        ("Twenty-five years", 25), ("sixty one", 61),
    ],
)  # fmt: skip
def test_one_reading_is_read(text: str, years: int) -> None:
    assert ages.years(text) == years and ages.as_figures(text) == str(years)


@pytest.mark.parametrize(
    "text", ["", "abc", "8 months", "8 माह", "34-36", "34/2", "1,200", "-5", "– 12", "0", "131", "बीस बाईस", "सीता"]
)
def test_anything_else_stays_as_it_is(text: str) -> None:
    assert ages.years(text) is None and ages.as_figures(text) == text


def test_every_number_in_words_has_its_own_spelling() -> None:
    words = ages._HINDI.split()
    assert len(words) == 100 and [ages.years(word) for word in words] == list(range(1, 101))


@pytest.mark.parametrize("pasted", [hall_grid.pasted, memberships.pasted])
def test_a_pasted_age_that_cannot_be_read_stays_visible(pasted) -> None:
    rows = pasted("नाम\tउम्र\nरमा\tबीस\nउमा\tabc\nसोमा\t8 months\n", 0)
    assert [row["age"] for row in rows] == ["20", "abc", "8 months"]
