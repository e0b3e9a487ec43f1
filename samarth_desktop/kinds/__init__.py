"""The kinds of record: one folder each, with its dataclass, its rules and its RecordKind."""
