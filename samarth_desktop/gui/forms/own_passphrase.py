"""A passphrase of one's own: to give somebody one, to ask for it before somebody works as her, and to hand over."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.background.tasks import Lanes
from samarth_desktop.gui.kit.inputs.fields import PassphraseBox, TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.gui.theme.language import LocalizedText
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session


class _Asks(Ask):
    """A dialog that stays open until what it asks for was done, and says why it was not."""

    def __init__(self, parent: QWidget, lanes: Lanes, title: LocalizedText, text: LocalizedText) -> None:
        super().__init__(parent, title, text, T("Continue"), "key")
        self._lanes = lanes

    def work(self) -> object:
        """What is done, in the store lane."""
        raise NotImplementedError

    def finished_with(self, answer: object) -> None:
        """It was done."""
        raise NotImplementedError

    def try_to(self) -> None:
        if found := self.problem():
            self.refuse(found)
            return
        self.do.setEnabled(False)

        def done(answer: object) -> None:
            self.accept()
            self.finished_with(answer)

        def failed(error: KnownError) -> None:
            self.do.setEnabled(True)
            self.refuse(error.text)

        self._lanes.store.run(lambda task: self.work(), done, failed, owner=self)

    def refuse(self, text: LocalizedText) -> None:
        """Says why not; the boxes stay."""
        self.wrong.show_state("err", text, "err")
        self.wrong.show()
        self.fit()


class OwnPassphraseAsk(_Asks):
    """Gives somebody a passphrase of her own, written twice."""

    def __init__(
        self, parent: QWidget, lanes: Lanes, session: "Session", name: str, done: Callable[[], object]
    ) -> None:
        text = T("With it {name} opens this laptop and is known by it. It is lost when she leaves.", name=name)
        super().__init__(parent, lanes, T("Own passphrase for {name}", name=name), text)
        self._session, self._name, self._done = session, name, done
        self.first, self.second = PassphraseBox(), PassphraseBox()
        self.body.addWidget(LabelledEditor(T("New passphrase"), self.first, required=True))
        self.body.addWidget(LabelledEditor(T("The same again"), self.second, required=True))

    def problem(self) -> LocalizedText:
        return "" if self.first.text() == self.second.text() else T("The two are not the same.")

    def work(self) -> object:
        from samarth_desktop.actions.device import device

        device.own_passphrase(self._session, self._name, self.first.text())
        return None

    def finished_with(self, answer: object) -> None:
        self._done()


class ProveAsk(_Asks):
    """Asks for somebody's own passphrase before work goes on as her."""

    def __init__(
        self, parent: QWidget, lanes: Lanes, session: "Session", name: str, changed: Callable[["Session"], object]
    ) -> None:
        super().__init__(parent, lanes, T("Work as {name}", name=name), "")
        self._session, self._name, self._changed = session, name, changed
        self.box = PassphraseBox()
        self.body.addWidget(LabelledEditor(T("Passphrase of {name}", name=name), self.box, required=True))

    def work(self) -> object:
        from samarth_desktop.actions.device import device

        return device.sit_down(self._session, self._name, self.box.text())

    def finished_with(self, answer: object) -> None:
        self._changed(answer)  # type: ignore[arg-type]  # the session that sit_down gave


class HandOverAsk(_Asks):
    """Gives the laptop to another person: her name, the laptop's passphrase, and the new one twice."""

    def __init__(
        self, parent: QWidget, lanes: Lanes, session: "Session", changed: Callable[["Session"], object]
    ) -> None:
        text = T(
            "Everybody before her is off the list, and no passphrase of before opens this laptop. Records and what is "
            "unsent stay. Then make a new recovery key, for the old paper still opens it until then."
        )
        super().__init__(parent, lanes, T("Hand over this laptop"), text)
        self._session, self._changed = session, changed
        self.name = TextBox(limit=80)
        self.old, self.first, self.second = PassphraseBox(), PassphraseBox(), PassphraseBox()
        for label, box in (
            (T("Who works on it from now on"), self.name),
            (T("Present passphrase of the laptop"), self.old),
            (T("New passphrase"), self.first),
            (T("The same again"), self.second),
        ):
            self.body.addWidget(LabelledEditor(label, box, required=True))

    def problem(self) -> LocalizedText:
        return "" if self.first.text() == self.second.text() else T("The two are not the same.")

    def work(self) -> object:
        from samarth_desktop.actions.device import device

        return device.hand_over(self._session, self.name.text(), self.old.text(), self.first.text())

    def finished_with(self, answer: object) -> None:
        self._changed(answer)  # type: ignore[arg-type]  # the session that hand_over gave


def sit_down(
    parent: QWidget,
    lanes: Lanes,
    session: "Session",
    name: str,
    changed: Callable[["Session"], object],
    refused: Callable[[KnownError], object],
) -> None:
    """Goes on working as somebody; who has a passphrase of her own is asked for it. `refused` shows why not."""
    from samarth_desktop.actions.device import device, people

    def known(hers: str) -> None:
        if hers and hers != session.author:
            ProveAsk(parent.window(), lanes, session, hers, changed).open()
        else:
            lanes.store.run(lambda task: device.sit_down(session, name), changed, refused, owner=parent)

    lanes.store.run(lambda task: people.named(session, name), known, refused, owner=parent)
