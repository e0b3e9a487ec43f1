from tests.postgres_fixture import enrol, sync
from tests.sync.memory import MemoryLog


def test_two_laptops_agree_and_keep_both_values(hub, client):
    a, b = MemoryLog(), MemoryLog()
    for log in (a, b):
        enrol(log, client, hub, "9/164")
    row = a.write("9/164", f={"name_en": "Sita", "mobile": "9876543210"}).row
    assert sync(a, client).pushed == 1
    assert sync(b, client).pulled == 1
    a.write("9/164", row, {"name_en": "Sita Devi"})
    b.write("9/164", row, {"name_en": "Seeta"})
    sync(a, client)
    sync(b, client)
    done = sync(a, client)
    assert a.state() == b.state()
    assert (
        sorted(a.conflicting_values(row)["name_en"])
        == sorted(b.conflicting_values(row)["name_en"])
        == ["Seeta", "Sita Devi"]
    )
    assert (done.pushed, done.waiting, done.refused) == (0, 0, 0)
