"""A certificate says "village" once, whatever was typed before the name."""

from dataclasses import replace

import pytest

from samarth_desktop.domain.places.place_labels import without_label
from samarth_desktop.domain.programmes.wording import plain_words
from samarth_desktop.rules.certificates.certificate import for_artisan

from .test_certificate import PAPER, WEAVER, odop


@pytest.mark.parametrize("village", ["ज़ैदपुर", "ग्राम ज़ैदपुर", "ग्रा० ज़ैदपुर", "ग्राम- ज़ैदपुर", "गाँव: ज़ैदपुर", "ग्राम पंचायत ज़ैदपुर"])
@pytest.mark.parametrize("other", ["", "Zaidpur", "Vill. Zaidpur", "VILLAGE - Zaidpur", "Gram Zaidpur"])
@pytest.mark.parametrize("block", ["हरख", "ब्लॉक हरख", "वि० खं० हरख", "विकास खण्ड- हरख"])
def test_a_label_is_said_once(village: str, other: str, block: str) -> None:
    holder = replace(WEAVER, village=village, village_other=other, block=block)
    data = for_artisan(holder, odop(), "", PAPER)
    assert "असलम, ग्राम ज़ैदपुर, विकास खंड हरख, ज़िला" in plain_words(data.lines_hi[0])
    assert "Aslam, village Zaidpur, block Harakh, district" in plain_words(data.lines_en[0])
    assert data.place.hi.startswith("ज़ैदपुर,") and data.place.en.startswith("Zaidpur,")


@pytest.mark.parametrize(
    ("level", "name"),
    [("village", "ग्राम"), ("village", "गांवड़ी"), ("village", "Villagepur"), ("village", "Gaonpura"), ("village", "GP"),
     ("block", "Blockpur"), ("ward", "वार्ड"), ("village", "बड़ा गाँव"), ("village", "ग्रामीण नगर"), ("block", "विकासनगर")],
)  # fmt: skip
def test_a_name_that_only_begins_so_stays(level: str, name: str) -> None:
    assert without_label(level, name) == name


def test_a_ward_keeps_its_number() -> None:
    assert without_label("ward", "वार्ड नं० 5") == "नं. 5"
    assert without_label("ward", "Ward-12") == "12"
