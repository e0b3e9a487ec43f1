import random

from samarth_desktop.sync.backoff import EVERY, LONGEST, Backoff


def test_failures_make_pauses_longer_up_to_a_limit_and_uneven():
    pace = Backoff(chance=random.Random(1))
    pauses = [pace.after(well=False) for _ in range(12)]
    assert pauses[0] <= 30 and pauses[3] > pauses[0] and LONGEST / 2 <= pauses[-1] <= LONGEST
    assert len(set(pauses)) == len(pauses)
    assert EVERY / 2 <= pace.after(well=True) <= EVERY and pace.after(well=False) <= 30
    for _ in range(5):
        pace.after(well=False)
    assert pace.network_appeared() <= 10 and pace.after(well=False) <= 30
