"""Certificates per second: ours, signed and unsigned, against other ways to make the same page.

    python tests/bench/bench_certificates.py [--counts 1 100 1000] [--only NAME ...]

Every figure comes from a process of its own: seconds on the wall, CPU seconds beside them (children included), KB a
certificate, peak memory, and how many of the Hindi names a reader finds again in the text (poppler or pdfium, and
pypdf). The peers draw the same words, photo, QR code and border; a peer that is not installed is left out.
"""

import argparse
import base64
import io
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from samarth_desktop import paths, typefaces
from samarth_desktop.documents.certificates import batch, issue
from samarth_desktop.documents.pdf import qr
from samarth_desktop.documents.signing import keys
from samarth_desktop.domain.ids import certificate_serial, registration_number
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.rules.certificates.certificate import CertificateData
from tests.documents.samples import certificate, photo

GIVEN = "शबनम लक्ष्मी ज्योत्स्ना राजेश्वरी क्षमा प्रज्ञा श्रद्धा विद्या उर्मिला कृष्णा स्मृति ऋतु".split()
FAMILY = "बानो त्रिपाठी विश्वकर्मा श्रीवास्तव कुशवाहा ख़ातून प्रजापति चतुर्वेदी मिश्रा अंसारी".split()
SIGNER = issue.Signer(keys.generate("7KQ4MX", "Sunita Yadav, Barabanki", date(2026, 11, 1)))
Pages = list[CertificateData]


def people(count: int) -> Pages:
    """Certificates with names that differ."""
    made = []
    for i in range(count):
        name = f"{GIVEN[i % len(GIVEN)]} {FAMILY[i // len(GIVEN) % len(FAMILY)]}"
        words = Words(name, f"Shabnam Bano {i}")
        made.append(
            certificate(
                serial=certificate_serial("onboarding", "7KQ4MX", i + 1),
                registration=registration_number("UP", "7KQ4MX", i + 1),
                name=words,
                plain_name=words,
            )
        )
    return made


def lines(data: CertificateData) -> list[tuple[str, float]]:
    """The words of the page and their sizes, for the peers."""
    return [
        (data.heading.hi, 16.5),
        (data.heading.en, 13),
        ("प्रमाणपत्र Certificate", 28),
        ("कारीगर पंजीकरण · Artisan Onboarding", 12),
        ("प्रमाणित किया जाता है कि · This is to certify that", 11),
        (data.name.hi, 30),
        (data.name.en, 19),
        *((line.replace("**", ""), 11.0) for line in (*data.lines_hi, *data.lines_en)),
        (f"पंजीकरण संख्या · Registration No. {data.registration}", 14),
        ("जारी करने की तारीख · Issued 12/11/2026", 11),
        ("सुनीता यादव · Sunita Yadav · फ़ील्ड समन्वयक · Field Coordinator", 10),
        (f"क्रम संख्या Serial {data.serial} · डिजिटल हस्ताक्षर सहित Digitally signed", 8),
    ]


def code(data: CertificateData) -> list[bytes]:
    return qr.modules(issue.seal_for(data, SIGNER).text)


def code_svg(data: CertificateData) -> str:
    rows = code(data)
    dark = "".join(
        f"M{m.start()} {y}h{m.end() - m.start()}v1H{m.start()}z"
        for y, row in enumerate(rows)
        for m in re.finditer(rb"\0+", row)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(rows)} {len(rows)}"><path d="{dark}"/></svg>'


# Ours


def ours(pages: Pages, single: bool, folder: Path, signer: issue.Signer | None) -> None:
    content = [(data, None if signer else issue.seal_for(data, SIGNER)) for data in pages]
    if single:
        for data, sealed in content:
            (folder / f"{data.serial}.pdf").write_bytes(issue.render(data, signer, sealed))
    else:
        batch.one_file(content, folder / "all.pdf", signer)


def ours_unsigned(pages: Pages, single: bool, folder: Path) -> None:
    ours(pages, single, folder, None)


def ours_signed(pages: Pages, single: bool, folder: Path) -> None:
    ours(pages, single, folder, SIGNER)


def ours_both_cores(pages: Pages, single: bool, folder: Path) -> None:
    """Single files only: one file is made by one process."""
    batch.single_files([(data, None) for data in pages], folder, SIGNER, expected=len(pages))


# Peers


