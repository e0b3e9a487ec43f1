"""The house rules, held by tools: imports go downward only, types and style are clean."""

import ast
import subprocess
import sys
from fnmatch import fnmatch
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from samarth_desktop.rules.roles import Deed

ROOT = Path(__file__).parent.parent
TOOLS = {
    "imports": ["-c", "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"],
    "types": ["-m", "mypy"],
    "style": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
}


@pytest.mark.parametrize("tool", TOOLS)
def test_house_rules(tool: str) -> None:
    done = subprocess.run([sys.executable, *TOOLS[tool]], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_top_level_is_the_design_card() -> None:
    ignored = (ROOT / ".gitignore").read_text().replace("/", "").split()
    top = {path.name for path in ROOT.iterdir() if not any(fnmatch(path.name, pattern) for pattern in ignored)}
    allowed = {"pyproject.toml", "samarth_desktop", "resources", "tests", "installer", "README.md", ".ci", ".gitignore"}
    assert top <= allowed | {"LICENSE", ".git"}


def test_a_kind_of_record_knows_no_other_kind() -> None:
    """Kinds meet in the registry, and what is between them stands in rules."""
    kinds = ROOT / "samarth_desktop" / "kinds"
    names = {folder.name for folder in kinds.iterdir() if (folder / "kind.py").exists()}
    for name in names:
        text = "".join(file.read_text("utf-8") for file in (kinds / name).glob("*.py"))
        known = {other for other in names if f"samarth_desktop.kinds.{other}." in text}
        assert known <= {name}, f"{name} knows {known - {name}}"
        assert "samarth_desktop.kinds.registry" not in text


def test_nobody_asks_what_class_a_record_is() -> None:
    """What differs between kinds is said by their RecordKind, so that another kind is not forgotten."""
    package = ROOT / "samarth_desktop"
    records = {"Record", "Address", "Bank", "Holder"}
    for file in (package / "kinds").glob("*/record.py"):
        records |= {node.name for node in ast.walk(ast.parse(file.read_text("utf-8"))) if _is_record(node)}
    assert {"Artisan", "Shg", "Certificate"} <= records
    asked = []
    for file in package.rglob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        from_kinds = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and _of_records(node)]
        known = {one.asname or one.name for node in from_kinds for one in node.names if one.name in records}
        for node in ast.walk(tree):
            if asks := _asks_class(node):
                named = {part.id for part in ast.walk(asks) if isinstance(part, ast.Name)}
                asked += [f"{file.relative_to(package)}: {ast.unparse(node)[:80]}" for _ in named & known]
    assert asked == []


def _asks_class(node: ast.AST) -> ast.AST | None:
    """The part of a question for a class that names it: isinstance(one, Artisan), type(one) is Artisan, case Artisan()."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("isinstance", "issubclass"):
        return node.args[1]
    if isinstance(node, ast.MatchClass):
        return node.cls
    if isinstance(node, ast.Compare) and any("type(" in ast.unparse(one) for one in (node.left, *node.comparators)):
        return node
    return None


def _of_records(node: ast.ImportFrom) -> bool:
    return (node.module or "").startswith(("samarth_desktop.kinds", "samarth_desktop.domain.fields"))


def _is_record(node: ast.AST) -> bool:
    return isinstance(node, ast.ClassDef) and any(
        getattr(base, "id", "") in ("Record", "Holder") for base in node.bases
    )


def test_modules_and_folders_stay_small() -> None:
    """A module has one subject in at most 450 lines; a folder of more than 24 modules has rooms. Migrations may be long."""
    package = ROOT / "samarth_desktop"
    files = [file for file in package.rglob("*.py") if file.parent.name != "versions"]
    lines = {str(file.relative_to(package)): len(file.read_text("utf-8").splitlines()) for file in files}
    assert {name: count for name, count in lines.items() if count > 450} == {}
    folders: dict[Path, int] = {}
    for file in files:
        folders[file.parent] = folders.get(file.parent, 0) + (file.name != "__init__.py")
    assert {str(folder.relative_to(ROOT)): count for folder, count in folders.items() if count > 24} == {}


def test_no_module_needs_itself() -> None:
    """Imports go in no circle, those inside functions neither: a circle means that two subjects are one, or a third."""
    package = ROOT / "samarth_desktop"
    files = {_dotted(file): file for file in package.rglob("*.py") if file.parent.name != "versions"}
    needs: dict[str, set[str]] = {}
    for name, file in files.items():
        tree = ast.parse(file.read_text("utf-8"))
        only_types = {
            id(inner)
            for node in ast.walk(tree)
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
            for inner in ast.walk(node)
        }
        named = {
            known
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and id(node) not in only_types
            for one in node.names
            for known in (f"{node.module}.{one.name}", str(node.module))
        }
        needs[name] = {one for one in named if one in files and one != name and files[one].name != "__init__.py"}
    assert sum(len(one) for one in needs.values()) > 1_000
    TopologicalSorter(needs).prepare()


def _dotted(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_an_action_that_writes_asks_who_may() -> None:
    """A unit of work is opened by `roles.writing` with the deed of its action; only opening the data has no session."""
    package, opened, asked = ROOT / "samarth_desktop", set(), set()
    for layer in ("actions", "cli", "gui"):
        for file in (package / layer).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Attribute) and node.attr == "unit_of_work":
                    opened.add(file.relative_to(package).as_posix())
                elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("writing", "roles.writing"):
                    asked.add(ast.unparse(node.args[1]).removeprefix("roles."))
    others = opened - {"actions/device/roles.py", "actions/device/opening.py"}
    assert not others, f"with writing(session, Deed...) as unit: (actions/device/roles.py) in {others}"
    assert asked == {f"Deed.{one.name}" for one in Deed}
