"""Names of certificate files: person and number, and nothing that a system refuses."""

import pytest

from samarth_desktop.documents.certificates.file_names import named


@pytest.mark.parametrize(
    ("person", "file"),
    [
        ("Shabnam Bano", "Shabnam Bano A-1.pdf"),
        ("शबनम बानो", "शबनम बानो A-1.pdf"),
        ("क़ासिम", "क़ासिम A-1.pdf"),
        ("..\\..\\etc/passwd", "etc passwd A-1.pdf"),
        ('Md. Aslam / Bano: *"?<>|', "Md Aslam Bano A-1.pdf"),
        ("a\tb\x00c\nd", "abcd A-1.pdf"),
        ("  ", "A-1.pdf"),
    ],
)
def test_a_name_is_safe_and_readable(person: str, file: str) -> None:
    assert named(person, "A-1") == file


def test_a_long_name_leaves_room_for_the_number() -> None:
    assert len(named("र" * 300, "A-7KQ4MX-00042-6").encode("utf-8")) <= 255
