"""Photos of a product: taken in with their checks, mended, put in order, removed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.products.gathering import product_by_number
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.photos.measure import Check, Measures, checks
from samarth_desktop.documents.photos.opening import MOST_BYTES
from samarth_desktop.documents.photos.prepare import NO_EDIT, Edit, Prepared, prepare
from samarth_desktop.domain import ids
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.product_photo.record import MOST_PHOTOS, ProductPhoto
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken, and why."""

    file: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Added:
    """What became of some files: names of those kept, those refused, and what may come back of those kept."""

    kept: tuple[str, ...]
    refused: tuple[Refused, ...]
    warnings: tuple[Refused, ...] = ()


def add_files(session: Session, number: str, files: Sequence[Path]) -> Added:
    """Takes photos of a product from files, in one unit of work. What is no picture, too small, blurred or there
    already is refused with its reason, and nothing of it is kept. KnownError when there is no such product."""
    with session.store.read() as reader:
        product_by_number(reader, number)
    read: list[tuple[str, Prepared | Text]] = [(file.name, _read(file)) for file in files]
    return add(session, number, read)


def add(session: Session, number: str, pictures: Sequence[tuple[str, Prepared | Text]]) -> Added:
    """Keeps pictures that were made ready, each with its name; a Text says why one could not be."""
    kept: list[str] = []
    refused: list[Refused] = []
    warnings: list[Refused] = []
    with writing(session, Deed.MARKET) as unit:
        product = product_by_number(unit, number)
        there = of_product(unit, product.id)
        likenesses = [one.likeness for one in there]
        place = max((one.place or 0 for one in there), default=0)
        count = len(there)
        for name, made in pictures:
            if isinstance(made, Text):
                refused.append(Refused(name, made))
                continue
            wrong = [one for one in checks(made.measures, len(made.photo), likenesses) if not one.good]
            hindering = next((one.words for one in wrong if one.blocks), None)
            if hindering is None and count >= MOST_PHOTOS:
                hindering = T("There are {n} photos already. Remove one first.", n=MOST_PHOTOS)
            if hindering is not None:
                refused.append(Refused(name, hindering))
                continue
            place, count = place + 1, count + 1
            _keep(unit, session, ProductPhoto(id=ids.new_id(), product=product.id, place=place), made)
            likenesses.append(made.measures.likeness)
            kept.append(name)
            warnings += [Refused(name, one.words) for one in wrong]
        unit.commit()
    return Added(tuple(kept), tuple(refused), tuple(warnings))


def _read(file: Path) -> Prepared | Text:
    try:
        if file.stat().st_size > MOST_BYTES:
            return T("{name} is larger than {n} MB.", name=file.name, n=MOST_BYTES // 1_000_000)
        return prepare(file.read_bytes(), file.name)
    except KnownError as error:
        return error.text
    except FileNotFoundError:
        return T("There is no file {file}.", file=str(file))
    except OSError as error:
        return T("{file} could not be read: {why}", file=file.name, why=error.strerror or type(error).__name__)


def _keep(unit: UnitOfWork, session: Session, photo: ProductPhoto, made: Prepared) -> ProductPhoto:
    measures = made.measures
    photo = replace(
        photo,
        photo=session.store.photos.keep(made.photo),
        thumbnail=session.store.photos.keep(made.thumbnail),
        likeness=measures.likeness,
        side=measures.side,
        sharpness=measures.sharpness,
        filled=measures.filled,
        ground=measures.ground,
    )
    saved = unit.save(photo, session.author)
    for content in (made.photo, made.thumbnail):
        unit.keep_blob(content, photo.product)
    return saved


def of_product(reader: Reader, product: str) -> list[ProductPhoto]:
    """The photos of a product, the main one first."""
    return sorted(reader.children(ProductPhoto, product), key=lambda one: (one.place or 0, one.id))


def mend(session: Session, photo: str, edit: Edit = NO_EDIT) -> ProductPhoto:
    """Changes a photo that is kept: turns it, cuts it square, makes its ground white. KnownError: it is not here."""
    with writing(session, Deed.MARKET) as unit:
        held = _there(unit, photo)
        made = prepare(session.store.photos.get(held.photo), "", edit, held.side or 0)
        saved = _keep(unit, session, held, made)
        unit.commit()
    return saved


def remove(session: Session, photo: str) -> None:
    """Takes a photo away from its product."""
    with writing(session, Deed.MARKET) as unit:
        unit.save(replace(_there(unit, photo), deleted=True), session.author)
        unit.commit()


def arrange(session: Session, photos: Sequence[str]) -> None:
    """Puts the photos of a product into this order; the first is the main one."""
    with writing(session, Deed.MARKET) as unit:
        held = unit.get_many(ProductPhoto, photos)
        unit.save_all([replace(one, place=place) for place, one in enumerate(held, 1)], session.author)
        unit.commit()


def _there(reader: Reader, photo: str) -> ProductPhoto:
    held = reader.get(ProductPhoto, photo)
    if held is None or held.deleted:
        raise KnownError(T("This photo is not on this laptop any more."))
    return held


def checks_of(photo: ProductPhoto, size: int, others: Sequence[ProductPhoto] = ()) -> tuple[Check, ...]:
    """The six checks of a kept photo; `size` is its length in bytes."""
    measures = Measures(photo.side or 0, photo.sharpness or 0, photo.filled or 0, photo.ground or 0, photo.likeness)
    return checks(measures, size, [one.likeness for one in others if one.id != photo.id])


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo as a page shows it: its thumbnail and picture ("" where only the hub has them), the six checks."""

    photo: ProductPhoto
    thumbnail: bytes
    checks: tuple[Check, ...]

    @property
    def good(self) -> bool:
        """Whether nothing in it would come back."""
        return all(one.good for one in self.checks)


def shown(session: Session, product: str) -> list[Shown]:
    """The photos of a product (row id), the main one first, with their checks."""
    with session.store.read() as reader:
        every = of_product(reader, product)
    kept = session.store.photos
    found = []
    for one in every:
        here = bool(one.photo) and kept.has(one.photo)
        size = len(kept.get(one.photo)) if here else 0
        small = kept.get(one.thumbnail) if one.thumbnail and kept.has(one.thumbnail) else b""
        found.append(Shown(one, small, checks_of(one, size, every)))
    return found
