"""The artisan form as data: which fields stand in which step, in the order of the paper."""

from samarth_desktop.domain.fields.form_values import AGE
from samarth_desktop.gui.forms.gi_box import gi_box
from samarth_desktop.gui.forms.section import ByHand, Place, Section
from samarth_desktop.gui.kit.inputs.hindi import HindiBox
from samarth_desktop.gui.kit.inputs.masked import MaskedBox
from samarth_desktop.i18n import T

RELATIVE = ByHand("relative", ("relation", "relative_hi"))
BIRTH = ByHand("birth", ("birth_date", AGE))
DISABILITY = ByHand("disability", ("disability", "disability_percent"))
WHERE = ByHand("where", ("state", "district", "village"))
CRAFT = ByHand("craft", ("craft",))
GI_FACTS = ByHand("gi_facts")
ACCOUNT = ByHand("account", ("bank_account", "bank_ifsc", "bank_name", "bank_branch", "bank_holder"))
TAX_FACTS = ByHand("tax_facts")
GUARDIAN = ("guardian_name", "guardian_relation", "guardian_consent")
TAX_NUMBERS = ("gstin", "gst_enrolment")

IDENTITY = (
    Section(
        (
            Place("name_hi", required=True),
            "name_en",
            Place("aadhaar_last4", hint=T("only the last 4 digits are kept")),
            "name_on_aadhaar",
            "minority",
            RELATIVE,
            BIRTH,
            "gender",
            Place("mobile", required=True, editor=lambda: MaskedBox("+91")),
            "phone_owner",
            "category",
            DISABILITY,
            *(Place(key, required=True) for key in GUARDIAN),
        )
    ),
    Section(
        (
            Place("relative_en", label=T("The relative's name in English")),
            "honorific",
            "aadhaar_seen_by",
            "email",
            "language",
            "education",
            "income",
            "household_head",
            "life",
        ),
        title=T("More about the person"),
    ),
)
ADDRESS = (
    Section(
        (
            WHERE,
            "village_other",
            Place("gram_panchayat", editor=HindiBox),
            Place("block", editor=HindiBox),
            "house",
            "pin",
        )
    ),
)
WORK = (
    Section(
        (
            CRAFT,
            "sector",
            "years_of_experience",
            "learned_from",
            Place("obstacles", wide=True),
            Place("sold_where", wide=True),
            "technique",
            "raw_material",
            "odop_product",
            Place("gi_name", editor=gi_box),
            GI_FACTS,
            "vishwakarma_trade",
            "persons_employed",
            "monthly_output",
        )
    ),
)
PAPERS = (
    Section((ACCOUNT,), title=T("Bank, as the passbook says")),
    Section(
        ("tax_status", TAX_FACTS, *TAX_NUMBERS, "turnover", Place("remarks", wide=True)),
        title=T("Selling and tax"),
    ),
)
