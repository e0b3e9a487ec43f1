"""Finds functions, methods, classes and constants that nothing uses: ``python installer/dead_code.py``.

What is called from outside (Qt, SQLAlchemy, pytest) stands in pyproject.toml under [tool.vulture]. Names in a class are
left to other tests: a field is read by its name, as key of a column, a sheet and the wire. Tests are looked through for
what they use, not for what uses them.
"""

import sys
from linecache import getline
from pathlib import Path

from vulture import Vulture
from vulture.config import make_config
from vulture.core import Item


def unused() -> list[Item]:
    """What nothing uses, in the order of the files."""
    config = make_config([])
    search = Vulture(ignore_names=config["ignore_names"], ignore_decorators=config["ignore_decorators"])
    search.scavenge(config["paths"])
    found = search.get_unused_code(min_confidence=config["min_confidence"])
    return [one for one in found if not _of_a_test(one) and not _in_a_class(one)]


def _of_a_test(item: Item) -> bool:
    return "tests" in Path(item.filename).parts


def _in_a_class(item: Item) -> bool:
    return item.typ == "variable" and getline(str(item.filename), item.first_lineno)[:1].isspace()


if __name__ == "__main__":
    lines = [item.get_report() for item in unused()]
    print("\n".join(lines) or "Nothing lies unused.")
    sys.exit(bool(lines))
