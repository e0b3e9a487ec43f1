"""The artisan: a person who is registered, with craft, obstacles, seller's tax status and bank."""

from dataclasses import dataclass
from datetime import date

from samarth_desktop.domain.fields import validators
from samarth_desktop.domain.fields.choices import CATEGORIES, DISABILITIES, GENDERS, OBSTACLES
from samarth_desktop.domain.fields.field import (
    Choice,
    Kind,
    day,
    declare,
    digits,
    line,
    note,
    one_of,
    some_of,
    whole,
)
from samarth_desktop.domain.fields.field import money as amount
from samarth_desktop.domain.fields.mixins import RELATIONS, YES_NO_UNSAID
from samarth_desktop.i18n import N_
from samarth_desktop.kinds.holder import Holder

PHONE_OWNERS = (Choice("own", N_("Own")), Choice("family", N_("Family's")), Choice("none", N_("No phone")))
LANGUAGES = (Choice("hi", N_("Hindi")), Choice("en", N_("English")), Choice("other", N_("Another language")))
EDUCATION = (
    Choice("none", N_("No schooling")),
    Choice("primary", N_("Up to class 5")),
    Choice("middle", N_("Up to class 8")),
    Choice("secondary", N_("Class 10")),
    Choice("higher_secondary", N_("Class 12")),
    Choice("graduate", N_("Graduate or more")),
)
INCOMES = (
    Choice("under_50000", N_("Under ₹50,000 a year")),
    Choice("50000_to_100000", N_("₹50,000 to ₹1,00,000")),
    Choice("100000_to_250000", N_("₹1,00,000 to ₹2,50,000")),
    Choice("250000_to_500000", N_("₹2,50,000 to ₹5,00,000")),
    Choice("over_500000", N_("Over ₹5,00,000")),
)
SECTORS = (
    Choice("handicraft", N_("Handicraft")),
    Choice("handloom", N_("Handloom")),
    Choice("khadi", N_("Khadi")),
    Choice("village_industry", N_("Village industry")),
    Choice("food", N_("Food")),
    Choice("other", N_("Other")),
)
LEARNED_FROM = (Choice("family", N_("Family")), Choice("training", N_("Training")))
# The 18 trades of PM Vishwakarma (Ministry of MSME, scheme guidelines 2023, para 2.2).
VISHWAKARMA_TRADES = (
    Choice("carpenter", N_("Carpenter (Suthar)")),
    Choice("boat_maker", N_("Boat maker")),
    Choice("armourer", N_("Armourer")),
    Choice("blacksmith", N_("Blacksmith (Lohar)")),
    Choice("hammer_toolkit_maker", N_("Hammer and tool kit maker")),
    Choice("locksmith", N_("Locksmith")),
    Choice("goldsmith", N_("Goldsmith (Sonar)")),
    Choice("potter", N_("Potter (Kumhaar)")),
    Choice("sculptor", N_("Sculptor, stone carver, stone breaker")),
    Choice("cobbler", N_("Cobbler, shoesmith, footwear artisan")),
    Choice("mason", N_("Mason (Rajmistri)")),
    Choice("basket_mat_maker", N_("Basket, mat, broom maker, coir weaver")),
    Choice("doll_toy_maker", N_("Doll and toy maker (traditional)")),
    Choice("barber", N_("Barber (Naai)")),
    Choice("garland_maker", N_("Garland maker (Malakaar)")),
    Choice("washerman", N_("Washerman (Dhobi)")),
    Choice("tailor", N_("Tailor (Darzi)")),
    Choice("fishing_net_maker", N_("Fishing net maker")),
)
SALES = (
    Choice("home", N_("From home")),
    Choice("local_market", N_("Local market")),
    Choice("trader", N_("Trader or middleman")),
    Choice("fair", N_("Fairs")),
    Choice("cooperative", N_("Cooperative or emporium")),
    Choice("online", N_("On-line")),
    Choice("nowhere", N_("Not yet")),
)
TAX = (
    Choice("none_yet", N_("None yet")),
    Choice("gstin", N_("GSTIN")),
    Choice("enrolment", N_("GST enrolment number (goods only, one state)")),
    Choice("handicraft_exemption", N_("Handicraft exemption (with PAN, up to the turnover limit)")),
)
LIVES = (Choice("active", N_("Active")), Choice("moved", N_("Moved away")), Choice("died", N_("Died")))

YOUNGEST, OLDEST, ADULT = 14, 110, 18


