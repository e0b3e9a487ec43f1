"""A program that is upgraded while it runs asks for a restart, and only then."""

from PySide6.QtCore import Qt

from samarth_desktop.gui.app.replaced import SENTENCE, Replaced

ACTIVE, INACTIVE = Qt.ApplicationState.ApplicationActive, Qt.ApplicationState.ApplicationInactive


def test_another_file_in_the_programs_place_is_told_when_the_window_comes_to_the_front(qapp, tmp_path):
    program, told = tmp_path / "samarth-desktop", []
    program.write_bytes(b"first")
    watcher = Replaced(qapp, program, told.append)
    qapp.applicationStateChanged.emit(ACTIVE)
    assert told == []
    new = tmp_path / "new"
    new.write_bytes(b"other")
    new.replace(program)
    qapp.applicationStateChanged.emit(INACTIVE)
    assert told == []
    qapp.applicationStateChanged.emit(ACTIVE)
    assert told == [SENTENCE]
    program.unlink()  # removed altogether
    qapp.applicationStateChanged.emit(ACTIVE)
    assert told == [SENTENCE, SENTENCE]
    watcher.setParent(None)
