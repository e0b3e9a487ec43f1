"""A file goes when no row of its area names it any more, whichever of two rows is erased first."""

import hashlib

import pytest

from samarth_desktop.domain.oplog.op import ERASED
from samarth_desktop.hub.files import files
from tests.postgres_fixture import enrol, sync
from tests.sync.memory import MemoryLog

AREA = "9/164"


@pytest.mark.parametrize("first", [0, 1])
def test_a_photo_that_two_rows_name_goes_with_the_second(hub, client, first):
    a = MemoryLog()
    enrol(a, client, hub, AREA)
    name = hashlib.sha256(b"face").hexdigest()
    a.files[AREA, name] = b"face"
    rows = [a.write(AREA, f={"photo": name, "name_en": who}).row for who in ("Sita", "Gita")]
    sync(a, client)
    for row, stays in ((rows[first], True), (rows[1 - first], False)):
        a.write(AREA, row, {ERASED: True})
        sync(a, client)
        assert files.place(hub, AREA, name).exists() == stays
