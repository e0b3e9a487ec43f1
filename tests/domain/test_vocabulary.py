"""What the tables know is shown in the reader's language; what they do not know stands as it was typed."""

import pytest

from samarth_desktop.domain.reference.vocabulary import in_language


@pytest.mark.parametrize(
    ("vocabulary", "typed", "hi", "en"),
    [
        ("category", "SHAWL", "शॉल", "Shawl"),
        ("category", "शॉल", "शॉल", "Shawl"),
        ("category", "Pashmina", "Pashmina", "Pashmina"),
        ("category", "Shawl of silk", "Shawl of silk", "Shawl of silk"),
        ("colour", "green", "हरा", "Green"),
        ("colour", "Peacock", "Peacock", "Peacock"),
        ("material", "Cotton", "सूती", "Cotton"),
        ("material", "", "", ""),
    ],
)
def test_words_of_the_tables(vocabulary, typed, hi, en):
    assert in_language(vocabulary, typed, "hi") == hi
    assert in_language(vocabulary, typed, "en") == en
