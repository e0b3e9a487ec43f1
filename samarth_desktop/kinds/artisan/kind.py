"""The artisan as a kind of record."""

from samarth_desktop.i18n import N_
from samarth_desktop.kinds.artisan.record import ADULT, OLDEST, YOUNGEST, Artisan
from samarth_desktop.kinds.artisan.rules import rules
from samarth_desktop.kinds.kind import BY_STATE, Area, RecordKind, Search, Sheet, Summary, Words
from samarth_desktop.kinds.list_spec import Column, ListSpec

ARTISAN = RecordKind(
    record=Artisan,
    words=Words(N_("Person"), N_("People")),
    number="registration",
    registration=BY_STATE,
    area=Area.ADDRESS,
    holder=True,
    rules=rules,
    turns=(YOUNGEST, ADULT, OLDEST + 1),
    summary=Summary(
        1,
        {
            "registration": ("registration",),
            "name_hi": ("name_hi",),
            "name_en": ("name_en",),
            "relative": ("relative_hi", "relative_en"),
            "village": ("village",),
            "district": ("district",),
            "mobile": ("mobile",),
        },
    ),
    search=Search(
        "people",
        names=("name_on_aadhaar",),
        around=("relative_en", "village_other", "gram_panchayat", "block", "craft", "technique", "pin"),
        people=True,
    ),
    sheet=Sheet(
        "artisans",
        {
            "name": N_("Name (the script decides)"),
            "relative": N_("Father's, husband's or mother's name"),
            "father": N_("Father's name"),
            "husband": N_("Husband's name"),
            "mother": N_("Mother's name"),
            "age": N_("Age in years"),
            "programme": N_("Programme"),
            "shg": N_("SHG"),
        },
    ),
    list=ListSpec(
        page="people",
        form="artisan-form",
        new=N_("Register artisan"),
        columns=(
            Column("name", N_("Name")),
            Column("village", N_("Village"), 96),
            Column("programme", N_("Programme"), 104, slim=True),
            Column("stage", N_("Stage"), 198),
            Column("certificate", N_("Certificate"), 98, slim=True),
            Column("unsent", "", 40),
        ),
        filters={
            "village": N_("Village"),
            "women": N_("Women"),
            "programme": N_("Programme"),
            "stage": N_("Stage"),
            "certificate": N_("Certificate"),
            "unsent": N_("Not yet sent"),
        },
        sections=("who", "facts", "stage", "certificate", "history"),
        facts=("age", "relative", "home", "phone", "skill", "groups"),
        actions=(("stage", "slip", "product"), ("life",), ("withdraw", "erase")),
        empty=("person", N_("Nobody is registered yet"), N_("Begin with the first one.")),
    ),
    files=("photo",),
    certificate="onboarding",
    counted=True,
)
