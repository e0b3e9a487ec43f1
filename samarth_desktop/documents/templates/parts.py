"""The parts of an XLSX or XLSM file: unpacked within limits, parsed without entities, written again byte for byte."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Mapping
from xml.parsers import expat  # every document with a DOCTYPE, and so every entity, is refused below

from samarth_desktop.documents.templates.compound import MAGIC
from samarth_desktop.documents.templates.faults import MOST_BYTES, damaged, locked, swollen

_MOST_UNPACKED = 400_000_000
_MOST_PART = 150_000_000
_MOST_PARTS = 5_000
_DOCUMENT = "/officeDocument"

Attributes = Mapping[str, str]


class BadXmlError(ValueError):
    """A part that no spreadsheet program writes: not well-formed, or with a DOCTYPE."""


class Package:
    """An XLSX file in memory. `name` is for sentences. Raises KnownError for what is damaged, locked or too large."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        if len(content) > MOST_BYTES:
            raise swollen(name)
        if content.startswith(MAGIC):
            raise locked(name)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN as error:
            raise damaged(name) from error
        entries = self._zip.infolist()
        if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
            raise swollen(name)
        if any(entry.flag_bits & 1 for entry in entries):
            raise locked(name)
        self._entries = {entry.filename: entry for entry in entries}
        if len(self._entries) != len(entries):
            raise damaged(name)  # two parts of one name: programs would disagree on which counts
        self.workbook = self._start()
        self._targets = {
            about["id"]: posixpath.normpath(posixpath.join(posixpath.dirname(self.workbook), about["target"]))
            if not about["target"].startswith("/")
            else about["target"].lstrip("/")
            for about in self._relations(self.workbook)
        }

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self._entries

    def read(self, part: str) -> bytes:
        """A part's content."""
        if part not in self._entries:
            raise damaged(self.name)
        if self._entries[part].file_size > _MOST_PART:
            raise swollen(self.name)
        try:
            return self._zip.read(part)
        except _BROKEN as error:
            raise damaged(self.name) from error

    def target(self, relation: str) -> str:
        """The part that a relation of the workbook names; '' where there is none."""
        part = self._targets.get(relation, "")
        return part if self.has(part) else ""

    def beside(self, part: str) -> str:
        """A part in the workbook's folder, such as ``sharedStrings.xml``."""
        return posixpath.join(posixpath.dirname(self.workbook), part)

    def parse(self, part: str, start: "Start", end: "End | None" = None, text: "Chars | None" = None) -> None:
        """Parses a part; see :func:`parse`."""
        try:
            parse(self.read(part), start, end, text)
        except BadXmlError as error:
            raise damaged(self.name) from error

    def written(self, changed: Mapping[str, bytes]) -> bytes:
        """The file with some parts' content changed; all others, their order and times stay."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as target:
            for entry in self._zip.infolist():
                about = zipfile.ZipInfo(entry.filename, entry.date_time)
                about.compress_type = entry.compress_type
                about.external_attr = entry.external_attr
                about.create_system = entry.create_system
                about.comment = entry.comment
                content = changed.get(entry.filename)
                target.writestr(about, self.read(entry.filename) if content is None else content)
        return out.getvalue()

    def _start(self) -> str:
        part = "xl/workbook.xml"
        if "_rels/.rels" in self._entries:
            kinds = {about["type"]: about["target"] for about in self._relations("")}
            part = next((t.lstrip("/") for k, t in kinds.items() if k.endswith(_DOCUMENT)), part)
        if part not in self._entries:
            raise damaged(self.name)
        return part

    def _relations(self, part: str) -> list[dict[str, str]]:
        folder, file = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        found: list[dict[str, str]] = []

        def start(tag: str, about: Attributes) -> None:
            if tag == "Relationship" and about.get("TargetMode") != "External":
                found.append({key: about.get(key.capitalize(), "") for key in ("id", "type", "target")})

        if rels in self._entries:
            self.parse(rels, start)
        return found


Start = Callable[[str, Attributes], None]
End = Callable[[str], None]
Chars = Callable[[str], None]


def parser(start: Start | None, end: End | None = None, text: Chars | None = None) -> expat.XMLParserType:
    """An XML parser that calls back with names without their namespace and refuses a DOCTYPE (BadXmlError)."""
    made = expat.ParserCreate(namespace_separator=" ")
    made.buffer_text = True

    def refuse(*_: object) -> None:
        raise BadXmlError("a DOCTYPE")

    made.StartDoctypeDeclHandler = refuse
    made.EntityDeclHandler = refuse
    if start is not None:
        made.StartElementHandler = lambda tag, about: start(_local(tag), {_local(k): v for k, v in about.items()})
    if end is not None:
        made.EndElementHandler = lambda tag: end(_local(tag))
    if text is not None:
        made.CharacterDataHandler = text
    return made


def parse(content: bytes, start: Start, end: End | None = None, text: Chars | None = None) -> None:
    """Parses a document with these callbacks. Raises BadXmlError."""
    run(parser(start, end, text), content)


def run(made: expat.XMLParserType, content: bytes) -> None:
    """Lets a parser go through a document. What a callback cannot make sense of is bad XML too."""
    try:
        made.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise BadXmlError(str(error)) from error


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What the zip module lets out of a damaged file."""