def _each(pages: Pages, single: bool, folder: Path, make: Callable[[Pages], bytes]) -> None:
    if single:
        for data in pages:
            (folder / f"{data.serial}.pdf").write_bytes(make([data]))
    else:
        (folder / "all.pdf").write_bytes(make(pages))


def _border_rects() -> list[tuple[float, float, float, float, str]]:
    text = paths.resource("certificate-border.svg").read_text()
    found = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" fill="(#\w+)"', text)
    return [(float(x), float(y), float(w), float(h), c if len(c) == 7 else "#FFFFFF") for x, y, w, h, c in found]


def stock_reportlab(pages: Pages, single: bool, folder: Path) -> None:
    """ReportLab as it comes: shaping only in Paragraph."""
    from reportlab.lib.enums import TA_CENTER
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Paragraph

    pdfmetrics.registerFont(TTFont("Noto", str(typefaces.face("Regular")), shapable=True))

    def make(some: Pages) -> bytes:
        target = io.BytesIO()
        canvas = Canvas(target, pagesize=(842, 595))
        canvas.beginForm("border")
        for x, y, w, h, color in _border_rects():
            canvas.setFillColor(color)
            canvas.rect(x * 0.75, 595 - (y + h) * 0.75, w * 0.75, h * 0.75, stroke=0, fill=1)
        canvas.endForm()
        for data in some:
            canvas.doForm("border")
            canvas.drawImage(ImageReader(io.BytesIO(photo())), 75, 240, 99, 127)
            rows = code(data)
            for y, row in enumerate(rows):
                for m in re.finditer(rb"\0+", row):
                    canvas.rect(
                        668 + m.start() * 2.2, 350 - y * 2.2, (m.end() - m.start()) * 2.2, 2.2, stroke=0, fill=1
                    )
            top = 530.0
            for text, size in lines(data):
                style = ParagraphStyle(
                    "x", fontName="Noto", fontSize=size, leading=size * 1.4, alignment=TA_CENTER, shaping=1
                )
                paragraph = Paragraph(text, style)
                _, high = paragraph.wrap(460, 500)
                paragraph.drawOn(canvas, 191, top - high)
                top -= high
            canvas.showPage()
        canvas.save()
        return target.getvalue()

    _each(pages, single, folder, make)


def fpdf2(pages: Pages, single: bool, folder: Path) -> None:
    """fpdf2 with text shaping; it has no form objects, so the border is a plain frame."""
    from fpdf import FPDF

    def make(some: Pages) -> bytes:
        pdf = FPDF("landscape", "pt", "A4")
        pdf.set_auto_page_break(False)
        pdf.add_font("Noto", "", str(typefaces.face("Regular")))
        pdf.set_text_shaping(True)
        for data in some:
            pdf.add_page()
            pdf.rect(23, 23, 796, 549)
            pdf.image(io.BytesIO(photo()), 75, 230, 99, 127)
            for y, row in enumerate(code(data)):
                for m in re.finditer(rb"\0+", row):
                    pdf.rect(668 + m.start() * 2.2, 240 + y * 2.2, (m.end() - m.start()) * 2.2, 2.2, style="F")
            pdf.set_y(60)
            for text, size in lines(data):
                pdf.set_font("Noto", size=size)
                pdf.set_x(191)
                pdf.multi_cell(460, size * 1.4, text, align="C", new_x="LMARGIN", new_y="NEXT")
        return bytes(pdf.output())

    _each(pages, single, folder, make)


def _html(some: Pages) -> str:
    face = typefaces.face("Regular").as_uri()
    border = base64.b64encode(paths.resource("certificate-border.svg").read_bytes()).decode()
    picture = base64.b64encode(photo()).decode()
    body = []
    for data in some:
        words = "".join(f'<p style="font-size:{size}pt">{text}</p>' for text, size in lines(data))
        svg = base64.b64encode(code_svg(data).encode()).decode()
        body.append(
            f'<section><img class="b" src="data:image/svg+xml;base64,{border}">'
            f'<img class="p" src="data:image/jpeg;base64,{picture}"><img class="q" src="data:image/svg+xml;base64,{svg}">{words}</section>'
        )
    return (
        f"<style>@font-face{{font-family:N;src:url({face})}}@page{{size:A4 landscape;margin:0}}"
        "section{position:relative;width:297mm;height:209mm;page-break-after:always;font-family:N;text-align:center;padding-top:22mm;box-sizing:border-box}"
        ".b{position:absolute;left:0;top:0;width:297mm}.p{position:absolute;left:27mm;top:80mm;width:35mm}.q{position:absolute;right:27mm;top:85mm;width:35mm}"
        "p{margin:0 65mm;line-height:1.4}</style>" + "".join(body)
    )


def weasyprint(pages: Pages, single: bool, folder: Path) -> None:
    from weasyprint import HTML

    _each(pages, single, folder, lambda some: HTML(string=_html(some)).write_pdf())


def typst(pages: Pages, single: bool, folder: Path) -> None:
    import typst as engine

    unit = folder / "typst"
    unit.mkdir()
    (unit / "border.svg").write_bytes(paths.resource("certificate-border.svg").read_bytes())
    (unit / "photo.jpg").write_bytes(photo())
    fonts = unit / "fonts"
    fonts.mkdir()
    (fonts / "face.ttf").write_bytes(typefaces.face("Regular").read_bytes())
    compiler = engine.Compiler(root=str(unit), font_paths=[str(fonts)], ignore_system_fonts=True)

    def make(some: Pages) -> bytes:
        parts = [
            '#set page(width: 297mm, height: 210mm, margin: 0mm, background: image("border.svg", width: 100%))',
            '#set text(font: "Noto Sans Devanagari", lang: "hi")',
        ]
        for data in some:
            svg = json.dumps(code_svg(data))
            parts.append('#place(left + horizon, dx: 27mm, image("photo.jpg", width: 35mm))')
            parts.append(f'#place(right + horizon, dx: -27mm, image(bytes({svg}), format: "svg", width: 35mm))')
            words = "".join(
                f"#text(size: {size}pt)[#{json.dumps(text, ensure_ascii=False)}] \\\n" for text, size in lines(data)
            )
            parts.append(f"#pad(top: 22mm, x: 65mm, align(center)[{words}])\n#pagebreak(weak: true)")
        (unit / "main.typ").write_text("\n".join(parts), encoding="utf-8")
        return bytes(compiler.compile(str(unit / "main.typ"), format="pdf"))

    _each(pages, single, folder, make)


def qt_writer(pages: Pages, single: bool, folder: Path) -> None:
    """Qt's own PDF engine; the border is recorded once as a picture."""
    from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSize, Qt
    from PySide6.QtGui import (
        QColor,
        QFont,
        QFontDatabase,
        QGuiApplication,
        QImage,
        QPageLayout,
        QPageSize,
        QPainter,
        QPdfWriter,
        QPicture,
    )

    app = QGuiApplication.instance() or QGuiApplication(["bench", "-platform", "offscreen"])
    family = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(typefaces.face("Regular"))))[0]
    border = QPicture()
    painter = QPainter(border)
    for x, y, w, h, color in _border_rects():
        painter.fillRect(QRectF(x * 0.75, y * 0.75, w * 0.75, h * 0.75), QColor(color))
    painter.end()
    picture = QImage.fromData(photo())
    assert app is not None

    def make(some: Pages) -> bytes:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setPageOrientation(QPageLayout.Orientation.Landscape)
        writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        writer.setResolution(72)
        pen = QPainter(writer)
        for number, data in enumerate(some):
            if number:
                writer.newPage()
            pen.drawPicture(0, 0, border)
            pen.drawImage(QRectF(75, 230, 99, 127), picture)
            for y, row in enumerate(code(data)):
                for m in re.finditer(rb"\0+", row):
                    pen.fillRect(
                        QRectF(668 + m.start() * 2.2, 240 + y * 2.2, (m.end() - m.start()) * 2.2, 2.2), QColor("black")
                    )
            top = 60.0
            for text, size in lines(data):
                font = QFont(family)
                font.setPointSizeF(size)
                pen.setFont(font)
                flags = int(Qt.AlignmentFlag.AlignHCenter) | int(Qt.TextFlag.TextWordWrap)
                box = pen.boundingRect(QRectF(191, top, 460, 400), flags, text)
                pen.drawText(QRectF(191, top, 460, 400), flags, text)
                top += box.height()
        pen.end()
        assert QSize
        return bytes(buffer.data().data())

    _each(pages, single, folder, make)


