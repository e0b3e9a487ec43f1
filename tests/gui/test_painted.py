"""Native widgets with roles in the one style sheet; painted by hand is only what Qt has not."""

import ast
from pathlib import Path

import samarth_desktop

PAINTED = {
    "Avatar",  # a letter with its vowel signs, or a photo, in one shape for widgets and rows of lists
    "WovenStrip",
    "_Step",  # of the step bar
    "PdfPreview",
    "Frame",  # of a photo
    "_CardDelegate",  # of the board
    "CameraView",
    "CellDelegate",  # rows of lists: avatars, badges, ticks and second lines for 121,000 of them
}
MOST = 8


def painted() -> dict[str, str]:
    """The classes of the window that paint themselves, with their module."""
    root = Path(samarth_desktop.__file__).parent / "gui"
    return {
        node.name: str(file.relative_to(root))
        for file in root.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
        and any(isinstance(one, ast.FunctionDef) and one.name in ("paintEvent", "paint") for one in node.body)
    }


def test_few_widgets_paint_themselves() -> None:
    found = painted()
    assert len(found) <= MOST, found
    assert found.keys() >= PAINTED, "what is native now needs no line here"


def test_no_page_brings_a_style_sheet_of_its_own() -> None:
    """The eye inside a box is the one exception: it has no frame."""
    root = Path(samarth_desktop.__file__).parent / "gui"
    own = [
        str(file.relative_to(root))
        for file in root.rglob("*.py")
        if ".setStyleSheet(" in file.read_text("utf-8") and file.parent.name != "theme"
    ]
    assert set(own) <= {"kit/inputs/fields.py", "kit/inputs/masked.py"}, own
