"""A small crowd of hostile clients at a real hub process: the honest laptop's rounds all end, and memory stays bounded."""

from tests.bench import bench_hostile


def test_an_honest_laptop_syncs_among_hostile_ones_and_memory_stays_bounded():
    _, _, most = bench_hostile.run(40, 4.0)  # each of its rounds asserts that nothing is left waiting
    assert most < 512
