"""Reads programmes from TOML, ours and an office's, and says plainly what is wrong in a file."""

import functools
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from samarth_desktop import paths
from samarth_desktop.domain.places import place
from samarth_desktop.domain.programmes.file_table import BOTH, FileFault, Table, line_of, words_of
from samarth_desktop.domain.programmes.programme_model import (
    FIELD_KINDS,
    FUND_KINDS,
    HOLDERS,
    PANCHSUTRA,
    SETTLEMENTS,
    STAGES,
    VERIFIERS,
    AskedDocument,
    ExtraField,
    Fairs,
    Option,
    Programme,
)
from samarth_desktop.domain.programmes.rule_file import rule_groups
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
from samarth_desktop.i18n import T

_CODE = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")
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
    whole = Table("", tomllib.loads(paths.resource("programmes.toml").read_text(encoding="utf-8")))
    wording = whole.raw("wording", dict, {})
    relations = {
        code: Relation(
            Words(one["hi"], one["en"]),
            {gender: Words(**words) for gender, words in one.items() if gender not in ("hi", "en")},
        )
        for code, one in whole.raw("relation", dict, {}).items()
    }
    made = [_programme(_one_table(text_of(code)), wording) for code in whole.texts("order", ())]
    return Shipped(tuple(made), wording, relations)


def text_of(code: str) -> str:
    """The file of a shipped programme, as it stands. OSError where there is none."""
    return paths.resource(f"programmes/{code}.toml").read_text(encoding="utf-8")


def further(code: str) -> str | None:
    """The file of a further programme, which does not ship as one in use: an office looks it over and adds it. None
    where there is no such file."""
    path = paths.resource(f"programmes/further/{code}.toml")
    return path.read_text(encoding="utf-8") if _CODE.fullmatch(code) and path.exists() else None


def _one_table(toml_text: str) -> Table:
    return Table("", tomllib.loads(toml_text)).tables("programme")[0]


def load(toml_text: str) -> tuple[Programme, ...]:
    """The programmes of an office-made file. KnownError names the line, the place in the file and what to mend."""
    try:
        data = tomllib.loads(toml_text)
    except tomllib.TOMLDecodeError as error:
        raise KnownError(T("The file is not written as TOML: {detail}", detail=str(error))) from None
    whole = Table("", data)
    try:
        found = tuple(_programme(t, shipped().wording) for t in whole.tables("programme"))
        whole.finish()
    except FileFault as fault:
        line = line_of(toml_text, fault.path)
        raise KnownError(T("Line {line}. {problem}", line=line, problem=fault.text)) from None
    if not found:
        raise KnownError(T("The file has no [[programme]] table."))
    return found


MOST_BYTES = 48_000
"""A programme travels as one operation."""


def one_of_file(content: bytes) -> tuple[str, Programme]:
    """The text and the only programme of a file. KnownError names the line and the reason where it is not right."""
    if len(content) > MOST_BYTES:
        raise KnownError(T("The file is larger than {n} bytes, which is too much for a programme.", n=MOST_BYTES))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise KnownError(T("The file cannot be read as text (UTF-8).")) from None
    found = load(text)
    if len(found) > 1:
        raise KnownError(T("Put each programme into a file of its own: here are {n}.", n=len(found)))
    return text, found[0]


def _programme(table: Table, defaults: Mapping[str, Mapping[str, Any]]) -> Programme:
    name = table.words("name")
    extra = tuple(_field(t) for t in table.tables("field"))
    documents = tuple(_document(t) for t in table.tables("document"))
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
        holders=table.some_of("holders", HOLDERS),
        settlement=table.one_of("settlement", SETTLEMENTS, "any"),
        waiver_months=table.months("waiver_months"),
        incubation_months=table.months("incubation_months"),
        catalogue_limit=table.whole("catalogue_limit", 0, 0, 100_000),
        sources=_sources(table),
        products=tuple(words_of(table, "products", v) for v in table.raw("products", list, [])),
        documents=documents,
        fields=extra,
        wording=_wordings(table, defaults, name, frozenset(f.key for f in extra)),
        rules=rule_groups(table, extra, documents),
        stages=_stages(table),
        verify=table.one_of("verify", VERIFIERS, VERIFIERS[0]),
        training_months=table.months("training_months"),
        fairs=_fairs(table, extra),
        panchsutra=table.one_of("panchsutra", PANCHSUTRA, ""),
        fund_kinds=table.some_of("fund_kinds", FUND_KINDS),
        until=_day(table, "until"),
    )
    if made.until and made.signed and made.until < made.signed:
        raise table.wrong("until", T("the programme ends before it was signed."))
    _once(table, "field", [f.key for f in extra])
    _once(table, "document", [d.key for d in made.documents])
    table.finish()
    return made


