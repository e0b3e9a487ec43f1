"""What one category of a marketplace asks beside a product's own fields: made from its template."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

MUST, CONDITIONAL, GOOD, OPTIONAL = "must", "conditional", "good", "optional"
ORDER = (MUST, CONDITIONAL, GOOD, OPTIONAL)
MOST_VALUES = 500


@dataclass(frozen=True, slots=True)
class Attribute:
    """One column: its heading (or key), who must fill it, what it may hold. `allowed` is empty where anything will do;
    values stand in the marketplace's own casing."""

    name: str
    need: str = OPTIONAL
    kind: str = "any"
    multi: bool = False
    unit: str = ""
    longest: int = 0
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AttributeSet:
    """All attributes of the categories of one template and version."""

    marketplace: str
    categories: tuple[str, ...]
    version: str
    attributes: tuple[Attribute, ...]

    @property
    def name(self) -> str:
        """The row under which it is published: one for each marketplace, category and version."""
        return f"{self.marketplace}/{'+'.join(self.categories)[:80]}@{self.version or '0'}"

    def is_for(self, category: str) -> bool:
        """Whether a product of this category is meant, whatever the case and the underscores."""
        return _plain(category) in {_plain(one) for one in self.categories}


def _plain(text: str) -> str:
    return " ".join(text.replace("_", " ").casefold().split())


def to_values(attribute: Attribute) -> dict[str, Any]:
    """An attribute as it is stored and sent."""
    return {**asdict(attribute), "allowed": list(attribute.allowed)}


def from_values(values: Mapping[str, Any]) -> Attribute:
    """The attribute of stored values; what a newer program says beside is left out."""
    allowed = values.get("allowed")
    longest = values.get("longest")
    return Attribute(
        str(values.get("name") or "")[:200],
        str(values.get("need") or OPTIONAL),
        str(values.get("kind") or "any"),
        bool(values.get("multi")),
        str(values.get("unit") or "")[:20],
        longest if isinstance(longest, int) else 0,
        tuple(str(one) for one in allowed[:MOST_VALUES]) if isinstance(allowed, list | tuple) else (),
    )


def newest(sets: Iterable[AttributeSet]) -> list[AttributeSet]:
    """Of each marketplace and category the set that comes last."""
    return list({(one.marketplace, one.categories): one for one in sets}.values())
