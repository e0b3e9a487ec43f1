"""What the office says of marketplaces for everybody: attribute sets and mappings, over a real hub to another laptop."""

from pathlib import Path

import pytest

from samarth_desktop.actions.products import attributes, mapping_choices
from samarth_desktop.store.queries import attribute_sets
from tests import postgres_fixture
from tests.documents.template_shapes import flipkart_xls
from tests.sync.laptops import Office, settle


def test_a_set_and_a_mapping_reach_another_laptop_whole(
    ground: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From an office that only looks after a district; a laptop that is no office gives nothing to others."""
    bina = ground.laptop("bina", "9/164")
    code = postgres_fixture.code
    monkeypatch.setattr(
        postgres_fixture,
        "code",
        lambda hub, *areas, person="", **more: code(hub, *areas, person=person, role="office", **more),
    )
    office = ground.laptop("office", "9/164")
    template = tmp_path / "sari.xls"
    template.write_bytes(flipkart_xls(macros=False))
    mapping_choices.choose(office.here(), "flipkart", "Fabric Care", "care")
    mapping_choices.translate(office.here(), "flipkart", "Color", "Sand", "Beige")
    assert mapping_choices.publish(office.here(), "flipkart") == 1
    made, published = attributes.take(office.here(), template)
    assert published and made.attributes
    mapping_choices.choose(bina.here(), "flipkart", "Fabric", "=Pure Silk")
    settle(office, bina)
    with bina.session.store.read() as reader:
        assert attribute_sets.every(reader) == [made]
    there = mapping_choices.with_choices(bina.session, "flipkart")
    assert there.columns["Fabric Care"] == "care" and there.values["color"]["sand"] == "Beige"
    assert there.fixed["Fabric"] == "Pure Silk", "what was chosen here stays over it"
    assert "Fabric" not in mapping_choices.with_choices(office.session, "flipkart").fixed