def _said(table: Table, name: Words) -> Words:
    said = {"hi": name.hi, "en": name.en, **table.raw("said", dict, {})}
    return words_of(table, "said", said)


def _states(table: Table) -> tuple[str, ...]:
    codes = table.texts("states", ())
    for code in codes:
        if not code.isdigit() or not place.state(code):
            raise table.wrong("states", T("“{value}” is no LGD code of a state.", value=code))
    return codes


def _sources(table: Table) -> tuple[Source, ...]:
    keys = table.texts("sources", ())
    for key in keys:
        if key not in sources():
            raise table.wrong("sources", T("“{value}” is no key of the table of sources.", value=key))
    own = tuple(_source(one) for one in table.tables("source"))
    return (*(sources()[key] for key in keys), *own)


def _source(table: Table) -> Source:
    made = Source(table.words("what"), table.text("where"), table.text("as_of"))
    table.finish()
    return made


def _stages(table: Table) -> tuple[str, ...]:
    chosen = table.some_of("stages", STAGES)
    if chosen[0] != STAGES[0] or list(chosen) != sorted(set(chosen), key=STAGES.index):
        raise table.wrong("stages", T("stages begin with “{first}” and stand in order.", first=STAGES[0]))
    return chosen


def _fairs(table: Table, fields: tuple[ExtraField, ...]) -> Fairs:
    if "fairs" not in table.data:
        table.asked.add("fairs")
        return Fairs()
    inner = table.table("fairs", table.raw("fairs", dict, None))
    made = Fairs(inner.whole("a_year", 0, 0, 366), inner.text("exempt_field", ""), inner.texts("exempt", ()))
    known = {field.key: {option.code for option in field.options} for field in fields}
    if made.field and made.field not in known:
        raise inner.wrong("exempt_field", T("“{value}” is no field of this programme.", value=made.field))
    for value in made.values:
        if value not in known.get(made.field, ()):
            raise inner.wrong("exempt", T("“{value}” is no choice of that field.", value=value))
    inner.finish()
    return made


def _day(table: Table, key: str) -> date | None:
    table.asked.add(key)
    value = table.data.get(key)
    if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
        raise table.wrong(key, T("write the date as 2026-03-31, without quotation marks."))
    return value


def _once(table: Table, key: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise table.wrong(key, T("“{value}” is there twice.", value=name))


def _document(table: Table) -> AskedDocument:
    made = AskedDocument(
        table.named("key", _KEY),
        table.words("label"),
        table.raw("required", bool, False),
        table.raw("dated", bool, False),
    )
    table.finish()
    return made


def _field(table: Table) -> ExtraField:
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
        holders=table.some_of("holders", HOLDERS),
        suggest=table.one_of("suggest", ("", "odop"), ""),
    )
    table.finish()
    return made


def _option(table: Table) -> Option:
    made = Option(table.named("code", _KEY), Words(table.text("hi"), table.text("en")))
    table.finish()
    return made


def _wordings(
    table: Table, defaults: Mapping[str, Mapping[str, Any]], name: Words, own_keys: frozenset[str]
) -> Mapping[str, Wording]:
    given = table.table("wording", table.raw("wording", dict, {}))
    shared = {"heading": {"hi": name.hi, "en": name.en}, **given.raw("all", dict, {})}
    found = {}
    for kind in CERTIFICATES:
        own = {**shared, **given.raw(kind, dict, {})}
        made = _wording(given.table(kind, _laid_over(defaults[kind], own)), own_keys)
        usual = defaults[kind]["body"]
        body = Lines(_followed(made.body.hi, usual["hi"]), _followed(made.body.en, usual["en"]))
        found[kind] = replace(made, body=body)
    given.finish()
    return found


def _followed(own: Sequence[str], usual: Sequence[str]) -> tuple[str, ...]:
    """A programme's own sentences, then the usual ones: where an answer that its own ask for is missing, the paper
    still says what is certified."""
    return tuple(dict.fromkeys((*own, *usual)))


def _laid_over(below: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """`own` over `below`; of words in two languages each language by itself."""
    both = {
        key: {**below[key], **value}
        for key, value in own.items()
        if isinstance(value, dict) and isinstance(below.get(key), dict)
    }
    return {**below, **own, **both}


def _wording(table: Table, own_keys: frozenset[str]) -> Wording:
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


def _lines(table: Table, key: str, own_keys: frozenset[str]) -> Lines:
    both = table.table(key, table.raw(key, dict, None))
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
        raise both.wrong(key, BOTH)
    return found
