"""Printing goes on beside the window: it tells how far it is, can be cancelled, and holds nobody up."""

import itertools
import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from samarth_desktop.documents.certificates import issue
from samarth_desktop.gui.background.tasks import lanes
from samarth_desktop.gui.kit.media import pdf
from tests.documents.test_certificate import contents

PAGES = 4


@pytest.fixture(scope="module")
def paper() -> bytes:
    return issue.render_together(contents(PAGES), None)


@pytest.fixture
def threads():
    made = lanes()
    yield made
    made.close()
    assert made.background.join(10)


@pytest.fixture
def printer(monkeypatch, tmp_path):
    target = tmp_path / "printed.pdf"

    def ask(parent, name, pages):
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(target))
        made.setFullPage(True)
        pdf.fit_page(made, pages.size(0))
        return made

    monkeypatch.setattr(pdf, "ask_printer", ask)
    return target


def test_bands_make_the_page(dressed, paper):
    """A page drawn in bands is the page drawn at once, dot for dot."""
    pages = pdf.Pages(paper)
    whole, tops = pages.image(0, 900), []
    for top, height, band in pages.bands(0, 900):
        tops.append(top)
        assert height == whole.height()
        same = whole.copy(0, top, 900, band.height())
        for x in range(0, 900, 13):
            for y in range(0, band.height(), 5):
                assert abs(same.pixelColor(x, y).lightness() - band.pixelColor(x, y).lightness()) <= 3
    assert len(tops) > 1 and top + band.height() == height
    pages.close()


def test_the_window_goes_on_while_a_batch_is_printed(qtbot, threads, printer, paper):
    """Between two looks of the window's thread lies far less than the time of a page."""
    window, heard, printed, looks = QWidget(), [], [], []
    qtbot.addWidget(window)
    timer = QTimer(window)
    timer.timeout.connect(lambda: looks.append(time.monotonic()))
    timer.start(5)
    began = time.monotonic()
    pdf.print_pdf(window, threads.background, "x", paper, printed.append, lambda done, total: heard.append(done))
    qtbot.waitUntil(lambda: bool(printed), timeout=60_000)
    timer.stop()
    page = (time.monotonic() - began) / PAGES
    gaps = [after - before for before, after in itertools.pairwise(looks)]
    assert printed == [PAGES] and heard == list(range(PAGES))
    assert max(gaps) < page / 2
    made = pdf.Pages(printer.read_bytes())
    assert made.count == PAGES
    made.close()


def test_printing_can_be_cancelled(qtbot, threads, printer, paper):
    window, printed, heard = QWidget(), [], []
    qtbot.addWidget(window)
    task = pdf.print_pdf(window, threads.background, "x", paper, printed.append, lambda done, total: heard.append(done))
    assert task is not None
    qtbot.waitUntil(lambda: bool(heard), timeout=60_000)
    task.cancel()
    done = []
    threads.background.run(lambda task: 1, then=done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=60_000)
    assert not printed and len(heard) < PAGES


def test_the_recovery_sheet_on_paper_tells_day_and_laptop(dressed, printer, qtbot):
    from datetime import date

    from samarth_desktop.gui.kit.media import printing
    from samarth_desktop.i18n import catalog
    from tests.documents import reading

    words = reading.READERS["pdfium"](printing.recovery_sheet(["7KQ4A", "M2HXB"], "सुनीता यादव", "7KQ4MX"))
    assert "7KQ4MX" in words and "सुनीता यादव" in words and "M2HXB" in words
    assert catalog("en").date(date.today()) in words
