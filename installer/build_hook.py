"""Hatch build hook: puts compiled catalogs into the wheel, so that none is ever committed stale."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogHook(BuildHookInterface[Any]):
    """Compiles resources/i18n/*/LC_MESSAGES/*.po into the wheel being built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        for source in root.glob("resources/i18n/*/LC_MESSAGES/*.po"):
            target = root / "build" / source.relative_to(root).with_suffix(".mo")
            target.parent.mkdir(parents=True, exist_ok=True)
            with source.open("rb") as po, target.open("wb") as mo:
                write_mo(mo, read_po(po))
            build_data["force_include"][str(target)] = f"samarth_desktop/{target.relative_to(root / 'build')}"
