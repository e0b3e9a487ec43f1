"""Loads a template, of whichever marketplace: what the file is, its content says, not its name."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from samarth_desktop.documents.templates import amazon, flipkart
from samarth_desktop.documents.templates.compound import MAGIC
from samarth_desktop.documents.templates.faults import MOST_BYTES, no_template, swollen
from samarth_desktop.documents.templates.model import FLIPKART, SheetRow, Template
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A template's bytes, its name for sentences, and what was read in it."""

    name: str
    content: bytes
    template: Template

    def rows(self) -> Iterator[SheetRow]:
        """The rows that stand in the data sheet already."""
        if self.template.marketplace == FLIPKART:
            return flipkart.read_rows(self.name, self.content, self.template)
        return amazon.read_rows(self.name, self.content, self.template)


def load(path: Path, marketplace: str = "") -> TemplateFile:
    """The template in a file, of a marketplace where one is named. Raises KnownError for what is missing, damaged,
    locked, no template or another marketplace's."""
    file = parse(path.name, content_of(path))
    theirs = file.template.marketplace
    if marketplace not in ("", theirs):
        raise KnownError(
            T(
                "{file} is a template of {theirs}. Choose that of {ours}.",
                file=path.name,
                theirs=theirs.capitalize(),
                ours=marketplace.capitalize(),
            )
        )
    return file


def content_of(path: Path) -> bytes:
    """A file's bytes. Raises KnownError where there is none, or too much."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise swollen(path.name)
        return path.read_bytes()
    except FileNotFoundError:
        raise KnownError(T("There is no file {file}.", file=str(path))) from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise KnownError(T("{file} could not be read: {why}", file=path.name, why=why)) from error


def parse(name: str, content: bytes) -> TemplateFile:
    """The template in a file's bytes; see :func:`load`."""
    if content.startswith(MAGIC):
        return TemplateFile(name, content, flipkart.read_template(name, content))
    if content.startswith(b"PK"):
        return TemplateFile(name, content, amazon.read_template(name, content))
    raise no_template(name)
