"""The group form as data: its parts that are plain fields. Members and consent have a nature of their own."""

from samarth_desktop.actions.registration.forms import PROGRAMME
from samarth_desktop.gui.forms.section import ByHand, Place, Section
from samarth_desktop.gui.pages.artisan_form import layout
from samarth_desktop.i18n import T

CHOSEN = ByHand("programme", (PROGRAMME,))

GROUP = (
    Section(
        (
            Place("name_hi", required=True),
            "name_en",
            CHOSEN,
            "mission",
            "formation_date",
            "shg_code",
            "village_organisation",
            "federation",
        )
    ),
    Section(layout.ADDRESS[0].places, title=T("Where the group meets")),
    Section(
        ("promoted_by", "products", "special_group", Place("remarks", wide=True)),
        title=T("More about the group"),
    ),
)
MEETINGS = (
    Section(
        (
            "meeting_frequency",
            "meeting_day",
            "savings",
            "grade",
            Place("panchsutra", hint=T("choose those that the group keeps"), wide=True),
            "revolving_fund",
            "urban_poor_percent",
        )
    ),
)
BANK = (Section((layout.ACCOUNT, "bank_opened")),)
