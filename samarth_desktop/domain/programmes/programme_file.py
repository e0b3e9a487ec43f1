"""Reads programmes from TOML, ours and an office's, and says plainly what is wrong in a file."""

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from samarth_desktop import paths
from samarth_desktop.domain.places import place
from samarth_desktop.domain.programmes.programme_model import (
    FIELD_KINDS,
    HOLDERS,
    SETTLEMENTS,
    AskedDocument,
    ExtraField,
    Option,
    Programme,
)
from samarth_desktop.domain.programmes.wording import (
    CERTIFICATES,
    FACTS,
    NO_WORDS,
    Lines,
    Relation,
    Wording,
    Words,
    placeholders,
)
from samarth_desktop.domain.reference.sources import Source, sources
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text

_CODE = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")
_BOTH = T("it needs the words in both languages, hi and en.")
_KEY = re.compile(r"[a-z][a-z0-9_]*")
MOST_VERSIONS = 65535
"""The highest version of a programme: it has two bytes in a seal."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """What ``resources/programmes.toml`` holds; `wording` fills what an office's file leaves out."""

    programmes: tuple[Programme, ...]
    wording: Mapping[str, Mapping[str, Any]]
    relations: Mapping[str, Relation]


@functools.cache
def shipped() -> Shipped:
    """The file that comes with the program, read once."""
    whole = _Table("", tomllib.loads(paths.resource("programmes.toml").read_text(encoding="utf-8")))
    wording = whole.raw("wording", dict, {})
    relations = {
        code: Relation(
            Words(one["hi"], one["en"]),
            {gender: Words(**words) for gender, words in one.items() if gender not in ("hi", "en")},
        )
        for code, one in whole.raw("relation", dict, {}).items()
    }
    return Shipped(tuple(_programme(t, wording) for t in whole.tables("programme")), wording, relations)


def load(toml_text: str) -> tuple[Programme, ...]:
    """The programmes of an office-made file. KnownError names the place in the file and what to mend."""
    try:
        data = tomllib.loads(toml_text)
    except tomllib.TOMLDecodeError as error:
        raise KnownError(T("The file is not written as TOML: {detail}", detail=str(error))) from None
    whole = _Table("", data)
    found = tuple(_programme(t, shipped().wording) for t in whole.tables("programme"))
    whole.finish()
    if not found:
        raise KnownError(T("The file has no [[programme]] table."))
    return found


