"""A played hall: two laptops with doors of their own, clocks apart, badges held before a camera, exchanges in between.

Everything goes through the page of the door. Time is the play's: `Watch` says what each laptop's clock shows.
"""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image, ImageEnhance
from PySide6.QtGui import QImage

from samarth_desktop.actions.exchange import sync
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import checking_in, inviting
from samarth_desktop.actions.workshops.planning import Plan
from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.gui.app.routes import routes
from samarth_desktop.gui.background.tasks import lanes
from samarth_desktop.gui.kit.media.qr_frames import AGAIN_S, Frames
from samarth_desktop.gui.pages.workshops.door_page import DoorPage
from samarth_desktop.kinds.attendance.record import Attendance
from samarth_desktop.store.queries import workshops as store
from samarth_desktop.sync import hall_time
from tests.workshop_people import number_of

SKEW = 90
"""Seconds by which the second laptop's clock is ahead."""


@dataclass
class Watch:
    """The hall's true time, and by how much each laptop's clock is off."""

    now: datetime
    skew: dict[str, int] = field(default_factory=dict)

    def shown(self, folder: Path) -> datetime:
        """What the clock of the laptop with this folder shows."""
        return self.now + timedelta(seconds=self.skew.get(str(folder), 0))

    def start(self, patch: pytest.MonkeyPatch) -> None:
        """Both the door and the exchange ask this clock from now on."""
        patch.setattr(checking_in, "now", lambda session: self.shown(session.store.folder))
        patch.setattr(
            hall_time, "now_ms", lambda log: int(self.shown(log._store.folder).timestamp() * 1000)
        )  # fmt: skip


class Door:
    """The door page of a laptop with a camera before it."""

    def __init__(self, session: Session, plan: Plan) -> None:
        self.session = session
        self.window = MainWindow(lanes(inline=True))
        self.window.open(routes(session, print), "door", search_page="people")
        self.window.go("door", workshop=plan.workshop.id, session=1)
        self.page: DoorPage = self.window.page("door")
        self.page.senses.sound = False
        self._seconds = 0.0
        self.frames = Frames(self.page.scanned, lambda: self._seconds)

    def show(self, picture: QImage) -> list[str]:
        """Holds something before the camera; the same picture again tells nothing."""
        self._seconds += AGAIN_S + 1
        new = self.frames.take(picture)
        self._seconds += 0.2
        assert self.frames.take(picture) == []
        return new

    def decide(self) -> None:
        """Lets in everybody who waits for a decision."""
        self.page.let_in()
        for person in list(self.page.waiting):
            self.page.side.decided.emit(person)
            self.page.let_in()


def badge_picture(numbers: list[str], dice: random.Random) -> QImage:
    """Badges as a camera sees them: bright or dim, turned, near or far, one or two in view."""
    scene = Image.new("L", (640, 480), dice.choice((235, 140, 90)))
    for place, number in enumerate(numbers):
        code = zxingcpp.create_barcode(number, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
        picture = Image.fromarray(code.to_image(scale=dice.choice((4, 5, 6)), add_quiet_zones=True))
        card = Image.new("L", (picture.width + 40, picture.height + 40), 255)
        card.paste(picture, (20, 20))
        turned = card.rotate(dice.randrange(-40, 41), expand=True, fillcolor=200, resample=Image.Resampling.BICUBIC)
        scene.paste(turned, (20 + 310 * place, 40 + dice.randrange(0, 60)))
    scene = ImageEnhance.Contrast(scene).enhance(dice.choice((1.0, 0.6, 0.4)))
    scene = ImageEnhance.Brightness(scene).enhance(dice.choice((1.0, 0.55, 1.25)))
    return QImage(scene.tobytes(), scene.width, scene.height, scene.width, QImage.Format.Format_Grayscale8).copy()


@dataclass
class Played:
    """What truly happened: by registration number when somebody came first, and through which door."""

    first: dict[str, datetime] = field(default_factory=dict)
    doors: dict[str, set[str]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)


def play(
    a: Session, b: Session, plan: Plan, watch: Watch, numbers: list[str], url: str, dice: random.Random, every: int
) -> Played:
    """Everybody comes in through one of two doors, some through both; every so many arrivals the laptops exchange."""
    from time import perf_counter

    doors, played = {"a": Door(a, plan), "b": Door(b, plan)}, Played()
    left = list(numbers)
    dice.shuffle(left)
    arrivals = 0
    while left:
        taken = [left.pop() for _ in range(min(len(left), 2 if dice.random() < 0.2 else 1))]
        which = dice.choice("ab")
        begun = perf_counter()
        seen = doors[which].show(badge_picture(taken, dice))
        played.seconds += [(perf_counter() - begun) / len(taken)] * len(taken)
        assert sorted(seen) == sorted(taken), "every badge was read"
        for number in taken:
            if not any(number in done for done in (played.first,)):
                played.first[number] = watch.now
            played.doors.setdefault(number, set()).add(which)
        doors[which].decide()
        watch.now += timedelta(seconds=dice.randrange(3, 20))
        if dice.random() < 0.25:  # she goes to the other door, too, before the laptops have spoken
            other = "b" if which == "a" else "a"
            doors[other].show(badge_picture(taken[:1], dice))
            doors[other].decide()
            played.doors[taken[0]].add(other)
            watch.now += timedelta(seconds=5)
        arrivals += 1
        if arrivals % every == 0:
            sync.visit_hall(b, url)
    for _ in range(2):
        sync.visit_hall(b, url)
    for door in doors.values():
        door.window.close()
    return played


def rows(session: Session, plan: Plan, number: int = 1) -> list[Attendance]:
    """The raw attendance of a session."""
    with session.store.read() as reader:
        found: Any = store.attendance(reader, plan.workshop.id, number_of(plan, number).id)
    return found


def invited(session: Session, plan: Plan, people: list[Any]) -> None:
    """Puts people on the list."""
    inviting.invite(session, plan.workshop.id, [one.id for one in people])
