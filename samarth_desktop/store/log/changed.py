"""What a unit of work changed: told once it is kept, so that whoever shows data can decide whether to read again."""

from dataclasses import dataclass

DRAFT, SENT, SETTING, IMPORT = "draft", "sent", "setting", "import"
"""What may change besides records: half-typed forms, what the hub has, settings of the folder, the list of imports."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Kinds of record, or one of the words above, and the row ids that were written.

    Rows that belong to a person or group name her as well where the writer knew whose they are.
    """

    kinds: frozenset[str] = frozenset()
    rows: frozenset[str] = frozenset()

    def __or__(self, other: "Changed") -> "Changed":
        return Changed(self.kinds | other.kinds, self.rows | other.rows)

    def __bool__(self) -> bool:
        return bool(self.kinds)