def _outside(command: Callable[[Path, Path], list[str]]) -> Callable[[Pages, bool, Path], None]:
    """A program that turns an HTML file into a PDF."""

    def run(pages: Pages, single: bool, folder: Path) -> None:
        def make(some: Pages) -> bytes:
            source, target = folder / "page.html", folder / "page.pdf"
            source.write_text(_html(some), encoding="utf-8")
            subprocess.run(command(source, target), check=True, capture_output=True)
            return target.read_bytes()

        _each(pages, single, folder, make)

    return run


chromium = _outside(
    lambda s, t: ["chromium", "--headless", "--no-sandbox", "--no-pdf-header-footer", f"--print-to-pdf={t}", str(s)]
)
libreoffice = _outside(lambda s, t: ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(t.parent), str(s)])

MAKERS: dict[str, Callable[[Pages, bool, Path], None]] = {
    "ours unsigned": ours_unsigned,
    "ours signed": ours_signed,
    "ours signed, both cores": ours_both_cores,
    "stock ReportLab": stock_reportlab,
    "fpdf2": fpdf2,
    "WeasyPrint": weasyprint,
    "typst": typst,
    "QPdfWriter": qt_writer,
    "Chromium": chromium,
    "LibreOffice": libreoffice,
}
SLOW = {"WeasyPrint", "fpdf2", "Chromium", "LibreOffice", "stock ReportLab"}


