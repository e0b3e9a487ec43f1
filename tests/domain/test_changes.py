"""What is new: told in both languages, up to the release that is running."""

from samarth_desktop import __version__
from samarth_desktop.domain.names.other_script import is_devanagari
from samarth_desktop.domain.reference.changes import releases


def test_every_change_is_told_in_both_languages() -> None:
    for release in releases():
        assert release.changes
        for change in release.changes:
            assert is_devanagari(change.hi) and change.en.isascii(), change
            assert change.hi.endswith("।") and change.en.endswith("."), change


def test_the_running_release_stands_first_and_older_ones_below() -> None:
    found = releases()
    assert found[0].version == __version__
    days = [release.on for release in found]
    assert days == sorted(days, reverse=True)
    assert len({release.version for release in found}) == len(found)
