"""One table of a TOML file: hands out checked values, and says where a fault stands."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text

BOTH = T("it needs the words in both languages, hi and en.")
Path = tuple[str | int, ...]
_HEAD = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.\-]+)\s*\]\]?")
_ENTRY = re.compile(r"\s*([A-Za-z0-9_.\-]+)\s*=")


class FileFault(KnownError):
    """Something in a file is not right; `path` leads to it."""

    def __init__(self, text: Text, path: Path) -> None:
        super().__init__(text)
        self.path = path


class Table:
    """One table of the file: hands out checked values and remembers which keys were asked for."""

    def __init__(self, where: str, data: Mapping[str, Any], path: Path = ()) -> None:
        self.where = where
        self.data = data
        self.path = path
        self.asked: set[str] = set()

    def wrong(self, key: str, problem: Text) -> FileFault:
        return FileFault(T("At “{entry}”: {problem}", entry=self.inner(key), problem=problem), (*self.path, key))

    def table(self, key: str, data: Mapping[str, Any]) -> "Table":
        """A table inside this one."""
        return Table(self.inner(key), data, (*self.path, key))

    def raw(self, key: str, shape: type, default: Any) -> Any:
        self.asked.add(key)
        value = self.data.get(key, default)
        if value is None:
            raise self.wrong(key, T("it is missing."))
        if not isinstance(value, shape) or (shape is int and isinstance(value, bool)):
            raise self.wrong(key, T("it has the wrong form."))
        return value

    def text(self, key: str, default: str | None = None) -> str:
        value: str = self.raw(key, str, default)
        return value.strip()

    def one_of(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        value = self.text(key, default)
        if value not in allowed:
            raise self.wrong(key, T("“{value}” is not one of: {allowed}.", value=value, allowed=", ".join(allowed)))
        return value

    def named(self, key: str, pattern: re.Pattern[str]) -> str:
        value = self.text(key)
        if not pattern.fullmatch(value):
            raise self.wrong(key, T("“{value}” cannot be a code. Use letters, digits and hyphens.", value=value))
        return value

    def months(self, key: str) -> int:
        value: int = self.raw(key, int, 0)
        if not 0 <= value <= 120:
            raise self.wrong(key, T("months must be 0 to 120."))
        return value

    def whole(self, key: str, default: int, least: int, most: int) -> int:
        value: int = self.raw(key, int, default)
        if not least <= value <= most:
            raise self.wrong(key, T("it is a whole number from {least} to {most}.", least=least, most=most))
        return value

    def words(self, key: str, default: Words | None = None) -> Words:
        if key not in self.data and default is not None:
            self.asked.add(key)
            return default
        return words_of(self, key, self.raw(key, dict, None))

    def texts(self, key: str, default: tuple[str, ...] | None) -> tuple[str, ...]:
        values = self.raw(key, list, None if default is None else list(default))
        if not all(isinstance(v, str) and v.strip() for v in values):
            raise self.wrong(key, T("it has the wrong form."))
        return tuple(v.strip() for v in values)

    def tables(self, key: str) -> list["Table"]:
        values = self.raw(key, list, [])
        if not all(isinstance(v, dict) for v in values):
            raise self.wrong(key, T("it has the wrong form."))
        return [
            Table(self.inner(v.get("code") or v.get("key") or key), v, (*self.path, key, number))
            for number, v in enumerate(values)
        ]

    def some_of(self, key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        values = self.texts(key, allowed)
        for value in values:
            if value not in allowed:
                raise self.wrong(key, T("“{value}” is not one of: {allowed}.", value=value, allowed=", ".join(allowed)))
        if not values:
            raise self.wrong(key, T("it is missing."))
        return values

    def inner(self, name: object) -> str:
        """Where in the file `name` stands, e.g. ``UP-ODOP / wording / artisan``."""
        return f"{self.where} / {name}" if self.where else str(name)

    def finish(self) -> None:
        """A key that nothing asked for is a slip of the pen; what it meant would be lost without a word."""
        for key in self.data.keys() - self.asked:
            raise self.wrong(key, T("there is no such entry. Known are: {known}.", known=", ".join(sorted(self.asked))))


def words_of(table: Table, key: str, value: Any) -> Words:
    if (
        not isinstance(value, dict)
        or set(value) != {"hi", "en"}
        or not all(isinstance(v, str) and v.strip() for v in value.values())
    ):
        raise table.wrong(key, BOTH)
    return Words(value["hi"].strip(), value["en"].strip())


def line_of(text: str, path: Path) -> int:
    """The line, from 1, in which the entry with this path begins, else the one around it that is found; 1 at worst."""
    found, best = 1, 0
    for line, entry in _entries(text):
        common = len(entry)
        if common > best and path[:common] == entry:
            found, best = line, common
    return found


def _entries(text: str) -> Iterator[tuple[int, Path]]:
    """Every head and key of a file with its line. What stands inside brackets over several lines belongs to its key."""
    table: Path = ()
    counts: dict[Path, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if head := _HEAD.match(line):
            table = _table_path(head[2].split("."), head[1] == "[[", counts)
            yield number, table
        elif entry := _ENTRY.match(line):
            yield number, (*table, *entry[1].split("."))


def _table_path(names: list[str], many: bool, counts: dict[Path, int]) -> Path:
    path: Path = ()
    for place, name in enumerate(names):
        path = (*path, name)
        if many and place == len(names) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path