def found_again(folder: Path, pages: Pages) -> dict[str, float]:
    """The share of Hindi names that are found whole in the text of the PDFs."""
    import pypdf
    import pypdfium2

    def by_pdfium(path: Path) -> str:
        document = pypdfium2.PdfDocument(path)
        return "\n".join(page.get_textpage().get_text_range() for page in document)

    def by_pypdf(path: Path) -> str:
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)

    files = sorted(folder.glob("*.pdf"))[:20]
    shares = {}
    for name, read in (("pdfium", by_pdfium), ("pypdf", by_pypdf)):
        text = " ".join(" ".join(read(path).split()) for path in files)
        some = pages[:20]
        shares[name] = sum(data.name.hi in text for data in some) / len(some)
    return shares


def unit(name: str, count: int, single: bool) -> None:
    """One measurement; prints it as JSON."""
    pages = people(count)
    with tempfile.TemporaryDirectory() as place:
        warm = Path(place) / "warm"
        warm.mkdir()
        MAKERS[name](people(1), single, warm)
        folder = Path(place) / "out"
        folder.mkdir()
        wall, cpu = time.perf_counter(), _cpu()
        MAKERS[name](pages, single, folder)
        wall, cpu = time.perf_counter() - wall, _cpu() - cpu
        size = sum(path.stat().st_size for path in folder.glob("*.pdf"))
        memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        shares = found_again(folder, pages)
    print(json.dumps({"wall": wall, "cpu": cpu, "kb": size / count / 1000, "mb": memory / 1000, **shares}))


def _cpu() -> float:
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=[1, 100, 1000])
    parser.add_argument("--only", nargs="+", default=list(MAKERS))
    parser.add_argument("--work", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.unit_of_work:
        name, count, mode = options.unit_of_work
        unit(name, int(count), mode == "single")
        return
    print(f"{'':24} {'files':7} {'n':>5} {'pages/s':>8} {'ms CPU':>7} {'KB':>6} {'MB':>5} {'pdfium':>7} {'pypdf':>6}")
    for count in options.counts:
        for mode in ("one", "single"):
            for name in options.only:
                if (name in SLOW and count > 100) or ("cores" in name and mode == "one"):
                    continue
                done = subprocess.run(
                    [sys.executable, __file__, "--work", name, str(count), mode],
                    capture_output=True,
                    text=True,
                    check=False,
                )
                if done.returncode:
                    print(
                        f"{name:24} {mode:7} {count:5}  left out: {done.stderr.strip().splitlines()[-1][:60] if done.stderr else ''}"
                    )
                    continue
                row = json.loads(done.stdout.splitlines()[-1])
                print(
                    f"{name:24} {mode:7} {count:5} {count / row['wall']:8.1f} {1000 * row['cpu'] / count:7.2f} {row['kb']:6.1f} "
                    f"{row['mb']:5.0f} {row['pdfium']:7.0%} {row['pypdf']:6.0%}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
