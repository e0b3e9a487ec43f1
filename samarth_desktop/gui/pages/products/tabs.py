"""The tabs above the pages of products: list, listing, answers, sales, take-downs."""

from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.frame import TabBar
from samarth_desktop.i18n import N_, Text

TABS = (
    ("products", N_("Products")),
    ("listing", N_("Put on sale")),
    ("answers", N_("Answers and mending")),
    ("sales", N_("Sales and money")),
    ("take-downs", N_("To take down")),
)


def tabs(host: PageHost, here: str) -> TabBar:
    """The tabs, of which the page `here` is chosen."""
    bar = TabBar([Text(words) for _, words in TABS])
    keys = [key for key, _ in TABS]
    bar.show_steps(keys.index(here))

    def go(number: int) -> None:
        if keys[number] != here and not host.go(keys[number]):
            bar.show_steps(keys.index(here))

    bar.chosen.connect(go)
    return bar
