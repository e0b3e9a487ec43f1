"""The member of a group as a kind of record."""

from collections.abc import Mapping

from samarth_desktop.i18n import N_, T, Text
from samarth_desktop.kinds.kind import RecordKind, Search, Sheet, Summary, Words
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.member.rules import rules


def _told(new: Mapping[str, object], first: bool) -> Text:
    return T("Member added") if first else T("Member corrected")


MEMBER = RecordKind(
    record=Member,
    words=Words(N_("Member"), N_("Members")),
    parent="shg",
    erased_with=("person",),
    rules=rules,
    summary=Summary(
        2,
        {"name_hi": ("name_hi",), "name_en": ("name_en",), "relative": ("relative",), "mobile": ("mobile",)},
        of_parent={"registration": "registration", "village": "village", "district": "district"},
        unless="person",
    ),
    search=Search("people", people=True),
    sheet=Sheet(
        "members",
        {
            "name": N_("Name (the script decides)"),
            "father": N_("Father's name"),
            "husband": N_("Husband's name"),
            "age": N_("Age in years"),
            "shg": N_("SHG"),
            "person": N_("Member's registration no."),
        },
        within="shgs",
        title=N_("Members"),
        columns=("shg", "name_hi", "name_en", "relation", "relative", "age", "mobile", "role"),
        out=("shg", "person"),
    ),
    told=_told,
)
