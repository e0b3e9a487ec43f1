"""Extracts every text of the program into resources/i18n/samarth.pot and brings hi and en up to date.

Run it after adding or changing a text: ``python installer/catalog.py``; then fill the empty Hindi entries.
"""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
I18N = ROOT / "resources" / "i18n"
FROZEN = datetime(2026, 11, 22, tzinfo=UTC)  # a date of extraction would change the files at every run
KEYWORDS = {"N_": None, "T": None, "Tn": (1, 2)}


def extract() -> Catalog:
    """All texts in the sources, in file order."""
    found = Catalog(project="samarth-desktop", charset="utf-8", fuzzy=False)
    for name, line, message, comments, context in extract_from_dir(
        ROOT / "samarth_desktop", [("**.py", "python")], keywords=KEYWORDS, comment_tags=("i18n:",)
    ):
        del line  # line numbers would change every file at every edit
        found.add(message, None, [(f"samarth_desktop/{name}", 0)], auto_comments=comments, context=context)
    for path in sorted((ROOT / "samarth_desktop").rglob("*.py")):
        for message in inside_strings(path.read_text("utf-8")):
            found.add(message, None, [(path.relative_to(ROOT).as_posix(), 0)])
    for text, note in notes().items():
        if text in found:
            found[text].auto_comments = [note]
        else:
            print(f"notes.tsv: no text {text!r} any more")
    return found


def inside_strings(source: str) -> Iterator[str | tuple[str, ...]]:
    """The texts in the braces of f-strings, where Babel does not look."""
    strings = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr)]
    for call in (part for one in strings for part in ast.walk(one) if isinstance(part, ast.Call)):
        name = getattr(call.func, "id", "")
        ids = [one.value for one in call.args[:2] if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if name in KEYWORDS and ids:
            yield tuple(ids) if KEYWORDS[name] else ids[0]


def notes() -> dict[str, str]:
    """What translators are told of short and ambiguous texts: resources/i18n/notes.tsv."""
    lines = (I18N / "notes.tsv").read_text("utf-8").splitlines()[2:]
    return dict(line.split("\t") for line in lines)


def save(catalog: Catalog, path: Path) -> None:
    """Writes a catalog sorted by text, so that a diff shows only what changed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        write_po(
            stream,
            catalog,
            width=110,
            sort_output=True,
            include_lineno=False,
            omit_header=False,
            ignore_obsolete=True,
        )


def main() -> None:
    template = extract()
    template.creation_date = FROZEN
    save(template, I18N / "samarth.pot")
    for language in ("hi", "en"):
        path = I18N / language / "LC_MESSAGES" / "samarth.po"
        with path.open("rb") if path.exists() else (I18N / "samarth.pot").open("rb") as stream:
            catalog = read_po(stream, locale=language)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.creation_date = catalog.revision_date = FROZEN
        if language == "en":
            for message in catalog:
                if message.id:
                    message.string = message.id
                    message.flags.discard("fuzzy")  # what is marked so is left out of the program
        save(catalog, path)
        missing = [m.id for m in catalog if m.id and not (all(m.string) if m.pluralizable else m.string)]
        print(f"{language}: {len(catalog)} texts, {len(missing)} not translated")


if __name__ == "__main__":
    main()
