"""The Self-Help Group as a kind of record."""

from samarth_desktop.i18n import N_
from samarth_desktop.kinds.kind import BY_STATE, Area, RecordKind, Search, Sheet, Summary, Words
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.kinds.shg.rules import rules

SHG = RecordKind(
    record=Shg,
    words=Words(N_("Group"), N_("SHGs")),
    number="registration",
    registration=BY_STATE,
    area=Area.ADDRESS,
    holder=True,
    rules=rules,
    summary=Summary(
        3,
        {
            "registration": ("registration",),
            "name_hi": ("name_hi",),
            "name_en": ("name_en",),
            "relative": ("shg_code",),
            "village": ("village",),
            "district": ("district",),
        },
    ),
    search=Search(
        "shgs",
        around=("village_other", "gram_panchayat", "block", "products", "pin"),
        codes={"shg_code": "c"},
    ),
    sheet=Sheet("shgs", {"name": N_("Name (the script decides)"), "programme": N_("Programme")}),
    files=("photo",),
    certificate="shg",
    counted=True,
)
