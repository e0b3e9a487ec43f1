"""Names and facts in whichever language the program speaks, also in one that it does not speak yet."""

import re
from pathlib import Path

import pytest

from samarth_desktop import i18n
from samarth_desktop.domain.places import place
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.i18n import LocalizedName, T

BOTH, HINDI, LATIN = LocalizedName("सीता", "Sita"), LocalizedName(hi="सीता"), LocalizedName(en="Sita")
SOURCES = Path(i18n.__file__).parent


@pytest.mark.parametrize(
    ("name", "language", "ordered"),
    [
        (BOTH, "hi", ("सीता", "Sita")), (BOTH, "en", ("Sita", "सीता")), (BOTH, "mr", ("सीता", "Sita")),
        (HINDI, "en", ("सीता", "")), (LATIN, "hi", ("Sita", "")), (LATIN, "mr", ("Sita", "")),
        (LocalizedName(), "hi", ("", "")),
    ],
)  # fmt: skip
def test_a_name_is_said_in_the_script_of_the_language_where_it_is_known(name, language, ordered) -> None:
    assert name.ordered(language) == ordered
    assert name.best(language) == ordered[0]


def test_a_further_language_in_devanagari_takes_the_hindi_facts(monkeypatch) -> None:
    """It lacks its catalog here, so sentences are in English; names are not."""
    monkeypatch.setattr(i18n, "LANGUAGES", ("hi", "en", "mr"))
    marathi = i18n.Catalog("mr")
    assert marathi.say(T("{name} was here", name=BOTH)) == "सीता was here"
    pune = place.district("490")
    assert pune is not None and pune.name("mr") == pune.name("hi") != pune.name("en")
    assert Words("हाथ", "hand").say("mr") == "हाथ"


def test_nothing_in_the_window_asks_whether_the_language_is_hindi() -> None:
    """Whoever adds a language must not look for such places."""
    asks = re.compile(r"lang\.code [=!]= |language [=!]= \"(hi|en)\"")
    found = [
        f"{file.name}: {line.strip()}"
        for room in ("gui", "domain/places", "domain/programmes", "domain/reference", "domain/names")
        for file in sorted((SOURCES / room).rglob("*.py"))
        for line in file.read_text("utf-8").splitlines()
        if asks.search(line)
    ]
    assert found == []
