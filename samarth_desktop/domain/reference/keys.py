"""The keys of the window, as Help and the quick card name them."""

from collections.abc import Sequence

from samarth_desktop.i18n import T, Text

KEYS: Sequence[tuple[str, Text]] = (
    ("Ctrl+F", T("Search everything")),
    ("Ctrl+N", T("Register artisan")),
    ("Ctrl+G", T("Register SHG")),
    ("Ctrl+P", T("Print")),
    ("Ctrl+PgDown", T("Next step of a form")),
    ("Ctrl+Enter", T("Save and next")),
    ("Ctrl+D", T("Keep as draft")),
    ("F4", T("Next required field")),
    ("Tab", T("Next field")),
    ("Shift+Tab", T("Field before")),
    ("Esc", T("Close or clear")),
    ("F1", T("This help")),
)
