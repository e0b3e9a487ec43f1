"""Converts lengths and weights between our units (in the ends of our keys) and those of a marketplace, exactly."""

from decimal import Decimal

_GRAMS = {"mg": "0.001", "g": "1", "gm": "1", "gram": "1", "kg": "1000", "kilogram": "1000"}
_CENTIMETRES = {
    "mm": "0.1",
    "millimetre": "0.1",
    "millimeter": "0.1",
    "cm": "1",
    "centimetre": "1",
    "centimeter": "1",
    "m": "100",
    "meter": "100",
    "metre": "100",
    "inch": "2.54",
    "inches": "2.54",
    "in": "2.54",
}


def unit_of_key(key: str) -> str:
    """The unit in which a field of ours is held: ``g`` for ``weight_g``, '' for one without."""
    ending = key.rpartition("_")[2]
    return ending if ending in ("g", "cm") else ""


def convert(value: Decimal, ours: str, theirs: str) -> Decimal:
    """The value in the other unit, without needless zeros; unchanged where either unit is not known."""
    for table in (_GRAMS, _CENTIMETRES):
        here, there = _factor(table, ours), _factor(table, theirs)
        if here and there:
            return _plain(value * here / there)
    return value


def same_measure(one: str, other: str) -> bool:
    """Whether a value can go from one unit to the other: both weights, or both lengths."""
    return any(_factor(table, one) and _factor(table, other) for table in (_GRAMS, _CENTIMETRES))


def _factor(table: dict[str, str], unit: str) -> Decimal | None:
    word = unit.casefold().strip(" .")
    found = table.get(word) or table.get(word.removesuffix("s"))
    return Decimal(found) if found else None


def _plain(value: Decimal) -> Decimal:
    value = value.normalize()
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else value
