"""Every scene in English; a file for each language, so that two processes share the work."""

import pytest

from tests.gui import scene_checks


@pytest.mark.parametrize("scene", scene_checks.NAMES)
def test_pages_have_room_for_their_words_and_names(qtbot, scene):
    scene_checks.has_room(qtbot, "en", scene)
