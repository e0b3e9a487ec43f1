"""The mission's list of federations: published by the office's laptop, offered on every other, free text beside it."""

from dataclasses import replace
from pathlib import Path

import pytest

from samarth_desktop.actions.groups import federation_lists, life
from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.errors import KnownError
from samarth_desktop.kinds.shg.record import Shg
from tests import postgres_fixture
from tests.sync.laptops import Office, settle

LIST = "Kind,Name,District\nVO,प्रेरणा ग्राम संगठन,Maharajganj\nCLF,संकुल संघ सदर,महराजगंज\nALF,Other,Barabanki\n"


def sheet(folder: Path, text: str) -> Path:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_office_gives_a_list_to_all_and_others_keep_their_own(
    ground: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    field = ground.laptop("asha", "9/164")
    with monkeypatch.context() as patch:
        code = postgres_fixture.code
        patch.setattr(
            postgres_fixture,
            "code",
            lambda hub, *areas, person="", **more: code(hub, *areas, "*", person=person, role="office", **more),
        )
        office = ground.laptop("office", "9/164")
    district = Shg(name_hi="समूह", state="9", district="164")
    taken = federation_lists.take(office.here(), sheet(tmp_path, LIST + "Union,X,Maharajganj\nVO,Y,Nowhere\n"))
    assert (taken.count, taken.wrong, taken.published) == (3, (5, 6), True)
    settle(office, field)
    here = field.here()
    assert life.known_federations(here, district) == (["प्रेरणा ग्राम संगठन"], ["संकुल संघ सदर"])
    group = registering.save(here, Registration(replace(district, village_organisation="अपना संगठन"))).holder
    own = federation_lists.take(here, sheet(tmp_path, "ज़िला,नाम,प्रकार\nMaharajganj,नया संगठन,VO\n"))
    assert not own.published
    assert life.known_federations(here, group)[0] == ["प्रेरणा ग्राम संगठन", "नया संगठन", "अपना संगठन"]
    federation_lists.take(office.here(), sheet(tmp_path, "Kind,Name,District\nVO,दूसरा संगठन,Maharajganj\n"))
    settle(office, field)
    assert life.known_federations(field.here(), district)[0][0] == "दूसरा संगठन", "the newest list alone holds"
    assert "प्रेरणा ग्राम संगठन" not in life.known_federations(field.here(), district)[0]
    for text in ("a,b\n1,2\n", "Kind,Name,District\nUnion,X,Nowhere\n"):
        with pytest.raises(KnownError):
            federation_lists.take(field.here(), sheet(tmp_path, text))