@dataclass(frozen=True, kw_only=True)
class Artisan(Holder):
    """One registered person. `registration` is given at the first save and never changes."""

    KIND = "artisan"

    name_hi: str = line(N_("Name in Hindi"), script="hi", names="person")
    name_en: str = line(N_("Name in English"), script="en", names="person")
    name_on_aadhaar: str = line(N_("Name as on Aadhaar"), names="name")
    honorific: str = one_of(
        N_("Shri or Smt. on the certificate"),
        (Choice("shri", N_("Shri")), Choice("smt", N_("Smt.")), Choice("km", N_("Km."))),
    )
    aadhaar_last4: str = declare(Kind.AADHAAR, N_("Aadhaar number"), masked=True, heads=("aadhaar",))
    aadhaar_seen_by: str = line(N_("Aadhaar card seen by"))
    relation: str = one_of(N_("Relation"), RELATIONS, required=True)
    relative_hi: str = line(N_("Father's, husband's or mother's name in Hindi"), script="hi", names="person")
    relative_en: str = line(N_("Father's, husband's or mother's name in English"), script="en", names="person")
    birth_date: date | None = day(N_("Date of birth"), least=14, most=110)
    birth_year: int | None = whole(N_("Year of birth, estimated from the age"), least=1900, most=2100, system=True)
    gender: str = one_of(N_("Gender"), GENDERS, required=True)
    category: str = one_of(N_("Social category"), CATEGORIES)
    minority: str = one_of(N_("Minority community"), YES_NO_UNSAID)
    disability: str = one_of(N_("Disability"), DISABILITIES)
    disability_percent: int | None = whole(N_("Disability in percent"), least=1, most=100, unit="%")
    mobile: str = digits(N_("Mobile number"), check=validators.mobile, masked=True)
    phone_owner: str = one_of(N_("Whose phone is it?"), PHONE_OWNERS, required=True)
    email: str = line(N_("E-mail"), check=validators.email)
    language: str = one_of(N_("Preferred language"), LANGUAGES)
    photo: str = line(N_("Photo"), system=True)  # sha256 of the encrypted file's content
    education: str = one_of(N_("Education"), EDUCATION)
    income: str = one_of(N_("Income of the household"), INCOMES)
    guardian_name: str = line(N_("Guardian's name"), names="person")
    guardian_relation: str = one_of(N_("Guardian's relation"), (*RELATIONS, Choice("other", N_("Other"))))
    guardian_consent: str = one_of(N_("Guardian's consent"), YES_NO_UNSAID[:2])

    sector: str = one_of(N_("Sector"), SECTORS, required=True)
    craft: str = line(N_("Craft"), required=True, names="name")
    technique: str = line(N_("Technique"))
    raw_material: str = line(N_("Raw material"))
    years_of_experience: int | None = whole(N_("Years of experience"), least=0, most=90, unit=N_("years"))
    learned_from: str = one_of(N_("Learned from"), LEARNED_FROM)
    odop_product: str = one_of(N_("Is it the district's ODOP product?"), YES_NO_UNSAID[:2])
    gi_name: str = line(N_("Geographical indication (GI)"))
    vishwakarma_trade: str = one_of(N_("PM Vishwakarma trade"), VISHWAKARMA_TRADES)
    persons_employed: int | None = whole(N_("Persons employed"), least=0, most=1000)
    monthly_output: str = line(N_("Monthly output"))
    sold_where: tuple[str, ...] = some_of(N_("Where sold now"), SALES)
    obstacles: tuple[str, ...] = some_of(N_("Obstacles"), OBSTACLES)

    tax_status: str = one_of(N_("Tax status as a seller"), TAX)
    pan: str = line(N_("PAN"), check=validators.pan, masked=True)
    gstin: str = line(N_("GSTIN"), check=validators.gstin)
    gst_enrolment: str = line(N_("GST enrolment number"), check=validators.gst_enrolment)
    voter_id: str = line(N_("Voter ID"), check=validators.voter_id, masked=True)
    household_head: str = line(N_("Head of the household"), names="name")
    turnover: int | None = amount(N_("Turnover of the last year"), least=0)
    life: str = one_of(N_("Still here?"), LIVES)
    remarks: str = note(N_("Remarks"))
    craft_other: str = line(N_("Craft in the other script"), names="name", system=True)

    @property
    def left(self) -> str:
        """``moved`` or ``died``, "" for somebody who is here."""
        return "" if self.life == "active" else self.life

    @property
    def active(self) -> bool:
        """False for somebody who moved away or died: kept, not counted, not printed."""
        return not self.left and not self.deleted

    def age_on(self, today: date) -> int | None:
        """Completed years; from an estimated year of birth the difference of the years."""
        if self.birth_date:
            birthday_to_come = (today.month, today.day) < (self.birth_date.month, self.birth_date.day)
            return today.year - self.birth_date.year - birthday_to_come
        return today.year - self.birth_year if self.birth_year else None
