"""The pages that are lists, and what hangs on them. Each is imported when it is first shown."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from samarth_desktop.gui.shell import Entry, Page, Shell
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.desk import Desk


def list_entries(desk: "Desk", keys: Callable[[], list[str]]) -> tuple[Entry, ...]:
    """People, groups, certificates and their helpers. `keys` gives all pages there are: no button leads nowhere."""

    def people(shell: Shell) -> Page:
        from samarth_desktop.gui.pages.people import PeoplePage

        return PeoplePage(shell, desk, keys())

    def groups(shell: Shell) -> Page:
        from samarth_desktop.gui.pages.groups import GroupsPage

        return GroupsPage(shell, desk, keys())

    def certificates(shell: Shell) -> Page:
        from samarth_desktop.gui.pages.certificates import CertificatesPage

        return CertificatesPage(shell, desk, keys())

    def verify(shell: Shell) -> Page:
        from samarth_desktop.gui.pages.verify import VerifyPage

        return VerifyPage(shell)

    def bring(shell: Shell) -> Page:
        from samarth_desktop.gui.pages.import_page import ImportPage

        return ImportPage(shell, desk, keys())

    def doubles(shell: Shell) -> Page:
        from samarth_desktop.gui.pages.duplicates_page import DuplicatesPage

        return DuplicatesPage(shell, desk)

    def places(shell: Shell) -> Page:
        from samarth_desktop.gui.pages.places import PlacesPage

        return PlacesPage(shell, desk)

    return (
        Entry("people", T("People"), "person", people),
        Entry("shgs", T("SHGs"), "group", groups),
        Entry("certificates", T("Certificates"), "cert", certificates),
        Entry("verify", T("Check a certificate"), "cert", verify, nav="certificates"),
        Entry("import", T("Add from Excel"), "receive", bring, nav="people"),
        Entry("duplicates", T("Is this the same person?"), "person", doubles, nav="people"),
        Entry("places", T("Places"), "place", places, nav="settings"),
    )