class _Table:
    """One table of the file: hands out checked values and remembers which keys were asked for."""

    def __init__(self, where: str, data: Mapping[str, Any]) -> None:
        self.where = where
        self.data = data
        self.asked: set[str] = set()

    def wrong(self, key: str, problem: Text) -> KnownError:
        return KnownError(T("At “{entry}”: {problem}", entry=self.inner(key), problem=problem))

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
        return _words(self, key, self.raw(key, dict, None))

    def texts(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        values = self.raw(key, list, list(default))
        if not all(isinstance(v, str) and v.strip() for v in values):
            raise self.wrong(key, T("it has the wrong form."))
        return tuple(v.strip() for v in values)

    def tables(self, key: str) -> list["_Table"]:
        values = self.raw(key, list, [])
        if not all(isinstance(v, dict) for v in values):
            raise self.wrong(key, T("it has the wrong form."))
        return [_Table(self.inner(v.get("code") or v.get("key") or key), v) for v in values]

    def inner(self, name: object) -> str:
        """Where in the file `name` stands, e.g. ``UP-ODOP / wording / artisan``."""
        return f"{self.where} / {name}" if self.where else str(name)

    def finish(self) -> None:
        """A key that nothing asked for is a slip of the pen; what it meant would be lost without a word."""
        for key in self.data.keys() - self.asked:
            raise self.wrong(key, T("there is no such entry. Known are: {known}.", known=", ".join(sorted(self.asked))))


def _words(table: _Table, key: str, value: Any) -> Words:
    if (
        not isinstance(value, dict)
        or set(value) != {"hi", "en"}
        or not all(isinstance(v, str) and v.strip() for v in value.values())
    ):
        raise table.wrong(key, _BOTH)
    return Words(value["hi"].strip(), value["en"].strip())


def _programme(table: _Table, defaults: Mapping[str, Mapping[str, Any]]) -> Programme:
    name = table.words("name")
    extra = tuple(_field(t) for t in table.tables("field"))
    made = Programme(
        code=table.named("code", _CODE),
        version=table.whole("version", 1, 1, MOST_VERSIONS),
        name=name,
        said=_said(table, name),
        partner=table.words("partner"),
        about=table.words("about", NO_WORDS),
        marketplaces=table.texts("marketplaces", ()),
        states=_states(table),
        signed=_day(table, "signed"),
        holders=_some_of(table, "holders", HOLDERS),
        settlement=table.one_of("settlement", SETTLEMENTS, "any"),
        waiver_months=table.months("waiver_months"),
        incubation_months=table.months("incubation_months"),
        catalogue_limit=table.whole("catalogue_limit", 0, 0, 100_000),
        sources=_sources(table),
        products=tuple(_words(table, "products", v) for v in table.raw("products", list, [])),
        documents=tuple(_document(t) for t in table.tables("document")),
        fields=extra,
        wording=_wordings(table, defaults, name, frozenset(f.key for f in extra)),
    )
    _once(table, "field", [f.key for f in extra])
    _once(table, "document", [d.key for d in made.documents])
    table.finish()
    return made


def _said(table: _Table, name: Words) -> Words:
    said = {"hi": name.hi, "en": name.en, **table.raw("said", dict, {})}
    return _words(table, "said", said)


def _states(table: _Table) -> tuple[str, ...]:
    codes = table.texts("states", ())
    for code in codes:
        if not code.isdigit() or not place.state(code):
            raise table.wrong("states", T("“{value}” is no LGD code of a state.", value=code))
    return codes


def _sources(table: _Table) -> tuple[Source, ...]:
    keys = table.texts("sources", ())
    for key in keys:
        if key not in sources():
            raise table.wrong("sources", T("“{value}” is no key of the table of sources.", value=key))
    return tuple(sources()[key] for key in keys)


def _day(table: _Table, key: str) -> date | None:
    table.asked.add(key)
    value = table.data.get(key)
    if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
        raise table.wrong(key, T("write the date as 2026-03-31, without quotation marks."))
    return value


def _some_of(table: _Table, key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    values = table.texts(key, allowed)
    for value in values:
        if value not in allowed:
            raise table.wrong(key, T("“{value}” is not one of: {allowed}.", value=value, allowed=", ".join(allowed)))
    if not values:
        raise table.wrong(key, T("it is missing."))
    return values


def _once(table: _Table, key: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise table.wrong(key, T("“{value}” is there twice.", value=name))


def _document(table: _Table) -> AskedDocument:
    made = AskedDocument(table.named("key", _KEY), table.words("label"), table.raw("required", bool, False))
    table.finish()
    return made


def _field(table: _Table) -> ExtraField:
    kind = table.one_of("kind", tuple(FIELD_KINDS))
    options = tuple(_option(t) for t in table.tables("choices"))
    if (kind in ("choice", "choices")) != bool(options):
        raise table.wrong("choices", T("a field has choices if its kind is choice or choices, and only then."))
    _once(table, "choices", [o.code for o in options])
    made = ExtraField(
        key=table.named("key", _KEY),
        label=table.words("label"),
        kind=kind,
        options=options,
        required=table.raw("required", bool, False),
        help=table.words("help", NO_WORDS),
        holders=_some_of(table, "holders", HOLDERS),
        suggest=table.one_of("suggest", ("", "odop"), ""),
    )
    table.finish()
    return made


def _option(table: _Table) -> Option:
    made = Option(table.named("code", _KEY), Words(table.text("hi"), table.text("en")))
    table.finish()
    return made


def _wordings(
    table: _Table, defaults: Mapping[str, Mapping[str, Any]], name: Words, own_keys: frozenset[str]
) -> Mapping[str, Wording]:
    given = _Table(table.inner("wording"), table.raw("wording", dict, {}))
    shared = {"heading": {"hi": name.hi, "en": name.en}, **given.raw("all", dict, {})}
    found = {}
    for kind in CERTIFICATES:
        own = {**shared, **given.raw(kind, dict, {})}
        found[kind] = _wording(_Table(table.inner(kind), _laid_over(defaults[kind], own)), own_keys)
    given.finish()
    return found


def _laid_over(below: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """`own` over `below`; of words in two languages each language by itself."""
    both = {
        key: {**below[key], **value}
        for key, value in own.items()
        if isinstance(value, dict) and isinstance(below.get(key), dict)
    }
    return {**below, **own, **both}


def _wording(table: _Table, own_keys: frozenset[str]) -> Wording:
    made = Wording(
        heading=table.words("heading"),
        under=table.words("under", NO_WORDS),
        title=table.words("title"),
        kind=table.words("kind"),
        opening=table.words("opening"),
        holder=_lines(table, "holder", own_keys),
        body=_lines(table, "body", own_keys),
    )
    table.finish()
    return made


def _lines(table: _Table, key: str, own_keys: frozenset[str]) -> Lines:
    both = _Table(table.inner(key), table.raw(key, dict, None))
    found = Lines(both.texts("hi", ()), both.texts("en", ()))
    both.finish()
    for template in (*found.hi, *found.en):
        try:
            unknown = placeholders(template) - FACTS - own_keys
        except ValueError:
            unknown = {template}
        if unknown:
            raise both.wrong(key, T("nothing is known that could fill {names}.", names=", ".join(sorted(unknown))))
        if template.count("**") % 2:
            raise both.wrong(key, T("bold begins with ** and must end with **: {line}", line=template))
    if not found.hi or not found.en:
        raise both.wrong(key, _BOTH)
    return found
