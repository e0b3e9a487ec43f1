"""The Self-Help Group as a kind of record."""

from samarth_desktop.i18n import N_
from samarth_desktop.kinds.kind import BY_STATE, Area, RecordKind, Search, Sheet, Summary, Words
from samarth_desktop.kinds.list_spec import Column, ListSpec
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
    sheet=Sheet(
        "shgs",
        {"name": N_("Name (the script decides)"), "programme": N_("Programme")},
        title=N_("SHGs"),
        columns=(
            "registration",
            "name_hi",
            "name_en",
            "shg_code",
            "mission",
            "formation_date",
            "village",
            "block",
            "district",
            "state",
        ),
        out=("programme",),
        paper=("registration", "name_hi", "name_en", "shg_code", "village", "block", "district", "formation_date"),
        heads={"name_hi": "shg_name_hi", "name_en": "shg_name_en"},
    ),
    list=ListSpec(
        page="shgs",
        form="shg-form",
        new=N_("Register SHG"),
        columns=(
            Column("name", N_("Name")),
            Column("village", N_("Village"), 100),
            Column("members", N_("Members"), 84, slim=True),
            Column("stage", N_("Stage"), 198),
            Column("certificate", N_("Certificate"), 98, slim=True),
            Column("unsent", "", 40),
        ),
        filters={
            "village": N_("Village"),
            "programme": N_("Programme"),
            "stage": N_("Stage"),
            "certificate": N_("Certificate"),
            "ending": N_("Date ends soon"),
            "unsent": N_("Not yet sent"),
        },
        sections=("who", "facts", "stage", "certificate", "history"),
        facts=("member_count", "president", "treasurer", "formed", "home", "meeting", "thrift", "shg_code"),
        actions=(("group_life", "programmes", "stage", "slip", "product"), ("own", "withdraw", "erase")),
        many=("stage", "programme", "workshop", "consent", "village", "names", "drafts"),
        empty=("person", N_("Nobody is registered yet"), N_("Begin with the first one.")),
    ),
    files=("photo",),
    certificate="shg",
    counted=True,
)
