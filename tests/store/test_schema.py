"""A fresh database and a migrated one are the same; a migration that fails leaves everything as it was."""

import re
import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine
from sqlalchemy.sql.compiler import SQLCompiler

from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.store.database import migrate, schema, tables
from samarth_desktop.store.database.engine import open_engine
from samarth_desktop.store.folder import backup, vault
from samarth_desktop.store.store import DATABASE, Store
from tests.store.people import HOME, KEYS, artisan, keep

_QUOTED = re.compile(r"""^(CREATE (?:VIRTUAL )?TABLE )(['"])(\w+)\2""")

NOW = tables.VERSION
"""The revision of this program; `next_revision` is one ahead."""
AHEAD = f"{int(NOW) + 1:04d}"


def shape(engine: Engine) -> dict[str, str]:
    """Every statement of the schema, without differences of white space and of quotes around a renamed table."""
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").all()
    return {name: _QUOTED.sub(r"\1\3", re.sub(r"\s+", " ", sql).strip()) for name, sql in rows}


def test_migrations_make_what_a_fresh_database_has(tmp_path: Path) -> None:
    fresh, migrated = open_engine(tmp_path / "fresh.db", KEYS.data), open_engine(tmp_path / "old.db", KEYS.data)
    schema.create(fresh, {})
    migrate.upgrade(migrated, "", schema.note_version)
    assert shape(migrated) == shape(fresh)
    with fresh.connect() as one, migrated.connect() as two:
        assert schema.version(one) == schema.version(two) == tables.VERSION
        context = MigrationContext.configure(two, opts={"include_object": _ours, "compare_type": True})
        assert compare_metadata(context, tables.metadata) == []
    fresh.dispose()
    migrated.dispose()


def _ours(thing: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
    """FTS5's own tables are made by its virtual table."""
    return not (kind == "table" and reflected and str(name).startswith(("search_fts", "place_fts")))


@pytest.fixture
def next_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that is one revision ahead; gives the file of that revision."""
    ahead = tmp_path / "migrations"
    shutil.copytree(Path(migrate.__file__).parent / "migrations", ahead)
    monkeypatch.setattr(migrate, "_FOLDER", ahead)
    monkeypatch.setattr(tables, "VERSION", AHEAD)
    return ahead / "versions" / f"{AHEAD}_next.py"


_NEXT = f"""
import sqlalchemy as sa
from alembic import op

revision = "{AHEAD}"
down_revision = "{NOW}"


def upgrade() -> None:
    op.add_column("artisan", sa.Column("new_one", sa.Text(), nullable=False, server_default=""))
    op.execute("UPDATE artisan SET new_one = 'moved here'")
"""


def test_an_older_database_is_brought_up_after_a_backup(folder: Path, next_revision: Path) -> None:
    keys, saved = _older(folder)
    next_revision.write_text(_NEXT)
    with Store.open(folder, keys) as store, store.read() as reader:
        assert reader.connection.exec_driver_sql("SELECT new_one FROM artisan").scalars().all() == ["moved here"]
        assert reader.get(Artisan, saved.id) == saved
    assert len(list((folder / backup.ROLLING).glob("*.samarth"))) == 1
    with Store.open(folder, keys):
        assert len(list((folder / backup.ROLLING).glob("*.samarth"))) == 1, "nothing to do the second time"


def test_a_failed_migration_leaves_everything_as_it_was(
    folder: Path, next_revision: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys, saved = _older(folder)
    engine = open_engine(folder / DATABASE, keys.data)
    before = shape(engine)
    next_revision.write_text(_NEXT + '    raise RuntimeError("halfway")\n')
    with pytest.raises(RuntimeError, match="halfway"):
        Store.open(folder, keys)
    assert shape(engine) == before
    engine.dispose()
    monkeypatch.setattr(tables, "VERSION", NOW)
    with Store.open(folder, keys) as store, store.read() as reader:
        assert reader.get(Artisan, saved.id) == saved


def test_a_folder_that_is_opened_again_finds_its_statements_ready(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys, _ = vault.create(folder, "a long passphrase")
    with Store.create(folder, keys, home_area=HOME) as store:
        saved = keep(store, artisan())
    statements: list[str] = []
    compiled = SQLCompiler.__init__
    monkeypatch.setattr(
        SQLCompiler, "__init__", lambda made, *of, **how: (compiled(made, *of, **how), statements.append(made.string))
    )
    for opened in ("as after a lock", "and once more"):
        with Store.open(folder, keys) as store, store.read() as reader:
            assert reader.get(Artisan, saved.id) == saved
            assert opened == "as after a lock" or not statements
        statements.clear()


def _older(folder: Path) -> tuple[vault.Keys, Artisan]:
    keys, _ = vault.create(folder, "a long passphrase")
    version, tables.VERSION = tables.VERSION, NOW
    with Store.create(folder, keys, home_area=HOME) as store:
        saved: Artisan = keep(store, artisan())
    tables.VERSION = version
    return keys, saved
