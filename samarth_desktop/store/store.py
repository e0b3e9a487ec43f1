"""A data folder: opening it, its units of work, its state between them."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from filelock import BaseFileLock
from sqlalchemy import Engine, insert

from samarth_desktop.domain import ids
from samarth_desktop.domain.programmes.programme import Published
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.store.database import schema, tables
from samarth_desktop.store.database.engine import open_engine
from samarth_desktop.store.errors import DAMAGED, translate
from samarth_desktop.store.folder import backup, device_binding, lock, rekey, tombstones, vault
from samarth_desktop.store.folder.photos import Photos
from samarth_desktop.store.folder.vault import DATABASE as DATABASE
from samarth_desktop.store.log import catch_up
from samarth_desktop.store.log.changed import Changed
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.projections import published, revalidation
from samarth_desktop.store.search import places, reindex
from samarth_desktop.store.search.search_index import INDEX_VERSION

_DEVICE, _HOME, _TOKEN, _OPENED = "device", "home_area", "installation", "opened"


class Store:
    """An open data folder. Holds the folder's lock until :meth:`close`.

    `today` gives the date by which completeness is judged; it may be replaced.
    """

    def __init__(self, folder: Path, keys: vault.Keys, engine: Engine, held: BaseFileLock) -> None:
        self.folder = folder
        self.keys = keys
        self.today: Callable[[], date] = date.today
        self.known_words: set[str] = set()
        """Folds that are in the vocabulary for sure; a rolled back unit empties it."""
        self.photos = Photos(folder, keys)
        self.listeners: list[Callable[[Changed], object]] = []
        """Who hears what each unit of work changed, on the writer's thread, once it is kept."""
        self._engine = engine
        self._lock = held
        self._one_writer = threading.RLock()
        self._waiting: list[None] = []
        self._writing = False
        self._turned: date | None = None
        self._device = ""
        self._home: str | None = None
        self.published: tuple[Published, ...] = ()
        """The versions of programmes that the office published and this laptop follows."""
        self.gone_programmes: tuple[Published, ...] = ()
        """The last version of each programme of which the office withdrew every one."""

    # -- opening --------------------------------------------------------------------------------------------------

    @classmethod
    def create(cls, folder: Path, keys: vault.Keys, *, home_area: str = "") -> "Store":
        """Makes the database of a new folder; `home_area` is the area of what has no district yet."""
        if (folder / DATABASE).exists():
            raise KnownError(T("There is data in this folder already. Open it, or choose an empty folder."))
        made_by_us = {reindex.INDEX_VERSION_KEY: INDEX_VERSION, reindex.STANDING_KEY: reindex.STANDING}
        made_by_us[revalidation.JUDGED_KEY] = revalidation.NEVER
        made_by_us[catch_up.KNOWN_KEY] = catch_up.known()
        with cls._holding(folder, keys) as store:
            schema.create(store._engine, made_by_us | {_HOME: home_area})
            return store

    @classmethod
    def open(cls, folder: Path, keys: vault.Keys) -> "Store":
        """Opens a folder with the keys from its vault, and brings an older database up to date after a backup.

        KnownError: in use by another copy of the program, damaged, missing, not writable, from a newer program.
        """
        if not (folder / DATABASE).exists():
            raise KnownError(T("The data file is missing from the data folder. Restore the newest backup."))
        if not (folder / DATABASE).stat().st_size:  # SQLite would take it for a new one
            raise KnownError(DAMAGED)
        with cls._holding(folder, keys) as store:
            if keys.before:
                store.keys = rekey.finish(folder, keys)
            schema.bring_up(store._engine, lambda: backup.roll(folder, keys))
            store._erase_again()
            store._index_again()
            store._follow()
            with store.read() as reader:
                places.learn(reader)
            return store

    @classmethod
    @contextmanager
    def _holding(cls, folder: Path, keys: vault.Keys) -> Iterator["Store"]:
        held = lock.take(folder)
        try:
            with translate():
                yield cls(folder, keys, open_engine(folder / DATABASE, keys.data), held)
        except BaseException:
            held.release()
            raise

    def close(self) -> None:
        """Ends all connections and lets the folder go."""
        self._engine.dispose()
        self._lock.release()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    # -- units ----------------------------------------------------------------------------------------------------

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """One state of the data, as it is judged today; never waits for a writer."""
        self._turn_day()
        with translate(), self._engine.connect() as connection, connection.begin():
            yield Reader(connection)

    @contextmanager
    def unit_of_work(self) -> Iterator[UnitOfWork]:
        """A unit of work: all of it lasts from its ``commit()`` on, or nothing does."""
        self._turn_day()
        with self._turn(), self._as_writer(), translate():
            if not self._device:
                self._claim()
            with self._engine.connect().execution_options(writes=True) as connection:
                connection.begin()
                unit = UnitOfWork(connection, self)
                try:
                    yield unit
                finally:  # closing without a commit rolls back
                    if not unit.committed:
                        self.known_words.clear()
            if unit.committed:
                if published.PROGRAMME in unit.changed.kinds:
                    self._follow()
                if unit.changed:
                    for tell in tuple(self.listeners):
                        tell(unit.changed)
                unit.say_goodbye()

    @property
    def awaited(self) -> bool:
        """Whether somebody waits for the unit of work that runs. A long row of changes ends its unit then."""
        return bool(self._waiting)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        self._waiting.append(None)
        try:
            self._one_writer.acquire()
        finally:
            self._waiting.pop()
        try:
            yield
        finally:
            self._one_writer.release()

    def _follow(self) -> None:
        with self.read() as reader:
            self.published, self.gone_programmes = published.read(reader), published.gone(reader)

    @contextmanager
    def _as_writer(self) -> Iterator[None]:
        before, self._writing = self._writing, True
        try:
            yield
        finally:
            self._writing = before

    def _turn_day(self) -> None:
        """Judges anew what is judged otherwise today, at the first look on a day. Waits for no unit that runs."""
        today = self.today()
        if today == self._turned or self._writing or not self._one_writer.acquire(blocking=False):
            return
        try:
            self._turned = today
            with suppress(KnownError):  # a full disk: what stands there can be read nevertheless
                self._judge(today)
        finally:
            self._one_writer.release()

    def _judge(self, today: date) -> None:
        with self.read() as reader:
            judged = reader.setting(revalidation.JUDGED_KEY)
            rows = revalidation.due(reader.connection, judged, today)
        if rows or not judged or today.isoformat() < judged:
            with self.unit_of_work() as unit:
                unit.rebuild(rows)
                unit.put_settings({revalidation.JUDGED_KEY: today.isoformat()})
                unit.commit()

    def backup(self, file: Path) -> list[Path]:
        """Writes everything, photos included, to one file or the parts of one; see :mod:`backup`. Work may go on
        meanwhile. Gives the files."""
        return backup.backup(self.folder, self.keys, file)

    def roll_daily(self) -> Path | None:
        """Makes the rolling backup of today unless there is one; gives its file."""
        return backup.roll(self.folder, self.keys, daily=True)

    # -- settings -------------------------------------------------------------------------------------------------

    @property
    def device(self) -> str:
        """The device code of this installation; "" before anything was written here."""
        if not self._device:
            with self.read() as reader:
                inside = device_binding.Binding(reader.setting(_TOKEN), int(reader.setting(_OPENED) or 0))
                return reader.setting(_DEVICE) if device_binding.same_place(inside, self.folder) else ""
        return self._device

    @property
    def home_area(self) -> str:
        """The area of what has no district yet, e.g. ``9/164``."""
        if self._home is None:
            with self.read() as reader:
                self._home = reader.setting(_HOME)
        return self._home

    def put(self, **settings: str) -> None:
        """Sets settings of this folder."""
        with self.unit_of_work() as unit:
            unit.put_settings(settings)
            unit.commit()
        self._home = settings.get(_HOME, self._home)

    def _erase_again(self) -> None:
        """A restored backup forgets again whom this laptop had erased since."""
        listed = tombstones.read(self.folder)
        if not listed:
            return
        with self.read() as reader:
            again = sorted(row for row in listed if reader.ops(row) and not reader.is_erased(row))
            author = reader.setting("author")
        if again:
            with self.unit_of_work() as unit:
                for row in again:
                    unit.erase(row, author)
                unit.commit()

    def _index_again(self) -> None:
        """A folder that another version of the program wrote shows what this one knows, by today's rules."""
        with self.read() as reader:
            behind = catch_up.is_due(reader)
            due = reindex.is_due(reader.setting(reindex.INDEX_VERSION_KEY))
            stands = reader.setting(reindex.STANDING_KEY) == reindex.STANDING
        if behind:
            with self.unit_of_work() as unit:
                catch_up.catch_up(unit)
                unit.commit()
        if not stands:
            with self.unit_of_work() as unit:
                reindex.stand_again(unit)
                unit.commit()
        if due:
            with self.unit_of_work() as unit:
                reindex.again(unit, self.known_words)
                unit.commit()

    def take_code(self, device: str) -> None:
        """Writes under another device code from now on; it stands in the settings already."""
        self._device = device

    def _claim(self) -> None:
        """Makes sure, before the first write of a session, that no other folder writes under this device code."""
        with self._engine.connect().execution_options(writes=True) as connection:
            connection.begin()
            reader = Reader(connection)
            inside = device_binding.Binding(reader.setting(_TOKEN), int(reader.setting(_OPENED) or 0))
            same = device_binding.same_place(inside, self.folder)
            now = device_binding.next_session(inside, self.folder, same=same)
            device = reader.setting(_DEVICE) if same else ids.new_device_code()
            values = {_DEVICE: device, _TOKEN: now.token, _OPENED: str(now.opened)}
            rows = [{"key": key, "value": value} for key, value in values.items()]
            connection.execute(insert(tables.setting).prefix_with("OR REPLACE"), rows)
            connection.commit()
        device_binding.note(now, self.folder)
        self._device = device
